open Closures

(* This program lacks the module that makes functions. *)
let raises f = match f () with _ -> false | exception Failure _ -> true

let () =
  let shown n x = Printf.sprintf "%d %.1f" n (Option.value x ~default:0.) in
  assert (applied shown 3 = "3 0.5");
  assert (summed (Seq.take 5 (Seq.ints 0)) = 10);
  assert (raises (fun () -> adder 1));
  assert (raises (fun () -> squares 1))
