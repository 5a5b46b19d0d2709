(* How long a workload takes. *)

let now = Unix.gettimeofday

let time run n =
  let start = now () in
  run n;
  now () -. start

(* How many times take [at_least] so many seconds. What only the first time does isn't timed. *)
let calibrated ~at_least run =
  let rec enough n =
    let taken = time run n in
    if taken >= at_least then n
    else
      let factor = if taken < at_least /. 100. then 10. else 1.1 *. at_least /. taken in
      enough (max (n + 1) (int_of_float (float_of_int n *. factor)))
  in
  run 1;
  enough 1

let median values =
  let sorted = List.sort compare values in
  List.nth sorted (List.length sorted / 2)

let at_least = 0.2

(* Nanoseconds an operation, of each of the columns' rows, one right after the other, so that what the
   machine does meanwhile hits them all. *)
let measure rows =
  Gc.full_major ();
  let with_times (column, (row : Row.t)) = (column, row.run, calibrated ~at_least row.run) in
  let timed (column, run, n) =
    Gc.full_major ();
    (column, time run n *. 1e9 /. float_of_int n)
  in
  List.map timed (List.map with_times rows)
