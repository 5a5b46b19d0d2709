(* Closures that Rust calls; exceptions that cross it. *)

open Check

external map : (int -> string) -> int list -> string list = "cl_map"
external through : (unit -> unit) -> unit = "cl_through"

external seven : (int -> int -> int -> int -> int -> int -> int -> int) -> (int[@untagged])
  = "cl_seven_bytecode" "cl_seven"

exception Mine of int * string

let () = Callback.register "cl_apply" (fun f : unit -> f ())
let[@inline never] raise_mine () = raise (Mine (1, "mine"))

let tests =
  [
    test "a closure is called" (fun () ->
        strings "map" [ "1"; "2" ] (map string_of_int [ 1; 2 ]);
        let garbage n =
          Gc.compact ();
          String.make n 'x'
        in
        strings "with collections" [ ""; "xx" ] (map garbage [ 0; 2 ]));
    test "of seven arguments" (fun () ->
        int "sum" 1234567
          (seven (fun a b c d e f g ->
               (((((((((((a * 10) + b) * 10) + c) * 10) + d) * 10) + e) * 10) + f) * 10) + g)));
    test "Rust inside OCaml inside Rust" (fun () ->
        let rec down n =
          if n = 0 then "end" else String.concat "" (map (fun n -> down (n - 1)) [ n ])
        in
        string "down" "end" (down 100));
    test "an exception passes through Rust as itself" (fun () ->
        let mine = Mine (2, String.make 2 'm') in
        let rec down n = if n = 0 then raise mine else through (fun () -> down (n - 1)) in
        match down 20 with
        | () -> Harness.fail "no exception"
        | exception found -> bool "same" true (found == mine));
    test "with its backtrace" (fun () ->
        Printexc.record_backtrace true;
        match through raise_mine with
        | () -> Harness.fail "no exception"
        | exception Mine _ ->
          let backtrace = Printexc.get_backtrace () in
          (* Bytecode starts a backtrace anew where C raises. *)
          if Sys.backend_type = Sys.Native && Check.x86_64 then begin
            has "where it was raised" backtrace "raise_mine";
            has "where it came through" backtrace "test_calls.ml"
          end
        | exception _ -> Harness.fail "another exception");
    test "an exception of a closure" (fun () ->
        raises "map" (Mine (1, "mine")) (fun () -> map (fun _ -> raise_mine ()) [ 1 ]));
    test "a stack overflow is an exception" (fun () ->
        let rec deep n = if n < 0 then 0 else 1 + deep (Sys.opaque_identity (n + 1)) in
        let before = Gc.get () in
        Gc.set { before with stack_limit = 1 lsl 20 };
        Fun.protect ~finally:(fun () -> Gc.set before) (fun () ->
            raises "deep" Stack_overflow (fun () -> through (fun () -> ignore (deep 0)))));
  ]
