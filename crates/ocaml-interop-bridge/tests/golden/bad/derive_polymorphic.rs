#[derive(ToOCaml)]
#[ocaml(polymorphic_variant, unboxed)]
enum Tags {
    c7diagq,
    azdwbie,
    A,
    #[ocaml(tag = "A")]
    B(i64),
    #[ocaml(tag = "not a tag")]
    C,
    Named { x: i64 },
}

#[derive(FromOCaml)]
#[ocaml(polymorphic_variant)]
enum Empty {}
