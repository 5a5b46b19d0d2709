(* The rows that show how a conversion's cost grows: lists of these lengths, in both directions. *)

type direction = There | Back

let directions = [ There; Back ]
let lengths = [ 10; 1_000; 100_000; 1_000_000; 10_000_000 ]
let word = function There -> "there" | Back -> "back"
let title direction length = Printf.sprintf "scaling %s, %d" (word direction) length

(* The one list that is alive: the longest takes a quarter of a gigabyte. *)
let alive = ref (0, [])

let list length =
  if fst !alive <> length then (
    alive := (0, []);
    alive := (length, List.init length Fun.id));
  snd !alive

(* What columns are compared by: more elements would show nothing more. *)
let compared length = min length 1_000_000
