open Exceptions

exception Error of string

let () = Callback.register "lexer error" [%extension_constructor Error]

let seen text =
  match Parser.parsed text with
  | words -> string_of_int words
  | exception Parser.Syntax (what, { line; column }) -> Printf.sprintf "%s at %d.%d" what line column
  | exception Parser.Unbalanced { opened; closed = None } -> Printf.sprintf "open since %d" opened.column
  | exception Parser.Too_deep -> "too deep"
  | exception Error what -> what

let () =
  assert (List.map seen [ "a b"; ""; "("; "(("; "$" ] = [ "2"; "nothing at 1.0"; "open since 0"; "too deep"; "a dollar" ]);
  assert (passed (fun n -> n + 1) = 2);
  let place = { Source.line = 3; column = 4 } in
  let raised = Parser.Unbalanced { opened = place; closed = Some place } in
  (match passed (fun _ -> raise raised) with
  | _ -> assert false
  | exception other -> assert (other = raised));
  let own = Not_found in
  (match passed (fun _ -> raise own) with
  | _ -> assert false
  | exception other -> assert (other == own));
  (match taken 0 with _ -> assert false | exception Exhausted -> ());
  assert (Printexc.to_string Exhausted = "Exceptions.Exhausted");
  (match read "x" with _ -> assert false | exception Failure _ -> ());
  (match opened "/there is no such file" with () -> assert false | exception Sys_error _ -> ());
  match found "" with () -> assert false | exception Not_found -> ()
