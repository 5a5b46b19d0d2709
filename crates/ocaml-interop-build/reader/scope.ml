(* Where a type is mentioned: what its path means there, and what it is called elsewhere. *)

open Types

type t = {
  file : string;
  unit : string;
  env : Env.t;
  (* The module that is being read, from outside. *)
  place : Path.t;
  (* The file's own types, exceptions and modules: their paths from outside. Only those that a name
     alone can mean here: signatures that a functor made share their identifiers. *)
  own : Path.t Ident.tbl;
  (* What [origin] says of these. *)
  own_origin : string;
  (* What stands behind an [exception], which is kept nowhere else; by its identifier. *)
  attributes : (string, Parsetree.attributes) Hashtbl.t;
}

(* Outside of all files. *)
let outside =
  {
    file = "";
    unit = "";
    env = Env.initial;
    place = Units.persistent "";
    own = Ident.empty;
    own_origin = "global";
    attributes = Hashtbl.create 1;
  }

(* Of the items with one name the last counts, and none that is hidden: what is included or opened
   may have the name of what follows. *)
let visible signature =
  let name = function
    | Sig_value (id, _, v) -> ("value", id, v)
    | Sig_type (id, _, _, v) -> ("type", id, v)
    | Sig_typext (id, _, _, v) -> ("constructor", id, v)
    | Sig_module (id, _, _, _, v) -> ("module", id, v)
    | Sig_modtype (id, _, v) -> ("module type", id, v)
    | Sig_class (id, _, _, v) -> ("class", id, v)
    | Sig_class_type (id, _, _, v) -> ("class type", id, v)
  in
  let taken = Hashtbl.create 64 in
  let counts item =
    let kind, id, visibility = name item in
    let key = (kind, Ident.name id) in
    let first = not (Hashtbl.mem taken key) in
    Hashtbl.replace taken key ();
    first && visibility = Exported
  in
  List.rev (List.filter counts (List.rev signature))

let enter place own signature =
  let add own = function
    | Sig_type (id, _, _, _) | Sig_typext (id, _, _, _) | Sig_module (id, _, _, _, _) ->
        Ident.add id (Path.Pdot (place, Ident.name id)) own
    | _ -> own
  in
  List.fold_left add own (visible signature)

(* Inside a module with a signature of its own, its types have other identifiers than outside. *)
let rec enter_structure place own (structure : Typedtree.structure) =
  let own = enter place own structure.str_type in
  let stays = function
    | Sig_type (id, _, _, _) | Sig_module (id, _, _, _, _) -> (
        match Ident.find_same id own with _ -> true | exception Not_found -> false)
    | _ -> true
  in
  let enter_binding own (m : Typedtree.module_binding) =
    match m.mb_name.txt with
    | Some name -> enter_module (Path.Pdot (place, name)) own m.mb_expr
    | None -> own
  in
  let enter_item own (item : Typedtree.structure_item) =
    match item.str_desc with
    | Tstr_module m -> enter_binding own m
    | Tstr_recmodule ms -> List.fold_left enter_binding own ms
    | Tstr_include { incl_mod; incl_type; _ } when List.for_all stays incl_type ->
        enter_module place own incl_mod
    | _ -> own
  in
  List.fold_left enter_item own structure.str_items

and enter_module place own (m : Typedtree.module_expr) =
  match m.mod_desc with
  | Tmod_structure structure -> enter_structure place own structure
  | Tmod_constraint (m, _, _, _) -> enter_module place own m
  | _ -> own

let noting_attributes scope =
  let type_exception self (e : Typedtree.type_exception) =
    let id = Ident.unique_name e.tyexn_constructor.ext_id in
    Hashtbl.replace scope.attributes id e.tyexn_attributes;
    Tast_iterator.default_iterator.type_exception self e
  in
  { Tast_iterator.default_iterator with type_exception }

let of_interface file unit =
  {
    outside with
    file;
    unit;
    place = Units.persistent unit;
    own_origin = "own";
    attributes = Hashtbl.create 16;
  }

let of_signature file unit signature =
  let scope = of_interface file unit in
  let iterator = noting_attributes scope in
  iterator.signature iterator signature;
  scope

let of_structure file unit structure =
  let scope = of_interface file unit in
  let iterator = noting_attributes scope in
  iterator.structure iterator structure;
  { scope with own = enter_structure scope.place scope.own structure }

(* Among the items of a signature. *)
let within scope signature =
  {
    scope with
    env = Env.add_signature signature scope.env;
    own = enter scope.place scope.own signature;
  }

(* In a module among them. *)
let down scope name = { scope with place = Path.Pdot (scope.place, name) }

(* ---- Environments of expressions ----------------------------------------- *)

let rebuilt : (string, Env.summary * Env.t) Hashtbl.t = Hashtbl.create 64

(* As [Envaux.env_of_only_summary], for finding by path alone: without values and without [open],
   which would need the interface of each module that is opened. *)
let rec rebuild (summary : Env.summary) =
  let once id make =
    let known = Hashtbl.find_all rebuilt (Ident.unique_name id) in
    match List.find_opt (fun (other, _) -> other == summary) known with
    | Some (_, env) -> env
    | None ->
        let env = make () in
        Hashtbl.add rebuilt (Ident.unique_name id) (summary, env);
        env
  in
  match summary with
  | Env_empty -> Env.initial
  | Env_type (rest, id, d) -> once id (fun () -> Env.add_type ~check:false id d (rebuild rest))
  | Env_module (rest, id, presence, m) ->
      once id (fun () -> Env.add_module_declaration ~check:false id presence m (rebuild rest))
  | Env_modtype (rest, id, m) -> once id (fun () -> Env.add_modtype id m (rebuild rest))
  | Env_value (rest, _, _)
  | Env_extension (rest, _, _)
  | Env_class (rest, _, _)
  | Env_cltype (rest, _, _)
  | Env_open (rest, _)
  | Env_functor_arg (rest, _)
  | Env_constraints (rest, _)
  | Env_copy_types rest
  | Env_persistent (rest, _)
  | Env_value_unbound (rest, _, _)
  | Env_module_unbound (rest, _, _) ->
      rebuild rest

(* At an expression or a structure's item. *)
let at scope env = { scope with env = rebuild (Env.summary env) }
