(* Panics and errors as exceptions. *)

open Check

external alive : unit -> (int[@untagged]) = "fl_alive_bytecode" "fl_alive"
external quiet : unit -> unit = "fl_quiet"
external panics : string -> unit = "fl_panics"
external panics_oddly : unit -> unit = "fl_panics_oddly"
external panics_twice : unit -> unit = "fl_panics_twice"
external panics_rooted : string -> string = "fl_panics_rooted"
external string_ : unit -> (int64[@unboxed]) = "fl_string_bytecode" "fl_string"
external str : unit -> (int64[@unboxed]) = "fl_str_bytecode" "fl_str"
external box : unit -> (int64[@unboxed]) = "fl_box_bytecode" "fl_box"
external parse : unit -> (int64[@unboxed]) = "fl_parse_bytecode" "fl_parse"
external from : unit -> (int64[@unboxed]) = "fl_from_bytecode" "fl_from"
external utf8 : unit -> (int64[@unboxed]) = "fl_utf8_bytecode" "fl_utf8"
external io : unit -> (int64[@unboxed]) = "fl_io_bytecode" "fl_io"
external own : unit -> (int64[@unboxed]) = "fl_own_bytecode" "fl_own"
external inverse : (float[@unboxed]) -> (float[@unboxed]) = "fl_inverse_bytecode" "fl_inverse"
external maybe : (Flag.t[@untagged]) -> unit = "fl_maybe_bytecode" "fl_maybe"
external exception_ : (int[@untagged]) -> unit = "fl_exception_bytecode" "fl_exception"
external raise_ : exn -> unit = "fl_raise"

exception Syntax of int
exception Mine of string * int

let () = quiet ()
let none_alive () = int "all dropped" 0 (alive ())

let tests =
  [
    test "a panic is a Failure with the whole message" (fun () ->
        string "message" "oh no" (failure (fun () -> panics "oh no"));
        string "NUL" "a\000b\000" (failure (fun () -> panics "a\000b\000"));
        let long = String.make 1_000_000 'x' in
        string "long" long (failure (fun () -> panics long));
        none_alive ());
    test "whatever the payload" (fun () ->
        has "odd" (failure panics_oddly) "not text";
        has "twice" (failure panics_twice) "not text");
    test "with a root alive" (fun () ->
        string "message" "rooted" (failure (fun () -> panics_rooted "kept"));
        Gc.compact ();
        none_alive ());
    test "each kind of error" (fun () ->
        raises "String" (Failure "a string") string_;
        raises "&str" (Failure "a str") str;
        raises "Box<dyn Error>" (Failure "a box") box;
        raises "ParseIntError" (Failure "invalid digit found in string") parse;
        (match from () with
        | _ -> Harness.fail "no exception"
        | exception Invalid_argument message -> has "FromOCamlError" message "field: unfit");
        (match utf8 () with
        | _ -> Harness.fail "no exception"
        | exception Invalid_argument message -> has "Utf8Error" message "invalid utf-8");
        raises "io::Error" (Sys_error "no disk") io;
        none_alive ());
    test "an error of one's own, registered late" (fun () ->
        raises "not registered" (Failure "line 7") own;
        Callback.register_exception "syntax_error" (Syntax 0);
        raises "registered" (Syntax 7) own;
        none_alive ());
    test "Ok passes" (fun () ->
        same "inverse" 0.25 (inverse 4.);
        raises "inverse" (Failure "division by zero") (fun () -> inverse 0.);
        maybe (Flag.of_bool false);
        raises "maybe" (Failure "told so") (fun () -> maybe (Flag.of_bool true)));
    test "predefined exceptions" (fun () ->
        raises "0" (Failure "f") (fun () -> exception_ 0);
        raises "1" (Invalid_argument "i") (fun () -> exception_ 1);
        raises "2" (Sys_error "s") (fun () -> exception_ 2);
        raises "3" Not_found (fun () -> exception_ 3));
    test "an exception raised again is the same" (fun () ->
        let mine = Mine (String.make 3 'm', 5) in
        (match raise_ mine with
        | () -> Harness.fail "no exception"
        | exception found -> bool "same" true (found == mine));
        (match raise_ Exit with
        | () -> Harness.fail "no exception"
        | exception found -> bool "a constant one" true (found == Exit));
        none_alive ());
    test "in a deep stack, and often" (fun () ->
        let rec deep n = if n = 0 then panics "deep" else (deep (n - 1); ignore (Sys.opaque_identity n)) in
        for _ = 1 to 100 do
          string "deep" "deep" (failure (fun () -> deep 10_000))
        done;
        none_alive ());
  ]
