(** Marking a place in a text, for error messages. *)

val under : string -> start:int -> stop:int -> string
(** Two lines, indented: the text, and carets under its bytes from [start] to
    [stop]. *)
