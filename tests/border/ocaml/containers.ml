(* Containers of the standard library. *)

module Names = Map.Make (String)

let () =
  Callback.register "stock" (fun () : (string, int) Hashtbl.t -> Hashtbl.create 1);
  Callback.register "late" (fun n -> lazy (n + 1));
  Callback.register "tally" (fun (n : int) -> Atomic.make n);
  Callback.register "ages" (fun () -> Names.singleton "Ada" 36);
  Callback.register "waiting" (fun (q : string Queue.t) -> Queue.length q)
