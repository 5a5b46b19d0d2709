(** A type that isn't shown. *)

type t

val make : int -> t
val value : t -> int

type length

val length : float -> length

type size = { width : float; height : length }

val size : float -> size
