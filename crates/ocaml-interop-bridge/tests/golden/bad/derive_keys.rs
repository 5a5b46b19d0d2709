#[derive(ToOCaml)]
#[ocaml(as = "X", as_, tag = "x", name = "t", name = "u", unboxed("x"))]
#[ocaml]
#[ocaml = "x"]
struct Keys {
    #[ocaml(polymorphic_variant, name = "x", rename = "y")]
    a: i64,
    #[ocaml(as_ = "Vec<")]
    b: i64,
    #[ocaml(as_ = "A", as_ = "B")]
    c: i64,
}

#[derive(ToOCaml)]
#[ocaml(polymorphic_variant)]
struct NotAnEnum { a: i64 }

#[derive(ToOCaml)]
enum Variant {
    #[ocaml(tag = "a", as_ = "X")]
    A,
}
