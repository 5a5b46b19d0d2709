(* Files and modules, read. *)

open Json

type tree =
  | Compiled of Types.signature
  | Interface of Typedtree.signature
  | Implementation of Typedtree.structure

type content = { unit : string; tree : tree; folders : string list }

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
  let here folder = if folder = "" then Filename.current_dir_name else folder in
  let relative = List.map here relative in
  let own = Filename.dirname name in
  let roots = cmt.cmt_builddir :: List.filter_map (fun f -> ends_with f own) relative in
  List.concat_map (fun root -> List.map (Filename.concat root) relative) roots @ absolute

let load name =
  let own = Filename.dirname name in
  let of_cmt tree (cmt : Cmt_format.cmt_infos) =
    { unit = cmt.cmt_modname; tree; folders = own :: folders name cmt }
  in
  match Cmt_format.read name with
  | _, Some ({ cmt_annots = Implementation structure; _ } as cmt) ->
      of_cmt (Implementation structure) cmt
  | _, Some ({ cmt_annots = Interface signature; _ } as cmt) -> of_cmt (Interface signature) cmt
  | Some { cmi_name; cmi_sign; _ }, _ ->
      { unit = cmi_name; tree = Compiled cmi_sign; folders = [ own ] }
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
      | Some signature -> inner (Scope.down scope name) signature rest
      | None -> raise (Units.Unusable (name ^ " in it is no module with a signature of its own")))

(* A file, or a module in it. *)
let said name content within =
  let unit = content.unit in
  let scope, signature, registrations =
    match content.tree with
    | Compiled signature -> (Scope.of_interface name unit, signature, None)
    | Interface signature ->
        (Scope.of_signature name unit signature, signature.sig_type, None)
    | Implementation structure ->
        Hashtbl.reset Scope.rebuilt;
        let scope = Scope.of_structure name unit structure in
        (scope, structure.str_type, Some (Registrations.of_structure scope structure))
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

(* A program has one module of each name, and what is said here is of one program. *)
let modules = Hashtbl.create 64

let once name content =
  let stem = Filename.remove_extension name in
  match Hashtbl.find_opt modules content.unit with
  | Some other when Filename.remove_extension other <> stem ->
      raise
        (Units.Unusable
           (Printf.sprintf "is %s, as %s is: read the files of one program at a time"
              (Units.written content.unit) other))
  | _ -> Hashtbl.replace modules content.unit name

let file name content =
  match
    once name content;
    said name content []
  with
  | json -> json
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
