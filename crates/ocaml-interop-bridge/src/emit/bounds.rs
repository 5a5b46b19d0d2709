//! What an implementation asks of the parameters of a generic type.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{Generics, Type};

use super::{here, library, library_at, private_at};
use crate::ir::{Field, Trait, TypeDef};
use crate::syntax;

/// The parameters of a type, with the bounds under which it implements a trait.
pub(super) fn bounded(ty: &TypeDef, which: Trait) -> Generics {
    let library = library();
    let mut generics = ty.generics.clone();
    let parameters: Vec<Ident> = generics.type_params().map(|p| p.ident.clone()).collect();
    let clause = generics.make_where_clause();
    for parameter in &parameters {
        if which == Trait::OCamlDescriber {
            clause.predicates.push(syn::parse_quote!(#parameter: #library::OCamlDescriber));
            continue;
        }
        // A marker is a name that lives for ever, and so must be all that is in it.
        clause.predicates.push(syn::parse_quote!(#parameter: 'static));
        if which == Trait::OCamlFields {
            let (default, _) = traits(which, Span::mixed_site());
            clause.predicates.push(syn::parse_quote!(#parameter: #default));
        } else if by_default(ty, parameter) {
            let (default, conversion) = traits(which, Span::mixed_site());
            clause.predicates.push(syn::parse_quote! {
                #parameter: #default + #conversion<<#parameter as #default>::OCamlType>
            });
        }
    }
    if matches!(which, Trait::ToOCaml | Trait::FromOCaml) {
        for (field_ty, marker) in marked_fields(ty) {
            if parameters.iter().any(|parameter| syntax::mentions(field_ty, parameter)) {
                let (_, conversion) = traits(which, Span::mixed_site());
                clause.predicates.push(syn::parse_quote!(#field_ty: #conversion<#marker>));
            }
        }
    }
    if clause.predicates.is_empty() {
        generics.where_clause = None;
    }
    generics
}

/// Whether a field, or none, converts this parameter the default way.
fn by_default(ty: &TypeDef, parameter: &Ident) -> bool {
    let uses = |field: &&Field| field.ty.as_ref().is_some_and(|ty| syntax::mentions(ty, parameter));
    let users: Vec<_> = fields(ty).filter(uses).collect();
    users.is_empty() || users.iter().any(|field| field.marker.is_none())
}

fn marked_fields(ty: &TypeDef) -> impl Iterator<Item = (&Type, &Type)> {
    fields(ty).filter_map(|field| field.ty.as_ref().zip(field.marker.as_ref()))
}

fn fields(ty: &TypeDef) -> impl Iterator<Item = &Field> {
    ty.shape.constructors().iter().flat_map(|constructor| &constructor.fields)
}

/// The trait that names a type's OCaml type, and the one that converts.
fn traits(which: Trait, here: Span) -> (TokenStream, TokenStream) {
    let (library, private) = (library_at(here), private_at(here));
    match which {
        Trait::FromOCaml | Trait::OCamlFields => (
            quote_spanned!(here=> #private::FromOCamlDefault),
            quote_spanned!(here=> #library::FromOCaml),
        ),
        _ => (
            quote_spanned!(here=> #library::DefaultOCamlMapping),
            quote_spanned!(here=> #library::ToOCaml),
        ),
    }
}

/// The OCaml type of a field: the given one, or the default of its Rust type.
pub(super) fn marker(field: &Field, which: Trait) -> TokenStream {
    match (&field.marker, &field.ty) {
        (Some(marker), _) => quote_spanned!(marker.span()=> #marker),
        (None, Some(ty)) => {
            let here = here(ty);
            let (default, _) = traits(which, here);
            quote_spanned!(here=> <#ty as #default>::OCamlType)
        }
        (None, None) => quote_spanned!(Span::mixed_site()=> _),
    }
}

/// Where the compiler should point if the field doesn't convert.
pub(super) fn place_of(field: &Field) -> Span {
    match (&field.ty, &field.marker) {
        (Some(ty), _) => here(ty),
        (None, Some(marker)) => here(marker),
        (None, None) => here(&field.binding),
    }
}
