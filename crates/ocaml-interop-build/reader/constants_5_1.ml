(* OCaml 5.1 and 5.2. *)

(* The text of a string literal. *)
let text (constant : Parsetree.constant) =
  match constant with Pconst_string (text, _, _) -> Some text | _ -> None
