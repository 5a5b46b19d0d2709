//! `#[derive(ToOCaml, FromOCaml, OCamlDescriber)]`: a Rust type and its `#[ocaml(…)]` keys.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident};
use syn::visit_mut::VisitMut;
use syn::{
    Attribute, Data, DeriveInput, Fields, Generics, Ident, Lifetime, LitStr, Member, Path, Type,
};

use super::attributes::{Keys, Place};
use crate::errors::Problem;
use crate::ir::{Constructor, Doc, Field, Opaque, Shape, Style, Trait, TypeDef};
use crate::report::Report;
use crate::symbols::Hash;
use crate::syntax;

/// Reads the type under a derive.
pub fn derive(which: Trait, item: TokenStream, report: &mut Report) -> Option<TypeDef> {
    let input = report.keep(syn::parse2::<DeriveInput>(item))?;
    let keys = Keys::of_item(&input.attrs, Place::Type, report);
    let hash = hash(&input);
    let rust = applied(&input.ident, &input.generics);
    let given = keys.marker("as_", report);
    let shape = shape(&input, &keys, report);
    Some(TypeDef {
        // A marker is a name only, so no lifetime of the value is in it.
        marker: given.clone().unwrap_or_else(|| {
            syntax::replace_lifetimes(&rust, |l| Some(Lifetime::new("'static", l.span())))
        }),
        marks_itself: given.is_none(),
        is_default: true,
        ocaml_name: keys.text("name").cloned(),
        name: input.ident,
        generics: input.generics,
        rust,
        shape,
        traits: vec![which],
        doc: Doc::of(&input.attrs),
        hash,
    })
}

/// The hash of what decides how the type's values look in OCaml, so of no attributes but ours.
pub(super) fn hash(input: &DeriveInput) -> Hash {
    struct Stripper;
    impl VisitMut for Stripper {
        fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
            attributes.retain(|attribute| attribute.path().is_ident("ocaml"));
        }
    }
    let mut input = input.clone();
    Stripper.visit_derive_input_mut(&mut input);
    Hash::NOTHING.tokens(input.to_token_stream())
}

/// The type applied to its own parameters.
fn applied(name: &Ident, generics: &Generics) -> Type {
    let (_, arguments, _) = generics.split_for_impl();
    syn::parse_quote!(#name #arguments)
}

fn shape(input: &DeriveInput, keys: &Keys, report: &mut Report) -> Shape {
    let (poly, unboxed) = (keys.flag("polymorphic_variant"), keys.flag("unboxed"));
    let name = &input.ident;
    let all = match &input.data {
        Data::Union(_) => return Shape::Opaque(Opaque::Union),
        Data::Struct(data) => {
            if let Some(poly) = poly {
                let key = "polymorphic_variant".to_owned();
                report.problem(poly, Problem::KeyNeedsEnum { key });
            }
            let record = constructor(syn::parse_quote!(Self), name, &data.fields, None, report);
            return match (record.is_constant(), unboxed) {
                (true, None) => Shape::Opaque(Opaque::NoField),
                (_, Some(_)) => Shape::Unboxed(record),
                _ => Shape::Record(record),
            };
        }
        Data::Enum(data) => data.variants.iter().map(|variant| {
            let keys = Keys::of_item(&variant.attrs, Place::Variant, report);
            let name = &variant.ident;
            let tag = keys.text("tag").cloned();
            if poly.is_some() && matches!(&variant.fields, Fields::Named(f) if !f.named.is_empty())
            {
                report.problem(name, Problem::PolyVariantRecord { variant: name.to_string() });
            }
            let path = syn::parse_quote!(Self::#name);
            Constructor {
                doc: Doc::of(&variant.attrs),
                ..constructor(path, name, &variant.fields, tag, report)
            }
        }),
    }
    .collect::<Vec<_>>();
    match (poly, unboxed) {
        (Some(_), Some(unboxed)) => {
            report.problem(unboxed, Problem::UnboxedPolyVariant);
            Shape::PolyVariant(all)
        }
        (Some(_), None) => Shape::PolyVariant(all),
        (None, Some(unboxed)) => match <[Constructor; 1]>::try_from(all) {
            Ok([one]) => Shape::Unboxed(one),
            Err(all) => {
                report.problem(unboxed, Problem::NotUnboxed { name: name.to_string() });
                Shape::Variant(all)
            }
        },
        (None, None) if all.is_empty() => Shape::Opaque(Opaque::NoVariant),
        (None, None) => Shape::Variant(all),
    }
}

fn constructor(
    path: Path,
    name: &Ident,
    fields: &Fields,
    tag: Option<LitStr>,
    report: &mut Report,
) -> Constructor {
    let style = match fields {
        Fields::Unit => Style::Unit,
        Fields::Unnamed(_) => Style::Tuple,
        Fields::Named(_) => Style::Named,
    };
    // A record's field is known by its own name, an argument by its constructor's too.
    let prefix = if path.is_ident("Self") { String::new() } else { format!("{name}.") };
    let read = |(index, field): (usize, &syn::Field)| {
        let keys = Keys::of_item(&field.attrs, Place::Field, report);
        let member = field.ident.clone().map_or(Member::from(index), Member::from);
        let shown = match &member {
            Member::Named(name) => syntax::plain(name),
            Member::Unnamed(index) => index.index.to_string(),
        };
        Field {
            label: format!("{prefix}{shown}"),
            binding: ours(index),
            marker: keys.marker("as_", report),
            ty: Some(field.ty.clone()),
            convert: None,
            doc: Doc::of(&field.attrs),
            member,
        }
    };
    let fields = fields.iter().enumerate().map(read).collect();
    let (name, doc) = (name.clone(), Doc::default());
    Constructor { path, name, tag, style, fields, open: false, build: None, doc }
}

/// A variable that no code of the user's can see.
fn ours(index: usize) -> Ident {
    format_ident!("field_{index}", span = proc_macro2::Span::mixed_site())
}
