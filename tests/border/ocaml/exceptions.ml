(* Exceptions that Rust has types for, and raises. *)

type position = { line : int; column : int }

exception Syntax of string * int
exception Located of { text : string; at : position }
exception Closed
exception Nested of position list

let () =
  Callback.register "Border.Syntax" [%extension_constructor Syntax];
  Callback.register_exception "Border.Located"
    (Located { text = ""; at = { line = 0; column = 0 } });
  Callback.register_exception "Border.Closed" Closed;
  Callback.register "Border.Nested" [%extension_constructor Nested];
  (* What a computed one is, nobody knows. *)
  Callback.register_exception "Border.Computed" (Option.get (Some Closed))

let matched = function
  | Syntax (text, n) -> Printf.sprintf "syntax %s %d" text n
  | Located { text; at = { line; column } } -> Printf.sprintf "located %s %d %d" text line column
  | Closed -> "closed"
  | Nested all -> Printf.sprintf "nested %d" (List.length all)
  | exn -> Printexc.to_string exn

let () =
  Callback.register "matched" matched;
  Callback.register "raise_numbered" (fun n : unit ->
      let at = { line = n; column = 2 } in
      match n with
      | 0 -> raise (Syntax ("s", 1))
      | 1 -> raise (Located { text = "l"; at })
      | 2 -> raise Closed
      | _ -> raise (Nested [ at; at ]))
