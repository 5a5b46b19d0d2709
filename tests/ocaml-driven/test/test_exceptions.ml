(* Exceptions as types, in a program without the library ocaml-interop; more are in ../exceptions. *)

open Check

external passes : (unit -> unit) -> unit = "xc_passes"
external passes_standard : (unit -> unit) -> unit = "xc_passes_standard"
external caught : (unit -> unit) -> string = "xc_caught"

exception Syntax of string * int

let tests =
  [
    test "Exit is known, but raising it takes the library" (fun () ->
        has "the remedy" (failure (fun () -> passes_standard (fun () -> raise Exit)))
          "add `ocaml-interop`");
    test "registered once, it is found from then on" (fun () ->
        let raise_it () = raise (Syntax ("here", 1)) in
        has "not yet" (caught raise_it) "other ";
        Callback.register_exception "Exceptions.Syntax" (Syntax ("", 0));
        string "now" "Syntax(\"here\", 1)" (caught raise_it);
        match passes raise_it with
        | () -> Harness.fail "no exception"
        | exception Syntax (text, n) -> string "by pattern" "here 1" (Printf.sprintf "%s %d" text n));
  ]
