(* OCaml 5.3 and later. *)

(* The text of a string literal. *)
let text (constant : Parsetree.constant) =
  match constant.pconst_desc with Pconst_string (text, _, _) -> Some text | _ -> None
