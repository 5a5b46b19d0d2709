type t = { mutable count : int }

let make count = { count }
let value { count } = count

type length = int

let length = int_of_float

type size = { width : float; height : length }

let size x = { width = x; height = length x }
