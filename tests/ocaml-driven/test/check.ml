(* What the tests have in common. *)

let test name body = Harness.test_case name body
let string = Harness.(check string)
let int = Harness.(check int)
let bool = Harness.(check bool)
let strings = Harness.(check (list string))
let ints = Harness.(check (list int))
let same name expected found = Harness.(check bool) name true (expected = found)

let contains text part =
  let n = String.length part in
  let rec at i = i + n <= String.length text && (String.sub text i n = part || at (i + 1)) in
  at 0

let has name text part =
  if not (contains text part) then Harness.failf "%s: %S is not in %S" name part text

(* The message of the Failure that [f] raises. *)
let failure f =
  match f () with
  | _ -> Harness.fail "no exception"
  | exception Failure message -> message

let raises name exn f =
  match f () with
  | _ -> Harness.failf "%s: no exception" name
  | exception found ->
    Harness.(check string) name (Printexc.to_string exn) (Printexc.to_string found)

(* Where an exception that comes back through Rust keeps its backtrace. *)
external is_x86_64 : unit -> bool = "fl_is_x86_64"

let x86_64 = is_x86_64 ()
