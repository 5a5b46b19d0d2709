(* What an interface declares, as JSON: types, values, externals, exceptions and modules. *)

open Types
open Json
open Mentions

let label names (label : label_declaration) =
  Object
    [
      ("name", String (Ident.name label.ld_id));
      ("mutable", Bool (label.ld_mutable = Mutable));
      ("type", type_ names label.ld_type);
      ("doc", Attributes.documentation label.ld_attributes);
    ]

let constructor_arguments names = function
  | Cstr_tuple types -> ("tuple", List (List.map (type_ names) types))
  | Cstr_record labels -> ("record", List (List.map (label names) labels))

let constructor names (c : constructor_declaration) =
  Object
    [
      ("name", String (Ident.name c.cd_id));
      constructor_arguments names c.cd_args;
      ("result", option (type_ names) c.cd_res);
      ("doc", Attributes.documentation c.cd_attributes);
    ]

let definition names (d : type_declaration) =
  match d.type_kind with
  | Type_record (labels, representation) ->
      let representation =
        match representation with
        | Record_float -> "float"
        | Record_unboxed _ -> "unboxed"
        | Record_regular | Record_inlined _ | Record_extension _ -> "regular"
      in
      node "record"
        [
          ("fields", List (List.map (label names) labels));
          ("representation", String representation);
        ]
  | Type_variant (constructors, representation) ->
      node "variant"
        [
          ("constructors", List (List.map (constructor names) constructors));
          ("unboxed", Bool (representation = Variant_unboxed));
        ]
  | Type_open -> node "open" []
  | _ -> node "abstract" []

(* What a type is, whoever declares it. *)
let type_declaration scope (d : type_declaration) =
  let names = names scope in
  let parameters = List.map (type_ names) d.type_params in
  [
    ("parameters", List parameters);
    ("definition", definition names d);
    ("manifest", option (type_ names) d.type_manifest);
    ("private", Bool (d.type_private = Private));
    ("immediate", Bool (d.type_immediate = Always));
    ("attributes", Attributes.chosen d.type_attributes);
    ("doc", Attributes.documentation d.type_attributes);
  ]

let representation = function
  | Primitive.Same_as_ocaml_repr -> "value"
  | Primitive.Unboxed_float -> "unboxed float"
  | Primitive.Unboxed_integer Pint32 -> "unboxed int32"
  | Primitive.Unboxed_integer Pint64 -> "unboxed int64"
  | Primitive.Unboxed_integer Pnativeint -> "unboxed nativeint"
  | _ -> "untagged"

let primitive (p : Primitive.description) =
  Object
    [
      ("bytecode", String p.prim_name);
      ("native", String p.prim_native_name);
      ("arity", Int p.prim_arity);
      ("noalloc", Bool (not p.prim_alloc));
      ("arguments", List (List.map (fun r -> String (representation r)) p.prim_native_repr_args));
      ("result", String (representation p.prim_native_repr_res));
    ]

(* What the type of a value leaves open when its module ends is one type that is not known. *)
let weak ty = get_level ty <> Btype.generic_level

let value scope (v : value_description) =
  [
    ("type", type_ (names ~weak scope) v.val_type);
    ("primitive", match v.val_kind with Val_prim p -> primitive p | _ -> Null);
    ("attributes", Attributes.chosen v.val_attributes);
    ("doc", Attributes.documentation v.val_attributes);
  ]

let exception_ (scope : Scope.t) id (e : extension_constructor) =
  let behind = Hashtbl.find_opt scope.attributes (Ident.unique_name id) in
  let attributes = e.ext_attributes @ Option.value ~default:[] behind in
  [
    ("path", String (fst (Keys.exception_ scope (Path.Pident id))));
    constructor_arguments (names scope) e.ext_args;
    ("attributes", Attributes.chosen attributes);
    ("doc", Attributes.documentation e.ext_attributes);
  ]

let rec items scope signature =
  List (List.filter_map (item (Scope.within scope signature)) (Scope.visible signature))

and item scope entry =
  let node kind id fields =
    Some (Object (("item", String kind) :: ("name", String (Ident.name id)) :: fields))
  in
  match entry with
  | Sig_value (id, v, _) -> node "value" id (value scope v)
  | Sig_type (id, d, _, _) ->
      let key, _ = Keys.type_ scope (Path.Pident id) in
      node "type" id (("path", String key) :: type_declaration scope d)
  | Sig_typext (id, e, Text_exception, _) -> node "exception" id (exception_ scope id e)
  | Sig_module (id, _, m, _, _) ->
      let kind, content =
        match Mtype.scrape scope.Scope.env m.md_type with
        | Mty_signature signature ->
            ("module", [ ("items", items (Scope.down scope (Ident.name id)) signature) ])
        | Mty_alias p -> ("alias", [ ("path", String (Keys.module_ scope p)) ])
        | Mty_ident p -> ("module of", [ ("path", String (Keys.module_ scope p)) ])
        | Mty_functor _ -> ("functor", [])
      in
      node kind id (("doc", Attributes.documentation m.md_attributes) :: content)
  | Sig_modtype (id, m, _) ->
      node "module type" id [ ("doc", Attributes.documentation m.mtd_attributes) ]
  | Sig_class (id, _, _, _) | Sig_class_type (id, _, _, _) -> node "class" id []
  | _ -> None
