(* OCaml 5.4. *)

(* The components of a tuple, with their labels. *)
let components types = types

(* An argument of an application that is not left out. *)
let given = function Typedtree.Arg argument -> Some argument | Typedtree.Omitted () -> None

(* The text of a string literal. *)
let text_of_constant (constant : Parsetree.constant) =
  match constant.pconst_desc with Pconst_string (text, _, _) -> Some text | _ -> None
