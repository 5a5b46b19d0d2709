//! `#[derive(OCamlException)]`: a Rust error type and its `#[ocaml(…)]` keys.

use proc_macro2::TokenStream;
use syn::{Attribute, Data, DeriveInput, Fields, Ident, Path};

use super::attributes::{Keys, Place};
use super::derive::{applied, constructor, hash};
use crate::errors::Problem;
use crate::ir::{Constructor, Doc, Exception, Exceptions};
use crate::report::Report;

/// Reads the type under the derive.
pub fn exceptions(item: TokenStream, report: &mut Report) -> Option<Exceptions> {
    let input = report.keep(syn::parse2::<DeriveInput>(item))?;
    let keys = Keys::of_item(&input.attrs, Place::Exception, report);
    let (mut all, mut others) = (Vec::new(), Vec::new());
    match &input.data {
        Data::Struct(data) => {
            let path = syn::parse_quote!(Self);
            all.push(exception(path, &input.ident, (&input.attrs, &keys), &data.fields, report));
        }
        Data::Enum(data) => {
            for key in ["name", "registered"].iter().filter_map(|key| keys.flag(key)) {
                report.problem(key, Problem::NameOfSeveral);
            }
            for variant in &data.variants {
                let keys = Keys::of_item(&variant.attrs, Place::ExceptionVariant, report);
                let name = &variant.ident;
                let path = syn::parse_quote!(Self::#name);
                if let Some(other) = keys.flag("other") {
                    for key in ["name", "registered"].iter().filter_map(|key| keys.flag(key)) {
                        report.problem(key, Problem::NameOfOther);
                    }
                    if !others.is_empty() {
                        report.problem(other, Problem::OtherTwice);
                    }
                    others.push(constructor(path, name, &variant.fields, None, report));
                } else {
                    let attributes = (&variant.attrs[..], &keys);
                    all.push(exception(path, name, attributes, &variant.fields, report));
                }
            }
        }
        Data::Union(_) => {}
    }
    Some(Exceptions {
        is_union: matches!(input.data, Data::Union(_)),
        hash: hash(&input),
        rust: applied(&input.ident, &input.generics),
        name: input.ident,
        generics: input.generics,
        all,
        others,
    })
}

fn exception(
    path: Path,
    name: &Ident,
    (attributes, keys): (&[Attribute], &Keys),
    fields: &Fields,
    report: &mut Report,
) -> Exception {
    let constructor: Constructor = constructor(path, name, fields, None, report);
    Exception {
        constructor,
        given_name: keys.text("name").cloned(),
        given_registered: keys.text("registered").cloned(),
        doc: Doc::of(attributes),
    }
}
