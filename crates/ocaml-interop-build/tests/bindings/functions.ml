let pi = 3.25
let greet ?(greeting = "Hello") ~title name = greeting ^ ", " ^ title ^ " " ^ name

let connect ?(port = 80) ?(host = "localhost") () = Printf.sprintf "%s:%d" host port

let move ~x ~y = (y, x)
let optional ?(n = 1) = n [@@ocaml.warning "-16"]
let labelled ?(n = 1) ~label = label ^ string_of_int n [@@ocaml.warning "-16"]
let repeat ~times f = List.init times f
let adder a b = a + b
let sorted = List.sort
let fold = List.fold_left
let chosen negative = if negative then fun n -> -n else fun n -> n
let many a b c d e f g h i = a + b + c + d + e + f + g + h + i
let bytes = Bytes.uppercase_ascii
let next_char c = Char.chr (Char.code c + 1)
let native n = Nativeint.add n 1n
let int32 n = Int32.add n 1l
let int64 n = Int64.add n 1L
let sum = Array.fold_left ( +. ) 0.
let result n = if n > 0 then Ok n else Error "not positive"

let nested lists =
  let one list = (List.length list, match list with [] -> None | n :: _ -> Some (string_of_int n)) in
  Array.of_list (List.map one lists)

let cell r = incr r

exception Empty of string
exception Code of { code : int; text : string }

let first = function [] -> raise (Empty "first") | one :: _ -> one
let checked n = if n < 0 then raise (Code { code = n; text = "negative" }) else n
let unsaid n = if n < 0 then invalid_arg "unsaid" else n
let told = Printexc.to_string
let failing message = failwith message
let unsafe_length = String.length
let late = Lazy.force
let total table sum = Hashtbl.iter (fun _ n -> Atomic.set sum (Atomic.get sum + n)) table
let old n = n
