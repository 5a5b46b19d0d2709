//! Trees, of which small ones are written two levels at a time.
use ocaml_interop::*;

/// Eight fields: two levels are written by one function.
#[derive(ToOCaml, OCamlDescriber)]
pub enum Eight {
    Leaf,
    Two(Box<Eight>, i32, Box<Eight>),
    Three(Box<Eight>, i32, Box<Eight>, i32, Box<Eight>),
}

/// Nine: only leaves are.
#[derive(ToOCaml, OCamlDescriber)]
pub enum Nine {
    Leaf(i32),
    Two(Box<Nine>, i32, Box<Nine>),
    Three(Box<Nine>, i32, Box<Nine>, i32, Box<Nine>),
}

fn main() {}
