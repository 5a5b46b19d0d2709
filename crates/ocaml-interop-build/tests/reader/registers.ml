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

exception Plain
exception Syntax of string * int
exception Located of { line : int; place : Made.r }

module Inner = struct
  exception Deep of secret
end

exception Renamed = Inner.Deep

let () =
  Callback.register_exception "plain" Plain;
  Callback.register "syntax" [%extension_constructor Syntax];
  Callback.register "located" [%extension_constructor Located];
  Callback.register_exception "inline" (Located { line = 0; place = { a = 0; b = [] } });
  Callback.register "deep" [%extension_constructor Inner.Deep];
  Callback.register "renamed" [%extension_constructor Renamed];
  Callback.register "not found" [%extension_constructor Not_found];
  Callback.register "of another" [%extension_constructor Stdlib.Scanf.Scan_failure];
  let exception Local of bool in
  Callback.register "a local one" [%extension_constructor Local];
  Callback.register_exception "unknown" (Option.get (Some Plain))
