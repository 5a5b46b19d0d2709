open Documented

let () =
  assert (added 1 2 = 3);
  blocked ();
  by_macro ();
  silent ()
