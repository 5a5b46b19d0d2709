open Records

let () =
  let point = { x = 1.; y = 2. } in
  assert (mirrored point = { x = 2.; y = 1. });
  let asked = { type_ = "a"; method_ = Some [ point ] } in
  assert (method_ asked = { asked with type_ = "a!" });
  assert (measured { metres = 1. } (Wrapped "k") = ({ metres = 2. }, Wrapped "k?"));
  let both = { one = ""; others = [ (point, [ "a" ]) ] } in
  assert (exchanged both = Some { both with one = "1" });
  let settings =
    {
      first_of_several_long_names = "a";
      second_of_several_long_names = { metres = 1. };
      third_of_several_long_names = (1, 2, 3);
    }
  in
  assert (settled settings = settings)
