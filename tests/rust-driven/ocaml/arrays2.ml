(* Bigarrays of every number of dimensions, layout and kind; parts of them, and mapped files. *)

open Bigarray

(* Which element it is, by its indices, counted from 0. *)
let at2 i j = float_of_int ((10 * i) + j)
let at3 i j k = float_of_int ((100 * i) + (10 * j) + k)

let c2 () = Array2.init float64 c_layout 2 3 at2
let fortran2 () = Array2.init float64 fortran_layout 2 3 (fun i j -> at2 (i - 1) (j - 1))

(* A bigarray as a string: dimensions, and the elements in the order of their indices. *)
let show element a =
  let dims = Genarray.dims a in
  let rec all indices = function
    | [] -> [ element (Genarray.get a (Array.of_list (List.rev indices))) ]
    | dim :: rest -> List.concat (List.init dim (fun i -> all (i :: indices) rest))
  in
  let texts = List.map string_of_int (Array.to_list dims) in
  String.concat "x" texts ^ ": " ^ String.concat " " (all [] (Array.to_list dims))

let number = Printf.sprintf "%g"

(* Counted from 1 there: made C's order by a copy. *)
let from_fortran a =
  let dims = Genarray.dims a in
  Genarray.init (Genarray.kind a) c_layout dims (fun at ->
      Genarray.get a (Array.map succ at))

let map_file kind layout ~pos ~shared dims text =
  let path = Filename.temp_file "rust_driven" "" in
  let file = Unix.openfile path [ Unix.O_RDWR ] 0o600 in
  let written = Unix.write_substring file text 0 (String.length text) in
  assert (written = String.length text);
  let mapped = Unix.map_file file ~pos kind layout shared dims in
  let read () =
    ignore (Unix.lseek file 0 Unix.SEEK_SET);
    let bytes = Bytes.create (String.length text) in
    let read = Unix.read file bytes 0 (String.length text) in
    assert (read = String.length text);
    Bytes.to_string bytes
  in
  Sys.remove path;
  (mapped, read)

let () =
  Callback.register "ba0" (fun () -> Array0.of_value float64 c_layout 4.5);
  Callback.register "ba2" c2;
  Callback.register "ba2_fortran" fortran2;
  Callback.register "ba3" (fun () -> Array3.init float64 c_layout 2 3 4 at3);
  Callback.register "ba3_fortran" (fun () ->
      Array3.init float64 fortran_layout 2 3 4 (fun i j k -> at3 (i - 1) (j - 1) (k - 1)));
  Callback.register "ba_gen" (fun () ->
      Genarray.init float64 c_layout [| 2; 1; 2; 2 |] (fun at ->
          float_of_int (Array.fold_left (fun n i -> (10 * n) + i) 0 at)));
  Callback.register "ba_gen_of_none" (fun () ->
      Genarray.init float64 c_layout [||] (fun _ -> 6.5));
  Callback.register "ba_gen_of_sixteen" (fun () ->
      Genarray.init float64 c_layout (Array.make 16 1) (fun _ -> 7.5));
  Callback.register "ba2_empty" (fun () -> Array2.create float64 c_layout 0 3);
  Callback.register "show_ba0" (fun a -> show number (genarray_of_array0 a));
  Callback.register "show_ba1" (fun a -> show number (genarray_of_array1 a));
  Callback.register "show_ba1_fortran" (fun a ->
      show number (from_fortran (genarray_of_array1 a)));
  Callback.register "show_ba2" (fun a -> show number (genarray_of_array2 a));
  Callback.register "show_ba2_fortran" (fun a ->
      show number (from_fortran (genarray_of_array2 a)));
  Callback.register "show_ba3" (fun a -> show number (genarray_of_array3 a));
  Callback.register "show_ba_gen" (fun a -> show number a)

(* Kinds that Rust has types of its own for. *)
let complex c = Printf.sprintf "%g%+gi" c.Complex.re c.Complex.im

let () =
  let two = [| { Complex.re = 1.5; im = -2. }; { Complex.re = 0.25; im = 1024. } |] in
  Callback.register "ba_complex32" (fun () -> Array1.of_array complex32 c_layout two);
  Callback.register "ba_complex64" (fun () -> Array1.of_array complex64 c_layout two);
  Callback.register "ba_ints" (fun () ->
      Array1.of_array int c_layout [| min_int; -1; max_int |]);
  Callback.register "show_ba_complex32" (fun a -> show complex (genarray_of_array1 a));
  Callback.register "show_ba_complex64" (fun a -> show complex (genarray_of_array1 a));
  Callback.register "show_ba_ints" (fun a -> show string_of_int (genarray_of_array1 a));
  Callback.register "ba_element_size" (fun a -> kind_size_in_bytes (Array1.kind a));
  Callback.register "ba_ocaml_version" (fun () -> Sys.ocaml_version)

(* What OCaml does with memory of Rust's: parts that outlive it, comparing, hashing, marshalling. *)
let kept : (float, float64_elt, c_layout) Array1.t list ref = ref []

let () =
  Callback.register "ba_keep_part" (fun a offset length ->
      kept := Array1.sub a offset length :: !kept);
  Callback.register "ba_kept" (fun () -> List.hd !kept);
  Callback.register "ba_keep_none" (fun () -> kept := []);
  Callback.register "ba_parts_of_parts" (fun a ->
      let table = reshape_2 (genarray_of_array1 a) 2 (Array1.dim a / 2) in
      let fortran = Array2.change_layout table fortran_layout in
      let column = Array2.slice_right fortran 2 in
      let back = Array1.change_layout column c_layout in
      Array1.sub back 1 2);
  Callback.register "ba_equal" (fun a b -> (compare a b = 0, Hashtbl.hash a = Hashtbl.hash b));
  Callback.register "ba_through_marshal" (fun a ->
      (Marshal.from_string (Marshal.to_string a []) 0
        : (float, float64_elt, c_layout) Array1.t));
  Callback.register "ba_blit_and_fill" (fun a ->
      let copy = Array1.create float64 c_layout (Array1.dim a) in
      Array1.blit a copy;
      Array1.fill a 9.;
      copy);
  Callback.register "ba_domains_share" (fun a ->
      (* Parts made and dropped by two domains at once. *)
      let work () =
        for i = 1 to 10_000 do
          ignore (Sys.opaque_identity (Array1.sub a (i mod Array1.dim a) 0))
        done;
        Gc.full_major ()
      in
      let other = Domain.spawn work in
      work ();
      Domain.join other)

(* Mapped files. *)
let reads = ref (fun () -> "")

let mapped ~shared () =
  let a, read = map_file int64 c_layout ~pos:1L ~shared [| 2; 2 |] ("x" ^ String.make 32 '\000') in
  reads := read;
  array2_of_genarray a

let () =
  Callback.register "ba_mapped" (mapped ~shared:true);
  Callback.register "ba_mapped_privately" (mapped ~shared:false);
  Callback.register "ba_file" (fun () -> !reads ())
