(* The compiled modules that there are, and what people call them. *)

let folders = ref []

(* Where compiled modules are looked for: the first folder that has one decides. *)
let search_in wished =
  let exists folder = Sys.file_exists folder && Sys.is_directory folder in
  let add known folder = if List.mem folder known then known else folder :: known in
  folders := List.rev (List.fold_left add [] (List.filter exists wished));
  Paths.search !folders

let persistent name = Path.Pident (Ident.create_persistent name)

(* The file of a unit: [List] may stand in list.cmi. *)
let file unit =
  let names = [ unit ^ ".cmi"; String.uncapitalize_ascii unit ^ ".cmi" ] in
  List.concat_map (fun folder -> List.map (Filename.concat folder) names) !folders
  |> List.find_opt Sys.file_exists

(* Documentation is in the .cmti only. *)
let interface unit =
  let documented cmi =
    let cmti = Filename.remove_extension cmi ^ ".cmti" in
    if Sys.file_exists cmti then cmti else cmi
  in
  Option.map documented (file unit)

(* [Lib__Module] is made of [Lib] and [Module]. *)
let segments unit =
  let length = String.length unit in
  let upper c = 'A' <= c && c <= 'Z' in
  let rec from start i =
    if i + 2 >= length then [ String.sub unit start (length - start) ]
    else if unit.[i] = '_' && unit.[i + 1] = '_' && upper unit.[i + 2] then
      String.sub unit start (i - start) :: from (i + 2) (i + 3)
    else from start (i + 1)
  in
  if length = 0 then [ unit ] else from 0 1

let path_of = function
  | [] -> invalid_arg "path_of"
  | head :: rest -> List.fold_left (fun p name -> Path.Pdot (p, name)) (persistent head) rest

let names = Hashtbl.create 64

(* Dune and the standard library compile [Lib.Module] as [Lib__Module], and a program's [Main] as
   [Dune__exe__Main]; people write the former. Where that is the name of another module, as when
   lib.ml has a [module Module] that extends [Lib__Module], the unit's own name has to do. *)
let written unit =
  match Hashtbl.find_opt names unit with
  | Some name -> name
  | None ->
      let people =
        match segments unit with "Dune__exe" :: (_ :: _ as rest) -> rest | all -> all
      in
      let name = String.concat "." people in
      let path = path_of people in
      let free =
        match Env.find_module path Env.initial with
        | _ ->
            Path.same (Env.normalize_module_path None Env.initial path) (persistent unit)
        | exception _ -> true
      in
      let name = if free then name else unit in
      Hashtbl.replace names unit name;
      name

let all () =
  let cmi name =
    if Filename.check_suffix name ".cmi" then
      Some (written (String.capitalize_ascii (Filename.remove_extension name)))
    else None
  in
  let listed folder = try Array.to_list (Sys.readdir folder) with Sys_error _ -> [] in
  List.sort_uniq compare (List.concat_map (fun f -> List.filter_map cmi (listed f)) !folders)

(* ---- What is wrong with a file ------------------------------------------- *)

exception Unusable of string

(* Each kind of file begins with a number that changes with the format. *)
let magic_number name =
  In_channel.with_open_bin name (fun channel ->
      Option.value ~default:"" (In_channel.really_input_string channel 12))

let is_of_another_compiler magic =
  String.starts_with ~prefix:"Caml1999" magic
  && not (List.mem magic [ Config.cmi_magic_number; Config.cmt_magic_number ])

let rec explained name = function
  | Sys_error reason -> reason
  | Unusable reason -> name ^ ": " ^ reason
  | Persistent_env.Error (Inconsistent_import (unit, one, other)) ->
      Printf.sprintf "%s and %s were compiled with different interfaces of %s: compile them again"
        one other (written unit)
  | Persistent_env.Error (Illegal_renaming (unit, named, file)) ->
      Printf.sprintf "%s: holds %s where %s was expected: give the file its module's name" file
        named unit
  | Cmi_format.Error
      (Not_an_interface file | Wrong_version_interface (file, _) | Corrupted_interface file)
    when file <> name ->
      explained file Not_found
  | error -> (
      match magic_number name with
      | magic when is_of_another_compiler magic ->
          Printf.sprintf "%s: is of another OCaml than %s, which reads it: compile it again" name
            Sys.ocaml_version
      | magic when String.starts_with ~prefix:"Caml1999" magic ->
          Printf.sprintf "%s: is damaged (%s): compile it again" name (Printexc.to_string error)
      | _ -> name ^ ": is no compiled interface (.cmi, .cmti, .cmt): compile its source"
      | exception Sys_error reason -> reason)
