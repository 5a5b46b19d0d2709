(* Values that are nested deep, and one that has no end. *)

type chain = End | Link of int * chain

let rec chain n tail = if n = 0 then tail else chain (n - 1) (Link (n, tail))

let rec endless = Link (1, endless)

let rec length so_far = function
  | End -> so_far
  | Link (_, rest) -> length (so_far + 1) rest

(* Nested by lists, by arrays. *)
type rose = Petal of int | Roses of rose list | Bed of rose array

let rec rose grow n inner = if n = 0 then inner else rose grow (n - 1) (grow inner)

let rec depth so_far = function
  | Petal _ | Roses [] | Bed [||] -> so_far
  | Roses (inner :: _) -> depth (so_far + 1) inner
  | Bed inner -> depth (so_far + 1) inner.(0)

let () =
  Callback.register "make_roses" (fun n -> rose (fun inner -> Roses [ inner ]) n (Petal 1));
  Callback.register "make_bed" (fun n -> rose (fun inner -> Bed [| inner |]) n (Petal 1));
  Callback.register "rose_depth" (depth 0);
  Callback.register "make_chain" (fun n -> chain n End);
  Callback.register "endless_chain" (fun () -> endless);
  Callback.register "chain_length" (length 0)
