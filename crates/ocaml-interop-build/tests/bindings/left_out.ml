module type Shape = sig
  val area : float
end

let point p = p#x + p#y
let shape (module S : Shape) = S.area
let open_tags = function `A -> () | _ -> ()
let thirteen (a, _, _, _, _, _, _, _, _, _, _, _, _) = a
let eight f = f 1 2 3 4 5 6 7 8
module Letters = String

module Square = struct
  let area = 1.
end

module Scaled (S : Shape) = struct
  let area = 2. *. S.area
end

class counter =
  object
    val mutable count = 0

    method next =
      count <- count + 1;
      count
  end

let kept n = n
