//! `bool [@untagged]`, which OCaml compiles from 5.2 on.

use ocaml_interop::export;

#[export(noalloc)]
pub fn both(a: bool, b: bool) -> bool {
    a && b
}
