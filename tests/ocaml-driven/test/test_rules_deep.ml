(* R7, R9: as deep and as long as it goes, and then an exception. *)

open Check
open Ruled

external down : (unit -> unit) -> unit = "rd_down"

type chain = End | Link of int * chain
type tree = { label : string; below : tree list }

external sum_of_chain : chain -> (int[@untagged]) = "rd_sum_of_chain_bytecode" "rd_sum_of_chain"
external chain : (int[@untagged]) -> chain = "rd_chain_bytecode" "rd_chain"
external list : int list -> int list = "rd_list"
external lists : string list list -> string list list = "rd_lists"
external tree : tree -> tree = "rd_tree"
external numbers : int array -> int array = "rd_numbers"
external floats : float array -> float array = "rd_floats"
external texts : string array -> string array = "rd_texts"
external units : (int[@untagged]) -> unit array = "rd_units_bytecode" "rd_units"

let until_the_stack_ends () =
  (* Rust makes the text of a thousand lines at each of the calls, in bytecode. *)
  let recorded = Printexc.backtrace_status () in
  Printexc.record_backtrace (recorded && is_native);
  Fun.protect ~finally:(fun () -> Printexc.record_backtrace recorded) @@ fun () ->
  let depth = ref 0 in
  let rec without_end () = incr depth; down without_end in
  let overflows name =
    depth := 0;
    raises name Stack_overflow without_end;
    bool (Printf.sprintf "%s: %d calls deep" name !depth) true (!depth > 50);
    (* The program goes on. *)
    int "goes on" 100 (List.length (Test_threads.allocates 100))
  in
  (* Each on a stack of its own. *)
  overflows "on main";
  on_a_thread (fun () -> overflows "on a systhread");
  on_a_domain (fun () -> overflows "on a domain");
  Effect.Deep.match_with overflows "in a fiber" { retc = Fun.id; exnc = raise; effc = (fun _ -> None) };
  overflows "once more";
  none_alive ();
  (* Caught near the end of the stack, with a panic there. *)
  let rec panicking () =
    match down panicking with
    | () -> ()
    | exception Stack_overflow -> Test_failures.panics "at the end"
  in
  raises "a panic" (Failure "at the end") panicking;
  none_alive ()

let million = 1_000_000

let lists_of_a_million () =
  let n = times ~stress:20_000 million in
  let numbers = List.init n Fun.id in
  same "numbers" true (numbers = list numbers);
  let texts = List.init (n / 10) (fun i -> List.init (i land 3) string_of_int) in
  same "of lists" true (texts = lists texts);
  none_alive ()

let arrays_of_a_million () =
  let n = million in
  let a = Array.init n Fun.id in
  same "numbers" true (a = numbers a);
  let a = Array.init n float_of_int in
  let found = floats a in
  same "floats" true (a = found);
  int "flat" Obj.double_array_tag (Obj.tag (Obj.repr found));
  let n = times ~stress:20_000 million in
  let a = Array.init n string_of_int in
  let found = texts a in
  Gc.compact ();
  same "texts" true (a = found)

let rec chain_of n tail = if n = 0 then tail else chain_of (n - 1) (Link (n, tail))
let rec sum acc = function End -> acc | Link (n, rest) -> sum (acc + n) rest

let deep_values () =
  let n = 1000 in
  int "read" (n * (n + 1) / 2) (sum_of_chain (chain_of n End));
  int "made" (n * (n + 1) / 2) (sum 0 (chain n));
  let too_deep name f =
    let text = failure f in
    has name text "nested deeper";
    bool (Printf.sprintf "%s: %d bytes" name (String.length text)) true (String.length text < 1000)
  in
  let long = chain_of million End in
  let rec bottomless = { label = "again"; below = [ bottomless ] } in
  let rec endless = Link (1, endless) in
  List.iter
    (fun run ->
      too_deep "read" (fun () -> run (fun () -> ignore (sum_of_chain long)));
      too_deep "endless" (fun () -> run (fun () -> ignore (sum_of_chain endless)));
      too_deep "made" (fun () -> run (fun () -> ignore (chain million)));
      too_deep "a tree" (fun () -> run (fun () -> ignore (tree bottomless))))
    [ (fun f -> f ()); on_a_thread; on_a_domain ];
  int "goes on" 6 (sum 0 (chain 3));
  none_alive ()

let cyclic_lists () =
  let rec ones = 1 :: ones in
  let rec inner = "a" :: inner in
  let rec outer = [ "b" ] :: outer in
  has "numbers" (failure (fun () -> list ones)) "cyclic";
  has "inside" (failure (fun () -> lists [ []; inner ])) "cyclic";
  has "outside" (failure (fun () -> lists outer)) "cyclic";
  (* A tail that goes round later on. *)
  let rec late = 3 :: 4 :: 5 :: late in
  has "late" (failure (fun () -> list (1 :: 2 :: late))) "cyclic";
  (* Rounds of every length, after any number of cells. *)
  let rec last = function _ :: (_ :: _ as rest) -> last rest | cell -> cell in
  for before = 0 to 20 do
    for length = 1 to 40 do
      let round = List.init length Fun.id in
      Obj.set_field (Obj.repr (last round)) 1 (Obj.repr round);
      let name = Printf.sprintf "%d after %d" length before in
      has name (failure (fun () -> list (List.init before Fun.id @ round))) "cyclic"
    done
  done;
  none_alive ()

let lengths () =
  List.iter (fun n -> int "units" n (Array.length (units n))) [ 0; 1; 256; 257; 100_000 ];
  (* More than any block has, though Rust's vector takes no memory. *)
  List.iter
    (fun n -> has "too long" (failure (fun () -> units n)) "Sys.max_array_length")
    [ Sys.max_array_length + 1; max_int; -1 ];
  if not Ruled.sanitized then
    List.iter
      (fun n -> raises "no room" Out_of_memory (fun () -> units n))
      [ Sys.max_array_length; Sys.max_array_length / 2 ];
  int "goes on" 3 (Array.length (units 3))

let tests =
  [
    test "r07_callbacks_that_recur_until_the_stack_ends" until_the_stack_ends;
    test "r09_lists_of_a_million" lists_of_a_million;
    test "r09_arrays_of_a_million" arrays_of_a_million;
    test "r09_deep_values_and_too_deep_ones" deep_values;
    test "r09_cyclic_lists" cyclic_lists;
    test "r09_lengths_past_the_largest_block" lengths;
  ]
