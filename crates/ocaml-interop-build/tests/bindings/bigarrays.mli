(** Bigarrays: those that the library has types for, and those whose kind is open. *)

open Bigarray

type vector = (float, float64_elt, c_layout) Array1.t
type matrix = (float, float64_elt, fortran_layout) Array2.t

type picture = {
  title : string;
  pixels : (int, int8_unsigned_elt, c_layout) Array3.t;
}

val range : int -> vector
val sum : vector -> float
val column : matrix -> int -> (float, float64_elt, fortran_layout) Array1.t
val diagonal : vector -> matrix
val brightest : picture -> int
val black : string -> int -> int -> picture
val phase : (Complex.t, complex64_elt, c_layout) Array1.t -> float
val upper : (char, int8_unsigned_elt, c_layout) Array1.t -> unit
val ints : (int, int_elt, c_layout) Genarray.t -> int list
val size : ('a, 'b, 'c) Genarray.t -> int
val first : ('a, 'b, c_layout) Array1.t -> 'a
