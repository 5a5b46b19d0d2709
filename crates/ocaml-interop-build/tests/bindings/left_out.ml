module type Shape = sig
  val area : float
end

let point p = p#x + p#y
let shape (module S : Shape) = S.area
let late = Lazy.force
let open_tags = function `A -> () | _ -> ()
let thirteen (a, _, _, _, _, _, _, _, _, _, _, _, _) = a
let eight f = f 1 2 3 4 5 6 7 8
let kept n = n
