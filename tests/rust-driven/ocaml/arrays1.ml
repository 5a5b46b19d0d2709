(* Bigarrays of each kind, in both layouts, shared and empty. *)

open Bigarray

let make kind values = Array1.of_array kind c_layout values

let show element a =
  String.concat " " (List.init (Array1.dim a) (fun i -> element (Array1.get a i)))

let () =
  Callback.register "ba_float32" (fun () -> make float32 [| 1.5; -2. |]);
  Callback.register "ba_float64" (fun () -> make float64 [| 1.5; -2.; 1e300 |]);
  Callback.register "ba_int8_signed" (fun () -> make int8_signed [| -128; 127 |]);
  Callback.register "ba_int8_unsigned" (fun () -> make int8_unsigned [| 0; 255 |]);
  Callback.register "ba_int16_signed" (fun () -> make int16_signed [| -32768; 32767 |]);
  Callback.register "ba_int16_unsigned" (fun () -> make int16_unsigned [| 0; 65535 |]);
  Callback.register "ba_int32" (fun () -> make int32 [| Int32.min_int; Int32.max_int |]);
  Callback.register "ba_int64" (fun () -> make int64 [| Int64.min_int; Int64.max_int |]);
  Callback.register "ba_nativeint" (fun () ->
      make nativeint [| Nativeint.min_int; Nativeint.max_int |]);
  Callback.register "ba_char" (fun () -> make char [| 'a'; '\255'; 'z' |]);
  Callback.register "ba_empty" (fun () -> make int32 [||]);
  Callback.register "ba_fortran" (fun () -> Array1.of_array int32 fortran_layout [| 5l; 6l |]);
  Callback.register "ba_sub" (fun () -> Array1.sub (make int32 [| 1l; 2l; 3l; 4l |]) 1 2);
  Callback.register "ba_two_dimensions" (fun () -> Array2.create int32 c_layout 2 3);
  Callback.register "ba_mapped_misaligned" (fun () ->
      let path = Filename.temp_file "rust_driven" "" in
      let file = Unix.openfile path [ Unix.O_RDWR ] 0o600 in
      let written = Unix.write_substring file "xABCDEFGHIJKLMNOP" 0 17 in
      assert (written = 17);
      let mapped = Unix.map_file file ~pos:1L int64 c_layout false [| 2 |] in
      Unix.close file;
      Sys.remove path;
      array1_of_genarray mapped);
  Callback.register "show_ba_float32" (fun array -> show Show.float array);
  Callback.register "show_ba_float64" (fun array -> show Show.float array);
  Callback.register "show_ba_int8_signed" (fun array -> show Show.int array);
  Callback.register "show_ba_int8_unsigned" (fun array -> show Show.int array);
  Callback.register "show_ba_int16_signed" (fun array -> show Show.int array);
  Callback.register "show_ba_int16_unsigned" (fun array -> show Show.int array);
  Callback.register "show_ba_int32" (fun array -> show Show.int32 array);
  Callback.register "show_ba_int64" (fun array -> show Show.int64 array);
  Callback.register "show_ba_nativeint" (fun array -> show Nativeint.to_string array);
  Callback.register "show_ba_char" (fun array -> show (fun c -> Show.int (Char.code c)) array)
