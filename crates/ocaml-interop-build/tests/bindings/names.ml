type type_ = { match_ : int; fn : int; self : int; x' : int; firstName : int }
type string = { string : int }
type option = None | Self | Some_thing
type alike = { a_b : int; aB : int }
type t2 = T
type t_2 = U

let ( + ) = Stdlib.( + )
let ( ~- ) = Stdlib.( ~- )
let ( .%{} ) = Stdlib.( - )
let ( let* ) n f = f n
let self n = n + 1
let fn n = n + 2
let crate n = n + 3
let x' n = n + 4
let x_prime n = n + 5
let toString n = n + 6
let to_string n = n + 7
let a ~b c ~a = (b * 100) + (c * 10) + a
let where ~where = where
let type_ t = { t with match_ = t.fn }
let string { string } = { string = string + 1 }
let option = function None -> Self | Self -> Some_thing | Some_thing -> None
let t2 T = U

module Inner = struct
  type t = int * t2

  let f (n, t) = (n + 1, t)

  module Deeper = struct
    type t = option

    let g _ option = option
    let h () = None
  end
end

module L = List

module F (X : sig
  type t
end) =
struct
  let f x : X.t = x
end

module type S = sig
  val s : int
end
