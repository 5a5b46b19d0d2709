//! A difference in types that contain each other.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
struct Folder {
    files: Vec<File>,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
enum File {
    Text(Option<String>),
    Folder(Folder),
}

ocaml! {
    fn texts(folder: Folder) -> OCamlList<String>;
}

fn main() {}
