(* Values as text, by OCaml's own reading of them: what Rust built wrongly reads wrongly here. *)

let int = string_of_int
let int32 = Printf.sprintf "%ldl"
let int64 = Printf.sprintf "%LdL"
let float = Printf.sprintf "%h"
let bool = string_of_bool
let string = Printf.sprintf "%S"
let bytes b = Printf.sprintf "bytes %S" (Bytes.to_string b)
let option show = function None -> "None" | Some x -> "Some " ^ show x
let result ok error = function Ok x -> "Ok " ^ ok x | Error x -> "Error " ^ error x
let list show l = "[" ^ String.concat "; " (List.map show l) ^ "]"
let array show a = "[|" ^ String.concat "; " (List.map show (Array.to_list a)) ^ "|]"
let floatarray (a : floatarray) = array float (Array.of_list (Float.Array.to_list a))

let () =
  Callback.register "show_unit" (fun () -> "()");
  Callback.register "show_int" int;
  Callback.register "show_int32" int32;
  Callback.register "show_char" (fun c -> Printf.sprintf "%C" c);
  Callback.register "show_nativeint" (Printf.sprintf "%ndn");
  Callback.register "show_int64" int64;
  Callback.register "show_float" float;
  Callback.register "show_bool" bool;
  Callback.register "show_string" string;
  Callback.register "show_bytes" bytes;
  Callback.register "show_int_option" (option int);
  Callback.register "show_result" (result int string);
  Callback.register "show_int_list" (list int);
  Callback.register "show_string_list" (list string);
  Callback.register "show_float_list" (list float);
  Callback.register "show_int_array" (array int);
  Callback.register "show_string_array" (array string);
  Callback.register "show_float_array" (array float);
  Callback.register "show_floatarray" floatarray;
  Callback.register "show_float_array_list" (list (array float));
  Callback.register "show_nested" (list (result (option (list int)) string));
  Callback.register "show_pairs" (list (fun (a, b) -> Printf.sprintf "(%d, %S)" a b));
  Callback.register "show_float_pair" (fun (a, b) -> Printf.sprintf "(%h, %h)" a b)

(* The same types made here. *)
let () =
  Callback.register "make_min_int" (fun () -> min_int);
  Callback.register "make_max_int" (fun () -> max_int);
  Callback.register "make_string_bytes" (fun () -> "\000\255caf\xc3\xa9\000");
  Callback.register "make_not_utf8" (fun () -> "caf\xe9");
  Callback.register "make_bytes" (fun () -> Bytes.of_string "mutable\000");
  Callback.register "make_floats" (fun () -> [| 1.5; -0.0; infinity |]);
  Callback.register "make_no_floats" (fun () : float array -> [||]);
  Callback.register "make_floatarray" (fun () -> Float.Array.of_list [ 1.5; -0.0; infinity ]);
  Callback.register "make_nested" (fun () ->
      [ Ok (Some [ 1; 2 ]); Ok None; Error "no"; Ok (Some []) ]);
  Callback.register "make_ints" (fun () -> [ 1; 2; 5_000_000_000; 4 ]);
  Callback.register "make_int_array" (fun () -> [| 7; 8; 9 |]);
  Callback.register "make_cycle" (fun () ->
      let rec cycle = 1 :: 2 :: 3 :: cycle in
      cycle);
  Callback.register "make_long_cycle" (fun () ->
      let rec cycle = 0 :: cycle in
      List.rev_append (List.init 1000 Fun.id) cycle)
