open Modules

let () =
  let a = { Plane.x = 1.; y = 2. } in
  let line = { Plane.Lines.from = a; to_ = Plane.mirrored a } in
  assert (Plane.Lines.turned line = { from = line.to_; to_ = a });
  let drawing = drawn line in
  assert (drawing.lines = [ line ]);
  let wall = { Gallery.drawings = [ drawing ] } in
  assert (Gallery.turned_wall wall = (wall, None))
