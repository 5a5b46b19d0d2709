(* Rust closures and iterators in OCaml; OCaml's functions and sequences in Rust. *)

(* The result of an [external] that is a function goes by a name: an arrow would be one more argument. *)
type ('a, 'b) f = 'a -> 'b

external adder : (int[@untagged]) -> (int, int) f = "fu_adder_bytecode" "fu_adder"

external joins :
  unit ->
  (string -> string)
  * (string -> string -> string)
  * (string -> string -> string -> string)
  * (string -> string -> string -> string -> string)
  * (string -> string -> string -> string -> string -> string)
  * (string -> string -> string -> string -> string -> string -> string)
  * (string -> string -> string -> string -> string -> string -> string -> string) = "fu_joins"

external counted : unit -> (int, int) f = "fu_counted"
external live : unit -> (int[@untagged]) = "fu_live_bytecode" "fu_live"
external fails : unit -> (int, int) f = "fu_fails"
external byte : unit -> (int, string) f = "fu_byte"
external once : unit -> (unit, string) f = "fu_once"
external counts : unit -> (unit -> int, int) f = "fu_counts"
external staged : unit -> (int, int -> int -> int) f = "fu_staged"
external compose : (int -> int) -> (int -> string) -> (int, string) f = "fu_compose"

type handler = { name : string; run : int -> float -> float }

external keep : handler -> unit = "fu_keep"
external run : (int[@untagged]) -> handler * float = "fu_run_bytecode" "fu_run"
external step : (int -> int -> int -> string) -> string = "fu_step"
external squares : unit -> int Seq.t = "fu_squares"
external breaks : (int[@untagged]) -> int Seq.t = "fu_breaks_bytecode" "fu_breaks"
external sum : int Seq.t -> (int[@untagged]) -> (int[@untagged]) = "fu_sum_bytecode" "fu_sum"
external second : string Seq.t -> string option = "fu_second"

let test = Harness.test_case
let int = Harness.(check int)
let string = Harness.(check string)
let ints = Harness.(check (list int))
let strings = Harness.(check (list string))

let raises name expected f =
  match f () with
  | _ -> Harness.failf "%s: no exception" name
  | exception raised -> string name expected (Printexc.to_string raised)

(* A panic is the exception of the library, or [Failure], with its text. *)
let panics name expected f =
  match f () with
  | _ -> Harness.failf "%s: no exception" name
  | exception Ocaml_interop.RustPanic text -> string name expected text
  | exception raised -> Harness.failf "%s: %s" name (Printexc.to_string raised)

let functions =
  [
    test "of 1 to 7 arguments, at once and step by step" (fun () ->
        let f1, f2, f3, f4, f5, f6, f7 = joins () in
        Gc.compact ();
        strings "at once"
          [ "a"; "ab"; "abc"; "abcd"; "abcde"; "abcdef"; "abcdefg" ]
          [
            f1 "a"; f2 "a" "b"; f3 "a" "b" "c"; f4 "a" "b" "c" "d"; f5 "a" "b" "c" "d" "e";
            f6 "a" "b" "c" "d" "e" "f"; f7 "a" "b" "c" "d" "e" "f" "g";
          ];
        let partial = f7 "1" "2" in
        Gc.full_major ();
        let more = partial "3" in
        strings "step by step" [ "1234567"; "123efgh" ]
          [ more "4" "5" "6" "7"; more "e" "f" "g" "h" ];
        strings "mapped" [ "x1"; "x2" ] (List.map (f2 "x") [ "1"; "2" ]));
    test "an exported function returns one" (fun () ->
        let add = adder 40 in
        int "called" 42 (add 2);
        ints "many" (List.init 1000 (fun n -> n + 40)) (List.init 1000 add));
    test "given more arguments than it takes" (fun () ->
        let f = staged () in
        int "at once" 123 (f 1 2 3);
        let f1 = f 4 in
        Gc.compact ();
        let f2 = f1 5 in
        int "step by step" 456 (f2 6));
    test "is no value to compare or marshal" (fun () ->
        raises "compare" "Invalid_argument(\"compare: functional value\")" (fun () ->
            adder 1 = adder 1);
        match Marshal.to_string (adder 1) [] with
        | _ -> Harness.fail "marshalled"
        | exception Invalid_argument _ -> ());
    test "dropped when OCaml lets go of it" (fun () ->
        let before = live () in
        let kept = ref (List.init 100 (fun _ -> counted ())) in
        int "made" (before + 100) (live ());
        Gc.full_major ();
        int "kept" (before + 100) (live ());
        int "alive" 7 ((List.hd !kept) 7);
        kept := [];
        Gc.full_major ();
        Gc.full_major ();
        int "dropped" before (live ()));
    test "panics and errors" (fun () ->
        let before = live () in
        let f = fails () in
        for _ = 1 to 3 do
          panics "panic" "the thirteenth" (fun () -> f 13);
          raises "error" "Failure(\"negative: -2\")" (fun () -> f (-2));
          int "goes on" 5 (f 5)
        done;
        int "nothing is left" before (live ()));
    test "an argument that doesn't convert" (fun () ->
        string "fits" "255" (byte () 255);
        match byte () 256 with
        | _ -> Harness.fail "no exception"
        | exception Invalid_argument text ->
          let expected = "argument 1 of a Rust function: " in
          string "message" expected (String.sub text 0 (String.length expected)));
    test "once" (fun () ->
        let f = once () in
        string "first" "once" (f ());
        raises "second"
          "Invalid_argument(\"the Rust function is finished: it can be called once only, and has \
           been\")" f);
    test "one that changes what it holds isn't entered twice" (fun () ->
        let f = counts () in
        int "first" 101 (f (fun () -> 1));
        int "second" 202 (f (fun () -> 2));
        match f (fun () -> f (fun () -> 3)) with
        | _ -> Harness.fail "no exception"
        | exception Ocaml_interop.RustPanic text ->
          let expected = "OCaml raised Invalid_argument(\"the Rust function is running" in
          string "inside" expected (String.sub text 0 (String.length expected)));
    test "on domains and threads at once" (fun () ->
        let f = adder 1 and _, join, _, _, _, _, _ = joins () in
        let work () =
          for n = 1 to 400 do
            assert (f n = n + 1);
            assert (join "a" (string_of_int n) = "a" ^ string_of_int n)
          done;
          true
        in
        let domains = List.init 3 (fun _ -> Domain.spawn work) in
        let done_ = Atomic.make 0 in
        let threads = List.init 3 (Thread.create (fun _ -> if work () then Atomic.incr done_)) in
        Harness.(check bool) "here" true (work ());
        List.iter (fun domain -> Harness.(check bool) "there" true (Domain.join domain)) domains;
        List.iter Thread.join threads;
        int "threads" 3 (Atomic.get done_));
    test "recursion through both, to the end of the stack" (fun () ->
        let rec down n = if n = 0 then "end" else compose (fun n -> n - 1) down n in
        string "100 levels" "end" (down 100);
        match down 100_000_000 with
        | _ -> Harness.fail "no exception"
        | exception Stack_overflow -> string "after" "end" (down 10)
        | exception Ocaml_interop.RustPanic text ->
          (* It was met while Rust made a function. *)
          let found = String.ends_with ~suffix:"Stack_overflow" text in
          Harness.(check bool) text true found;
          string "after" "end" (down 10));
  ]

let handles =
  [
    test "functions of OCaml's in a Rust closure" (fun () ->
        let f = compose (fun n -> n * 2) string_of_int in
        Gc.compact ();
        string "called" "42" (f 21);
        let f = compose (fun n -> if n = 0 then raise Exit else n) string_of_int in
        raises "an exception" "Stdlib.Exit" (fun () -> f 0));
    test "stored, sent to a thread, given back" (fun () ->
        let factor = Sys.opaque_identity 3. in
        let run_it n x = (float_of_int n *. factor) +. x in
        keep { name = "times"; run = run_it };
        Gc.compact ();
        let handler, result = run 2 in
        Harness.(check bool) "result" true (result = 6.5);
        Harness.(check bool) "the same function" true (handler.run == run_it);
        string "name" "times" handler.name;
        keep { name = "raises"; run = (fun _ _ -> raise Not_found) };
        raises "an exception" "Not_found" (fun () -> run 1));
    test "a Rust closure as well" (fun () ->
        let f = compose (adder 1) (compose (adder 10) string_of_int) in
        string "called" "111" (f 100));
    test "arguments one by one" (fun () ->
        string "step" "1-2-3 1-4-5" (step (fun a b c -> Printf.sprintf "%d-%d-%d" a b c));
        (* As many closures. *)
        string "staged" "1-2-3 1-4-5" (step (fun a -> fun b -> fun c -> Printf.sprintf "%d-%d-%d" a b c));
        raises "at the second" "Failure(\"2\")" (fun () ->
            step (fun _ b -> failwith (string_of_int b))));
  ]

let sequences =
  [
    test "an iterator is a sequence that remembers" (fun () ->
        let s = squares () in
        let first () = List.of_seq (Seq.take 5 s) in
        ints "first" [ 0; 1; 4; 9; 16 ] (first ());
        Gc.compact ();
        ints "again" [ 0; 1; 4; 9; 16 ] (first ()));
    test "an error is raised in its place, each time" (fun () ->
        let before = live () in
        let s = ref (breaks 3) in
        for _ = 1 to 3 do
          let got = ref [] in
          raises "error" "Failure(\"at 3\")" (fun () -> Seq.iter (fun n -> got := n :: !got) !s);
          ints "before" [ 2; 1; 0 ] !got
        done;
        int "alive" (before + 1) (live ());
        s := Seq.empty;
        Gc.full_major ();
        Gc.full_major ();
        int "dropped" before (live ()));
    test "a sequence is read as far as is asked" (fun () ->
        let computed = ref 0 in
        let s = Seq.map (fun n -> incr computed; n) (Seq.ints 1) in
        int "sum" 55 (sum s 10);
        int "computed" 10 !computed;
        int "Rust's own" 30 (sum (squares ()) 5);
        raises "an exception" "Stdlib.Exit" (fun () -> sum (Seq.map (fun _ -> raise Exit) s) 3);
        Harness.(check bool) "second" true (second (List.to_seq [ "a"; "b" ]) = Some "b");
        Harness.(check bool) "none" true (second (List.to_seq [ "a" ]) = None));
    test "from domains at once" (fun () ->
        let s = squares () in
        let work () = Seq.fold_left ( + ) 0 (Seq.take 500 s) in
        let domains = List.init 3 (fun _ -> Domain.spawn work) in
        let expected = List.fold_left (fun sum n -> sum + (n * n)) 0 (List.init 500 Fun.id) in
        int "here" expected (work ());
        List.iter (fun domain -> int "there" expected (Domain.join domain)) domains);
  ]

let () =
  Harness.run "functions"
    [ ("functions", functions); ("handles", handles); ("sequences", sequences) ]
