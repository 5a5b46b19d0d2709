//! Memory that others can write is no safe slice.

use ocaml_interop::bigarray::Array1;
use ocaml_interop::{OCaml, OCamlBytes};

fn bytes(bytes: OCaml<OCamlBytes>) -> usize {
    bytes.as_bytes().len() + bytes.as_str().len()
}

fn bigarray(array: OCaml<Array1<u8>>) -> usize {
    array.as_slice().len()
}

fn raw(array: OCaml<Array1<u8>>) -> isize {
    array.raw()
}

fn main() {}
