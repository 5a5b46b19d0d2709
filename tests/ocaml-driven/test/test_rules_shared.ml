(* R12: bytes and bigarrays that others write while Rust reads, and those of every shape. *)

open Bigarray
open Check
open Ruled

type ('a, 'b, 'c) array = ('a, 'b, 'c) Array1.t

external bytes : Bytes.t -> string -> (int[@untagged]) -> (unit -> unit) -> (int[@untagged])
  = "rh_bytes_bytecode" "rh_bytes"

external numbers :
  (int64, int64_elt, c_layout) array -> (int[@untagged]) -> (unit -> unit) -> (int[@untagged])
  = "rh_numbers_bytecode" "rh_numbers"

external add_int64 : (int64, int64_elt, _) array -> string = "rh_add_int64"
external add_int32 : (int32, int32_elt, _) array -> string = "rh_add_int32"
external add_float64 : (float, float64_elt, _) array -> string = "rh_add_float64"
external set_past_end : (int64, int64_elt, _) array -> unit = "rh_set_past_end"
external make : (int[@untagged]) -> (int64, int64_elt, c_layout) array = "rh_make_bytecode" "rh_make"

(* A declaration by hand that says too much: what comes is looked at. *)
external add_any : (_, _, _) Genarray.t -> string = "rh_add_int64"

let while_a_domain_writes write f =
  let stop = Atomic.make false in
  let domain = Domain.spawn (fun () -> while not (Atomic.get stop) do write () done) in
  Fun.protect f ~finally:(fun () ->
      Atomic.set stop true;
      Domain.join domain)

let written_by_a_domain () =
  let text = Bytes.make 4096 'a' and array = Array1.init int64 c_layout 512 (fun _ -> 0L) in
  let write () =
    Bytes.fill text 0 4096 'b';
    Array1.fill array (-1L);
    Bytes.fill text 0 4096 'a';
    Array1.fill array 0L
  in
  while_a_domain_writes write (fun () ->
      (* Until both values were seen, however the system shares its processors out. *)
      wait_for "both bytes" (fun () -> bytes text "ab" 50 Thread.yield = 2);
      wait_for "both numbers" (fun () -> numbers array 50 Thread.yield = 2))

let written_by_a_callback () =
  let text = Bytes.make 100 'a' and n = ref 0 in
  let write () =
    incr n;
    Bytes.fill text 0 100 (Char.chr (Char.code 'a' + (!n mod 3)));
    Gc.compact ()
  in
  int "three" 3 (bytes text "abc" 10 write);
  let array = Array1.of_array int64 c_layout [| 0L; 0L |] in
  let flip () = Array1.fill array (Int64.lognot array.{0}); Gc.minor () in
  int "two" 2 (numbers array 10 flip)

let shapes () =
  let c = Array1.of_array int64 c_layout [| 1L; 2L; 3L; 4L |] in
  string "C" "[1, 2, 3, 4] [2, 3, 4, 5]" (add_int64 c);
  string "Fortran" "[1, 2] [2, 3]" (add_int64 (Array1.of_array int64 fortran_layout [| 1L; 2L |]));
  string "a part" "[3, 4] [4, 5]" (add_int64 (Array1.sub c 1 2));
  same "through the whole" [ 2L; 4L; 5L; 5L ] (List.init 4 (Array1.get c));
  string "changed to Fortran" "[2, 4, 5, 5] [3, 5, 6, 6]" (add_int64 (Array1.change_layout c fortran_layout));
  string "an empty part" "[] []" (add_int64 (Array1.sub c 4 0));
  string "empty" "[] []" (add_int64 (Array1.create int64 c_layout 0));
  string "made empty" "[] []" (add_int64 (make 0));
  raises "past the end" (Failure "Array1::set: index 4 of 4 elements") (fun () -> set_past_end c);
  raises "past the end" (Failure "Array1::set: index 0 of 0 elements") (fun () -> set_past_end (make 0));
  let table = Array2.of_array int64 c_layout [| [| 1L; 2L |]; [| 3L; 4L |] |] in
  string "a row" "[3, 4] [4, 5]" (add_int64 (Array2.slice_left table 1));
  string "reshaped" "[1, 2, 4, 5] [2, 3, 5, 6]"
    (add_int64 (reshape_1 (genarray_of_array2 table) 4))

let not_what_is_wanted () =
  let table = Array2.init int64 c_layout 2 2 (fun _ _ -> 1L) in
  has "two dimensions" (add_any (genarray_of_array2 table)) "2 dimensions";
  has "none" (add_any (genarray_of_array0 (Array0.of_value int64 c_layout 1L))) "0 dimensions";
  let many = Genarray.create int64 c_layout (Stdlib.Array.make 16 1) in
  has "sixteen" (add_any many) "16 dimensions";
  let kind name kind = has name (add_any (genarray_of_array1 (Array1.create kind c_layout 3))) "of kind" in
  kind "float32" float32;
  kind "float64" float64;
  kind "int8_signed" int8_signed;
  kind "int8_unsigned" int8_unsigned;
  kind "int16_signed" int16_signed;
  kind "int16_unsigned" int16_unsigned;
  kind "int32" int32;
  kind "int" Bigarray.int;
  kind "nativeint" nativeint;
  kind "complex32" complex32;
  kind "complex64" complex64;
  kind "char" char;
  has "another value" (add_int64 (Obj.magic "no bigarray")) "not a bigarray"

(* A mapped file begins at any byte. *)
let misaligned () =
  let name, channel = Filename.open_temp_file "ocaml_driven" ".bin" in
  Fun.protect ~finally:(fun () -> Sys.remove name) (fun () ->
      output_string channel (String.init 65 (fun i -> Char.chr i));
      close_out channel;
      let fd = Unix.openfile name [ O_RDWR ] 0 in
      Fun.protect ~finally:(fun () -> Unix.close fd) (fun () ->
          let map kind pos = array1_of_genarray (Unix.map_file fd ~pos kind c_layout false [| 2 |]) in
          for pos = 1 to 7 do
            let a = map int64 (Int64.of_int pos) in
            let before = Printf.sprintf "[%Ld, %Ld]" a.{0} a.{1} in
            let after = Printf.sprintf "[%Ld, %Ld]" (Int64.succ a.{0}) (Int64.succ a.{1}) in
            string "int64" (before ^ " " ^ after) (add_int64 a);
            let a = map int32 (Int64.of_int pos) in
            let before = Printf.sprintf "[%ld, %ld]" a.{0} a.{1} in
            let after = Printf.sprintf "[%ld, %ld]" (Int32.succ a.{0}) (Int32.succ a.{1}) in
            string "int32" (before ^ " " ^ after) (add_int32 a);
            let a = map float64 (Int64.of_int pos) in
            a.{0} <- 0.5;
            a.{1} <- 1.5;
            string "float64" "[0.5, 1.5] [1.5, 2.5]" (add_float64 a)
          done;
          (* Nothing of a file: the address is null. *)
          let none = array1_of_genarray (Unix.map_file fd int64 c_layout false [| 0 |]) in
          string "null" "[] []" (add_int64 none);
          int "null" 0 (numbers none 3 ignore)))

let tests =
  [
    test "r12_written_by_a_domain" written_by_a_domain;
    test "r12_written_by_a_callback" written_by_a_callback;
    test "r12_layouts_parts_and_empty_ones" shapes;
    test "r12_other_kinds_and_dimensions" not_what_is_wanted;
    test "r12_misaligned_and_null" misaligned;
  ]
