(** What matches are replaced by: text with references to groups.

    - [$1], [${1}]: what group 1 matched, nothing if it took no part;
    - [${name}]: the same of a named group;
    - [$0]: the whole match;
    - [$$]: a dollar sign. *)

type t

type error = { message : string; start : int; stop : int }
(** What is wrong from byte [start] to [stop] of the template. *)

val parse : Pattern.t -> string -> (t, error) result
(** A template for matches of a pattern. Fails where it refers to a group that
    the pattern hasn't got. *)

val explain : string -> error -> string
(** [explain template error] tells what is wrong with [template] and marks the
    place with carets, on three lines. *)

val expand : t -> Pattern.found -> string
(** The replacement of a match. *)
