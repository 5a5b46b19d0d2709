(* Names and arities. *)

open Check

external renamed : (int[@untagged]) -> (int[@untagged])
  = "mn_renamed_in_ocaml_bytecode" "mn_renamed_in_ocaml"

external nothing : unit -> string = "mn_nothing"
external runtime_only : unit -> string = "mn_runtime_only"
external five : string -> string -> string -> string -> string -> string = "mn_five"

external six : string -> string -> string -> string -> string -> string -> string
  = "mn_six_bytecode" "mn_six"

external seven :
  int ->
  (float[@unboxed]) ->
  (Flag.t[@untagged]) ->
  string list ->
  string ->
  int64 * int32 ->
  string option ->
  string = "mn_seven_bytecode" "mn_seven"

external doubled : (int[@untagged]) -> (int[@untagged]) = "mn_doubled_bytecode" "mn_doubled"

external calls_doubled : (int[@untagged]) -> (int[@untagged])
  = "mn_calls_doubled_bytecode" "mn_calls_doubled"

let tests =
  [
    test "name = " (fun () -> int "renamed" 6 (renamed 5));
    test "no argument" (fun () ->
        string "nothing" "nothing" (nothing ());
        string "only" "only" (runtime_only ()));
    test "five, six, seven arguments" (fun () ->
        string "five" "a b c d e" (five "a" "b" "c" "d" "e");
        string "six" "a b c d e f" (six "a" "b" "c" "d" "e" "f");
        string "seven" "-1 2.5 true [\"d\"] e (6, 7) Some(\"g\")"
          (seven (-1) 2.5 (Flag.of_bool true) [ "d" ] "e" (6L, 7l) (Some "g")));
    test "partial application" (fun () ->
        string "six" "a b c d e g" ((Sys.opaque_identity (six "a")) "b" "c" "d" "e" "g"));
    test "callable from Rust" (fun () ->
        int "doubled" 10 (doubled 5);
        int "twice" 20 (calls_doubled 5));
  ]
