(* OCaml 5.4. *)

(* The components of a tuple, with their labels. *)
let components types = types

(* An argument of an application that is not left out. *)
let given = function Typedtree.Arg argument -> Some argument | Typedtree.Omitted () -> None

(* What the compiler knows of a constructor. *)
type constructor = Data_types.constructor_description
