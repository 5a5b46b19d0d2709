(* Values that are nested deep, and one that has no end. *)

type chain = End | Link of int * chain

let rec chain n tail = if n = 0 then tail else chain (n - 1) (Link (n, tail))

let rec endless = Link (1, endless)

let rec length so_far = function
  | End -> so_far
  | Link (_, rest) -> length (so_far + 1) rest

let () =
  Callback.register "make_chain" (fun n -> chain n End);
  Callback.register "endless_chain" (fun () -> endless);
  Callback.register "chain_length" (length 0)
