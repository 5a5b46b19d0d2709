#[derive(OCamlCustom)]
#[ocaml(name = "Point", compare = "x", size = "a b", unboxed, hash, hash)]
pub struct Generic<'a, T>(&'a T);

#[derive(OCamlCustom)]
pub struct _Odd;

#[derive(OCamlCustom)]
#[ocaml(size)]
pub union Either { a: u8, b: i8 }
