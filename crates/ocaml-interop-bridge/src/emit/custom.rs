//! A type whose values live inside OCaml: its trait, its OCaml type, and what makes it known there.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::LitStr;

use super::{Context, library, private, text};
use crate::ir::Custom;
use crate::symbols::Kind;
use crate::syntax;

/// `OCamlCustom`, and what other types derive by themselves: `OCamlDescriber` and the default mappings.
pub(super) fn custom(ty: &Custom, context: &Context) -> TokenStream {
    let (custom, mapped) = (implementation(ty), mapped(ty));
    let symbol = context.symbol(Kind::Type, &ty.ocaml_name(), ty.hash).to_string();
    let (described, registered) = (described(ty, &symbol), registered(ty, &symbol));
    quote_spanned!(Span::mixed_site()=> #custom #mapped #described #registered)
}

fn implementation(ty: &Custom) -> TokenStream {
    let (library, private, name) = (library(), private(), &ty.name);
    let cell = super::local(if ty.exclusive { "Exclusive" } else { "Shared" });
    // What it needs is missing where it was asked for.
    let with = [("compare", ty.compare), ("hash", ty.hash_of_values), ("marshal", ty.marshal)];
    let with = with.into_iter().filter_map(|(key, place)| {
        let here = Span::mixed_site().located_at(place?);
        let with = super::local_at(&format!("with_{key}"), here);
        Some(quote_spanned!(here=> .#with()))
    });
    let identifier = identifier(ty);
    let owned = ty.size.as_ref().map(|size| {
        let here = super::here(size);
        quote_spanned! {here=>
            fn owned_bytes(&self) -> usize {
                #size(self)
            }
        }
    });
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #library::OCamlCustom for #name {
            type Cell = #library::custom::#cell<Self>;
            fn operations() -> &'static #library::custom::CustomOperations<Self> {
                static OPERATIONS: #library::custom::CustomOperations<#name> =
                    #library::custom::CustomOperations::<#name>::new(#private::c_name(#identifier))
                        #(#with)*;
                &OPERATIONS
            }
            #owned
        }
    }
}

/// The operations' name: the OCaml type's where one was given, else where the Rust type stands.
fn identifier(ty: &Custom) -> TokenStream {
    match &ty.ocaml_name {
        Some(given) => {
            let name = format!("{}\0", given.value());
            quote_spanned!(given.span()=> #name)
        }
        None => {
            let name = format!("::{}\0", syntax::plain(&ty.name));
            quote_spanned!(Span::mixed_site()=> ::core::concat!(::core::module_path!(), #name))
        }
    }
}

fn mapped(ty: &Custom) -> TokenStream {
    let (library, private, name) = (library(), private(), &ty.name);
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #library::DefaultOCamlMapping for #name {
            type OCamlType = #name;
        }
        #[automatically_derived]
        impl #private::FromOCamlDefault for #name {
            type OCamlType = #name;
        }
    }
}

fn described(ty: &Custom, symbol: &str) -> TokenStream {
    let (library, private, name) = (library(), private(), &ty.name);
    let ocaml_name = LitStr::new(&ty.ocaml_name(), Span::mixed_site());
    let (own, doc) = (syntax::plain(name), text(&ty.doc));
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #library::OCamlDescriber for #name {
            fn ocaml_type_name() -> ::std::string::String {
                ::std::borrow::ToOwned::to_owned(#ocaml_name)
            }
            const DESCRIPTION: &'static #private::form::Type = {
                static DEFINITION: #private::form::Definition = #private::form::Definition {
                    name: #ocaml_name,
                    key: ::core::concat!(
                        ::core::module_path!(), "::", #own, " ",
                        ::core::line!(), " ", ::core::column!()
                    ),
                    parameters: 0,
                    kind: #private::form::Kind::Boxed,
                    doc: #doc,
                    symbol: #symbol,
                };
                &#private::form::Type::Named(#private::form::Link::to(&DEFINITION), &[])
            };
        }
    }
}

/// What generated OCaml code calls when it is initialised; it is there as long as the type is defined
/// as it was.
fn registered(ty: &Custom, symbol: &str) -> TokenStream {
    let (library, private, name) = (library(), private(), &ty.name);
    let unit = super::local("_unit");
    quote_spanned! {Span::mixed_site()=>
        const _: () = {
            #[unsafe(export_name = #symbol)]
            extern "C" fn __ocaml_interop_register(#unit: #library::RawOCaml) -> #library::RawOCaml {
                #private::register::<#name>()
            }
        };
    }
}
