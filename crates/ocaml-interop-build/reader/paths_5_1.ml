(* OCaml 5.1. *)

(* The folders that a file was compiled with. *)
let folders (cmt : Cmt_format.cmt_infos) = cmt.cmt_loadpath

let search folders = Load_path.init ~auto_include:Load_path.no_auto_include folders
