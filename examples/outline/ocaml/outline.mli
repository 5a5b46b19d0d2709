(** The outline of an OCaml file, by OCaml's own parser and type checker. *)

val of_file :
  include_dirs:string list -> string -> (Item.t list, Problem.t) result
[@@ocaml_interop.raises]
(** [of_file ~include_dirs file] reads, parses and type-checks the
    implementation [file]. Compiled interfaces ([.cmi]) are looked for next to
    the file, then in [include_dirs], then in the standard library.

    Each file is checked in a fresh environment: nothing of an earlier file
    remains. Threads take turns. What the compiler doesn't report on raises:
    [Stack_overflow], for one. *)
