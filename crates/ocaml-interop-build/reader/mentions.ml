(* A type where it is mentioned, as JSON. *)

open Types
open Json

(* The names of type variables, made up where they have none. [weak] says which stand for one type
   that is not known. *)
type names = {
  scope : Scope.t;
  weak : type_expr -> bool;
  mutable known : (int * string) list;
  mutable next : int;
}

let names ?(weak = fun _ -> false) scope = { scope; weak; known = []; next = 0 }

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
let other what = node "other" [ ("text", String what) ]

let variable names ty given =
  let weak = if names.weak ty then [ ("weak", Bool true) ] else [] in
  node "var" (("name", String (name_of names ty given)) :: weak)

let label = function
  | Asttypes.Nolabel -> Null
  | Labelled name -> Object [ ("name", String name); ("optional", Bool false) ]
  (* The argument's type is an option; what callers give is what is in it. *)
  | Optional name -> Object [ ("name", String name); ("optional", Bool true) ]

(* [around] are the types that this one stands in. *)
let rec type_ ?(around = []) names ty =
  let id = get_id ty in
  if List.mem id around then other "a type that contains itself without a name"
  else
    let type_ ty = type_ ~around:(id :: around) names ty in
    let types l = List (List.map type_ l) in
    match get_desc ty with
    | Tvar given | Tunivar given -> variable names ty given
    | Tarrow (l, argument, result, _) ->
        node "arrow"
          [ ("label", label l); ("argument", type_ argument); ("result", type_ result) ]
    | Ttuple components ->
        let component (label, ty) =
          match label with
          | None -> type_ ty
          | Some label -> node "labelled" [ ("name", String label); ("type", type_ ty) ]
        in
        node "tuple" [ ("components", List (List.map component (Typed.components components))) ]
    | Tconstr (p, arguments, _) ->
        let key, origin = Keys.type_ names.scope p in
        node "constr"
          [ ("path", String key); ("origin", String origin); ("arguments", types arguments) ]
    | Tpoly (ty, []) -> type_ ty
    | Tpoly (ty, variables) -> node "poly" [ ("variables", types variables); ("type", type_ ty) ]
    | Tvariant row -> polyvariant types row
    | Tlink ty | Tsubst (ty, _) -> type_ ty
    | Tobject _ | Tfield _ | Tnil -> other "an object"
    | Tpackage _ -> other "a module as a value"

and polyvariant types row =
  let (Row { fields; closed; name = _; more = _; fixed = _ }) = row_repr row in
  let tag name arguments certain =
    Some
      (Object [ ("name", String name); ("arguments", types arguments); ("certain", Bool certain) ])
  in
  let field (name, field) =
    match row_field_repr field with
    | Rpresent argument -> tag name (Option.to_list argument) true
    | Reither (_, arguments, _) -> tag name arguments false
    | Rabsent -> None
  in
  node "polyvariant" [ ("closed", Bool closed); ("tags", List (List.filter_map field fields)) ]
