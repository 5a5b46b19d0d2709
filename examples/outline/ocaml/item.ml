type location = {
  file : string;
  line : int;
  column : int;
  end_line : int;
  end_column : int;
}

type kind =
  | Value
  | External
  | Type
  | Extension
  | Exception
  | Module
  | Module_type
  | Class
  | Class_type
  | Open
  | Include
  | Expression

type t = {
  kind : kind;
  name : string;
  signature : string;
  location : location;
  items : t list;
}

let location { Location.loc_start = first; loc_end = last; _ } =
  let column (position : Lexing.position) =
    position.pos_cnum - position.pos_bol + 1
  in
  {
    file = Text.of_bytes first.pos_fname;
    line = first.pos_lnum;
    column = column first;
    end_line = last.pos_lnum;
    end_column = column last;
  }

(* {1 Printing} *)

(** All that [print] writes, on one line. *)
let one_line print =
  let buffer = Buffer.create 80 in
  let formatter = Format.formatter_of_buffer buffer in
  Format.pp_set_geometry formatter ~max_indent:999_998 ~margin:999_999;
  print formatter;
  Format.pp_print_flush formatter ();
  let lines = String.split_on_char '\n' (Buffer.contents buffer) in
  String.concat " " (List.map String.trim lines)

(** A module's type, without the contents of signatures: those are items. *)
let rec module_type ppf : Types.module_type -> unit = function
  | Mty_signature _ -> Format.pp_print_string ppf "sig … end"
  | Mty_alias path -> Printtyp.path ppf path
  | Mty_functor (parameter, result) ->
      functor_parameter ppf parameter;
      Format.fprintf ppf " -> %a" module_type result
  | other -> Printtyp.modtype ppf other

and functor_parameter ppf : Types.functor_parameter -> unit = function
  | Unit -> Format.pp_print_string ppf "()"
  | Named (name, argument) ->
      let name = Option.fold ~none:"_" ~some:Ident.name name in
      Format.fprintf ppf "(%s : %a)" name module_type argument

(* {1 Items} *)

let item ?(items = []) kind name loc print =
  {
    kind;
    name = Text.of_bytes name;
    signature = Text.of_bytes (one_line print);
    location = location loc;
    items;
  }

(** Items that the compiler itself prints. *)
let declared kind id loc print declaration =
  item kind (Ident.name id) loc (fun ppf -> print id ppf declaration)

let value ?loc id (description : Types.value_description) =
  let kind =
    match description.val_kind with Val_prim _ -> External | _ -> Value
  in
  let loc = Option.value loc ~default:description.val_loc in
  declared kind id loc Printtyp.value_description description

let type_ id (declaration : Types.type_declaration) =
  declared Type id declaration.type_loc Printtyp.type_declaration declaration

let constructor status id (extension : Types.extension_constructor) =
  let kind =
    match (status : Types.ext_status) with
    | Text_exception -> Exception
    | Text_first | Text_next -> Extension
  in
  item kind (Ident.name id) extension.ext_loc (fun ppf ->
      Printtyp.signature ppf [ Sig_typext (id, extension, status, Exported) ])

let class_ id (declaration : Types.class_declaration) =
  declared Class id declaration.cty_loc Printtyp.class_declaration declaration

let class_type id (declaration : Types.class_type_declaration) =
  declared Class_type id declaration.clty_loc Printtyp.cltype_declaration
    declaration

let module_ name loc type_ items =
  item ~items Module name loc (fun ppf ->
      let sign = match type_ with Types.Mty_alias _ -> "=" | _ -> ":" in
      Format.fprintf ppf "module %s %s %a" name sign module_type type_)

let expression (typed : Typedtree.expression) loc =
  item Expression "_" loc (fun ppf ->
      Format.fprintf ppf "_ : %a" Printtyp.type_scheme typed.exp_type)

(* {1 Items of signatures} *)

let rec of_signature : Types.signature -> t list = function
  | [] -> []
  (* A class brings a class type and a type of its own name along, a class type
     brings a type: the compiler's, not the file's. *)
  | Sig_class (id, declaration, _, _) :: _ :: _ :: rest ->
      class_ id declaration :: of_signature rest
  | Sig_class_type (id, declaration, _, _) :: _ :: rest ->
      class_type id declaration :: of_signature rest
  | one :: rest -> of_signature_item one :: of_signature rest

and of_signature_item : Types.signature_item -> t = function
  | Sig_value (id, description, _) -> value id description
  | Sig_type (id, declaration, _, _) -> type_ id declaration
  | Sig_typext (id, extension, status, _) -> constructor status id extension
  | Sig_module (id, _, { md_type; md_loc; _ }, _, _) ->
      module_ (Ident.name id) md_loc md_type (of_module_type md_type)
  | Sig_modtype (id, declaration, _) -> named_module_type id declaration
  | Sig_class (id, declaration, _, _) -> class_ id declaration
  | Sig_class_type (id, declaration, _, _) -> class_type id declaration

and of_module_type : Types.module_type -> t list = function
  | Mty_signature signature -> of_signature signature
  | Mty_functor (_, result) -> of_module_type result
  | _ -> []

and named_module_type id { mtd_type; mtd_loc; _ } =
  let name = Ident.name id in
  let items = Option.fold ~none:[] ~some:of_module_type mtd_type in
  item ~items Module_type name mtd_loc (fun ppf ->
      Format.fprintf ppf "module type %s" name;
      Option.iter (Format.fprintf ppf " = %a" module_type) mtd_type)

(* {1 Items of implementations} *)

let binding env ({ vb_pat; vb_expr; vb_loc; _ } : Typedtree.value_binding) =
  let bound id = value ~loc:vb_loc id (Env.find_value (Pident id) env) in
  match Typedtree.pat_bound_idents vb_pat with
  | [] -> [ expression vb_expr vb_loc ]
  | ids -> List.map bound ids

(** The path of a module expression that is one. *)
let rec path_of (expression : Typedtree.module_expr) =
  match expression.mod_desc with
  | Tmod_ident (path, _) -> Some path
  | Tmod_constraint (inner, _, Tmodtype_implicit, _) -> path_of inner
  | _ -> None

let opened kind keyword (expression : Typedtree.module_expr) loc items =
  let print ppf =
    match path_of expression with
    | Some path -> Printtyp.path ppf path
    | None -> module_type ppf expression.mod_type
  in
  item ~items kind (one_line print) loc (fun ppf ->
      Format.fprintf ppf "%s %t" keyword print)

let rec of_structure ({ str_items; str_final_env; _ } : Typedtree.structure) =
  (* Paths print as they would be written at the end of the structure. *)
  Printtyp.wrap_printing_env ~error:false str_final_env @@ fun () ->
  List.concat_map (of_structure_item str_final_env) str_items

(** [env] knows what the whole structure binds. *)
and of_structure_item env { str_desc; str_loc; _ } : t list =
  match str_desc with
  | Tstr_eval (typed, _) -> [ expression typed str_loc ]
  | Tstr_value (_, bindings) -> List.concat_map (binding env) bindings
  | Tstr_primitive { val_id; val_val; _ } -> [ value val_id val_val ]
  | Tstr_type (_, declarations) ->
      let one (d : Typedtree.type_declaration) = type_ d.typ_id d.typ_type in
      List.map one declarations
  | Tstr_typext { tyext_constructors; _ } ->
      let one (e : Typedtree.extension_constructor) =
        constructor Text_first e.ext_id e.ext_type
      in
      List.map one tyext_constructors
  | Tstr_exception { tyexn_constructor = { ext_id; ext_type; _ }; _ } ->
      [ constructor Text_exception ext_id ext_type ]
  | Tstr_module binding -> [ of_module_binding binding ]
  | Tstr_recmodule bindings -> List.map of_module_binding bindings
  | Tstr_modtype { mtd_id; _ } ->
      [ named_module_type mtd_id (Env.find_modtype (Pident mtd_id) env) ]
  | Tstr_class classes ->
      let one ((c : Typedtree.class_declaration), _) =
        class_ c.ci_id_class c.ci_decl
      in
      List.map one classes
  | Tstr_class_type types ->
      let one (id, _, (c : Typedtree.class_type_declaration)) =
        class_type id c.ci_type_decl
      in
      List.map one types
  | Tstr_open { open_expr; _ } ->
      [ opened Open "open" open_expr str_loc (of_module_expr open_expr) ]
  | Tstr_include { incl_mod; _ } ->
      [ opened Include "include" incl_mod str_loc (of_module_expr incl_mod) ]
  | Tstr_attribute _ -> []

and of_module_binding { mb_name; mb_expr; mb_loc; _ } =
  let name = Option.value mb_name.txt ~default:"_" in
  module_ name mb_loc mb_expr.mod_type (of_module_expr mb_expr)

and of_module_expr (expression : Typedtree.module_expr) =
  match expression.mod_desc with
  | Tmod_structure structure -> of_structure structure
  | Tmod_functor (_, body) -> of_module_expr body
  | Tmod_constraint (inner, _, _, _) -> of_module_expr inner
  | _ -> []
