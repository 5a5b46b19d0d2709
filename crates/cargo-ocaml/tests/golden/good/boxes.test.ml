open Boxes

let () =
  let stack = started () in
  assert (pushed stack 1 = 1 && pushed stack 2 = 2);
  assert (Option.map name_of (named "a") = Some "a");
  assert (first [] = 0);
  assert (applied succ 1 = 2);
  let buffer = Buffer.create 1 in
  assert (same_buffer buffer == buffer);
  assert (same_channel stdout == stdout)
