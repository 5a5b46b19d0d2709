val of_bytes : string -> string
(** The string with U+FFFD in place of what isn't UTF-8. Older OCaml accepts
    identifiers in Latin-1, and messages quote any file: Rust's [String] takes
    neither. *)
