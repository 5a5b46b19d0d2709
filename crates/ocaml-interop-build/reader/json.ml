(* JSON, written. *)

type t =
  | Null
  | Bool of bool
  | Int of int
  | String of string
  | List of t list
  | Object of (string * t) list

let escape buffer text =
  Buffer.add_char buffer '"';
  String.iter
    (fun c ->
      match c with
      | '"' -> Buffer.add_string buffer "\\\""
      | '\\' -> Buffer.add_string buffer "\\\\"
      | '\n' -> Buffer.add_string buffer "\\n"
      | c when c < ' ' -> Buffer.add_string buffer (Printf.sprintf "\\u%04x" (Char.code c))
      | c -> Buffer.add_char buffer c)
    text;
  Buffer.add_char buffer '"'

let rec compact buffer json =
  let sequence opening closing element elements =
    Buffer.add_char buffer opening;
    List.iteri
      (fun i e ->
        if i > 0 then Buffer.add_string buffer ", ";
        element e)
      elements;
    Buffer.add_char buffer closing
  in
  match json with
  | Null -> Buffer.add_string buffer "null"
  | Bool b -> Buffer.add_string buffer (string_of_bool b)
  | Int n -> Buffer.add_string buffer (string_of_int n)
  | String s -> escape buffer s
  | List l -> sequence '[' ']' (compact buffer) l
  | Object fields ->
      sequence '{' '}'
        (fun (name, value) ->
          escape buffer name;
          Buffer.add_string buffer ": ";
          compact buffer value)
        fields

(* What fits a line stands on one. *)
let rec write buffer indent json =
  let line = Buffer.create 128 in
  compact line json;
  let sequence opening closing element elements =
    let margin = String.make (indent + 1) ' ' in
    Buffer.add_char buffer opening;
    List.iteri
      (fun i e ->
        Buffer.add_string buffer (if i > 0 then ",\n" else "\n");
        Buffer.add_string buffer margin;
        element e)
      elements;
    Buffer.add_char buffer '\n';
    Buffer.add_string buffer (String.make indent ' ');
    Buffer.add_char buffer closing
  in
  match json with
  | List (_ :: _ as l) when indent + Buffer.length line > 100 ->
      sequence '[' ']' (write buffer (indent + 1)) l
  | Object (_ :: _ as fields) when indent + Buffer.length line > 100 ->
      sequence '{' '}'
        (fun (name, value) ->
          escape buffer name;
          Buffer.add_string buffer ": ";
          write buffer (indent + 1) value)
        fields
  | _ -> Buffer.add_buffer buffer line

let option f = function None -> Null | Some x -> f x

(* Without what says nothing of the values: documentation, places, the names of type variables. *)
let bare json =
  let names = Hashtbl.create 8 in
  let number name =
    match Hashtbl.find_opt names name with
    | Some n -> n
    | None ->
        Hashtbl.replace names name (Hashtbl.length names);
        Hashtbl.length names - 1
  in
  let rec bare = function
    | Object (("kind", String "var") :: ("name", String name) :: rest) ->
        Object (("var", Int (number name)) :: rest)
    | Object fields ->
        let said (name, _) = not (List.mem name [ "doc"; "attributes"; "location" ]) in
        Object (List.map (fun (name, value) -> (name, bare value)) (List.filter said fields))
    | List l -> List (List.map bare l)
    | json -> json
  in
  bare json
