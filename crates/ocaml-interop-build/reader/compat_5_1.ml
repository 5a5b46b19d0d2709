(* OCaml 5.1 and 5.2. *)

(* The components of a tuple, with their labels. *)
let components types = List.map (fun ty -> (None, ty)) types

(* An argument of an application that is not left out. *)
let given argument = argument

(* The text of a string literal. *)
let text_of_constant (constant : Parsetree.constant) =
  match constant with Pconst_string (text, _, _) -> Some text | _ -> None
