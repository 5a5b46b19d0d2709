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

let block bytes = Bigarray.Array1.create Char C_layout bytes

(* Puts malloc into the state that it has in a program that has run for a while. Until something large
   was freed, it gives memory back to the system at 128 KiB, and asks for it again: how often a row pays
   for that is luck, as is whether its buffers begin at a cache line. Both are settled by the order of
   allocations, which is the same in each process. *)
let settle () =
  ignore (Sys.opaque_identity (block 0x40_0000));
  Gc.full_major ();
  Random.self_init ();
  block (16 * Random.int 256)

let shuffled list =
  let keyed = List.map (fun x -> (Random.bits (), x)) list in
  List.map snd (List.sort (fun (a, _) (b, _) -> compare a b) keyed)

type taken = { column : string; run : int -> unit; n : int; mutable times : int; mutable seconds : float }

let slice = 0.02
let at_least = 0.2

(* Nanoseconds an operation, of each of the columns' rows. They take turns, each time in another order:
   a processor that does something else beside does it to all, and each finds the heap as another left
   it. *)
let measure rows =
  let kept = settle () in
  let start (column, (row : Row.t)) =
    { column; run = row.run; n = calibrated ~at_least:slice row.run; times = 0; seconds = 0. }
  in
  let all = List.map start rows in
  let continue taken =
    Gc.full_major ();
    taken.seconds <- taken.seconds +. time taken.run taken.n;
    taken.times <- taken.times + taken.n
  in
  while List.exists (fun taken -> taken.seconds < at_least) all do
    List.iter continue (shuffled all)
  done;
  ignore (Sys.opaque_identity kept);
  List.map (fun taken -> (taken.column, taken.seconds *. 1e9 /. float_of_int taken.times)) all
