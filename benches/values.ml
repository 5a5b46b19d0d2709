(* The types of the workloads, and the values that are sent. *)

type record = { a : int; b : float; c : int64; d : string; e : int * float }
type shape = Nothing | Number of int | Pair of float * string | Nested of record
type tree = Leaf of int | Node of tree * tree
type floats = (float, Bigarray.float64_elt, Bigarray.c_layout) Bigarray.Array1.t

(* A number outside OCaml's heap. *)
type boxed

let rec grow depth first =
  if depth = 0 then Leaf first
  else Node (grow (depth - 1) first, grow (depth - 1) (first + (1 lsl (depth - 1))))

let a_record () = { a = 1; b = 2.5; c = 3L; d = "a string of some length"; e = (4, 5.5) }

(* Old values, as most arguments of a program at work are. *)
let record = a_record ()
let records = List.init 1000 (fun _ -> a_record ())
let list = List.init 1000 Fun.id
let floats = Array.init 1000 (fun i -> float_of_int i +. 0.5)
let floatarray = Float.Array.init 1000 (fun i -> float_of_int i +. 0.5)
let tree = grow 12 0
let short = String.make 32 'x'
let long = String.make 4096 'x'
let pair = Pair (2.5, "a string of some length")
let nested = Nested record

let million : floats =
  let made = Bigarray.Array1.create Bigarray.float64 Bigarray.c_layout 1_000_000 in
  for i = 0 to 999_999 do
    made.{i} <- float_of_int i +. 0.5
  done;
  made

let successor x = x + 1
let raises () = raise Exit

let () =
  Callback.register "bench_successor" successor;
  Callback.register "bench_echo" (fun (s : string) -> s);
  Callback.register "bench_same_record" (fun (r : record) -> r)
