(* What the source says beside the code: documentation, attributes, places. *)

open Json

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

(* Deprecation, and the attributes that are ours. *)
let chosen (attributes : Parsetree.attributes) =
  let ours name =
    List.exists (fun prefix -> String.starts_with ~prefix name) [ "ocaml_interop."; "rust." ]
  in
  let choose (attribute : Parsetree.attribute) =
    let node name =
      Some
        (Object
           [
             ("name", String name);
             ("text", option (fun s -> String s) (text_of attribute.attr_payload));
           ])
    in
    match attribute.attr_name.txt with
    | "deprecated" | "ocaml.deprecated" -> node "deprecated"
    | name when ours name -> node name
    | _ -> None
  in
  List (List.filter_map choose attributes)

let location (loc : Location.t) =
  let start = loc.loc_start in
  if loc = Location.none then Null
  else
    Object
      [
        ("file", String start.pos_fname);
        ("line", Int start.pos_lnum);
        ("column", Int (start.pos_cnum - start.pos_bol));
      ]
