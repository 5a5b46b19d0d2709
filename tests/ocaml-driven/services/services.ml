(* The collector, marshalling, comparison, names and printing, called by Rust in an OCaml program. *)

let test name body = Harness.test_case name body
let int = Harness.(check int)
let string = Harness.(check string)

external alive : unit -> (int[@untagged]) = "sv_alive_bytecode" "sv_alive"

let raises name expected f =
  (match f () with
  | _ -> Harness.failf "%s: no exception" name
  | exception exn -> string name expected (Printexc.to_string exn));
  int "all dropped" 0 (alive ())

external collects : (int[@untagged]) -> unit = "sv_collects_bytecode" "sv_collects"
external figures : unit -> int * int = "sv_figures"
external sets : (int[@untagged]) -> unit = "sv_sets_bytecode" "sv_sets"
external marshals : 'a -> (int[@untagged]) -> bytes = "sv_marshals_bytecode" "sv_marshals"
external unmarshals : bytes -> 'a = "sv_unmarshals"
external compares : 'a -> 'a -> (int[@untagged]) = "sv_compares_bytecode" "sv_compares"

type boxed

external boxes : unit -> boxed = "sv_boxes"
external doubles_a_name : unit -> string = "sv_doubles_a_name"
external prints : (unit -> unit) -> string = "sv_prints"

let collects_all () =
  for way = 0 to 4 do
    let kept = List.init 1000 string_of_int in
    collects way;
    int "kept" 1000 (List.length (List.filter (fun text -> text <> "") kept))
  done

let finalisers_raise () =
  List.iter
    (fun way ->
      Gc.finalise (fun _ -> raise Exit) (ref 0);
      raises "the finaliser's" "Stdlib.Exit" (fun () -> collects way);
      collects way)
    [ 2; 3; 4 ]

let parameters () =
  let size, collections = figures () in
  int "as Gc.get says" (Gc.get ()).minor_heap_size size;
  sets (1 lsl 14);
  int "set" (1 lsl 14) (Gc.get ()).minor_heap_size;
  collects 0;
  Harness.(check bool) "counted" true (snd (figures ()) > collections);
  sets size

type tree = Leaf | Node of tree * string * float array * tree

let rec tree n =
  if n = 0 then Leaf else Node (tree (n - 1), string_of_int n, [| float n |], tree (n - 1))

let there_and_back () =
  let before = tree 8 in
  let bytes = marshals before 0 in
  Harness.(check bool) "OCaml reads it" true (Marshal.from_bytes bytes 0 = before);
  Harness.(check bool) "Rust reads OCaml's" true (unmarshals (Marshal.to_bytes before []) = before);
  let n = Sys.opaque_identity 5 in
  raises "a closure" "Invalid_argument(\"output_value: functional value\")" (fun () ->
      marshals (fun m -> m + n) 0);
  let closure : int -> int = unmarshals (marshals (fun m -> m + n) 1) in
  int "a closure's copy" 6 (closure 1);
  raises "a Rust value" "Invalid_argument(\"output_value: abstract value (Custom)\")" (fun () ->
      marshals (boxes ()) 1);
  raises "garbage" "Failure(\"unmarshal: the bytes hold no marshalled value\")" (fun () ->
      unmarshals (Bytes.make 100 'x'));
  let size = Bytes.length bytes in
  raises "cut short"
    (Printf.sprintf "Failure(\"unmarshal: the value takes %d bytes, of which %d are there\")" size
       (size - 1))
    (fun () -> unmarshals (Bytes.sub bytes 0 (size - 1)))

let comparisons () =
  int "equal" 0 (compares (tree 5) (tree 5));
  int "less" (-1) (compares (Leaf, 1) (Leaf, 2));
  int "greater" 1 (compares [ 1; 2 ] [ 1 ]);
  raises "functions" "Invalid_argument(\"compare: functional value\")" (fun () ->
      compares (fun n -> n + 1) (fun n -> n + 2));
  raises "Rust values" "Invalid_argument(\"compare: abstract value\")" (fun () ->
      compares (boxes ()) (boxes ()))

let names () =
  string "nothing is registered" "none" (doubles_a_name ());
  string "Rust's" "nonenone" (doubles_a_name ());
  Callback.register "services: a text" "OCaml's";
  string "OCaml's" "OCaml's" (doubles_a_name ())

exception Printed of int

let printing () =
  Printexc.register_printer (function Printed n -> Some (Printf.sprintf "number %d" n) | _ -> None);
  string "by its printer" "number 3" (prints (fun () -> raise (Printed 3)));
  string "without one" "Not_found" (prints (fun () -> raise Not_found))

let on_domains () =
  let rec work () =
    for _ = 1 to 20 do
      let before = tree 6 in
      assert (unmarshals (marshals before 0) = before);
      assert (compares before (tree 5) = 1);
      assert (match marshals work 0 with _ -> false | exception Invalid_argument _ -> true);
      collects 0
    done
  in
  let others = List.init 2 (fun _ -> Domain.spawn work) in
  work ();
  List.iter Domain.join others

let () =
  Harness.run "services"
    [
      ( "services",
        [
          test "every collection" collects_all;
          test "a finaliser's exception passes through Rust" finalisers_raise;
          test "parameters and figures" parameters;
          test "marshalled there and back" there_and_back;
          test "comparisons" comparisons;
          test "named values" names;
          test "exceptions as text" printing;
          test "on several domains" on_domains;
        ] );
    ]
