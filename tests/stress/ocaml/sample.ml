(* Values that are known from a number: the same as src/sample.rs makes. *)

type tree = Leaf | Node of tree * int * tree
type person = { name : string; age : int; friends : person list }
type point = { x : float; y : float; z : float }

type t =
  | Nothing
  | Number of int
  | Boxed of int64
  | Narrow of int32
  | Text of string
  | Raw of bytes
  | Numbers of int list
  | Words of string array
  | Floats of float array
  | Person of person
  | Point of point
  | Tree of tree
  | Pair of (int * string) * bool option
  | Labelled of { label : string; weight : float; at : point }
  | Outcome of (int, string) result

let mix n = ((n * 1103515245) + 12345) land 0x3fffffff

(* One in four is large: strings past 256 words, arrays past 256 fields. *)
let length id =
  let m = mix id lsr 8 in
  if m land 3 = 0 then 257 + (m mod 500) else m mod 24

let text id length = String.init length (fun i -> Char.chr (97 + ((id + (i * 7)) mod 26)))
let long_text id = text id (if length id > 256 then 8 * length id else length id)
let number id i = mix (id + i) - 0x20000000
let float_at id i = float_of_int (number id i) /. 8.
let point id = { x = float_at id 0; y = float_at id 1; z = float_at id 2 }

let rec person id depth =
  { name = text id (id mod 12);
    age = id mod 100;
    friends =
      (if depth = 0 then [] else List.init (id mod 4) (fun i -> person (mix (id + i)) (depth - 1))) }

let rec tree id depth =
  if depth = 0 || mix id land 7 = 0 then Leaf
  else Node (tree (mix (id + 1)) (depth - 1), number id 0, tree (mix (id + 2)) (depth - 1))

let make id =
  match id mod 15 with
  | 0 -> Nothing
  | 1 -> Number (number id 0)
  | 2 -> Boxed (Int64.mul (Int64.of_int (mix id)) 0x7f4a7c15L)
  | 3 -> Narrow (Int32.of_int (number id 0))
  | 4 -> Text (long_text id)
  | 5 -> Raw (Bytes.of_string (long_text id))
  | 6 -> Numbers (List.init (length id) (number id))
  | 7 -> Words (Array.init (length id) (fun i -> text (id + i) (i mod 20)))
  | 8 -> Floats (Array.init (length id) (float_at id))
  | 9 -> Person (person id 3)
  | 10 -> Point (point id)
  | 11 -> Tree (tree id 6)
  | 12 -> Pair ((number id 0, text id 5), match id mod 3 with 0 -> None | n -> Some (n = 1))
  | 13 -> Labelled { label = text id 9; weight = float_at id 7; at = point (mix id) }
  | _ -> Outcome (if id land 64 = 0 then Ok (number id 0) else Error (text id 11))

let is id value = compare (make id) value = 0
