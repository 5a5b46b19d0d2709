(* Structures around and past the sizes at which a conversion changes its way: the minor heap's
   largest block, a reservation, the major heap. *)

let byte i = Char.chr ((i * 7) land 255)
let pattern n = String.init n byte
let words i = Printf.sprintf "element %d" i
let all_from_zero l = List.for_all2 ( = ) l (List.init (List.length l) Fun.id)

let () =
  Callback.register "range_list" (fun n -> List.init n Fun.id);
  Callback.register "range_array" (fun n -> Array.init n Fun.id);
  Callback.register "range_floats" (fun n -> Array.init n float_of_int);
  Callback.register "words_list" (fun n -> List.init n words);
  Callback.register "words_array" (fun n -> Array.init n words);
  Callback.register "pattern" pattern;
  Callback.register "is_range_list" (fun n l -> List.length l = n && all_from_zero l);
  Callback.register "is_range_array" (fun n a ->
      Array.length a = n && all_from_zero (Array.to_list a));
  Callback.register "is_range_floats" (fun n (a : float array) ->
      Array.length a = n && Array.for_all2 ( = ) a (Array.init n float_of_int));
  Callback.register "is_words_list" (fun n l ->
      List.length l = n && List.for_all2 ( = ) l (List.init n words));
  Callback.register "is_words_array" (fun n a ->
      Array.length a = n && Array.for_all2 ( = ) a (Array.init n words));
  Callback.register "is_pattern" (fun n s -> String.length s = n && s = pattern n);
  Callback.register "is_rows" (fun rows columns l ->
      List.length l = rows
      && List.for_all (fun row -> List.length row = columns && all_from_zero row) l);
  Callback.register "rows" (fun rows columns ->
      List.init rows (fun _ -> List.init columns Fun.id));
  Callback.register "is_table" (fun rows columns a ->
      Array.length a = rows
      && Array.for_all (fun row -> Array.length row = columns && all_from_zero (Array.to_list row)) a)
