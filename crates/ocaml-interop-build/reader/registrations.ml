(* What an implementation gives to C: values and exceptions that it registers, externals that it
   declares. *)

open Typedtree
open Json

type t = {
  mutable values : Json.t list;
  mutable exceptions : Json.t list;
  mutable computed : Json.t list;
  mutable externals : Json.t list;
}

(* ---- What is called ------------------------------------------------------- *)

(* A declaration of the standard library's [Callback] has one identity, through aliases, [open] and
   [include]. *)
let declared name =
  let path = Path.Pdot (Units.persistent "Stdlib__Callback", name) in
  match Env.find_value path Env.initial with
  | v -> Some v.val_uid
  | exception _ -> None

let register = lazy (declared "register")
let register_exception = lazy (declared "register_exception")

type callee = Register | Register_exception | By_hand | Another

let callee (e : expression) =
  match e.exp_desc with
  | Texp_ident (_, _, { val_kind = Val_prim { prim_name = "caml_register_named_value"; _ }; _ }) ->
      By_hand
  | Texp_ident (_, _, v) when Lazy.force register = Some v.val_uid -> Register
  | Texp_ident (_, _, v) when Lazy.force register_exception = Some v.val_uid -> Register_exception
  | _ -> Another

(* A function and its arguments. The compiler has already turned [f @@ x] and [x |> f] around. *)
let rec application (e : expression) =
  match e.exp_desc with
  | Texp_apply (f, arguments) ->
      let f, before = application f in
      (f, before @ List.map (fun (_, argument) -> Typed.given argument) arguments)
  | _ -> (e, [])

(* ---- Type variables ------------------------------------------------------- *)

(* What a value's type leaves open may be any type where the value is a function or the like, but
   not what comes from around it: in [let last = ref None in fun x -> last := Some x] and in
   [fun f -> register "f" f] it is one type that is not known. Names of polymorphic values have
   variables of their own at each use, so those that are shared are of this kind. *)
let weak (value : expression) =
  if not (Typecore.is_nonexpansive value) then fun _ -> true
  else
    let bound = ref [] and mentioned = ref [] and of_object = ref false in
    let pat (type k) (self : Tast_iterator.iterator) (p : k general_pattern) =
      bound := pat_bound_idents p @ !bound;
      Tast_iterator.default_iterator.pat self p
    in
    let expr (self : Tast_iterator.iterator) (e : expression) =
      (match e.exp_desc with
      | Texp_ident (p, _, v) -> mentioned := (Path.head p, v.val_type) :: !mentioned
      | Texp_instvar _ | Texp_setinstvar _ | Texp_override _ -> of_object := true
      | _ -> ());
      Tast_iterator.default_iterator.expr self e
    in
    let iterator = { Tast_iterator.default_iterator with pat; expr } in
    iterator.expr iterator value;
    let around = List.filter (fun (id, _) -> not (List.exists (Ident.same id) !bound)) !mentioned in
    let variables = List.concat_map (fun (_, ty) -> Ctype.free_variables ty) around in
    fun ty -> !of_object || List.exists (Types.eq_type ty) variables

(* ---- Exceptions ----------------------------------------------------------- *)

let arguments_of (c : Typed.constructor) =
  match c.cstr_inlined with
  | Some { type_kind = Type_record (labels, _); _ } -> Types.Cstr_record labels
  | _ -> Cstr_tuple c.cstr_args

(* The arguments of all exceptions that a file defines, by their identifiers. *)
let exceptions_of structure =
  let own = ref [] in
  let extension_constructor self (e : extension_constructor) =
    own := (Ident.unique_name e.ext_id, e.ext_type.ext_args) :: !own;
    Tast_iterator.default_iterator.extension_constructor self e
  in
  let iterator = { Tast_iterator.default_iterator with extension_constructor } in
  iterator.structure iterator structure;
  !own

(* ---- Registrations -------------------------------------------------------- *)

