(* Files and modules, read. *)

open Json

type content = {
  unit : string;
  signature : Types.signature;
  structure : Typedtree.structure option;
  folders : string list;
}

(* ---- Where to look for what a file mentions ------------------------------- *)

let rec ends_with folder path =
  (* Compared part by part: "byte" is no end of "a/otherbyte". *)
  if folder = Filename.current_dir_name then Some path
  else if Filename.basename folder = Filename.basename path then
    ends_with (Filename.dirname folder) (Filename.dirname path)
  else None

(* The folders were written down relative to where the compiler ran. Dune keeps that secret; but
   the file stands in one of the folders, which tells. *)
let folders name (cmt : Cmt_format.cmt_infos) =
  let relative, absolute = List.partition Filename.is_relative (Paths.folders cmt) in
  let relative = List.filter (fun folder -> folder <> "") relative in
  let own = Filename.dirname name in
  let roots = cmt.cmt_builddir :: List.filter_map (fun f -> ends_with f own) relative in
  List.concat_map (fun root -> List.map (Filename.concat root) relative) roots @ absolute

let load name =
  let cmi, cmt = Cmt_format.read name in
  let own = Filename.dirname name in
  match (cmt, cmi) with
  | Some ({ cmt_annots = Implementation structure; cmt_modname; _ } as cmt), _ ->
      {
        unit = cmt_modname;
        signature = structure.str_type;
        structure = Some structure;
        folders = own :: folders name cmt;
      }
  | Some ({ cmt_annots = Interface signature; cmt_modname; _ } as cmt), _ ->
      {
        unit = cmt_modname;
        signature = signature.sig_type;
        structure = None;
        folders = own :: folders name cmt;
      }
  | _, Some { cmi_name; cmi_sign; _ } ->
      { unit = cmi_name; signature = cmi_sign; structure = None; folders = [ own ] }
  | _ ->
      raise
        (Units.Unusable "holds neither an interface nor an implementation that was typed whole")

(* ---- What a file says ------------------------------------------------------ *)

let rec inner scope signature = function
  | [] -> (scope, signature)
  | name :: rest -> (
      let scope = Scope.within scope signature in
      let is_it = function
        | Types.Sig_module (id, _, { md_type = Mty_signature s; _ }, _, _)
          when Ident.name id = name ->
            Some s
        | _ -> None
      in
      match List.find_map is_it (Scope.visible signature) with
      | Some signature -> inner scope signature rest
      | None -> raise (Units.Unusable (name ^ " in it is no module with a signature of its own")))

(* A file, or a module in it. *)
let said name content within =
  let { unit; signature; structure; _ } = content in
  let scope, registrations =
    match structure with
    | None -> (Scope.of_signature name unit signature, None)
    | Some structure ->
        Hashtbl.reset Scope.rebuilt;
        let scope = Scope.of_structure name unit structure in
        (scope, Some (Registrations.of_structure scope structure))
  in
  let scope, signature = inner scope signature within in
  let list f =
    List (match registrations with None -> [] | Some found -> List.rev (f found))
  in
  Object
    [
      ("file", String name);
      ("module", String (String.concat "." (Units.written unit :: within)));
      ("items", Declarations.items scope signature);
      ("registered", list (fun found -> found.Registrations.values));
      ("registered_exceptions", list (fun found -> found.exceptions));
      ("computed_names", list (fun found -> found.computed));
      ("externals", list (fun found -> found.externals));
    ]

let failed what name reason = Object [ (what, String name); ("error", String reason) ]

let file (name, content) =
  match said name (Result.get_ok content) [] with
  | json -> json
  | exception Invalid_argument _ when Result.is_error content ->
      failed "file" name (Units.explained name (Result.get_error content))
  | exception error -> failed "file" name (Units.explained name error)

(* ---- Modules by their names ------------------------------------------------ *)

let near name =
  let all = Units.all () in
  let short unit =
    if String.starts_with ~prefix:"Stdlib." unit then Some (String.sub unit 7 (String.length unit - 7))
    else None
  in
  match Misc.spellcheck (all @ List.filter_map short all) name with
  | [] -> ""
  | names -> Printf.sprintf " (there is %s)" (String.concat ", " names)

let not_found name =
  Printf.sprintf
    "no module %s in the folders that were searched%s: check its name, or give its folder with -I"
    name (near name)

(* The unit that a module stands in, and the modules in that on the way to it. *)
let rec unit_and_within = function
  | Path.Pident id when Ident.persistent id -> Some (Ident.name id, [])
  | Path.Pdot (p, name) ->
      Option.map (fun (unit, within) -> (unit, within @ [ name ])) (unit_and_within p)
  | _ -> None

let find_module name =
  let segments = String.split_on_char '.' name in
  let paths = [ Units.path_of segments; Units.path_of ("Stdlib" :: segments) ] in
  let find path =
    match Env.find_module path Env.initial with
    | _ -> unit_and_within (Env.normalize_module_path None Env.initial path)
    | exception Not_found -> None
  in
  List.find_map find paths

let module_ name =
  match find_module name with
  | None -> failed "module" name (not_found name)
  | exception error -> failed "module" name (Units.explained name error)
  | Some (unit, within) -> (
      let file = Option.get (Units.interface unit) in
      match said file (load file) within with
      | json -> json
      | exception error -> failed "module" name (Units.explained file error))
