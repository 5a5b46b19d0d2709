#[ocaml_interop::export]
pub fn late(a: OCaml<String>, cr: &mut OCamlRuntime) {}

#[ocaml_interop::export]
pub fn twice(cr: &mut OCamlRuntime, again: &mut OCamlRuntime) {}

#[ocaml_interop::export]
pub fn by_value(cr: OCamlRuntime) {}

#[ocaml_interop::export]
pub fn shared(cr: &OCamlRuntime) {}

#[ocaml_interop::export]
pub fn for_ever(cr: &'static mut OCamlRuntime) {}

#[ocaml_interop::export]
pub fn patterns(cr: &mut OCamlRuntime, (a, b): (i64, i64), ref c: i64, [d, ..]: [i64; 2]) {}

#[ocaml_interop::export]
pub fn types(cr: &mut OCamlRuntime, a: impl FromOCaml<String>, b: OCaml, c: BoxRoot, d: &Vec<String>, e: &mut str, f: &OCaml<String>) {}

#[ocaml_interop::export]
pub fn kept(cr: &mut OCamlRuntime, a: &'static str, b: OCaml<'static, String>, c: OCamlRef<'static, String>) {}

#[ocaml_interop::export]
pub fn marked(
    cr: &mut OCamlRuntime,
    #[ocaml(as_ = "OCamlBytes")] a: OCaml<String>,
    #[ocaml(as_ = "OCamlBytes")] b: &[u8],
    #[ocaml(tag = "x")] c: i64,
    #[ocaml] d: i64,
    #[cfg(unix)] e: i64,
) {
}