let value scope name (value : expression) loc =
  let names = Mentions.names ~weak:(weak value) (Scope.at scope value.exp_env) in
  Object
    [
      ("name", String name);
      ("type", Mentions.type_ names value.exp_type);
      ("location", Attributes.location loc);
    ]

(* The constructor of an exception, by its path: those of the file itself were noted. *)
let constructor scope own path env =
  let description =
    match path with
    | Path.Pident id -> List.assoc_opt (Ident.unique_name id) own
    | _ -> None
  in
  match description with
  | Some arguments -> Some arguments
  | None -> (
      match Env.find_constructor_by_name (Untypeast.lident_of_path path) (Scope.at scope env).env with
      | { cstr_tag = Cstr_extension _; _ } as c -> Some (arguments_of c)
      | _ -> None
      | exception _ -> None)

let exception_ scope own name (value : expression) loc =
  let at = Scope.at scope value.exp_env in
  let known path = function
    | None -> [ ("exception", Null) ]
    | Some arguments ->
        let key, origin = Keys.exception_ at path in
        [
          ("exception", String key);
          ("origin", String origin);
          Declarations.constructor_arguments (Mentions.names at) arguments;
        ]
  in
  let constructor =
    match value.exp_desc with
    | Texp_construct (_, ({ cstr_tag = Cstr_extension (path, _); _ } as c), _) ->
        known path (Some (arguments_of c))
    | Texp_extension_constructor (_, path) -> known path (constructor scope own path value.exp_env)
    | _ -> [ ("exception", Null) ]
  in
  Object ((("name", String name) :: constructor) @ [ ("location", Attributes.location loc) ])

let external_ scope place (v : value_description) =
  let path = String.concat "." (Units.written scope.Scope.unit :: List.rev place) in
  Object
    (("path", String (path ^ "." ^ v.val_name.txt))
     :: Declarations.value scope v.val_val
    @ [ ("location", Attributes.location v.val_loc) ])

let of_structure scope structure =
  let found = { values = []; exceptions = []; computed = []; externals = [] } in
  let own = exceptions_of structure in
  let place = ref [] in
  let within name iterate =
    let around = !place in
    place := Option.value ~default:"_" name :: around;
    iterate ();
    place := around
  in
  let computed (e : expression) =
    found.computed <- Attributes.location e.exp_loc :: found.computed
  in
  let expr (self : Tast_iterator.iterator) (e : expression) =
    let arguments = List.iter (Option.iter (self.expr self)) in
    let f, given = application e in
    match (callee f, given) with
    | Another, _ -> (
        match e.exp_desc with
        | Texp_letmodule (_, name, _, m, body) ->
            within name.txt (fun () -> self.module_expr self m);
            self.expr self body
        | _ -> Tast_iterator.default_iterator.expr self e)
    | ( ((Register | Register_exception) as callee),
        [ Some { exp_desc = Texp_constant (Const_string (name, _, _)); _ }; Some given ] ) ->
        (match (callee, given.exp_desc) with
        | Register_exception, _ | _, Texp_extension_constructor _ ->
            found.exceptions <- exception_ scope own name given e.exp_loc :: found.exceptions
        | _ -> found.values <- value scope name given e.exp_loc :: found.values);
        self.expr self given
    | _ ->
        (* Under a name that only the running program knows. *)
        computed e;
        arguments given
  in
  let structure_item (self : Tast_iterator.iterator) (item : structure_item) =
    (match item.str_desc with
    | Tstr_primitive v ->
        let scope = Scope.at scope item.str_env in
        found.externals <- external_ scope !place v :: found.externals
    | _ -> ());
    Tast_iterator.default_iterator.structure_item self item
  in
  let module_binding (self : Tast_iterator.iterator) (m : module_binding) =
    within m.mb_name.txt (fun () -> Tast_iterator.default_iterator.module_binding self m)
  in
  let iterator = { Tast_iterator.default_iterator with expr; structure_item; module_binding } in
  iterator.structure iterator structure;
  found
