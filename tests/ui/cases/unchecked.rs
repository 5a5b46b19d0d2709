//! What can't be compared is a warning; who vouches for it, or doesn't want to hear, has none.
#![deny(deprecated)]

use ocaml_interop::*;

ocaml! {
    fn nobody_compares(n: OCamlInt) -> OCamlInt;
    unsafe fn vouched(n: OCamlInt) -> OCamlInt;
    #[allow(deprecated)]
    fn silenced(n: OCamlInt) -> OCamlInt;
}

fn main() {}
