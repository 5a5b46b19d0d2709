open Numbers

let () =
  assert (twice 21 = 42);
  assert (mean 1. 2. = 1.5);
  assert (mixed 1L 2l 3 "four" = 10L);
  assert (six "a" "b" "c" "d" "e" "f" = [ "a"; "b"; "c"; "d"; "e"; "f" ]);
  nothing ();
  assert (answer () = 42l);
  assert (sum [| 1; 2; 3 |] = 6);
  assert (parsed "1.5" = 1.5);
  assert (match parsed "x" with _ -> false | exception Failure _ -> true)
