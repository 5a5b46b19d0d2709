open Lib

type t = C of Lib__C.t | D
type 'a seen = { what : 'a; by : t option }

exception Unseen of t

let see what = { what; by = None }
let () = Callback.register "b" (fun (t : t) -> t)
