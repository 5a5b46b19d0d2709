(* R11: boxed Rust values. Their destructors run once, never while the collector runs, and may do
   what they like. *)

open Check
open Ruled

type willed

external make : (int[@untagged]) -> (int[@untagged]) -> willed = "rb_make_bytecode" "rb_make"
external around : willed -> willed = "rb_around"
external show : willed -> string = "rb_show"
external dropped : unit -> (int[@untagged]) = "rb_dropped_bytecode" "rb_dropped"
external refused : unit -> string list = "rb_refused"
external settle : unit -> unit = "rb_settle"

type other

external other : unit -> other = "rb_other"

let nothing = 0
and panics = 1
and panics_twice = 2
and locks = 3
and boxes = 4

(* All that is unreachable is finalised, and destructors have run. What a domain that ended left
   behind is adopted by another one's collection first. *)
let collect () =
  for _ = 1 to 3 do
    Gc.full_major ();
    settle ()
  done

(* [n] values are dropped while [f] runs, and what they own with them. *)
let drops n f =
  collect ();
  let before = dropped () in
  f ();
  wait_for (Printf.sprintf "%d destructors" n) (fun () ->
      collect ();
      dropped () - before >= n);
  collect ();
  int "each once" n (dropped () - before);
  none_alive ()

let let_go_of n last =
  for i = 1 to n do
    ignore (Sys.opaque_identity (make i last))
  done

let dropped_once () =
  let n = times ~stress:50 2000 in
  drops n (fun () -> let_go_of n nothing);
  (* Old ones, in a structure; those that are kept stay. *)
  drops n (fun () ->
      let kept = ref (List.init n (fun i -> make i nothing)) in
      Gc.full_major ();
      List.iteri (fun i box -> string "kept" (Printf.sprintf "%d %d false" i i) (show box)) !kept;
      kept := [])

let whatever_the_destructor_does () =
  let n = times ~stress:20 300 in
  List.iter (fun last -> drops n (fun () -> let_go_of n last)) [ panics; panics_twice; locks ];
  strings "the lock was there" [] (refused ());
  (* Each boxes another one. *)
  drops (2 * n) (fun () -> let_go_of n boxes);
  (* While it is dropped on many threads and domains. *)
  drops (4 * n) (fun () ->
      let work () = let_go_of n locks in
      let thread = Thread.create work () and domains = List.init 2 (fun _ -> Domain.spawn work) in
      work ();
      Thread.join thread;
      List.iter Domain.join domains);
  strings "the lock was there" [] (refused ())

let boxes_in_boxes () =
  drops 11 (fun () ->
      let rec wrap n box = if n = 0 then box else wrap (n - 1) (around box) in
      let outermost = wrap 10 (make 1 nothing) in
      collect ();
      string "alive" "-1  true" (show outermost))

let on_other_domains () =
  let n = times ~stress:20 300 in
  (* Made by a domain that has ended; let go of by one that didn't make them, which ends too. *)
  drops n (fun () ->
      let made = Atomic.make (on_a_domain (fun () -> Array.init n (fun i -> make i locks))) in
      Gc.compact ();
      string "read here" "5 5 false" (show (Atomic.get made).(5));
      on_a_domain (fun () ->
          string "read there" "6 6 false" (show (Atomic.get made).(6));
          Atomic.set made [||];
          Gc.minor ()));
  drops (3 * n) (fun () ->
      let domains = List.init 3 (fun _ -> Domain.spawn (fun () -> let_go_of n locks)) in
      List.iter Domain.join domains);
  strings "the lock was there" [] (refused ())

(* OCaml's own ways to look at a value that is dying. *)
let weak_pointers_and_finalisers () =
  drops 3 (fun () ->
      let weak = Weak.create 2 and saved = ref [] in
      let box = make 1 nothing in
      Weak.set weak 0 (Some box);
      (* No second box for one value. *)
      (match Weak.get_copy weak 0 with
      | Some copy -> string "a copy" "1 1 false" (show copy)
      | None -> Harness.fail "it is alive");
      string "alive" "1 1 false" (show (Sys.opaque_identity box));
      (* Brought back to life by its finaliser, twice. *)
      let rec again n box =
        saved := box :: !saved;
        if n > 0 then Gc.finalise (again (n - 1)) box
      in
      Gc.finalise (again 1) (make 2 nothing);
      for _ = 1 to 2 do
        Gc.full_major ();
        Gc.full_major ();
        List.iter (fun box -> string "again" "2 2 false" (show box)) !saved;
        bool "came back" true (!saved <> []);
        saved := []
      done;
      let ephemeron = Ephemeron.K1.make (make 3 nothing) (ref 0) in
      Gc.full_major ();
      collect ();
      ignore (Sys.opaque_identity ephemeron))

let refuses name f part =
  match f () with
  | _ -> Harness.failf "%s: no exception" name
  | exception (Failure text | Invalid_argument text) -> has name text part

let generic_functions () =
  drops 2 (fun () ->
      let a = make 1 panics and b = make 1 panics in
      refuses "compare" (fun () -> compare a b) "abstract";
      refuses "equal" (fun () -> a = b) "abstract";
      refuses "less" (fun () -> (1, a) < (1, b)) "abstract";
      bool "itself" true (a == a);
      int "itself" 0 (compare a a);
      int "hash" (Hashtbl.hash a) (Hashtbl.hash b);
      List.iter
        (fun flags -> refuses "marshal" (fun () -> Marshal.to_string (Some a) flags) "abstract")
        [ []; [ Marshal.Closures ]; [ Marshal.No_sharing ] ];
      string "unharmed" "1 1 false" (show a);
      string "unharmed" "1 1 false" (show b))

let other_values () =
  let wrong name value part =
    let text = failure (fun () -> show (Obj.magic value)) in
    has name text part;
    has name text "Willed"
  in
  wrong "a box" (other ()) "holds a Rust value of type alloc::string::String";
  wrong "int64" 1L "another library";
  wrong "nativeint" 1n "another library";
  wrong "a mutex" (Mutex.create ()) "another library";
  wrong "a condition" (Condition.create ()) "another library";
  wrong "a channel" stdin "another library";
  wrong "a bigarray" Bigarray.(Array1.create int c_layout 1) "another library";
  wrong "an integer" 1 "not a boxed Rust value";
  wrong "a string" "text" "not a boxed Rust value";
  wrong "a float" 1.5 "not a boxed Rust value";
  wrong "a closure" succ "not a boxed Rust value";
  wrong "an atomic" (Atomic.make 1) "not a boxed Rust value"

let tests =
  [
    test "r11_dropped_once" dropped_once;
    test "r11_whatever_the_destructor_does" whatever_the_destructor_does;
    test "r11_boxes_in_boxes" boxes_in_boxes;
    test "r11_boxes_of_other_domains" on_other_domains;
    test "r11_weak_pointers_and_finalisers" weak_pointers_and_finalisers;
    test "r11_compare_hash_marshal" generic_functions;
    test "r11_other_values_in_their_place" other_values;
  ]
