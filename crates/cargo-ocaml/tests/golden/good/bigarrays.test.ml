open Bigarray
open Bigarrays

let () =
  let picture = black "night" 2 4 in
  assert (picture.title = "night");
  assert (Array3.(dim1 picture.pixels, dim2 picture.pixels, dim3 picture.pixels) = (2, 4, 3));
  picture.pixels.{1, 0, 0} <- 7;
  darker picture.pixels;
  assert (picture.pixels.{1, 0, 0} = 0);
  assert (trace (Array2.init float64 fortran_layout 2 2 (fun i j -> float_of_int (i * j))) = 5.);
  assert (size (Genarray.create complex32 c_layout [| 2; 3; 1; 1 |]) = 6);
  assert (first (Array1.of_array int c_layout [| min_int; 0 |]) = min_int);
  let letters = letters [ 104; 105 ] in
  assert ((letters.{0}, letters.{1}) = ('h', 'i'))
