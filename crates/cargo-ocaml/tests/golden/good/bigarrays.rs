//! Bigarrays of several kinds, dimensions and layouts, and memory of Rust's that becomes one.

use ocaml_interop::bigarray::{
    Array1, Array2, Array3, Char, Complex32, Dim, FortranLayout, Genarray, Int, Owned,
};
use ocaml_interop::{OCaml, OCamlDescriber, ToOCaml, export};

/// A picture, which isn't copied.
#[derive(ToOCaml, OCamlDescriber)]
pub struct Picture {
    pub title: String,
    pub pixels: Owned<u8, Dim<3>>,
}

#[export]
pub fn black(title: String, height: usize, width: usize) -> Picture {
    let pixels = vec![0; height * width * 3];
    Picture { title, pixels: Owned::from_shape_vec([height, width, 3], pixels).expect("as many") }
}

#[export]
pub fn trace(table: OCaml<Array2<f64, FortranLayout>>) -> f64 {
    (0..table.dims()[0]).filter_map(|at| table.get([at, at])).sum()
}

#[export]
pub fn darker(pixels: OCaml<Array3<u8>>) {
    for at in 0..pixels.dims()[0] {
        pixels.set([at, 0, 0], 0);
    }
}

#[export]
pub fn size(all: OCaml<Genarray<Complex32>>) -> usize {
    all.len()
}

#[export]
pub fn first(words: OCaml<Array1<Int>>) -> isize {
    words.get(0).map_or(-1, Int::get)
}

#[export]
pub fn letters(text: Vec<u8>) -> Owned<Char> {
    text.into_iter().map(Char).collect::<Vec<_>>().into()
}
