(* What dune writes for a library of wrapped modules, and one module that stands beside. *)

module A = Lib__A
module B = Lib__B

module C = struct
  type t = Beside of Lib__C.t
end
