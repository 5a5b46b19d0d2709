(* One domain doing a workload, and two at once. *)

let at_least = 0.3
let rounds = 20

(* How long two domains take, each doing it [n] times, from when both are there. *)
let together run n =
  let there = Atomic.make 0 in
  let start () =
    Atomic.incr there;
    while Atomic.get there < 2 do
      Domain.cpu_relax ()
    done
  in
  let other =
    Domain.spawn (fun () ->
        start ();
        run n)
  in
  start ();
  Timing.time
    (fun n ->
      run n;
      Domain.join other)
    n

(* The throughput of two, as a multiple of one's. One and two take turns, so that what else the processors
   do hits both. *)
let throughput (row : Row.t) =
  let n = Timing.calibrated ~at_least row.run in
  let alone = ref 0. and both = ref 0. in
  for _ = 1 to rounds do
    Gc.full_major ();
    alone := !alone +. Timing.time row.run n;
    Gc.full_major ();
    both := !both +. together row.run n
  done;
  2. *. !alone /. !both
