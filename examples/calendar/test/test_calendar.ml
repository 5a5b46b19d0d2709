open Calendar

let date year month day = Option.get (Date.make year month day)

let () =
  assert (Date.make 2025 2 29 = None);
  let today = date 2026 11 26 in
  assert (Date.weekday today = Thursday);
  assert (Date.later today 5 = date 2026 12 1);
  let calendar = empty () in
  let meeting = Meeting { about = "border"; from = 9.; until = 10.5 } in
  add calendar today meeting;
  add calendar (Date.later today 1) (Holiday "rest");
  assert (hours calendar today = 1.5);
  assert (between calendar today today = [ (today, [ meeting ]) ]);
  assert (List.length (between calendar today (Date.later today 1)) = 2);
  (match add calendar today (Meeting { about = "knot"; from = 2.; until = 1. }) with
  | () -> assert false
  | exception Backwards { about; by } -> assert (about = "knot" && by = 1.));
  match add calendar today (Holiday "") with
  | () -> assert false
  | exception Nameless -> ()
