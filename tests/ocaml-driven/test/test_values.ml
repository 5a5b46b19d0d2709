(* OCaml<T>, BoxRoot<T>, OCamlRef<T> as arguments and results. *)

open Check

external shout : string -> string = "vl_shout"
external repeat : string -> int -> string list = "vl_repeat"
external same : bytes -> bytes = "vl_same"
external length : int list -> (int64[@unboxed]) = "vl_length_bytecode" "vl_length"
external checked : int -> (int, string) result = "vl_checked"
external sum : float array -> (float[@unboxed]) = "vl_sum_bytecode" "vl_sum"

external double : (int32, Bigarray.int32_elt, Bigarray.c_layout) Bigarray.Array1.t -> unit
  = "vl_double"

external squares : int -> (float, Bigarray.float64_elt, Bigarray.c_layout) Bigarray.Array1.t
  = "vl_squares"

let tests =
  [
    test "a value is read in place" (fun () ->
        string "shout" "CAFÉ" (shout "café");
        has "not UTF-8" (failure (fun () -> shout "caf\xe9")) "not UTF-8");
    test "a root outlives allocations" (fun () ->
        let text = String.init 5 (fun i -> Char.chr (97 + i)) in
        let list = repeat text 10_000 in
        Gc.compact ();
        int "length" 10_000 (List.length list);
        bool "all the same value" true (List.for_all (fun t -> t == text) list);
        strings "none" [] (repeat "x" 0));
    test "an argument is given back" (fun () ->
        let bytes = Bytes.make 3 'x' in
        bool "same" true (bytes == same bytes));
    test "a reference" (fun () ->
        Check.same "length" 1000L (length (List.init 1000 Fun.id)));
    test "OCaml's own result" (fun () ->
        Check.same "ok" (Ok 5) (checked 5);
        Check.same "error" (Error "negative") (checked (-1)));
    test "a float array" (fun () ->
        Check.same "sum" 6.5 (sum [| 1.5; 2.; 3. |]);
        Check.same "none" 0. (sum [||]));
    test "bigarrays" (fun () ->
        let open Bigarray in
        let array = Array1.of_array int32 c_layout [| 1l; -2l; 3l |] in
        double array;
        Check.same "doubled" [ 2l; -4l; 6l ] (List.init 3 (Array1.get array));
        let squares = squares 4 in
        Check.same "squares" [ 0.; 1.; 4.; 9. ] (List.init 4 (Array1.get squares)));
  ]
