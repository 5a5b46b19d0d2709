(** Regular expressions, by Rust's [regex] crate.

    The syntax is the one that the documentation of [regex] describes.
    Texts are any bytes; what is UTF-8 in them is matched by characters. They are
    matched line by line: no match spans two lines. *)

type t
(** A compiled pattern: a value of Rust's. It can't be compared or marshalled;
    these raise. *)

type case = Sensitive | Insensitive

(** What is wrong with a pattern; places are byte offsets into it. *)
type error =
  | Syntax of { message : string; start : int; stop : int }
  | Not_utf8 of { position : int }
  | Too_big of { limit : int }
      (** It would take more than [limit] bytes of memory. *)

type found = {
  line : int;  (** from 1 *)
  column : int;  (** from 1, in bytes *)
  start : int;  (** the byte offset in the whole text *)
  stop : int;  (** just past the last byte *)
  text : string;
  groups : string option list;  (** [None]: the group took no part *)
}
(** One match. *)

val compile : ?case:case -> string -> (t, error) result
(** A pattern, [Sensitive] unless told otherwise. *)

val explain : string -> error -> string
(** [explain pattern error] tells what is wrong with [pattern] and marks the
    place with carets, on three lines. *)

val group_names : t -> string option list
(** The names of the groups, in order. *)

val find_all : t -> string -> found list
(** All matches in a text, in order. *)

val count_lines : t -> string -> int
(** How many lines of a text have a match. *)

val replace_all : t -> (found -> string) -> string -> string
(** [replace_all pattern f text] is [text] with each match [m] replaced by
    [f m]. What [f] raises passes through. *)
