(** What is in stock. *)

type t

(** An empty ledger. *)
val create : ?capacity:int -> unit -> t

(** Adds so many of an article.
    @raise Invalid_argument if the number is negative. *)
val add : t -> article:Article.t -> count:int -> unit

val count : t -> name:string -> int option
val worth : t -> int
val articles : t -> Article.t list
