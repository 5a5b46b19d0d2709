(* Exceptions that aren't the library's. *)

type person = { age : int; name : string }

exception Unknown of person
exception Late of { hour : float }
exception Closed of int

let () =
  Callback.register "Twins.Unknown" [%extension_constructor Unknown];
  Callback.register "Twins.Late" [%extension_constructor Late];
  Callback.register "Twins.Closed" (fun n -> Closed n)
