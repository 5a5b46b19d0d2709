(* What Rust makes of the standard library's containers, reads of them and changes in them. *)

module Names = Map.Make (String)
module Numbers = Set.Make (Int)

let () =
  Callback.register "Names.of_list" (fun bindings -> Names.of_seq (List.to_seq bindings));
  Callback.register "Numbers.of_list" Numbers.of_list

(* Rust reads and changes what nobody does here. *)
[@@@warning "-69"]

type account = { owner : string; mutable balance : float }
type point = { mutable x : float; y : float }

external half : float -> float = "ct_half"
external next : int64 -> int64 = "ct_next"
external square : string -> string = "ct_square"
external inside : string -> string = "ct_inside"
external c_length : string -> (int[@untagged]) = "ct_c_length_bytecode" "ct_c_length"
external twice : int -> int = "ct_twice"
external twice_seconds : float -> float = "ct_twice_seconds"
external counts : string list -> (string, int) Hashtbl.t = "ct_counts"
external sorted : (string, int) Hashtbl.t -> (string * int) list = "ct_sorted"
external count : (string, int) Hashtbl.t -> string -> unit = "ct_count"
external lengths : int Names.t -> int Names.t * Numbers.t = "ct_lengths"
external reversed : string Queue.t -> string Queue.t = "ct_reversed"
external move : string Stack.t -> string Stack.t -> unit = "ct_move"
external append : Buffer.t -> string -> unit = "ct_append"
external swapped : (string, int) Either.t -> (int, string) Either.t = "ct_swapped"
external force : string Lazy.t -> string = "ct_force"
external fill : bytes -> int -> unit = "ct_fill"

external copy : string array -> (int[@untagged]) -> (int[@untagged]) -> unit
  = "ct_copy_bytecode" "ct_copy"

external set_float : float array -> (int[@untagged]) -> (float[@unboxed]) -> unit
  = "ct_set_float_bytecode" "ct_set_float"

external assign : string ref -> string -> unit = "ct_assign"

external increment : int Atomic.t -> (int[@untagged]) -> unit
  = "ct_increment_bytecode" "ct_increment"

external deposit : account -> (float[@unboxed]) -> string = "ct_deposit_bytecode" "ct_deposit"
external shift : point -> unit = "ct_shift"

let test name body = Harness.test_case name body
let int = Harness.(check int)
let string = Harness.(check string)
let strings = Harness.(check (list string))
let bool = Harness.(check bool)

let refused name part f =
  match f () with
  | _ -> Harness.failf "%s: no exception" name
  | exception exn ->
    let message = Printexc.to_string exn in
    let n = String.length part in
    let rec at i = i + n <= String.length message && (String.sub message i n = part || at (i + 1)) in
    if not (at 0) then Harness.failf "%s: %S is not in %S" name part message

let pairs l = List.map (fun (k, v) -> Printf.sprintf "%s=%d" k v) l

let exact =
  [
    test "f32" (fun () ->
        bool "half" true (half 3. = 1.5 && half infinity = infinity);
        bool "nan" true (Float.is_nan (half nan));
        refused "0.1" "the float 0.1 is no f32" (fun () -> half 0.1));
    test "u64 as int64" (fun () ->
        bool "next" true (next 41L = 42L);
        refused "negative" "the int64 -1 does not fit u64" (fun () -> next (-1L));
        refused "too large" "does not fit OCaml's int64" (fun () -> next Int64.max_int));
    test "128 bits" (fun () ->
        string "square" "85070591730234615847396907784232501249" (square "-9223372036854775807");
        refused "too large" "the square of" (fun () -> square (String.make 30 '9'));
        refused "no number" "is no i128 in decimal" (fun () -> square "12a"));
    test "paths and C strings" (fun () ->
        string "joined" "caf\xe9/file" (inside "caf\xe9");
        int "length" 3 (c_length "abc");
        refused "NUL" "NUL byte at 1" (fun () -> c_length "a\000b"));
    test "durations" (fun () ->
        int "nanoseconds" 3_000_000_000 (twice 1_500_000_000);
        bool "seconds" true (twice_seconds 0.1 = 0.2);
        refused "negative" "negative" (fun () -> twice (-1));
        refused "NaN" "is no number" (fun () -> twice_seconds nan);
        refused "a third" "no whole number of nanoseconds" (fun () -> twice_seconds (1. /. 3.)));
  ]

let containers =
  [
    test "hash tables" (fun () ->
        let table = counts [ "a"; "b"; "a" ] in
        int "length" 2 (Hashtbl.length table);
        count table "a";
        count table "c";
        strings "sorted" [ "a=3"; "b=1"; "c=1" ] (pairs (sorted table));
        Hashtbl.add table "a" 9;
        strings "the newest" [ "a=9"; "b=1"; "c=1" ] (pairs (sorted table));
        let large = Hashtbl.create 1 in
        for i = 1 to 20_000 do
          Hashtbl.replace large (string_of_int i) i
        done;
        int "large" 20_000 (List.length (sorted large)));
    test "maps and sets" (fun () ->
        let names = Names.of_seq (List.to_seq [ ("ccc", 1); ("a", 2); ("bb", 3); ("z", 4) ]) in
        let lengths, all = lengths names in
        strings "lengths" [ "a=1"; "bb=2"; "ccc=3"; "z=1" ] (pairs (Names.bindings lengths));
        int "found" 2 (Names.find "bb" lengths);
        bool "set" true (Numbers.equal all (Numbers.of_list [ 1; 2; 3 ])));
    test "queues, stacks, buffers" (fun () ->
        let queue = reversed (Queue.of_seq (List.to_seq [ "a"; "b"; "c" ])) in
        Queue.add "d" queue;
        strings "queue" [ "c"; "b"; "a"; "d" ] (List.of_seq (Queue.to_seq queue));
        let from, into = (Stack.of_seq (List.to_seq [ "x"; "y" ]), Stack.create ()) in
        for _ = 1 to 3 do
          move from into
        done;
        strings "stack" [ "x"; "y" ] (List.of_seq (Stack.to_seq into));
        let buffer = Buffer.create 1 in
        for _ = 1 to 100 do
          append buffer "text"
        done;
        int "buffer" 400 (Buffer.length buffer));
    test "either" (fun () ->
        bool "left" true (swapped (Left "a") = Right "a");
        bool "right" true (swapped (Right 3) = Left 3));
    test "lazy values" (fun () ->
        let forced = ref 0 in
        let text = lazy (incr forced; string_of_int !forced) in
        string "first" "1" (force text);
        Gc.full_major ();
        string "again" "1" (force text);
        let raises : string Lazy.t = lazy (incr forced; failwith (string_of_int !forced)) in
        refused "raises" "2" (fun () -> force raises);
        refused "raises again" "2" (fun () -> force raises);
        let rec itself = lazy (force itself) in
        match force itself with
        | _ -> Harness.fail "no exception"
        | exception Lazy.Undefined -> ());
  ]

let places =
  [
    test "bytes" (fun () ->
        let bytes = Bytes.of_string "abc" in
        fill bytes 120;
        string "filled" "xxx" (Bytes.to_string bytes);
        fill Bytes.empty 1);
    test "arrays" (fun () ->
        let array = Array.init 3 (fun i -> String.make 1000 (Char.chr (97 + i))) in
        Gc.full_major ();
        copy array 2 0;
        Gc.full_major ();
        bool "copied" true (array.(0) == array.(2));
        refused "out of bounds" "index 3 of 3" (fun () -> copy array 0 3);
        let floats = [| 1.; 2. |] in
        set_float floats 1 0.5;
        bool "flat" true (floats = [| 1.; 0.5 |]);
        refused "out of bounds" "index 2 of 2" (fun () -> set_float floats 2 0.5));
    test "references" (fun () ->
        let text = ref "old" in
        Gc.full_major ();
        assign text "new";
        Gc.minor ();
        string "new" "new" !text);
    test "atomics, on two domains" (fun () ->
        let counter = Atomic.make 0 in
        let other = Domain.spawn (fun () -> increment counter 10_000) in
        increment counter 10_000;
        Domain.join other;
        int "both" 20_000 (Atomic.get counter));
    test "fields of records" (fun () ->
        let account = { owner = "Ada"; balance = 1.5 } in
        Gc.full_major ();
        string "owner" "Ada" (deposit account 1.);
        Gc.minor ();
        bool "balance" true (account.balance = 2.5);
        let point = { x = 0.; y = 7. } in
        shift point;
        bool "flat" true (point.x = 7.));
  ]

let () =
  Harness.run "containers"
    [ ("exact", exact); ("containers", containers); ("places", places) ]
