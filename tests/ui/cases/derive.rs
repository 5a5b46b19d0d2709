//! Types that are none in OCaml.
use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
union Either {
    a: u32,
    b: f32,
}

#[derive(ToOCaml)]
struct Unit;

#[derive(FromOCaml)]
enum Never {}

#[derive(ToOCaml)]
#[ocaml(unboxed)]
struct Two {
    a: i64,
    b: i64,
}

#[derive(ToOCaml)]
#[ocaml(polymorphic_variant)]
#[allow(non_camel_case_types)]
enum Tags {
    c7diagq,
    azdwbie,
    A,
    #[ocaml(tag = "A")]
    B(i64),
    Named { x: i64 },
}

#[derive(ToOCaml)]
#[ocaml(as = "X", name = "Type", tag = "x")]
struct Keys {
    #[ocaml(rename = "y", name = "z")]
    a: i64,
    #[ocaml(as_ = "Vec<")]
    b: i64,
}

#[derive(OCamlDescriber)]
struct Type;

fn main() {}
