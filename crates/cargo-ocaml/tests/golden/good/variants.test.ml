open Variants

let () =
  assert (next Red = Green);
  let all =
    [ Circle 1.; Line ((0., 0.), (1., 1.)); Label { text = "a"; color = Blue }; Empty ]
  in
  let group = Group { name = "all"; shapes = all } in
  assert (drawn group = Group { name = "drawn"; shapes = [ group ] });
  assert (grown Leaf = Node (Leaf, "grown", Leaf));
  assert (List.map turned [ `Stop; `step 2; `Jump (Red, 1) ] = [ `step 1; `Jump (Blue, 2); `Stop ])
