(* Numbers and orders of arguments. *)

external fewer : string -> string = "border_joined"
external more : string -> string list -> int -> string = "border_joined"
external swapped : string list -> string -> string = "border_joined"
external array : string -> string array -> string = "border_joined"
external result : string -> string list -> string option = "border_joined"
external nothing : unit -> string = "border_boxed"
external unit : int -> string -> string = "border_read"
