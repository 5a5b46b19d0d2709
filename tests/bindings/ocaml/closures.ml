type ('a, 'b) mapping = 'a -> 'b
type 'a test = 'a -> bool
type ('acc, 'a) step = 'acc -> 'a -> 'acc
type 'a comparison = 'a -> 'a -> int

let times n = ( * ) n
let shown () = string_of_int
let parsed () = int_of_string_opt
let above limit n = n > limit
let sum () = ( + )
let descending () a b = compare b a
let upper () = Char.uppercase_ascii
let vowel () c = String.contains "aeiou" c
let visit buffer = Buffer.add_string buffer
let entry_visitor buffer key n = Printf.bprintf buffer "%s=%d;" key n
let failing () _ = raise Not_found
let half n = if n mod 2 = 0 then Ok (n / 2) else Error "odd"
let halving () = half
