let one = 1

let two =
  one ^ "x"
