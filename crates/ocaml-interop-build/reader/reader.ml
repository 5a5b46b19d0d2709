(* What a compiled OCaml interface says, as JSON: types, values, externals, exceptions and
   modules with their documentation, and what [Callback.register] registers. *)

open Types
open Json

let schema = 1

(* ---- Names ---------------------------------------------------------------- *)

(* Dune and the standard library compile [Lib.Module] as [Lib__Module]; people write the former. *)
let rec written name =
  let length = String.length name in
  let rec mark i =
    if i + 2 >= length then None
    else if name.[i] = '_' && name.[i + 1] = '_' then Some i
    else mark (i + 1)
  in
  match mark 1 with
  | None -> name
  | Some i -> String.sub name 0 i ^ "." ^ written (String.sub name (i + 2) (length - i - 2))

(* Where the file's own types and modules stand: by the identifier that the compiler gave them, the
   path from the file's module on. *)
let own : (string, string) Hashtbl.t = Hashtbl.create 64

let rec enter prefix signature =
  let enter_one id =
    let place = prefix ^ Ident.name id in
    Hashtbl.replace own (Ident.unique_name id) place;
    place
  in
  List.iter
    (function
      | Sig_type (id, _, _, _) -> ignore (enter_one id)
      | Sig_module (id, _, { md_type = Mty_signature signature; _ }, _, _) ->
          enter (enter_one id ^ ".") signature
      | Sig_module (id, _, _, _, _) -> ignore (enter_one id)
      | _ -> ())
    signature

let rec path = function
  | Path.Pident id -> (
      match Hashtbl.find_opt own (Ident.unique_name id) with
      | Some place -> place
      | None -> written (Ident.name id))
  | Path.Pdot (parent, name) -> path parent ^ "." ^ written name
  | Path.Papply (f, x) -> path f ^ "(" ^ path x ^ ")"
  | p -> Path.name p

(* What a path begins in: this file, another, or the language itself. A type of this file that its
   interface doesn't show has no name outside. *)
let rec origin = function
  | Path.Pident id ->
      if Ident.is_predef id then "language"
      else if Ident.global id then "global"
      else if Hashtbl.mem own (Ident.unique_name id) then "own"
      else "hidden"
  | Path.Pdot (parent, _) -> origin parent
  | _ -> "hidden"

(* ---- Documentation and attributes ----------------------------------------- *)

let text_of (payload : Parsetree.payload) =
  match payload with
  | PStr
      [ { pstr_desc = Pstr_eval ({ pexp_desc = Pexp_constant constant; _ }, _); _ } ] ->
      Constants.text constant
  | _ -> None

let documentation (attributes : Parsetree.attributes) =
  let doc (attribute : Parsetree.attribute) =
    match attribute.attr_name.txt with
    | "ocaml.doc" | "doc" -> text_of attribute.attr_payload
    | _ -> None
  in
  match List.filter_map doc attributes with
  | [] -> Null
  | texts -> String (String.trim (String.concat "\n\n" (List.map String.trim texts)))

(* ---- Types ---------------------------------------------------------------- *)

(* The names of type variables, made up where they have none. *)
type names = { mutable known : (int * string) list; mutable next : int }

let fresh () = { known = []; next = 0 }

let name_of names ty given =
  let id = get_id ty in
  match List.assoc_opt id names.known with
  | Some name -> name
  | None ->
      let taken name = List.exists (fun (_, other) -> other = name) names.known in
      let rec made () =
        let n = names.next in
        names.next <- n + 1;
        let letter = String.make 1 (Char.chr (Char.code 'a' + (n mod 26))) in
        let name = if n < 26 then letter else letter ^ string_of_int (n / 26) in
        if taken name then made () else name
      in
      let name = match given with Some name when not (taken name) -> name | _ -> made () in
      names.known <- (id, name) :: names.known;
      name

let node kind fields = Object (("kind", String kind) :: fields)

(* Types that contain themselves without a name, as -rectypes allows, end at this depth. *)
let too_deep = 100

let rec type_ ?(depth = 0) names ty =
  let type_ ty = type_ ~depth:(depth + 1) names ty in
  let types l = List (List.map type_ l) in
  if depth > too_deep then node "other" [ ("text", String "a type without end") ]
  else
    match get_desc ty with
    | Tvar given | Tunivar given -> node "var" [ ("name", String (name_of names ty given)) ]
    | Tarrow (label, argument, result, _) ->
        let label, argument =
          match label with
          | Nolabel -> (Null, argument)
          | Labelled name -> (Object [ ("name", String name); ("optional", Bool false) ], argument)
          | Optional name ->
              (* The argument's type is an option; what callers give is what is in it. *)
              (Object [ ("name", String name); ("optional", Bool true) ], argument)
        in
        node "arrow"
          [ ("label", label); ("argument", type_ argument); ("result", type_ result) ]
    | Ttuple components ->
        let component (label, ty) =
          match label with
          | None -> type_ ty
          | Some label -> node "labelled" [ ("name", String label); ("type", type_ ty) ]
        in
        node "tuple" [ ("components", List (List.map component (Typed.components components))) ]
    | Tconstr (p, arguments, _) ->
        node "constr"
          [ ("path", String (path p)); ("origin", String (origin p)); ("arguments", types arguments) ]
    | Tpoly (ty, []) -> type_ ty
    | Tpoly (ty, variables) ->
        node "poly" [ ("variables", types variables); ("type", type_ ty) ]
    | Tvariant row ->
        let (Row { fields; closed; name; more; fixed = _ }) = row_repr row in
        ignore (name, more);
        let tag (name, field) =
          let argument, certain =
            match row_field_repr field with
            | Rpresent argument -> (Option.to_list argument, true)
            | Reither (_, arguments, _) -> (arguments, false)
            | Rabsent -> ([], false)
          in
          let present = row_field_repr field <> Rabsent in
          if present then
            Some
              (Object
                 [ ("name", String name); ("arguments", types argument); ("certain", Bool certain) ])
          else None
        in
        node "polyvariant"
          [ ("closed", Bool closed); ("tags", List (List.filter_map tag fields)) ]
    | Tlink ty | Tsubst (ty, _) -> type_ ty
    | Tobject _ | Tfield _ | Tnil -> other "an object" ty
    | Tpackage _ -> other "a module as a value" ty

and other what _ty = node "other" [ ("text", String what) ]

(* ---- Declarations --------------------------------------------------------- *)

let label names (label : label_declaration) =
  Object
    [
      ("name", String (Ident.name label.ld_id));
      ("mutable", Bool (label.ld_mutable = Mutable));
      ("type", type_ names label.ld_type);
      ("doc", documentation label.ld_attributes);
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
      ("doc", documentation c.cd_attributes);
    ]

let declaration name (d : type_declaration) =
  let names = fresh () in
  let parameters = List.map (type_ names) d.type_params in
  let kind =
    match d.type_kind with
    | Type_record (labels, representation) ->
        let representation =
          match representation with
          | Record_float -> "float"
          | Record_unboxed _ -> "unboxed"
          | Record_regular | Record_inlined _ | Record_extension _ -> "regular"
        in
        Object
          [
            ("kind", String "record");
            ("fields", List (List.map (label names) labels));
            ("representation", String representation);
          ]
    | Type_variant (constructors, representation) ->
        Object
          [
            ("kind", String "variant");
            ("constructors", List (List.map (constructor names) constructors));
            ("unboxed", Bool (representation = Variant_unboxed));
          ]
    | Type_open -> Object [ ("kind", String "open") ]
    | _ -> Object [ ("kind", String "abstract") ]
  in
  [
    ("item", String "type");
    ("name", String name);
    ("parameters", List parameters);
    ("definition", kind);
    ("manifest", option (type_ names) d.type_manifest);
    ("private", Bool (d.type_private = Private));
    ("immediate", Bool (d.type_immediate = Always));
    ("doc", documentation d.type_attributes);
  ]

let representation = function
  | Primitive.Same_as_ocaml_repr -> "value"
  | Primitive.Unboxed_float -> "unboxed float"
  | Primitive.Unboxed_integer Pint32 -> "unboxed int32"
  | Primitive.Unboxed_integer Pint64 -> "unboxed int64"
  | Primitive.Unboxed_integer Pnativeint -> "unboxed nativeint"
  | _ -> "untagged"

let value name (v : value_description) =
  let primitive =
    match v.val_kind with
    | Val_prim p ->
        Object
          [
            ("bytecode", String p.prim_name);
            ("native", String p.prim_native_name);
            ("arity", Int p.prim_arity);
            ("noalloc", Bool (not p.prim_alloc));
            ( "arguments",
              List
                (List.map (fun r -> String (representation r)) p.prim_native_repr_args) );
            ("result", String (representation p.prim_native_repr_res));
          ]
    | _ -> Null
  in
  [
    ("item", String "value");
    ("name", String name);
    ("type", type_ (fresh ()) v.val_type);
    ("primitive", primitive);
    ("doc", documentation v.val_attributes);
  ]

let exception_ name (e : extension_constructor) =
  let names = fresh () in
  [
    ("item", String "exception");
    ("name", String name);
    constructor_arguments names e.ext_args;
    ("doc", documentation e.ext_attributes);
  ]

let rec items signature = List (List.filter_map item signature)

and item = function
  | Sig_value (id, v, Exported) -> Some (Object (value (Ident.name id) v))
  | Sig_type (id, d, _, Exported) -> Some (Object (declaration (Ident.name id) d))
  | Sig_typext (id, e, Text_exception, Exported) ->
      Some (Object (exception_ (Ident.name id) e))
  | Sig_module (id, _, m, _, Exported) ->
      let content =
        match m.md_type with
        | Mty_signature signature -> [ ("item", String "module"); ("items", items signature) ]
        | Mty_alias p -> [ ("item", String "alias"); ("path", String (path p)) ]
        | Mty_ident p -> [ ("item", String "module of"); ("path", String (path p)) ]
        | Mty_functor _ -> [ ("item", String "functor") ]
      in
      Some
        (Object
           (("name", String (Ident.name id)) :: ("doc", documentation m.md_attributes) :: content))
  | Sig_modtype (id, m, Exported) ->
      Some
        (Object
           [
             ("item", String "module type");
             ("name", String (Ident.name id));
             ("doc", documentation m.mtd_attributes);
           ])
  | Sig_class (id, _, _, Exported) | Sig_class_type (id, _, _, Exported) ->
      Some (Object [ ("item", String "class"); ("name", String (Ident.name id)) ])
  | _ -> None

(* ---- What is registered --------------------------------------------------- *)

let location (loc : Location.t) =
  let start = loc.loc_start in
  Object
    [
      ("file", String start.pos_fname);
      ("line", Int start.pos_lnum);
      ("column", Int (start.pos_cnum - start.pos_bol));
    ]

let registered structure =
  let found = ref [] in
  let expr (self : Tast_iterator.iterator) (e : Typedtree.expression) =
    (match e.exp_desc with
    | Texp_apply ({ exp_desc = Texp_ident (p, _, _); _ }, [ (_, name); (_, registered) ])
      when path p = "Stdlib.Callback.register" -> (
        match (Typed.given name, Typed.given registered) with
        | Some { exp_desc = Texp_constant (Const_string (name, _, _)); _ }, Some value ->
            found :=
              Object
                [
                  ("name", String name);
                  ("type", type_ (fresh ()) value.exp_type);
                  ("location", location e.exp_loc);
                ]
              :: !found
        | _ -> ())
    | _ -> ());
    Tast_iterator.default_iterator.expr self e
  in
  let iterator = { Tast_iterator.default_iterator with expr } in
  iterator.structure iterator structure;
  List (List.rev !found)

(* ---- Files ---------------------------------------------------------------- *)

exception Unusable of string

let file name =
  let cmi, cmt = Cmt_format.read name in
  let module_, signature, registrations =
    match (cmt, cmi) with
    | Some { cmt_annots = Implementation structure; cmt_modname; _ }, _ ->
        enter "" structure.str_type;
        (cmt_modname, structure.str_type, registered structure)
    | Some { cmt_annots = Interface signature; cmt_modname; _ }, _ ->
        (cmt_modname, signature.sig_type, List [])
    | _, Some { cmi_name; cmi_sign; _ } -> (cmi_name, cmi_sign, List [])
    | _ -> raise (Unusable "holds neither an interface nor an implementation that was typed whole")
  in
  enter "" signature;
  Object
    [
      ("file", String name);
      ("module", String (written module_));
      ("items", items signature);
      ("registered", registrations);
    ]

(* Each kind of file begins with a number that changes with the format. *)
let magic_number name =
  In_channel.with_open_bin name (fun channel ->
      Option.value ~default:"" (In_channel.really_input_string channel 12))

let is_of_another_compiler magic =
  String.starts_with ~prefix:"Caml1999" magic
  && not (List.mem magic [ Config.cmi_magic_number; Config.cmt_magic_number ])

let explained name = function
  | Sys_error reason -> reason
  | Unusable reason -> name ^ ": " ^ reason
  | error -> (
      match magic_number name with
      | magic when is_of_another_compiler magic ->
          Printf.sprintf "%s: is of another OCaml than %s, which reads it: compile it again" name
            Sys.ocaml_version
      | magic when String.starts_with ~prefix:"Caml1999" magic ->
          Printf.sprintf "%s: is damaged (%s): compile it again" name (Printexc.to_string error)
      | _ -> name ^ ": is no compiled interface (.cmi, .cmti, .cmt)"
      | exception Sys_error reason -> reason)

let read name =
  Hashtbl.reset own;
  match file name with
  | json -> json
  | exception error ->
      Object [ ("file", String name); ("error", String (explained name error)) ]

let () =
  let files = List.tl (Array.to_list Sys.argv) in
  let buffer = Buffer.create 65536 in
  Json.write buffer 0
    (Object
       [
         ("schema", Int schema);
         ("ocaml", String Sys.ocaml_version);
         ("files", List (List.map read files));
       ]);
  Buffer.add_char buffer '\n';
  print_string (Buffer.contents buffer)
