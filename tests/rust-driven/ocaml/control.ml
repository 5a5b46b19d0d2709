(* The collector, and what is the same for every type. *)

let () =
  Callback.register "minor" Gc.minor;
  Callback.register "full_major" Gc.full_major;
  Callback.register "compact" Gc.compact;
  Callback.register "identity" (fun x -> x);
  Callback.register "same" (fun x y -> x == y);
  Callback.register "equal" (fun x y -> compare x y = 0);
  Callback.register "churn" (fun n ->
      for _ = 1 to n do
        ignore (Sys.opaque_identity (Bytes.create 64))
      done)
