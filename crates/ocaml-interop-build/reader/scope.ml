(* Where a type is mentioned: what its path means there, and what it is called elsewhere. *)

open Types

type t = {
  file : string;
  unit : string;
  env : Env.t;
  (* The file's own types, exceptions and modules: the path from outside, by the identifier that
     the compiler gave them. *)
  own : (string, Path.t) Hashtbl.t;
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
    own = Hashtbl.create 1;
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

let rec enter own place signature =
  let enter_one id =
    let place = Path.Pdot (place, Ident.name id) in
    Hashtbl.replace own (Ident.unique_name id) place;
    place
  in
  let enter_item = function
    | Sig_type (id, _, _, _) | Sig_typext (id, _, _, _) -> ignore (enter_one id)
    | Sig_module (id, _, { md_type = Mty_signature signature; _ }, _, _) ->
        enter own (enter_one id) signature
    | Sig_module (id, _, _, _, _) -> ignore (enter_one id)
    | _ -> ()
  in
  List.iter enter_item (visible signature)

(* Inside a module with a signature of its own, its types have other identifiers than outside. *)
let rec enter_structure own place (structure : Typedtree.structure) =
  enter own place structure.str_type;
  let enter_binding (m : Typedtree.module_binding) =
    match m.mb_name.txt with
    | Some name -> enter_module own (Path.Pdot (place, name)) m.mb_expr
    | None -> ()
  in
  let stays = function
    | Sig_type (id, _, _, _) | Sig_module (id, _, _, _, _) ->
        Hashtbl.mem own (Ident.unique_name id)
    | _ -> true
  in
  let enter_item (item : Typedtree.structure_item) =
    match item.str_desc with
    | Tstr_module m -> enter_binding m
    | Tstr_recmodule ms -> List.iter enter_binding ms
    | Tstr_include { incl_mod; incl_type; _ } when List.for_all stays incl_type ->
        enter_module own place incl_mod
    | _ -> ()
  in
  List.iter enter_item structure.str_items

and enter_module own place (m : Typedtree.module_expr) =
  match m.mod_desc with
  | Tmod_structure structure -> enter_structure own place structure
  | Tmod_constraint (m, _, _, _) -> enter_module own place m
  | _ -> ()

let noting_attributes scope =
  let type_exception self (e : Typedtree.type_exception) =
    let id = Ident.unique_name e.tyexn_constructor.ext_id in
    Hashtbl.replace scope.attributes id e.tyexn_attributes;
    Tast_iterator.default_iterator.type_exception self e
  in
  { Tast_iterator.default_iterator with type_exception }

let empty file unit =
  {
    outside with
    file;
    unit;
    own = Hashtbl.create 64;
    own_origin = "own";
    attributes = Hashtbl.create 16;
  }

let of_interface file unit signature =
  let scope = empty file unit in
  enter scope.own (Units.persistent unit) signature;
  scope

let of_signature file unit (signature : Typedtree.signature) =
  let scope = of_interface file unit signature.sig_type in
  let iterator = noting_attributes scope in
  iterator.signature iterator signature;
  scope

let of_structure file unit structure =
  let scope = empty file unit in
  enter_structure scope.own (Units.persistent unit) structure;
  let iterator = noting_attributes scope in
  iterator.structure iterator structure;
  scope

(* Among the items of a signature. *)
let within scope signature = { scope with env = Env.add_signature signature scope.env }

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
