open Twice

let () = assert (turned { left = "a"; right = "b" } = { left = "b"; right = "a" })
