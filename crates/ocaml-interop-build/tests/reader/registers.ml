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

module Generative () = struct
  type t = Each

  let f Each = ()
  let () = Callback.register "each" f
end

module One = Generative ()
module Another = Generative ()

let () = Callback.register "one and another" (fun one another -> One.f one; Another.f another)
