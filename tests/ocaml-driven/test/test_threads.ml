(* Threads and domains. *)

open Check

external nested : unit -> string = "th_nested"
external init : unit -> string = "th_init"
external spawns_unlinked : unit -> string = "th_spawns_unlinked"
external joined : (int[@untagged]) -> (int[@untagged]) -> unit = "th_joined_bytecode" "th_joined"

external spawned : (int[@untagged]) -> (int[@untagged]) -> unit
  = "th_spawned_bytecode" "th_spawned"

external wait : unit -> unit = "th_wait"
external sleeps : (int[@untagged]) -> unit = "th_sleeps_bytecode" "th_sleeps"
external allocates : (int[@untagged]) -> string list = "th_allocates_bytecode" "th_allocates"
external roots : (int[@untagged]) -> (int[@untagged]) = "th_roots_bytecode" "th_roots"

let total = Atomic.make 0
let () = Callback.register "th_add" (fun n -> ignore (Atomic.fetch_and_add total n))

let tests =
  [
    test "a nested lock is refused, at once" (fun () ->
        has "what" (nested ()) "holds the domain lock already";
        has "remedy" (nested ()) "releasing_runtime");
    test "init is refused: OCaml runs" (fun () -> has "why" (init ()) "it started this program");
    test "domains are refused where nothing spawns them" (fun () ->
        has "what to link" (spawns_unlinked ()) "add `ocaml-interop` to its (libraries");
    test "Rust threads call OCaml while Rust waits" (fun () ->
        Atomic.set total 0;
        joined 4 100;
        int "calls" 400 (Atomic.get total));
    test "Rust threads call OCaml while OCaml works" (fun () ->
        Atomic.set total 0;
        spawned 3 100;
        let kept = ref [] in
        while Atomic.get total < 100 do
          kept := List.init 100 string_of_int :: !kept;
          if List.length !kept > 50 then kept := [];
          Thread.yield ()
        done;
        wait ();
        int "calls" 300 (Atomic.get total));
    test "releasing lets OCaml threads run" (fun () ->
        let ran = Atomic.make 0 in
        let stop = Atomic.make false in
        let other =
          Thread.create
            (fun () ->
              while not (Atomic.get stop) do
                Atomic.incr ran;
                Thread.yield ()
              done)
            ()
        in
        Thread.yield ();
        let before = Atomic.get ran in
        sleeps 100;
        let after = Atomic.get ran in
        Atomic.set stop true;
        Thread.join other;
        bool "it ran" true (after > before + 10));
    test "on many domains" (fun () ->
        let work () =
          for _ = 1 to Ruled.times ~stress:2 (if Ruled.tiny then 5 else 20) do
            let n = Ruled.times ~stress:30 500 in
            let list = allocates n in
            assert (List.nth list (n - 1) = Printf.sprintf "element %d" (n - 1));
            assert (if Ruled.stressed then roots 30 = 50 else roots 300 = 790)
          done
        in
        let domains = List.init 4 (fun _ -> Domain.spawn work) in
        work ();
        List.iter Domain.join domains);
    test "domains released while the others collect" (fun () ->
        let domain = Domain.spawn (fun () -> sleeps 50) in
        for _ = 1 to 20 do
          Gc.full_major ()
        done;
        Domain.join domain);
    test "OCaml threads" (fun () ->
        let threads =
          List.init 4 (fun _ ->
              Thread.create
                (fun () ->
                  for _ = 1 to 50 do
                    assert (List.length (allocates 100) = 100);
                    sleeps 0
                  done)
                ())
        in
        List.iter Thread.join threads);
  ]
