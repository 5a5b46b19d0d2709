(* OCaml 5.2 and later. *)

(* The folders that a file was compiled with. *)
let folders (cmt : Cmt_format.cmt_infos) =
  cmt.cmt_loadpath.visible @ cmt.cmt_loadpath.hidden

let search folders =
  Load_path.init ~auto_include:Load_path.no_auto_include ~visible:folders ~hidden:[]
