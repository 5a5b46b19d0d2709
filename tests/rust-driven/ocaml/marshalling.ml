(* Any value as the runtime's own code writes it, and made by it. *)

let marshalled x = Marshal.to_string x [ Marshal.No_sharing ]

let () =
  Callback.register "marshalled" marshalled;
  Callback.register "unmarshalled" (fun text -> Marshal.from_string text 0);
  (* NaN is equal to itself here; the major heap's copy reads as the young one. *)
  Callback.register "is_the_same" (fun x y ->
      let same = compare x y = 0 in
      Gc.minor ();
      same && compare x y = 0)

let () =
  Callback.register "marshalled_pair_closure" (fun () -> fun x y -> marshalled (x, y))
