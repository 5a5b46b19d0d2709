//! Fields in place.
use ocaml_interop::*;

#[derive(FromOCaml, OCamlFields)]
pub struct Account {
    pub owner: String,
    #[ocaml(mutable)]
    pub(crate) balance: f64,
    #[ocaml(mutable, as_ = "OCamlInt")]
    r#type: i64,
}

#[derive(OCamlFields)]
#[ocaml(unboxed)]
pub struct Metres(f64);

#[derive(OCamlFields)]
pub struct Pair<'a, A>(&'a str, Vec<A>);

fn main() {}
