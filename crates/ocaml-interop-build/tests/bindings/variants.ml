type color = Red | Green | Blue

type shape =
  | Circle of float
  | Line of (int * int) * (int * int)
  | Box of { width : int; height : int }
  | Nothing

type tree = Leaf | Node of tree * int * tree
type 'a chain = End | Link of 'a * 'a chain
type statement = Block of statement list | If of expression * statement
and expression = Number of int | Do of { body : statement; result : expression }

type only = Only of string [@@unboxed]
type movement = [ `Stop | `Step of int | `Jump_to of int * int ]
type 'a answer = [ `Yes of 'a | `No ]
type either = (int, string) Either.t

let next = function Red -> Green | Green -> Blue | Blue -> Red

let area = function
  | Circle radius -> 3. *. radius *. radius
  | Box { width; height } -> float_of_int (width * height)
  | Line _ | Nothing -> 0.

let rec sum = function Leaf -> 0 | Node (l, n, r) -> sum l + n + sum r
let chain list = List.fold_right (fun one rest -> Link (one, rest)) list End

let rec depth = function
  | Block all -> 1 + List.fold_left max 0 (List.map depth all)
  | If (e, s) -> 1 + max (depth_of e) (depth s)

and depth_of = function Number _ -> 1 | Do { body; _ } -> 1 + depth body

let shout (Only text) = Only (String.uppercase_ascii text)

let turned = function
  | `Stop -> `Stop
  | `Step n -> `Step (-n)
  | `Jump_to (x, y) -> `Jump_to (y, x)

let asked yes = if yes then `Yes 42 else `No
let side = function `Left -> `Right 1 | `Right n -> if n > 1 then `Right (n - 1) else `Left
let found = function "here" -> Some (`Found 1) | "" -> None | _ -> Some `Nowhere

let either = function
  | Either.Left n -> Either.Right (string_of_int n)
  | Right s -> Either.Left (String.length s)
