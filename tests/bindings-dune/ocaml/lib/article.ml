type unit_ = Piece | Kilogram of { tare : float }
type t = { name : string; price : int; sold_by : unit_ }

let piece name price = { name; price; sold_by = Piece }
