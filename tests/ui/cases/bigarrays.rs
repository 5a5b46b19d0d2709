//! What bigarrays aren't made of, and how they aren't indexed.

use ocaml_interop::bigarray::{Array2, Owned};
use ocaml_interop::{OCaml, OCamlRuntime};

fn no_element(cr: &mut OCamlRuntime) {
    Array2::<u128>::from_shape_vec(cr, [1, 1], vec![1]);
}

fn too_few(table: OCaml<Array2<f64>>) -> Option<f64> {
    table.get(1)
}

fn too_many(cr: &mut OCamlRuntime, table: ocaml_interop::OCamlRef<Array2<f64>>) {
    table.slice(cr, [1, 2, 3]);
}

fn unrooted(cr: &mut OCamlRuntime, table: OCaml<Array2<f64>>) {
    let row = Array2::<f64>::from_shape_vec(cr, [0, 0], Vec::new()).unwrap();
    let other = row.sub(cr, 0, 0);
    (table, row, other);
}

fn owned(pixels: Owned<u8>) -> Option<u8> {
    pixels.get(0)
}

fn main() {}
