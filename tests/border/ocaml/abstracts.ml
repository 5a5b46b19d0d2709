(* Types that another module hides. *)

let () =
  Callback.register "counter" Counter.make;
  Callback.register "count" Counter.value;
  Callback.register "open_null" (fun () -> open_out Filename.null);
  Callback.register "close" close_out;
  Callback.register "size" Counter.size;
  Callback.register "numbers" (fun n -> Bigarray.(Array1.init float64 c_layout n float_of_int));
  Callback.register "table" (fun n ->
      Bigarray.(Array2.init float64 fortran_layout n n (fun i j -> float_of_int (i * j))));
  Callback.register "pixels" (fun n -> Bigarray.(Genarray.create complex64 c_layout [| n; n |]))
