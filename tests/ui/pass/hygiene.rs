//! Generated code means the same whatever the names around it mean.
#![allow(dead_code, non_camel_case_types)]

mod library {
    pub(crate) use ocaml_interop::*;
}

use library::{
    FromOCaml, OCaml, OCamlDescriber, OCamlError, OCamlException, OCamlFloat, OCamlInt, OCamlRuntime,
    ToOCaml,
};

type Text = std::string::String;

struct String;
struct Vec;
struct Option;
enum Result {}
struct Ok;
struct Err;
#[allow(unused_macros)]
macro_rules! format {
    () => {};
}
mod core {}

/// A parameter called as those of generated code, lifetimes and fields as well.
#[derive(ToOCaml, OCamlDescriber)]
struct Names<'a, '__x, V> {
    visitor: &'a Text,
    block: V,
    value: &'__x Text,
    size: f64,
    space: bool,
    field_1: i64,
    self_: i64,
}

#[derive(ToOCaml, FromOCaml)]
enum Variants {
    block,
    payload { value: Text, other: f64 },
    other(Text),
}

#[derive(OCamlException)]
pub enum Exceptions {
    Block,
    Payload { value: Text, block: f64, cr: f64, reader: f64 },
    Error(Text, f64),
    #[ocaml(other)]
    This(OCamlError),
}

#[library::export]
pub fn fails(error: f64, cr: f64) -> std::result::Result<f64, Exceptions> {
    if error > cr { Exception::Err(Exceptions::Block) } else { Exception::Ok(error) }
}

type Exception = std::result::Result<f64, Exceptions>;

#[library::export]
pub fn argv(argv: OCaml<Text>, result: f64, error: f64, a0: f64, native: f64, r#type: f64) -> f64 {
    let _ = argv;
    result + error + a0 + native + r#type
}

#[library::export]
pub fn __ocaml(a0: OCaml<Text>, enter: OCaml<OCamlFloat>) -> bool {
    a0.as_str().is_empty() && enter.to_rust::<f64>() > 0.0
}

pub struct Record {
    visitor: i64,
    block: i64,
}

pub enum Movement {
    Step { value: i64, visitor: i64 },
}

library::impl_conv_ocaml_record! { Record { visitor: OCamlInt, block: OCamlInt } }

library::impl_to_ocaml_variant! {
    Movement { Movement::Step { value: OCamlInt => { *value + *visitor }, visitor: OCamlInt } }
}

library::impl_from_ocaml_variant! {
    Movement { Any(block: OCamlInt, value: OCamlInt) => Movement::Step { value: block, visitor: value } }
}

library::ocaml! {
    #[allow(deprecated)] // No OCaml code: not checked.
    fn function(cr: OCamlInt, function: OCamlInt);
}

/// A type from a macro arrives in an invisible group.
macro_rules! exported {
    ($name:ident, $argument:ty, $result:ty) => {
        #[library::export]
        pub fn $name(_cr: &mut OCamlRuntime, argument: $argument) -> $result {
            argument
        }
    };
}

exported!(from_macro, OCaml<Text>, OCaml<Text>);
exported!(number_from_macro, f64, f64);

fn main() {}
