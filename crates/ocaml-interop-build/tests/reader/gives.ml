(* What is registered, in each way to write it. *)

exception Shown of string
exception Kept of { code : int; why : string } [@@rust.name "Kept"]

type t = { count : int } [@@rust.derive "Clone"]

(* ---- Ways to register ----------------------------------------------------- *)

module C = Callback

module Included = struct
  include Callback
end

let () = Callback.register "applied" @@ fun (x : int) -> x
let () = (fun (x : t) -> x.count) |> Callback.register "piped"

let () =
  let open Callback in
  register "opened" succ

let () = Callback.(register "opened here" succ)
let () = C.register "alias" succ
let () = Included.register "included" succ
let () = (Callback.register "curried") succ
let in_a_function () = Callback.register "in a function" succ

module Functor (X : sig
  type t

  val f : t -> int
end) =
struct
  type made = Made of X.t

  let make x = Made x
  let () = Callback.register "in a functor" make
end

(* ---- Names that only the running program knows ---------------------------- *)

external register_named_value : string -> Obj.t -> unit = "caml_register_named_value"

let () = Callback.register ("comp" ^ "uted") succ
let () = List.iter (fun name -> Callback.register name succ) [ "listed" ]
let register = Callback.register
let partial = Callback.register "partial"
let () = register_named_value "by hand" (Obj.repr succ)

let not_ours =
  let module Callback = struct
    let register _ _ = ()
  end in
  Callback.register "not ours" succ

(* ---- Types with variables ------------------------------------------------- *)

let last = ref None
let same x = x

let () =
  Callback.register "polymorphic" same;
  Callback.register "weak" (fun x -> last := Some x);
  Callback.register "expansive" (Sys.opaque_identity same);
  let all = ref [] in
  Callback.register "locally weak" (fun x -> all := x :: !all)

module Apart = struct
  let last = ref None
end

let () = Callback.register "weak elsewhere" (fun x -> Apart.last := Some x)

class ['a] stack =
  object
    val mutable all : 'a list = []
    method register = Callback.register "of an object" (fun x -> all <- x :: all)
  end

let give f = Callback.register "whatever is given" f

(* ---- Types without a name outside ----------------------------------------- *)

module Sealed : sig
  type u

  val f : u -> u
end = struct
  type u = { sealed : int }

  let f u = u
  let () = Callback.register "from inside" (fun u -> u.sealed)
end

include struct
  type again = First

  let () = Callback.register "shadowed" (fun First -> ())
end

type again = Second

let () =
  Callback.register "from outside" Sealed.f;
  Callback.register "not shadowed" (fun Second -> ())

module Key = struct
  type t = int

  let compare = compare
end

let () =
  Callback.register "maps" (fun (names : int Map.Make(String).t) (_ : t Map.Make(Key).t) -> names)

(* ---- Exceptions ----------------------------------------------------------- *)

let () =
  Callback.register_exception "shown" (Shown "");
  Callback.register_exception "kept" (Kept { code = 1; why = "" });
  Callback.register_exception "of the language" Not_found;
  Callback.register_exception "of a library" Queue.Empty;
  Callback.register_exception "of the standard library" Exit;
  Callback.register_exception "unknown" (Option.get (Some Exit))

(* ---- Externals ------------------------------------------------------------ *)

external outer : t -> (int32[@unboxed]) = "gives_outer_bytecode" "gives_outer"
[@@noalloc] [@@deprecated "use inner"]

module Inner = struct
  type u = A | B

  (** What [inner] does. *)
  external inner : u -> t list = "gives_inner"
end

let local () =
  let module Local = struct
    external local : int -> int = "gives_local"
  end in
  Local.local 1
