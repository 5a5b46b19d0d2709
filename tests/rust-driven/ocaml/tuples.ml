(* Tuples of every size: int, string, float, in turn. *)

let () =
  Callback.register "show_tuple2" (fun (a, b) ->
      String.concat ", " [ string_of_int a ; Show.string b ]);
  Callback.register "make_tuple2" (fun () ->
      (0, "c1"));
  Callback.register "show_tuple3" (fun (a, b, c) ->
      String.concat ", " [ string_of_int a ; Show.string b ; Show.float c ]);
  Callback.register "make_tuple3" (fun () ->
      (0, "c1", 2.5));
  Callback.register "show_tuple4" (fun (a, b, c, d) ->
      String.concat ", " [ string_of_int a ; Show.string b ; Show.float c ; string_of_int d ]);
  Callback.register "make_tuple4" (fun () ->
      (0, "c1", 2.5, 3));
  Callback.register "show_tuple5" (fun (a, b, c, d, e) ->
      String.concat ", " [ string_of_int a ; Show.string b ; Show.float c ; string_of_int d ; Show.string e ]);
  Callback.register "make_tuple5" (fun () ->
      (0, "c1", 2.5, 3, "c4"));
  Callback.register "show_tuple6" (fun (a, b, c, d, e, f) ->
      String.concat ", " [ string_of_int a ; Show.string b ; Show.float c ; string_of_int d ; Show.string e ; Show.float f ]);
  Callback.register "make_tuple6" (fun () ->
      (0, "c1", 2.5, 3, "c4", 5.5));
  Callback.register "show_tuple7" (fun (a, b, c, d, e, f, g) ->
      String.concat ", " [ string_of_int a ; Show.string b ; Show.float c ; string_of_int d ; Show.string e ; Show.float f ; string_of_int g ]);
  Callback.register "make_tuple7" (fun () ->
      (0, "c1", 2.5, 3, "c4", 5.5, 6));
  Callback.register "show_tuple8" (fun (a, b, c, d, e, f, g, h) ->
      String.concat ", " [ string_of_int a ; Show.string b ; Show.float c ; string_of_int d ; Show.string e ; Show.float f ; string_of_int g ; Show.string h ]);
  Callback.register "make_tuple8" (fun () ->
      (0, "c1", 2.5, 3, "c4", 5.5, 6, "c7"));
  Callback.register "show_tuple9" (fun (a, b, c, d, e, f, g, h, i) ->
      String.concat ", " [ string_of_int a ; Show.string b ; Show.float c ; string_of_int d ; Show.string e ; Show.float f ; string_of_int g ; Show.string h ; Show.float i ]);
  Callback.register "make_tuple9" (fun () ->
      (0, "c1", 2.5, 3, "c4", 5.5, 6, "c7", 8.5));
  Callback.register "show_tuple10" (fun (a, b, c, d, e, f, g, h, i, j) ->
      String.concat ", " [ string_of_int a ; Show.string b ; Show.float c ; string_of_int d ; Show.string e ; Show.float f ; string_of_int g ; Show.string h ; Show.float i ; string_of_int j ]);
  Callback.register "make_tuple10" (fun () ->
      (0, "c1", 2.5, 3, "c4", 5.5, 6, "c7", 8.5, 9));
  Callback.register "show_tuple11" (fun (a, b, c, d, e, f, g, h, i, j, k) ->
      String.concat ", " [ string_of_int a ; Show.string b ; Show.float c ; string_of_int d ; Show.string e ; Show.float f ; string_of_int g ; Show.string h ; Show.float i ; string_of_int j ; Show.string k ]);
  Callback.register "make_tuple11" (fun () ->
      (0, "c1", 2.5, 3, "c4", 5.5, 6, "c7", 8.5, 9, "c10"));
  Callback.register "show_tuple12" (fun (a, b, c, d, e, f, g, h, i, j, k, l) ->
      String.concat ", " [ string_of_int a ; Show.string b ; Show.float c ; string_of_int d ; Show.string e ; Show.float f ; string_of_int g ; Show.string h ; Show.float i ; string_of_int j ; Show.string k ; Show.float l ]);
  Callback.register "make_tuple12" (fun () ->
      (0, "c1", 2.5, 3, "c4", 5.5, 6, "c7", 8.5, 9, "c10", 11.5))
