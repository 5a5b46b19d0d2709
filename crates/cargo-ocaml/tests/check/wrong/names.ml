(* Symbols that the library doesn't have. *)

external misspelled : string -> string list -> string = "border_joinde"

external stale : unit -> unit
  = "ocaml_interop_2_export_border_joined_0000000000000000"
