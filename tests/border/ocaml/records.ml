(* Records, variants, and what is made of them. *)

type person = { name : string; age : int; tags : string list }
type point = { x : float; y : float }
type 'a pair = { left : 'a; right : 'a }
type ('a, 'b) both = { one : 'a; other : 'b }
type metres = { metres : float } [@@unboxed]
type handle = { handle : int64 }
type color = Red | Green | Blue
type shape = Circle of float | Line of point * point | Label of { text : string; size : int }
type tree = Leaf | Node of tree * int * tree
type folder = { files : file list }
and file = Text of string | Folder of folder
type names = string list
type named = { id : int; called : names }
type _ typed = Int : int -> int typed | Bool : bool -> bool typed
type long = { first_name : string; lastName : string; type_ : int }

let () =
  Callback.register "greet" (fun { name; age; tags } ->
      Printf.sprintf "%s is %d: %s" name age (String.concat ", " tags));
  Callback.register "youngest" (fun people ->
      List.fold_left (fun (found : person) (p : person) -> if p.age < found.age then p else found) (List.hd people) people);
  Callback.register "middle" (fun p q -> { x = (p.x +. q.x) /. 2.; y = (p.y +. q.y) /. 2. });
  Callback.register "swap" (fun { left; right } -> { left = right; right = left });
  Callback.register "sum_pair" (fun { left; right } -> left +. right);
  Callback.register "exchange" (fun { one; other } -> { one = (other : int); other = (one : string) });
  Callback.register "longer" (fun m -> { metres = m.metres +. 1. });
  Callback.register "next_handle" (fun h -> { handle = Int64.succ h.handle });
  Callback.register "next_color" (function Red -> Green | Green -> Blue | Blue -> Red);
  Callback.register "describe" (function
    | Circle r -> Printf.sprintf "circle %g" r
    | Line (p, q) -> Printf.sprintf "line %g %g" (p.x -. q.x) (p.y -. q.y)
    | Label { text; size } -> Printf.sprintf "label %s %d" text size);
  Callback.register "depth" (fun tree ->
      let rec depth = function Leaf -> 0 | Node (l, _, r) -> 1 + max (depth l) (depth r) in
      depth tree);
  Callback.register "texts" (fun folder ->
      let rec texts { files } =
        List.concat_map (function Text text -> [ text ] | Folder folder -> texts folder) files
      in
      texts folder);
  Callback.register "label" (fun { id; called } -> Printf.sprintf "%d:%s" id (String.concat "," called));
  Callback.register "typed_int" (fun (Int n) -> n);
  Callback.register "whole" (fun l -> Printf.sprintf "%s %s %d" l.first_name l.lastName l.type_)
