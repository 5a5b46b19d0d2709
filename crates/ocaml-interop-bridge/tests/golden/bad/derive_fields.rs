#[derive(OCamlFields)]
enum Shape {
    Circle(f64),
    Named { #[ocaml(mutable = "yes")] name: String },
}

#[derive(OCamlFields)]
struct Nothing;

#[derive(OCamlFields)]
#[ocaml(mutable)]
struct Account {
    #[ocaml(mutable, mutable)]
    balance: f64,
}
