(* The declaration of each type that was mentioned, and of those that these mention. *)

open Json

(* As seen from outside, and as the module that declares it sees it. *)
type entry = {
  mutable outside : ((string * Json.t) list, string) result option;
  mutable inside : (string * Json.t) list list;
  unit : string;
}

let entries : (string, entry) Hashtbl.t = Hashtbl.create 256

let rec unit_of scope = function
  | Path.Pident id when Ident.persistent id -> Ident.name id
  | Path.Pident _ -> scope.Scope.unit
  | Path.Pdot (p, _) | Path.Papply (p, _) | Path.Pextra_ty (p, _) -> unit_of scope p

(* ---- What is missing ------------------------------------------------------ *)

let rec heads = function
  | Path.Pident id -> [ id ]
  | Path.Pdot (p, _) | Path.Pextra_ty (p, _) -> heads p
  | Path.Papply (f, x) -> heads f @ heads x

let no_file unit =
  Printf.sprintf
    "no compiled interface %s.cmi in the folders that were searched: compile it, or give its \
     folder with -I"
    (String.uncapitalize_ascii unit)

let reason (w : Keys.wanted) = function
  | Not_found -> (
      let units = List.map Ident.name (List.filter Ident.persistent (heads w.path)) in
      match List.find_opt (fun unit -> Units.file unit = None) units with
      | Some unit -> no_file unit
      | None ->
          Printf.sprintf "not declared in %s: compile that and what mentions it again"
            (Units.written (unit_of w.scope w.path)))
  | error ->
      let unit = unit_of w.scope w.path in
      Units.explained (Option.value ~default:unit (Units.file unit)) error

(* ---- Declarations --------------------------------------------------------- *)

let declaration (w : Keys.wanted) =
  let fields () =
    let d = Env.find_type w.path w.scope.env in
    ("location", Attributes.location d.type_loc)
    :: Declarations.type_declaration { w.scope with own_origin = "global" } d
  in
  match fields () with fields -> Ok fields | exception error -> Error (reason w error)

let add (w : Keys.wanted) =
  let entry =
    match Hashtbl.find_opt entries w.key with
    | Some entry -> entry
    | None ->
        let entry = { outside = None; inside = []; unit = unit_of w.scope w.path } in
        Hashtbl.replace entries w.key entry;
        entry
  in
  match (w.side, declaration w) with
  | Outside, found -> entry.outside <- Some found
  | Inside, Ok fields -> entry.inside <- entry.inside @ [ fields ]
  | Inside, Error _ -> ()

(* How much of a type a declaration shows. *)
let shows fields =
  let abstract = List.assoc "definition" fields = Mentions.node "abstract" [] in
  (not abstract, List.assoc "manifest" fields <> Null, List.assoc "private" fields = Bool false)

let fields entry =
  let differs one other = Json.bare (Object one) <> Json.bare (Object other) in
  let inside = List.stable_sort (fun i j -> compare (shows i) (shows j)) entry.inside in
  match (entry.outside, inside) with
  | Some (Error reason), [] -> [ ("missing", String reason) ]
  | None, [] -> [ ("missing", String "not declared where it is mentioned") ]
  | outside, inside -> (
      let outside = match outside with Some (Ok fields) -> fields | _ -> List.hd inside in
      let different, same = List.partition (differs outside) inside in
      (* The very same, out of a file that has the documentation too. *)
      let here i = List.assoc "location" i = List.assoc "location" outside in
      let fields = Option.value ~default:outside (List.find_opt here same) in
      match List.rev different with
      | [] -> fields
      | most :: _ -> fields @ [ ("inside", Object most) ])

let all () =
  while not (Queue.is_empty Keys.wanted) do
    add (Queue.pop Keys.wanted)
  done;
  let node (key, entry) =
    Object
      (("path", String key) :: ("module", String (Units.written entry.unit)) :: fields entry)
  in
  Hashtbl.to_seq entries |> List.of_seq
  |> List.sort (fun (a, _) (b, _) -> compare a b)
  |> List.map node
  |> fun nodes -> List nodes
