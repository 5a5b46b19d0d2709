//! A difference in a recursive type.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
enum Tree {
    Leaf,
    Node(Box<Tree>, i64, Box<Tree>),
}

ocaml! {
    fn depth(tree: Tree) -> OCamlInt;
}

fn main() {}
