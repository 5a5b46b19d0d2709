//! A constant for each field of a record, by which it is read and written in place.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote_spanned;

use super::bounds::{bounded, marker, place_of};
use super::library;
use crate::ir::{Shape, Trait, TypeDef};
use crate::syntax;

/// The constants, which the type has as its own.
pub(super) fn fields(ty: &TypeDef) -> TokenStream {
    let (Shape::Record(record) | Shape::Unboxed(record)) = &ty.shape else {
        return TokenStream::new();
    };
    let (library, rust, ocaml) = (library(), &ty.rust, &ty.marker);
    let generics = bounded(ty, Trait::OCamlFields);
    let (parameters, _, clause) = generics.split_for_impl();
    let (type_name, count) = (syntax::plain(&ty.name), record.fields.len());
    let count = Literal::usize_unsuffixed(count);
    let constants = record.fields.iter().enumerate().map(|(index, field)| {
        let (here, marker) = (place_of(field), marker(field, Trait::OCamlFields));
        let (label, visibility, is_mutable) = (&field.label, &field.visibility, field.is_mutable);
        let name = match &field.member {
            syn::Member::Named(_) => label.to_uppercase(),
            syn::Member::Unnamed(index) => format!("FIELD_{}", index.index),
        };
        let constant = Ident::new(&name, here.resolved_at(Span::call_site()));
        let doc = format!("The field `{label}`, in place.");
        let index = Literal::usize_unsuffixed(index);
        let made = match &ty.shape {
            Shape::Unboxed(_) => quote_spanned!(here=> unboxed(#type_name, #label)),
            _ => quote_spanned!(here=> new(#type_name, #label, #index, #count)),
        };
        quote_spanned! {here=>
            #[doc = #doc]
            #[allow(dead_code)]
            #visibility const #constant: #library::OCamlField<#ocaml, #marker, #is_mutable> =
                // SAFETY: the struct's fields are those of OCaml's record, in their order and of these
                // types, as for the derives that convert it; which are mutable, its author says with
                // the key. What a value shows of this is looked at again when it is used.
                unsafe { #library::OCamlField::#made };
        }
    });
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #parameters #rust #clause {
            #(#constants)*
        }
    }
}
