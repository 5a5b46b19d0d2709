#[ocaml_interop::export(noalloc)]
pub fn permission(cr: &mut OCamlRuntime, a: BoxRoot<String>, b: OCamlRef<String>) -> String {}

#[ocaml_interop::export(noalloc)]
pub fn rooted(cr: &OCamlRuntime) -> BoxRoot<String> {}

#[ocaml_interop::export(noalloc)]
pub fn raising(cr: &OCamlRuntime) -> Result<i64, String> {}

#[ocaml_interop::export(noalloc, returns = "OCamlInt")]
pub fn converted(cr: &OCamlRuntime) -> i64 {}
