(* What domains do. *)

exception At_exit of int

let () =
  Callback.register "raise_at_exit" (fun n -> Domain.at_exit (fun () -> raise (At_exit n)));
  Callback.register "domain_number" (fun () -> (Domain.self () :> int));
  Callback.register "fails" (fun message -> failwith message);
  Callback.register "sum_of_list" (fun numbers -> List.fold_left ( + ) 0 numbers);
  (* Computes, without allocating. *)
  Callback.register "collatz" (fun upto ->
      let steps = ref 0 in
      for start = 1 to upto do
        let n = ref start in
        while !n <> 1 do
          n := if !n land 1 = 0 then !n / 2 else (3 * !n) + 1;
          incr steps
        done
      done;
      !steps)

(* A finaliser of a value that outlives its domain. *)
let kept = ref []

let () =
  Callback.register "keeps_with_a_finaliser" (fun () ->
      let value = ref 0 in
      Gc.finalise ignore value;
      kept := [ value ])
