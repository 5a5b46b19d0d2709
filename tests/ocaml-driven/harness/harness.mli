(* Runs tests; the names are alcotest's. *)

type 'a testable

val string : string testable
val int : int testable
val bool : bool testable
val list : 'a testable -> 'a list testable

(* [check testable name expected found] *)
val check : 'a testable -> string -> 'a -> 'a -> unit
val fail : string -> 'a
val failf : ('a, unit, string, 'b) format4 -> 'a

type test_case

val test_case : string -> (unit -> unit) -> test_case

(* Ends the program with a status other than 0 where a test fails. With the words [test GROUP NUMBER…]
   on the command line only these tests run. The last line is the count that xtask reads. *)
val run : string -> (string * test_case list) list -> unit
