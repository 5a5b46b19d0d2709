//! Types that OCaml has no counterpart for.
use ocaml_interop::*;

pub struct Opaque;

#[ocaml_interop::export]
pub fn argument(it: Opaque) {}

#[ocaml_interop::export]
pub fn result() -> Option<Opaque> {
    None
}

#[ocaml_interop::export]
pub fn error() -> Result<(), Opaque> {
    Ok(())
}

#[derive(ToOCaml)]
struct To {
    field: Opaque,
}

#[derive(FromOCaml)]
struct From {
    #[ocaml(as_ = "OCamlInt")]
    field: Vec<u8>,
}

#[derive(OCamlException)]
enum Exceptions {
    Field(Opaque),
    Marked(#[ocaml(as_ = "OCamlInt")] String),
}

ocaml! {
    #[ocaml(catch = "Opaque")]
    pub fn caught(n: OCamlInt);
}

fn main() {}
