open Lib

let () = Callback.register "uses" (fun (a : A.t) (_ : Lib__B.t) (c : C.t) -> (a.seen, c))
