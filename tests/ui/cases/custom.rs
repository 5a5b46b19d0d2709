//! Rust values inside OCaml, used wrongly.
use ocaml_interop::*;

#[derive(OCamlCustom)]
#[ocaml(compare, hash, marshal)]
pub struct Plain(f64);

#[ocaml_interop::export]
impl Plain {
    /// Isn't shared alone.
    pub fn set(&mut self, x: f64) {
        self.0 = x;
    }

    /// Moved out of OCaml.
    pub fn sum(&self, other: Plain) -> f64 {
        self.0 + other.0
    }

    /// Moved with others.
    pub fn pair(&self) -> (Plain, f64) {
        (Plain(self.0), self.0)
    }
}

#[derive(OCamlCustom)]
pub struct Alone(std::cell::Cell<u8>);

#[derive(OCamlCustom)]
#[ocaml(exclusive, size = "Self::size")]
pub struct Counted(u8);

impl Counted {
    fn size(&self) -> u64 {
        1
    }
}

#[ocaml_interop::export]
impl Counted {
    /// Might have to raise.
    #[ocaml(noalloc)]
    pub fn get(&self) -> bool {
        self.0 == 0
    }
}

pub struct Other;

#[ocaml_interop::export]
pub fn other(it: &Other) {}

#[ocaml_interop::export]
impl Other {
    pub fn get(&self) -> isize {
        0
    }
}

fn outlives_the_root(cr: &mut OCamlRuntime) -> &Plain {
    let root = Plain(1.0).into_ocaml(cr).root();
    root.as_value(cr)
}

fn outlives_the_borrow(cr: &mut OCamlRuntime) {
    let value = Plain(1.0).into_ocaml(cr);
    let seen = value.as_value();
    let _: OCaml<String> = "moves it".to_ocaml(cr);
    let _ = seen.0;
}

fn not_shared_for_good(cr: &mut OCamlRuntime) {
    let value = Counted(1).into_ocaml(cr);
    let _ = value.as_value().0;
}

fn main() {}
