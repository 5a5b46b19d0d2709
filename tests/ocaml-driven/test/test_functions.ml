(* This program lacks the library's OCaml module: what needs it says so. *)

open Check

type unary = int -> int

external adder : (int[@untagged]) -> unary = "fu_adder_bytecode" "fu_adder"
external squares : unit -> int Seq.t = "fu_squares"
external live : unit -> (int[@untagged]) = "fu_live_bytecode" "fu_live"
external counted : unit -> unary = "fu_counted"
external step : (int -> int -> int -> string) -> string = "fu_step"
external sum : int Seq.t -> (int[@untagged]) -> (int[@untagged]) = "fu_sum_bytecode" "fu_sum"

let says_what_is_missing f =
  let message = failure f in
  has "what is missing" message "the program has no OCaml module for this";
  has "what to do" message "add `ocaml-interop` to its (libraries"

let tests =
  [
    test "no function can be made of a Rust closure, and it is dropped" (fun () ->
        says_what_is_missing (fun () -> adder 1);
        says_what_is_missing counted;
        Gc.full_major ();
        Gc.full_major ();
        int "live" 0 (live ()));
    test "no sequence of an iterator" (fun () -> says_what_is_missing squares);
    test "what OCaml makes needs no module" (fun () ->
        string "step by step" "1-2-3 1-4-5" (step (fun a b c -> Printf.sprintf "%d-%d-%d" a b c));
        int "sum" 10 (sum (Seq.ints 0) 5));
  ]
