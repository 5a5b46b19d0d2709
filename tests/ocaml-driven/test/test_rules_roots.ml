(* R5: roots are dropped anywhere, by anyone, while anything runs. *)

open Check
open Ruled

external add : string -> unit = "rr_add"
external drop_one : unit -> unit = "rr_drop_one"
external drop_all : unit -> unit = "rr_drop_all"
external left : unit -> int = "rr_left"
external texts : unit -> string list = "rr_texts"
external many : (int[@untagged]) -> (int[@untagged]) -> (int[@untagged])
  = "rr_many_bytecode" "rr_many"

let add_all name n =
  for i = 1 to n do
    add (Printf.sprintf "%s %d" name i)
  done

let expected name n = List.init n (fun i -> Printf.sprintf "%s %d" name (i + 1))

let all_gone () =
  let rounds = ref 0 in
  while left () > 0 do
    incr rounds;
    if !rounds > 10 then Harness.failf "%d roots are left" (left ());
    Gc.full_major ()
  done

let in_finalisers () =
  let n = times ~stress:200 10_000 in
  add_all "finalised" n;
  for _ = 1 to n do
    Gc.finalise (fun _ -> drop_one ()) (ref 0)
  done;
  all_gone ();
  (* One that makes two and drops three; and one that raises when all is done. *)
  add_all "more" n;
  for _ = 1 to n do
    Gc.finalise (fun _ -> add_all "anew" 2; for _ = 1 to 3 do drop_one () done) (ref 0)
  done;
  all_gone ();
  add "last";
  Gc.finalise_last (fun () -> drop_one (); raise Exit) (Sys.opaque_identity (ref 0));
  raises "passes" Exit Gc.full_major;
  int "dropped" 0 (left ())

let on_other_domains () =
  let n = times ~stress:100 5000 in
  (* Made here, dropped there; made there, dropped here, when that domain is no more. *)
  add_all "here" n;
  on_a_domain drop_all;
  on_a_domain (fun () -> add_all "there" n);
  strings "read here" (expected "there" n) (texts ());
  strings "read on another" (expected "there" n) (on_a_domain texts);
  drop_all ();
  int "none" 0 (left ())

(* Domains come and go, each in the place of one whose roots live on. *)
let domains_that_end () =
  let n = times ~stress:20 300 and rounds = times ~stress:4 20 in
  for round = 1 to rounds do
    on_a_domain (fun () ->
        add_all (string_of_int round) n;
        (* Old and young ones. *)
        if round mod 2 = 0 then Gc.minor ());
    if round mod 3 = 0 then Gc.compact () else if round mod 3 = 1 then Gc.minor ()
  done;
  let all = List.concat_map (fun r -> expected (string_of_int (r + 1)) n) (List.init rounds Fun.id) in
  strings "all" all (texts ());
  Gc.compact ();
  strings "after a compaction" all (on_a_domain texts);
  let dropping = List.init 3 (fun _ -> Domain.spawn (fun () -> for _ = 1 to n do drop_one () done)) in
  List.iter Domain.join dropping;
  Gc.full_major ();
  strings "the others" (List.filteri (fun i _ -> i < (rounds - 3) * n) all) (texts ());
  drop_all ()

let while_domains_collect () =
  let n = times ~stress:60 (if tiny then 5_000 else 100_000) in
  while_domains_collect 3 (fun () ->
      for round = 1 to 2 do
        int "kept" ((n + 2) / 3) (many n round)
      done)

let tests =
  [
    test "r05_roots_in_finalisers" in_finalisers;
    test "r05_roots_on_other_domains" on_other_domains;
    test "r05_roots_of_domains_that_ended" domains_that_end;
    test "r05_a_hundred_thousand_roots_while_domains_collect" while_domains_collect;
  ]
