#[ocaml_interop::export]
fn private(cr: &mut OCamlRuntime) {}

#[ocaml_interop::export]
pub(crate) fn restricted(cr: &mut OCamlRuntime) {}

#[ocaml_interop::export]
pub async unsafe extern "C" fn everything<'a: 'static, T: Clone, const N: usize>(cr: &mut OCamlRuntime, x: T, ...) {}

#[ocaml_interop::export]
pub fn method(&self, cr: &mut OCamlRuntime) {}

#[ocaml_interop::export]
#[unsafe(no_mangle)]
#[export_name = "other"]
pub fn linked(cr: &mut OCamlRuntime) {}

#[ocaml_interop::export]
pub struct NotAFunction;

#[ocaml_interop::export]
pub static NEITHER: fn() = main;
