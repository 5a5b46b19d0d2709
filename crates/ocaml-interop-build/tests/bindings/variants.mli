(** Variants of all kinds. *)

type color = Red | Green | Blue  (** As the sky. *)

type shape =
  | Circle of float
  | Line of (int * int) * (int * int)
  | Box of { width : int; height : int }
  | Nothing

(** Contains itself, behind pointers and not. *)
type tree = Leaf | Node of tree * int * tree

type 'a chain = End | Link of 'a * 'a chain

(** Contain each other. *)
type statement = Block of statement list | If of expression * statement

and expression = Number of int | Do of { body : statement; result : expression }

type only = Only of string [@@unboxed]
type movement = [ `Stop | `Step of int | `Jump_to of int * int ]
type 'a answer = [ `Yes of 'a | `No ]
type either = (int, string) Either.t

val next : color -> color
val area : shape -> float
val sum : tree -> int
val chain : 'a list -> 'a chain
val depth : statement -> int
val shout : only -> only
val turned : movement -> movement
val asked : bool -> int answer

val side : [ `Left | `Right of int ] -> [ `Left | `Right of int ]
(** Has no name. *)

val found : string -> [ `Found of int | `Nowhere ] option
val either : either -> either
