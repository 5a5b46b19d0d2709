open Containers

let () =
  let stock = Hashtbl.of_seq (List.to_seq [ ("apples", 3); ("pears", 4) ]) in
  assert (total stock = 7);
  assert (next (Queue.of_seq (List.to_seq [ "first"; "second" ])) = Some "first");
  assert (next (Queue.create ()) = None);
  assert (swapped (Left 3) = Right 3 && swapped (Right "text") = Left "text");
  let counter = ref 21 in
  assert (!(doubled counter) = 42 && !counter = 21);
  assert (seen (Atomic.make 5) = 5);
  let late = lazy (Sys.opaque_identity 1 + 1) in
  assert (forced late = 0);
  assert (Lazy.force late = 2 && forced late = 1);
  let buffer = Buffer.create 3 in
  Buffer.add_string buffer "four";
  assert (sizes (Stack.of_seq (List.to_seq [ 1; 2; 3 ])) buffer = (3, 4));
  assert (within "folder" "file" = "folder/file");
  assert (scaled 1_500 0.5 = (3_000, 0.25))
