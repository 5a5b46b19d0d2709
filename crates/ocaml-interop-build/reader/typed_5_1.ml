(* OCaml 5.1 to 5.3. *)

(* The components of a tuple, with their labels. *)
let components types = List.map (fun ty -> (None, ty)) types

(* An argument of an application that is not left out. *)
let given argument = argument

(* What the compiler knows of a constructor. *)
type constructor = Types.constructor_description
