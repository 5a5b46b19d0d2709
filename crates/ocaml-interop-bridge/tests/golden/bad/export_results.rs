#[ocaml_interop::export]
pub fn borrowed(text: &str) -> &str { text }

#[ocaml_interop::export]
pub fn inside(cr: &mut OCamlRuntime) -> Result<Vec<&str>, String> {}

#[ocaml_interop::export]
pub fn opaque(cr: &mut OCamlRuntime) -> impl ToOCaml<String> { "" }

#[ocaml_interop::export]
pub fn never(cr: &mut OCamlRuntime) -> ! { loop {} }

#[ocaml_interop::export]
pub fn reference(cr: &mut OCamlRuntime, a: OCamlRef<String>) -> OCamlRef<String> { a }

#[ocaml_interop::export]
pub fn untyped(cr: &mut OCamlRuntime) -> OCaml {}
