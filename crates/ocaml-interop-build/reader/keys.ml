(* The name of each type, the same wherever it is mentioned, and the types that were. *)

let rec text = function
  | Path.Pident id when Ident.persistent id -> Units.written (Ident.name id)
  | Path.Pident id -> Ident.name id
  | Path.Pdot (parent, name) -> text parent ^ "." ^ name
  | Path.Papply (f, x) -> text f ^ "(" ^ text x ^ ")"
  | p -> Path.name p

(* The compiler's identifiers as well: two modules of one name are two. *)
let rec exact = function
  | Path.Pident id -> Ident.unique_name id
  | Path.Pdot (parent, name) -> exact parent ^ "." ^ name
  | Path.Papply (f, x) -> exact f ^ "(" ^ exact x ^ ")"
  | p -> Path.name p

(* ---- Types that have no name outside -------------------------------------- *)

let hidden_keys = Hashtbl.create 16
let hidden_counts = Hashtbl.create 16

(* [place] is the path from outside that it would have, if it stands in a module with a name. *)
let hidden (scope : Scope.t) place path =
  let identity = (scope.file, exact (Option.value ~default:path place)) in
  match Hashtbl.find_opt hidden_keys identity with
  | Some key -> key
  | None ->
      let name =
        match place with
        | Some place -> text place
        | None -> Units.written scope.unit ^ "." ^ text path
      in
      let number = 1 + Option.value ~default:0 (Hashtbl.find_opt hidden_counts name) in
      let key = name ^ "/" ^ string_of_int number in
      Hashtbl.replace hidden_counts name number;
      Hashtbl.replace hidden_keys identity key;
      key

(* ---- Mentions ------------------------------------------------------------- *)

type side = Outside | Inside

(* A type that was mentioned, and where to find its declaration. *)
type wanted = { key : string; path : Path.t; scope : Scope.t; side : side }

let wanted : wanted Queue.t = Queue.create ()
let asked = Hashtbl.create 256

let want key path (scope : Scope.t) side =
  let identity = (key, exact path, scope.file, side) in
  if not (Hashtbl.mem asked identity) then (
    Hashtbl.replace asked identity ();
    Queue.add { key; path; scope; side } wanted)

(* The path from outside of what a file mentions. *)
let rec from_outside (scope : Scope.t) = function
  | Path.Pident id when Ident.global id -> Some (Path.Pident id)
  | Path.Pident id -> (
      match Ident.find_same id scope.own with path -> Some path | exception Not_found -> None)
  | Path.Pdot (parent, name) ->
      Option.map (fun p -> Path.Pdot (p, name)) (from_outside scope parent)
  | Path.Papply (f, x) -> (
      match (from_outside scope f, from_outside scope x) with
      | Some f, Some x -> Some (Path.Papply (f, x))
      | _ -> None)
  | _ -> None

(* What stands in a file may be hidden by its interface, and so may what a functor is applied to. *)
let shown (scope : Scope.t) find path =
  let rec arguments = function
    | Path.Papply (f, x) -> x :: (arguments f @ arguments x)
    | Path.Pdot (p, _) -> arguments p
    | _ -> []
  in
  let find_module x = ignore (Env.find_module x Env.initial) in
  match
    ignore (find path Env.initial);
    List.iter find_module (arguments path)
  with
  | () -> true
  | exception Not_found -> Units.file scope.unit = None
  | exception _ -> true

let normalized (scope : Scope.t) = function
  | Path.Pdot (parent, name) as path -> (
      match Env.normalize_module_path None scope.env parent with
      | parent -> Path.Pdot (parent, name)
      | exception _ -> path)
  | path -> path

type name = Language of string | Named of Path.t * bool | Hidden of Path.t option

let name scope find path =
  match from_outside scope path with
  | Some (Path.Pident id) when Ident.is_predef id -> Language (Ident.name id)
  | Some p when Path.same p path -> Named (p, false)
  | Some p when shown scope find p -> Named (p, true)
  | place -> Hidden place

(* The key and the origin of a type. *)
let type_ (scope : Scope.t) path =
  let path = normalized scope path in
  match name scope Env.find_type path with
  | Language name -> (name, "language")
  | Named (p, own) ->
      let key = text p in
      want key p Scope.outside Outside;
      if own then want key path scope Inside;
      (key, if own then scope.own_origin else "global")
  | Hidden place ->
      let key = hidden scope place path in
      want key path scope Inside;
      (key, "hidden")

(* The same of an exception; there is no table of these. *)
let exception_ (scope : Scope.t) path =
  let path = normalized scope path in
  let find p env =
    match p with
    | Path.Pdot (parent, name) -> (
        match (Env.find_module parent env).md_type with
        | Mty_signature items ->
            let is_it = function
              | Types.Sig_typext (id, _, _, _) -> Ident.name id = name
              | _ -> false
            in
            if not (List.exists is_it items) then raise Not_found
        | _ -> ())
    | _ -> ()
  in
  let of_the_language name =
    List.exists (fun id -> Ident.name id = name) Predef.all_predef_exns
  in
  match name scope find path with
  | Language name -> (name, "language")
  (* The standard library has names of its own for them. *)
  | Named (Path.Pdot (parent, name), _)
    when Path.same parent (Units.persistent "Stdlib") && of_the_language name ->
      (name, "language")
  | Named (p, own) -> (text p, if own then scope.own_origin else "global")
  | Hidden place -> (hidden scope place path, "hidden")

let module_ scope path =
  let path =
    match Env.normalize_module_path None scope.Scope.env path with
    | path -> path
    | exception _ -> path
  in
  text (Option.value ~default:path (from_outside scope path))
