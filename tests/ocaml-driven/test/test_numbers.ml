(* Numbers in registers. In bytecode the same externals go through the bytecode stubs. *)

open Check

external twice_float : (float[@unboxed]) -> (float[@unboxed])
  = "nb_twice_float_byte" "nb_twice_float"

external next_int64 : (int64[@unboxed]) -> (int64[@unboxed])
  = "nb_next_int64_byte" "nb_next_int64"

external next_int32 : (int32[@unboxed]) -> (int32[@unboxed])
  = "nb_next_int32_byte" "nb_next_int32"

external negated : (int[@untagged]) -> (int[@untagged]) = "nb_negated_byte" "nb_negated"
external not_ : (Flag.t[@untagged]) -> (Flag.t[@untagged]) = "nb_not_byte" "nb_not"

external mixed :
  (float[@unboxed]) ->
  (int64[@unboxed]) ->
  (int32[@unboxed]) ->
  (Flag.t[@untagged]) ->
  (int[@untagged]) ->
  (float[@unboxed]) ->
  (Flag.t[@untagged]) ->
  (float[@unboxed]) = "nb_mixed_bytecode" "nb_mixed"

external too_big : unit -> (int[@untagged]) = "nb_too_big_bytecode" "nb_too_big"

external noalloc_length : string -> (int[@untagged])
  = "nb_noalloc_length_bytecode" "nb_noalloc_length"
[@@noalloc]

external noalloc_hypot : (float[@unboxed]) -> (float[@unboxed]) -> (float[@unboxed])
  = "nb_noalloc_hypot_byte" "nb_noalloc_hypot"
[@@noalloc]

external noalloc_and : (Flag.t[@untagged]) -> (Flag.t[@untagged]) -> (Flag.t[@untagged])
  = "nb_noalloc_and_bytecode" "nb_noalloc_and"
[@@noalloc]

external noalloc_same : string -> string = "nb_noalloc_same" [@@noalloc]

external uncaught_sum : (int[@untagged]) -> (int[@untagged]) -> (int[@untagged])
  = "nb_uncaught_sum_bytecode" "nb_uncaught_sum"

let negation b = Flag.(to_bool (not_ (of_bool b)))

let float name expected found =
  same name (Int64.bits_of_float expected) (Int64.bits_of_float found)

let tests =
  [
    test "float" (fun () ->
        List.iter
          (fun x -> float (string_of_float x) (x *. 2.) (twice_float x))
          [ 0.5; -0.; infinity; min_float; 1e308 ]);
    test "int64" (fun () ->
        same "max" Int64.min_int (next_int64 Int64.max_int);
        same "0" 1L (next_int64 0L));
    test "int32" (fun () ->
        same "max" Int32.min_int (next_int32 Int32.max_int);
        same "-1" 0l (next_int32 (-1l)));
    test "int" (fun () ->
        List.iter (fun n -> int (string_of_int n) (-n) (negated n)) [ 0; 1; -1; max_int ]);
    test "bool" (fun () ->
        bool "true" false (negation true);
        bool "false" true (negation false));
    test "seven of them" (fun () ->
        float "sum" 1_151_321.5
          (mixed 1.5 2L 3l (Flag.of_bool true) 5 1. (Flag.of_bool true));
        float "other sum" 50_321.5
          (mixed 1.5 2L 3l (Flag.of_bool false) 5 0. (Flag.of_bool false)));
    test "an int that doesn't fit is refused" (fun () ->
        has "message" (failure too_big) "does not fit OCaml's int");
    test "noalloc" (fun () ->
        int "length" 5 (noalloc_length "a\000b\255c");
        float "hypot" 5. (noalloc_hypot 3. 4.);
        let both a b = Flag.(to_bool (noalloc_and (of_bool a) (of_bool b))) in
        bool "and" false (both true false);
        bool "and" true (both true true);
        let text = String.make 3 'x' in
        bool "same" true (text == noalloc_same text));
    test "no_panic_catch" (fun () -> int "sum" 7 (uncaught_sum 3 4));
  ]
