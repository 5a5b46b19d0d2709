//! `#[derive(OCamlCustom)]`: a Rust type whose values live inside OCaml, and its `#[ocaml(…)]` keys.

use proc_macro2::TokenStream;
use syn::spanned::Spanned;
use syn::{DeriveInput, Path};

use super::attributes::{Keys, Place};
use super::derive::hash;
use crate::errors::Problem;
use crate::ir::{Custom, Doc};
use crate::report::Report;

/// Reads the type under the derive.
pub fn custom(item: TokenStream, report: &mut Report) -> Option<Custom> {
    let input = report.keep(syn::parse2::<DeriveInput>(item))?;
    let keys = Keys::of_item(&input.attrs, Place::Custom, report);
    let at = |key: &str| keys.flag(key).map(Spanned::span);
    let (compare, hash_of_values, marshal) = (at("compare"), at("hash"), at("marshal"));
    let exclusive = keys.flag("exclusive").is_some();
    let size = keys.text("size").and_then(|text| {
        let path = text.parse::<Path>().ok();
        if path.is_none() {
            report.problem(text, Problem::NotAPath { text: text.value() });
        }
        path
    });
    Some(Custom {
        ocaml_name: keys.text("name").cloned(),
        compare,
        hash_of_values,
        marshal,
        exclusive,
        size,
        doc: Doc::of(&input.attrs),
        hash: hash(&input),
        name: input.ident,
        generics: input.generics,
    })
}
