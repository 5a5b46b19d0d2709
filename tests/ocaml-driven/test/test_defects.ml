(* The predecessor's known defects, numbered as in the list of compatibility, where they show in an
   OCaml program. The others are in tests/rust-driven/tests/suite/defects.rs. *)

open Check

external is_odd : (int[@untagged]) -> (Flag.t[@untagged]) = "nb_is_odd_bytecode" "nb_is_odd"

external is_odd_noalloc : (int[@untagged]) -> (Flag.t[@untagged])
  = "nb_is_odd_noalloc_bytecode" "nb_is_odd_noalloc"
[@@noalloc]

external is_odd_uncaught : (int[@untagged]) -> (Flag.t[@untagged])
  = "nb_is_odd_uncaught_bytecode" "nb_is_odd_uncaught"

external old_is_odd : (int[@untagged]) -> (Flag.t[@untagged])
  = "nb_is_odd_bytecode" "nb_is_odd_old_stub"

let native = match Sys.backend_type with Sys.Native -> true | _ -> false
let[@inline never] branch b = if b then "odd" else "even"

(* A bool result in a register whose upper bits are set: OCaml took the wrong branch. *)
let defect_01 () =
  List.iter
    (fun n ->
      let expected = if n land 1 = 1 then "odd" else "even" in
      string (string_of_int n) expected (if Flag.to_bool (is_odd n) then "odd" else "even");
      string (string_of_int n) expected (branch (Flag.to_bool (is_odd n)));
      string (string_of_int n) expected (if Flag.to_bool (is_odd_noalloc n) then "odd" else "even");
      string (string_of_int n) expected (if Flag.to_bool (is_odd_uncaught n) then "odd" else "even");
      bool (string_of_int n) (n land 1 = 1) (Flag.to_bool (is_odd n)))
    [ 0; 1; 2; 3; -1; -2; max_int; min_int ];
  (* That the test can fail: the old stub, over the same function, does. *)
  let old n =
    match Flag.to_bool (old_is_odd n) with
    | true | (exception Failure _) -> "odd"
    | false -> "even"
  in
  if native then string "the old stub" "odd" (old 0)

type point = Test_conversions.point = { x : float; y : float }

(* Records of floats are flat. *)
let defect_02 () =
  let back = Test_conversions.points [ { x = 1.; y = 2. }; { x = 3.; y = 4. } ] in
  same "read and built" [ { x = 3.; y = 4. }; { x = 1.; y = 2. } ] back;
  List.iter (fun p -> int "flat" Obj.double_array_tag (Obj.tag (Obj.repr p))) back

(* A polymorphic variant of two arguments is read. *)
let defect_03 () =
  same "read" [ `To ("a!", { x = 1.; y = 2. }); `By 1. ]
    (Test_conversions.turned (`To ("a", { x = 1.; y = 2. })))

(* `bytecode =` with a bool: it compiles, and runs in bytecode. *)
let defect_04 () =
  bool "not" false (Test_numbers.negation true);
  bool "not" true (Test_numbers.negation false)

let defect_06 () = has "refused" (Test_threads.nested ()) "holds the domain lock already"

(* 3,000 dead boxes of 1 MiB. *)
let defect_08 () =
  if Sys.file_exists "/proc/self/status" then begin
    Gc.compact ();
    let before = Ruled.resident () and most = ref 0 in
    for _ = 1 to 3000 do
      ignore (Sys.opaque_identity (Test_boxes.large (1 lsl 20)));
      most := max !most (Ruled.resident () - before)
    done;
    bool (Printf.sprintf "%d MiB resident" (!most / 1024)) true (!most < 500 * 1024)
  end

(* Bytes that aren't UTF-8, and numbers that don't fit. *)
let defect_09 () =
  has "utf-8" (failure (fun () -> Test_conversions.owned "\xff")) "not UTF-8";
  has "narrow" (failure (fun () -> Test_conversions.narrow 256)) "does not fit u8";
  has "wide" (failure Test_numbers.too_big) "does not fit OCaml's int"

(* 10,000 panics. *)
let defect_13 () =
  let message = String.make 4096 'x' in
  let panic () = try Test_failures.panics message with Failure _ -> () in
  let resident () =
    Gc.compact ();
    Ruled.resident () in
  (* As often before: what a tool keeps of freed memory is full by then. *)
  for _ = 1 to 10_000 do panic () done;
  let before = resident () in
  for _ = 1 to 10_000 do panic () done;
  let after = resident () in
  bool (Printf.sprintf "%d KiB, then %d KiB" before after) true (after < before + 16384);
  int "alive" 0 (Test_failures.alive ());
  string "NUL" "a\000b" (failure (fun () -> Test_failures.panics "a\000b"))

(* An exported function without arguments; one of seven with values. *)
let defect_15 () =
  string "no argument" "nothing" (Test_many.nothing ());
  same "flat float array" 6. (Test_values.sum [| 1.; 2.; 3. |])

let tests =
  [
    test "defect_01_bool_in_a_dirty_register" defect_01;
    test "defect_02_records_of_floats" defect_02;
    test "defect_03_polymorphic_variants_of_several_fields" defect_03;
    test "defect_04_bytecode_stub_with_bool" defect_04;
    test "defect_06_nested_locks_are_refused_at_once" defect_06;
    test "defect_08_the_collector_is_told_of_sizes" defect_08;
    test "defect_09_conversions_are_exact_or_fail" defect_09;
    test "defect_13_panics_leak_nothing" defect_13;
    test "defect_15_no_argument_and_flat_arrays" defect_15;
  ]
