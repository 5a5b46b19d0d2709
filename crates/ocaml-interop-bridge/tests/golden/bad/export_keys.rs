#[ocaml_interop::export(noaloc, bytecode, noalloc = "yes", name = "a", name = "b", catch, some::path)]
pub fn f(cr: &mut OCamlRuntime, a: i64) {}

#[ocaml_interop::export(name = "not a symbol", bytecode = "größe")]
pub fn g(cr: &mut OCamlRuntime, a: i64) {}

#[ocaml_interop::export]
pub fn größe(cr: &mut OCamlRuntime) {}

#[ocaml_interop::export(bytecode = "same")]
pub fn same(a: i64) {}

#[ocaml_interop::export(returns = "OCamlInt", bytecode("x"))]
pub fn h(cr: &mut OCamlRuntime) -> OCaml<OCamlInt64> {}

#[ocaml_interop::export(returns = "OCaml Int")]
pub fn i(cr: &mut OCamlRuntime) -> i64 {}

#[ocaml_interop::export(noalloc noalloc)]
pub fn j() {}

#[ocaml_interop::export(module = "geometry.Flat")]
pub fn in_module() {}
