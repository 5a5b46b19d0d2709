type t
type case = Sensitive | Insensitive

type error =
  | Syntax of { message : string; start : int; stop : int }
  | Not_utf8 of { position : int }
  | Too_big of { limit : int }

type found = {
  line : int;
  column : int;
  start : int;
  stop : int;
  text : string;
  groups : string option list;
}

(* The functions of rust/src/export.rs. *)

external compile_case : string -> case -> (t, error) result = "search_compile"
external group_names : t -> string option list = "search_group_names"
external find_all : t -> string -> found list = "search_find_all"
external count_lines : t -> string -> int = "search_count_lines"

external replace_all : t -> (found -> string) -> string -> string
  = "search_replace_all"

let compile ?(case = Sensitive) pattern = compile_case pattern case

let explain pattern error =
  let message, start, stop =
    match error with
    | Syntax { message; start; stop } -> (message, start, stop)
    | Not_utf8 { position } -> ("not UTF-8 here", position, position + 1)
    | Too_big { limit } ->
        let message = Printf.sprintf "it would take more than %d bytes" limit in
        (message, 0, String.length pattern)
  in
  Printf.sprintf "bad pattern: %s\n%s" message
    (Mark.under pattern ~start ~stop)
