(* Exceptions that both sides define: Rust's side is src/troubles.rs. *)

exception Syntax of string * int
exception Located of { line : int; column : int; weights : float list }
exception Too_deep
exception Many of string list

(* Registered when the program asks for it. *)
exception Late of string

exception Anew of int

module Second = struct
  exception Anew of int
end

let () =
  Callback.register "Troubles.Syntax" [%extension_constructor Syntax];
  Callback.register_exception "troubles located"
    (Located { line = 0; column = 0; weights = [] });
  Callback.register_exception "Troubles.Too_deep" Too_deep;
  Callback.register "Troubles.Many" [%extension_constructor Many];
  Callback.register "Troubles.Anew" [%extension_constructor Anew];
  Callback.register "register_late_trouble" (fun () ->
      Callback.register "Troubles.Late" [%extension_constructor Late]);
  Callback.register "register_trouble_anew" (fun () ->
      Callback.register "Troubles.Anew" [%extension_constructor Second.Anew])

(* Under names that nobody sees: what is registered isn't what Rust believes. *)
exception Wide of int * int * int

let () =
  Callback.register "register_trouble_unlike" (fun number ->
      let name = String.concat "." [ "Troubles"; "Unlike" ] in
      match number with
      | 0 -> Callback.register name (Fun.id : int -> int)
      | 1 -> Callback.register name (Wide (1, 2, 3))
      | 2 -> Callback.register name 7
      | _ -> Callback.register_exception name (Wide (1, 2, 3)))

(* Raised here, caught in Rust. *)
let () =
  Callback.register "raise_syntax" (fun message line : unit -> raise (Syntax (message, line)));
  Callback.register "raise_located" (fun line : unit ->
      raise (Located { line; column = 2; weights = [ 0.5; 1.5 ] }));
  Callback.register "raise_too_deep" (fun () : unit -> raise Too_deep);
  Callback.register "raise_many" (fun count : unit ->
      raise (Many (List.init count string_of_int)));
  Callback.register "raise_late" (fun message : unit -> raise (Late message));
  Callback.register "raise_anew" (fun second n : unit ->
      if second then raise (Second.Anew n) else raise (Anew n));
  Callback.register "raise_wide" (fun () : unit -> raise (Wide (1, 2, 3)))

let matched = function
  | Syntax (message, line) -> Printf.sprintf "syntax %S %d" message line
  | Located { line; column; weights } ->
    Printf.sprintf "located %d %d %g" line column (List.fold_left ( +. ) 0. weights)
  | Too_deep -> "too deep"
  | Many texts -> Printf.sprintf "many %d %s" (List.length texts) (List.nth texts 1)
  | Late message -> "late " ^ message
  | Anew n -> Printf.sprintf "anew %d" n
  | Second.Anew n -> Printf.sprintf "anew again %d" n
  | Not_found -> "not found"
  | Failure message -> "failure " ^ message
  | Invalid_argument message -> "invalid argument " ^ message
  | Sys_error message -> "sys error " ^ message
  | End_of_file -> "end of file"
  | Division_by_zero -> "division by zero"
  | Exit -> "exit"
  | Stack_overflow -> "stack overflow"
  | Out_of_memory -> "out of memory"
  | Sys_blocked_io -> "blocked"
  | Match_failure (file, line, column) -> Printf.sprintf "match %s %d %d" file line column
  | Assert_failure (file, line, column) -> Printf.sprintf "assert %s %d %d" file line column
  | Unix.Unix_error (Unix.ENOENT, f, x) -> Printf.sprintf "unix ENOENT %s %s" f x
  | Unix.Unix_error (Unix.EUNKNOWNERR n, f, x) -> Printf.sprintf "unix %d %s %s" n f x
  | exn -> Printexc.to_string exn

external fails : (int[@untagged]) -> unit = "rd_in_trouble_bytecode" "rd_in_trouble"
external fails_by_itself : (int[@untagged]) -> unit
  = "rd_in_standard_trouble_bytecode" "rd_in_standard_trouble"
external passes : (unit -> unit) -> unit = "rd_passes_trouble"

let seen f = match f () with () -> "nothing" | exception exn -> matched exn

let () =
  Callback.register "trouble_seen" (fun number -> seen (fun () -> fails number));
  Callback.register "standard_trouble_seen" (fun number ->
      seen (fun () -> fails_by_itself number));
  (* OCaml -> Rust -> OCaml, which raises; Rust catches it as a value, and raises that. *)
  Callback.register "trouble_passed" (fun () ->
      seen (fun () -> passes (fun () -> raise (Syntax ("passed", 9)))));
  Callback.register "other_passed" (fun () ->
      let exn = Wide (4, 5, 6) in
      match passes (fun () -> raise exn) with
      | () -> false
      | exception other -> other == exn)

(* OCaml's own, raised here. *)
let () =
  Callback.register "raise_standard" (fun number : unit ->
      match number with
      | 0 -> raise Not_found
      | 1 -> failwith "caf\xc3\xa9"
      | 2 -> invalid_arg "b"
      | 3 -> ignore (open_in "/there is no such file")
      | 4 -> ignore (String.to_seq "" |> Seq.uncons |> Option.get)
      | 5 -> raise End_of_file
      | 6 -> ignore (1 / Sys.opaque_identity 0)
      | 7 -> raise Exit
      | 8 -> ignore (Unix.openfile "/there is no such file" [ Unix.O_RDONLY ] 0)
      | 9 -> raise (Unix.Unix_error (Unix.EUNKNOWNERR 12345, "f", "x"))
      | 10 -> raise Stack_overflow
      | 11 -> raise Out_of_memory
      | 12 -> raise Sys_blocked_io
      | 13 -> raise (Match_failure ("m.ml", 1, 2))
      | 14 -> raise (Assert_failure ("a.ml", 3, 4))
      | 15 -> failwith "caf\xe9"
      | _ -> raise Too_deep)
