(* Rust values inside OCaml. *)

open Check

type counter

external make : (int64[@unboxed]) -> string -> counter = "bx_make_bytecode" "bx_make"
external show : counter -> string = "bx_show"
external alive : unit -> (int[@untagged]) = "bx_alive_bytecode" "bx_alive"

type large

external large : int -> large = "bx_large"

let invalid name f =
  match f () with
  | _ -> Harness.failf "%s: no exception" name
  | exception (Invalid_argument _ | Failure _) -> ()

let tests =
  [
    test "kept as long as it is known here" (fun () ->
        let kept = make 5L "five" in
        for n = 1 to 1000 do
          ignore (Sys.opaque_identity (make (Int64.of_int n) "dead"))
        done;
        Gc.full_major ();
        Gc.full_major ();
        (* Dropped at the next safe point: when a value is boxed. *)
        let next = make 6L "next" in
        int "alive" 2 (alive ());
        string "kept" "5 five" (show kept);
        string "next" "6 next" (show next));
    test "compare, hash and marshal" (fun () ->
        let value = make 1L "a" in
        invalid "compare" (fun () -> compare value (make 1L "a"));
        invalid "equal" (fun () -> value = make 1L "a");
        invalid "marshal" (fun () -> Marshal.to_string value []);
        ignore (Hashtbl.hash value));
    test "another value in its place is refused" (fun () ->
        has "string" (failure (fun () -> show (Obj.magic "text"))) "not a boxed Rust value";
        has "number" (failure (fun () -> show (Obj.magic 5))) "not a boxed Rust value";
        has "int64" (failure (fun () -> show (Obj.magic 5L))) "another library";
        has "other box" (failure (fun () -> show (Obj.magic (large 1)))) "Vec<u8>");
    test "its finaliser runs on other domains too" (fun () ->
        let domains =
          List.init 3 (fun d ->
              Domain.spawn (fun () ->
                  for n = 1 to 200 do
                    ignore (Sys.opaque_identity (make (Int64.of_int n) (string_of_int d)))
                  done))
        in
        List.iter Domain.join domains;
        Gc.full_major ();
        Gc.full_major ();
        ignore (Sys.opaque_identity (make 0L "last"));
        bool "few alive" true (alive () < 5));
  ]
