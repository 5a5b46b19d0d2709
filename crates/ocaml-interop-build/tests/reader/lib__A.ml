open Lib

type t = { seen : int B.seen; names : B.t Map.Make(String).t; again : (int again, B.t) result }
and 'a again = 'a B.seen = { what : 'a; by : B.t option }

let () = Callback.register "a" (fun (a : t) -> a.seen)
