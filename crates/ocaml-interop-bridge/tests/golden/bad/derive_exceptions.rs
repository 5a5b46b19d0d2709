#[derive(OCamlException)]
struct Generic<T>(T);

#[derive(OCamlException)]
#[ocaml(as_ = "X", other, name = "parser.syntax", registered = "")]
struct Keys {
    #[ocaml(name = "x")]
    a: i64,
}

#[derive(OCamlException)]
#[ocaml(name = "All")]
enum Several {
    #[ocaml(tag = "a", name = "lower")]
    A,
    B,
    #[ocaml(registered = "B")]
    C,
    #[ocaml(other)]
    Two(OCamlError, OCamlError),
    #[ocaml(other, name = "Rest")]
    Named { error: OCamlError },
}

#[derive(OCamlException)]
enum Empty {}

#[derive(OCamlException)]
union Either { a: u8, b: u8 }

#[derive(OCamlException)]
struct _Hidden;
