open Gone

type t = Needs of Gone.t

let () = Callback.register "needs" (fun (Needs Gone) -> Some Gone)
