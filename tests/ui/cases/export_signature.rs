//! Signatures that OCaml cannot call.
use ocaml_interop::*;

#[ocaml_interop::export]
fn private(cr: &mut OCamlRuntime) {}

#[ocaml_interop::export]
pub async unsafe fn unlikely<'a: 'static, T: Clone, const N: usize>(cr: &mut OCamlRuntime) {}

#[ocaml_interop::export]
pub fn late(a: OCaml<String>, cr: &mut OCamlRuntime) {}

#[ocaml_interop::export]
pub fn shared(cr: &OCamlRuntime) {}

#[ocaml_interop::export(noalloc)]
pub fn permission(cr: &mut OCamlRuntime, a: BoxRoot<String>) -> String {
    String::new()
}

#[ocaml_interop::export]
pub fn patterns(cr: &mut OCamlRuntime, (a, b): (i64, i64), c: impl FromOCaml<String>, d: &Vec<u8>) {}

#[ocaml_interop::export]
pub fn kept(cr: &mut OCamlRuntime, a: &'static str, b: OCaml<'static, String>) {}

pub struct Methods;

impl Methods {
    #[ocaml_interop::export]
    pub fn method(&self) {}
}

#[ocaml_interop::export]
pub struct NotAFunction;

fn main() {
    // What is wrong is still there for the rest of the program.
    let _ = (shared, late, NotAFunction);
}
