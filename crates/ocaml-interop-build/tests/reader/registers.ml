type secret = Secret of string

let twice x = 2 * x
let () = Callback.register "twice" twice

module Made = struct
  type r = { a : int; b : string list }

  let () = Callback.register "make" (fun a -> { a; b = [] })
end

let computed = "not" ^ " a literal"

let () =
  Callback.register "identity" (fun x -> x);
  Callback.register computed twice;
  if Sys.win32 then Stdlib.Callback.register "hidden" (fun (Secret s) -> s)

let () =
  let module Local = struct
    type t = T of int
  end in
  Callback.register "local" (fun (Local.T n) -> n)
