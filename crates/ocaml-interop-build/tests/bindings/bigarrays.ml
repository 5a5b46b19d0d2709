open Bigarray

type vector = (float, float64_elt, c_layout) Array1.t
type matrix = (float, float64_elt, fortran_layout) Array2.t

type picture = {
  title : string;
  pixels : (int, int8_unsigned_elt, c_layout) Array3.t;
}

let range n = Array1.init float64 c_layout n float_of_int

let fold f a start =
  let rec go acc i = if i = Array1.dim a then acc else go (f acc a.{i}) (i + 1) in
  go start 0

let sum a = fold ( +. ) a 0.
let column m j = Array2.slice_right m j

let diagonal v =
  let n = Array1.dim v in
  Array2.init float64 fortran_layout n n (fun i j -> if i = j then v.{i - 1} else 0.)

let brightest { pixels; _ } =
  let all = reshape_1 (genarray_of_array3 pixels) (Array3.dim1 pixels * Array3.dim2 pixels * Array3.dim3 pixels) in
  fold max all 0

let black title height width =
  { title; pixels = Array3.init int8_unsigned c_layout height width 3 (fun _ _ _ -> 0) }

let phase a = Complex.arg a.{0}

let upper a =
  for i = 0 to Array1.dim a - 1 do
    a.{i} <- Char.uppercase_ascii a.{i}
  done

let ints a =
  let n = Array.fold_left ( * ) 1 (Genarray.dims a) in
  let line = reshape_1 a n in
  List.init n (fun i -> line.{i})

let size a = Genarray.size_in_bytes a
let first a = a.{0}
