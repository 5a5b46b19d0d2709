(* Exceptions as types: Rust's side is rust/src/exceptions.rs. *)

open Harness

exception Syntax of string * int
exception Located of { line : int; texts : string list }
exception Closed
exception Late of float
exception Another of int * int

let () =
  Callback.register "Exceptions.Syntax" [%extension_constructor Syntax];
  Callback.register_exception "Exceptions.Located" (Located { line = 0; texts = [] });
  Callback.register_exception "Exceptions.Closed" Closed

external raises : (int[@untagged]) -> (int[@untagged]) -> unit = "xc_raises_bytecode" "xc_raises"
external caught : (unit -> unit) -> string = "xc_caught"
external passes : (unit -> unit) -> unit = "xc_passes"
external passes_standard : (unit -> unit) -> unit = "xc_passes_standard"
external io_kind : (unit -> unit) -> string = "xc_io_kind"
external domains : (unit -> unit) -> string list = "xc_domains"
external quiet : (int[@untagged]) -> unit = "xc_quiet_bytecode" "xc_quiet"
external backtraces : (int[@untagged]) -> unit = "xc_backtraces_bytecode" "xc_backtraces"
external panics : string -> unit = "xc_panics"

let seen f =
  match f () with
  | () -> "nothing"
  | exception Syntax (text, n) -> Printf.sprintf "syntax %s %d" text n
  | exception Located { line; texts } -> Printf.sprintf "located %d %d" line (List.length texts)
  | exception Closed -> "closed"
  | exception Late x -> Printf.sprintf "late %g" x
  | exception exn -> Printexc.to_string exn

let matched () =
  let all = List.map (fun n -> seen (fun () -> raises n 10_000)) [ 0; 1; 2; 4 ] in
  let expected = [ "syntax s 1"; "located 10000 10000"; "closed"; "Exceptions.Of_rust(\"r\")" ] in
  check (list string) "by pattern" expected all

let caught_in_rust () =
  let raised exn = caught (fun () -> raise exn) in
  check string "a tuple" "Syntax(\"a\", 2)" (raised (Syntax ("a", 2)));
  check string "a record" "located 3 5000"
    (raised (Located { line = 3; texts = List.init 5000 string_of_int }));
  check string "a constant" "Closed" (raised Closed);
  check string "of Rust's making" "OfRust(\"r\")" (caught (fun () -> raises 4 0));
  check string "another" "other Dune__exe__Exceptions.Another(1, 2)" (raised (Another (1, 2)))

let itself () =
  let exn = Another (3, 4) in
  for _ = 1 to 100 do
    match passes (fun () -> passes (fun () -> raise exn)) with
    | () -> fail "nothing was raised"
    | exception other -> if other != exn then fail "it is another one"
  done;
  let exn = Located { line = 1; texts = [ "a" ] } in
  match passes (fun () -> raise exn) with
  | () -> fail "nothing was raised"
  | exception other -> check bool "the same in value" true (other = exn)

let late () =
  let early = try raises 3 0; Not_found with exn -> exn in
  check string "Rust's own" "Exceptions.Late(0.5)" (Printexc.to_string early);
  Callback.register "Exceptions.Late" [%extension_constructor Late];
  check string "registered" "late 0.5" (seen (fun () -> raises 3 0));
  check string "caught" "Late(1.5)" (caught (fun () -> raise (Late 1.5)));
  check string "what was raised before" "Late(0.5)" (caught (fun () -> raise early))

let too_far () =
  match raises 5 0 with
  | () -> fail "nothing was raised"
  | exception Ocaml_interop.RustPanic message ->
    check bool message true (String.starts_with ~prefix:"conversion to OCaml: 9223372036854775807" message)

let standard () =
  let returns exn =
    match passes_standard (fun () -> raise exn) with
    | () -> fail "nothing was raised"
    | exception other ->
      check string "the same" (Printexc.to_string exn) (Printexc.to_string other);
      check bool "the same in value" true (other = exn)
  in
  List.iter returns
    [
      Not_found;
      Failure "f";
      Invalid_argument "i";
      Sys_error "s";
      End_of_file;
      Division_by_zero;
      Exit;
      Stack_overflow;
      Out_of_memory;
      Sys_blocked_io;
      Match_failure ("m", 1, 2);
      Assert_failure ("a", 3, 4);
      Unix.Unix_error (Unix.ENOENT, "open", "/none");
      Unix.Unix_error (Unix.EUNKNOWNERR 12345, "f", "");
    ]

let io () =
  let kind exn = io_kind (fun () -> raise exn) in
  check string "of Unix" "NotFound" (kind (Unix.Unix_error (Unix.ENOENT, "open", "")));
  check string "of Unix" "PermissionDenied" (kind (Unix.Unix_error (Unix.EACCES, "open", "")));
  check string "the end" "UnexpectedEof" (kind End_of_file);
  check string "a message" "Other" (kind (Sys_error "no"));
  check string "none" "none: OCaml raised Not_found" (kind Not_found)

let on_domains () =
  let all = domains (fun () -> raises 0 0) in
  check (list string) "each" (List.init 3 (fun _ -> "Ok(Syntax(\"s\", 1))")) all

let with_backtraces () =
  let message () =
    match panics "why" with
    | () -> fail "nothing was raised"
    | exception Ocaml_interop.RustPanic message -> message
  in
  quiet 1;
  check string "the message alone" "why" (message ());
  backtraces 1;
  let said = message () in
  backtraces 0;
  check bool said true (String.starts_with ~prefix:"why\npanicked at src/exceptions.rs:" said);
  check string "the message alone" "why" (message ())

let () =
  Harness.run "exceptions"
    [
      ( "exceptions",
        [
          test_case "raised in Rust, matched in OCaml" matched;
          test_case "raised in OCaml, caught in Rust" caught_in_rust;
          test_case "what Rust doesn't know stays itself" itself;
          test_case "registered late" late;
          test_case "an argument that has no place in OCaml" too_far;
          test_case "OCaml's own" standard;
          test_case "io::Error" io;
          test_case "on other domains" on_domains;
          test_case "panics are quiet, and tell where they were" with_backtraces;
        ] );
    ]
