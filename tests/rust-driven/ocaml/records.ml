(* The types behind the derives, made and read by OCaml. *)

open Printf

type person = { name : string; age : int; friends : person list }

let rec person p =
  sprintf "%s %d %s" p.name p.age (Show.list person p.friends)

type vec3 = { x : float; y : float; z : float }

let vec3 v = sprintf "%h %h %h" v.x v.y v.z

type labelled = { label : string; weight : float; at : vec3 }

let labelled l = sprintf "%s %h (%s)" l.label l.weight (vec3 l.at)

type shape =
  | Empty
  | Circle of float
  | Unknown
  | Rect of float * float
  | Label of { text : string; size : int }
  | Pair of (int * string)

let shape = function
  | Empty -> "Empty"
  | Unknown -> "Unknown"
  | Circle r -> sprintf "Circle %h" r
  | Rect (w, h) -> sprintf "Rect %h %h" w h
  | Label { text; size } -> sprintf "Label %S %d" text size
  | Pair (a, b) -> sprintf "Pair (%d, %S)" a b

let shapes =
  [ Empty; Circle 1.5; Unknown; Rect (2., 0.5); Label { text = "hi"; size = 3 }; Pair (4, "five") ]

type metres = { metres : float } [@@unboxed]
type id = Id of string [@@unboxed]
type distances = { there : metres; back : metres }
type tagged = { id : id; far : metres }

let distances d = sprintf "%h %h" d.there.metres d.back.metres
let tagged { id = Id id; far } = sprintf "%S %h" id far.metres

type 'a couple = { left : 'a; right : 'a }
type ('a, 'b) these = This of 'a | That of 'b | These of 'a * 'b
type 'a tree = Leaf | Node of 'a tree * 'a * 'a tree

let couple show c = sprintf "%s | %s" (show c.left) (show c.right)

let these a b = function
  | This x -> "This " ^ a x
  | That x -> "That " ^ b x
  | These (x, y) -> sprintf "These %s %s" (a x) (b y)

let rec tree show = function
  | Leaf -> "."
  | Node (l, x, r) -> sprintf "(%s %s %s)" (tree show l) (show x) (tree show r)

(* A tree with leaves of every kind. *)
type leaves =
  | Nothing
  | Small of int
  | Number of float
  | Wide of int64 * float
  | Text of string
  | Pair of leaves * leaves
  | Several of leaves list
  | Three of leaves * leaves * leaves

let rec leaves = function
  | Nothing -> "Nothing"
  | Small n -> sprintf "Small %d" n
  | Number x -> sprintf "Number %h" x
  | Wide (n, x) -> sprintf "Wide %Ld %h" n x
  | Text s -> sprintf "Text %S" s
  | Pair (l, r) -> sprintf "(%s, %s)" (leaves l) (leaves r)
  | Several l -> Show.list leaves l
  | Three (l, m, r) -> sprintf "(%s, %s, %s)" (leaves l) (leaves m) (leaves r)

let three = Three (Several [ Small 5; Nothing ], Small 6, Pair (Nothing, Number 7.))

let all_leaves =
  Pair
    ( Pair (Nothing, Small (-3)),
      Pair (Number 0.5, Pair (Wide (-1L, 1.5), Pair (Text "four", three))) )

type path = [ `End | `Step of int | `Jump of int * float | `Both of path * path ]

let rec path : path -> string = function
  | `End -> "End"
  | `Step n -> sprintf "Step %d" n
  | `Jump (n, x) -> sprintf "Jump %d %h" n x
  | `Both (p, q) -> sprintf "(%s, %s)" (path p) (path q)

let a_path : path = `Both (`Step 1, `Both (`End, `Jump (2, 0.5)))

type movement = [ `Stop | `Step of int | `Move of int * float | `Named of string | `At of int * int * int ]

let movement = function
  | `Stop -> "Stop"
  | `Step n -> sprintf "Step %d" n
  | `Move (n, x) -> sprintf "Move %d %h" n x
  | `Named s -> sprintf "Named %S" s
  | `At (x, y, z) -> sprintf "At %d %d %d" x y z

let movements : movement list = [ `Stop; `Step 1; `Move (2, 0.5); `Named "east"; `At (1, 2, 3) ]

let ann = { name = "Ann"; age = 40; friends = [ { name = "Bob"; age = 41; friends = [] } ] }

(* A tree with [n] nodes, all to the right. *)
let rec vine n = if n = 0 then Leaf else Node (Leaf, n, vine (n - 1))

let () =
  Callback.register "show_person" person;
  Callback.register "show_vec3" vec3;
  Callback.register "show_vec3s" (Show.list vec3);
  Callback.register "show_labelled" labelled;
  Callback.register "show_shape" shape;
  Callback.register "show_distances" distances;
  Callback.register "show_tagged" tagged;
  Callback.register "show_int_couple" (couple Show.int);
  Callback.register "show_float_couple" (couple Show.float);
  Callback.register "show_person_couple" (couple person);
  Callback.register "show_these" (these Show.string (Show.list Show.int));
  Callback.register "show_tree" (tree Show.int);
  Callback.register "show_leaves" leaves;
  Callback.register "show_path" path;
  Callback.register "show_movement" movement;
  Callback.register "make_person" (fun () -> ann);
  Callback.register "make_old_person" (fun () ->
      { ann with friends = [ ann; { ann with age = 5_000_000_000 } ] });
  Callback.register "make_latin1_person" (fun () ->
      { ann with friends = [ { ann with name = "Ren\xe9" } ] });
  Callback.register "make_vec3" (fun () -> { x = 1.; y = 2.5; z = -3. });
  Callback.register "make_labelled" (fun () ->
      { label = "here"; weight = 1.5; at = { x = 1.; y = 2.5; z = -3. } });
  Callback.register "make_shapes" (fun () -> shapes);
  Callback.register "make_distances" (fun () ->
      { there = { metres = 3. }; back = { metres = 4.5 } });
  Callback.register "make_tagged" (fun () -> { id = Id "one"; far = { metres = 2.5 } });
  Callback.register "make_int_couple" (fun () -> { left = 1; right = 2 });
  Callback.register "make_float_couple" (fun () -> { left = 1.5; right = 2.5 });
  Callback.register "make_these" (fun () -> [ This "a"; That [ 1; 2 ]; These ("b", []) ]);
  Callback.register "make_tree" (fun () -> Node (Node (Leaf, 1, Leaf), 2, Leaf));
  Callback.register "make_leaves" (fun () -> all_leaves);
  Callback.register "make_wide_leaf" (fun () -> Pair (Nothing, Pair (Small 1000, Nothing)));
  Callback.register "make_path" (fun () -> a_path);
  Callback.register "make_vine" vine;
  Callback.register "is_vine" (fun n t -> t = vine n);
  Callback.register "make_movements" (fun () -> movements)
