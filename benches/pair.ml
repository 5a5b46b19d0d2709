(* One domain doing a workload, and two at once. *)

let at_least = 2.0
let rounds = 3

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

(* The throughput of two, as a multiple of one's. *)
let throughput (row : Row.t) =
  let n = Timing.calibrated ~at_least row.run in
  let ratio () =
    Gc.full_major ();
    let alone = Timing.time row.run n in
    Gc.full_major ();
    2. *. alone /. together row.run n
  in
  Timing.median (List.init rounds (fun _ -> ratio ()))
