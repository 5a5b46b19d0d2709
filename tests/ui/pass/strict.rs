//! Generated code keeps to the strictest lints of the crate that it stands in.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unused, nonstandard_style, future_incompatible)]
#![deny(rust_2018_idioms, elided_lifetimes_in_paths, unreachable_pub, unused_qualifications)]
#![deny(let_underscore_drop, single_use_lifetimes, unused_lifetimes, trivial_casts)]

use ocaml_interop::{
    BoxRoot, FromOCaml, OCaml, OCamlDescriber, OCamlError, OCamlException, OCamlInt, OCamlList,
    OCamlRuntime, ToOCaml, ocaml,
};

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
struct Pair<A, B> {
    first: A,
    #[ocaml(as_ = "OCamlList<OCamlInt>")]
    second: Vec<i64>,
    third: Option<B>,
}

#[derive(ToOCaml, FromOCaml)]
#[ocaml(polymorphic_variant)]
enum Tag {
    Empty,
    One(String),
    Two(f64, bool),
}

#[derive(OCamlException)]
enum Trouble {
    Nothing,
    Text(String),
    Numbers {
        #[ocaml(as_ = "OCamlInt")]
        first: i64,
        second: f64,
    },
    #[ocaml(other)]
    Other(OCamlError),
}

#[derive(OCamlException)]
struct Alone;

ocaml! {
    #[allow(deprecated)] // No OCaml code: not checked.
    #[ocaml(catch = "Trouble")]
    fn trouble(number: OCamlInt) -> String;
    #[allow(deprecated)] // No OCaml code: not checked.
    fn apply(pair: Pair<f64, String>, tag: Tag) -> Tag;
}

/// Everything at once.
///
/// # Errors
/// Never.
#[ocaml_interop::export]
#[deprecated]
#[must_use]
#[inline]
pub fn everything(
    cr: &mut OCamlRuntime,
    a: OCaml<String>,
    mut b: &str,
    c: &[u8],
    d: BoxRoot<OCamlInt>,
    e: f64,
    f: bool,
    g: Vec<String>,
) -> Result<OCaml<String>, String> {
    if f {
        b = "changed";
    }
    let length = a.as_bytes().len() + b.len() + c.len() + g.len();
    let text = format!("{length} {e} {}", cr.get(&d).to_i64());
    Ok(text.to_ocaml(cr))
}

/// Nothing at all.
#[ocaml_interop::export(noalloc)]
pub fn nothing() {}

fn main() {
    let pair = Pair::<f64, String> { first: 1.0, second: vec![1], third: None };
    drop((pair.first, pair.second, pair.third));
    drop((Tag::Empty, Tag::One(String::new()), Tag::Two(1.0, true)));
    drop((Trouble::Nothing, Trouble::Text(String::new()), Alone));
    drop(Trouble::Numbers { first: 1, second: 1.0 });
    let _: fn(&mut OCamlRuntime, i64) -> Result<BoxRoot<String>, Trouble> = trouble;
    let _: fn(&mut OCamlRuntime, Pair<f64, String>, Tag) -> BoxRoot<Tag> = apply;
}
