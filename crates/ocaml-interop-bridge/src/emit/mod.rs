//! The model to Rust: small code that calls the library's hidden surface, `__private`.
//!
//! Variables of generated code have the hygiene of macro definitions (`Span::mixed_site`), so
//! that no name of the user's can meet them; what may be wrong keeps the user's own span.

mod border;
mod bounds;
mod boxed;
mod context;
mod custom;
mod declared;
mod describe;
mod exception;
mod fields;
mod from_ocaml;
mod function;
mod methods;
mod stubs;
mod to_ocaml;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::LitStr;
use syn::spanned::Spanned;

use crate::ir::{Doc, Export, Item, Trait};
use crate::symbols::Symbol;
use crate::syntax;

pub use context::{Context, Schema};
pub use function::echo;
pub use methods::echo as echo_methods;

/// Emits an item that [`check`](crate::check::check) has nothing to say about.
pub fn emit(item: &Item, context: &Context) -> TokenStream {
    match item {
        Item::Export(export) => {
            let function = function::rust_function(export);
            let called = called(export, context);
            quote!(#function #called)
        }
        Item::Methods(methods) => {
            let block = methods::with_functions(methods, function::rust_function);
            let called = methods.exports.iter().map(|(_, export)| called(export, context));
            quote!(#block #(#called)*)
        }
        Item::Custom(ty) => custom::custom(ty, context),
        Item::Declarations(all) => {
            let functions = all.iter().map(declared::declared);
            let border = border::declared(all, context);
            quote!(#(#functions)* #border)
        }
        Item::Type(ty) => {
            let one = |which: &Trait| match which {
                Trait::ToOCaml => to_ocaml::to_ocaml(ty),
                Trait::FromOCaml => from_ocaml::from_ocaml(ty),
                Trait::OCamlDescriber => describe::describe(ty, context),
                Trait::OCamlFields => fields::fields(ty),
            };
            ty.traits.iter().map(one).collect()
        }
        Item::Exceptions(ty) => exception::exceptions(ty, context),
    }
}

/// What OCaml calls, and what tells of it.
fn called(export: &Export, context: &Context) -> TokenStream {
    let (stubs, border) = (stubs::stubs(export), border::exported(export, context));
    quote!(#stubs #border)
}

/// The library, as generated code names it, at the place that an error should point to.
fn library_at(here: Span) -> TokenStream {
    quote_spanned!(here=> ::ocaml_interop)
}

/// The hidden surface of the library, at the place that an error should point to.
fn private_at(here: Span) -> TokenStream {
    quote_spanned!(here=> ::ocaml_interop::__private)
}

/// The library, as generated code names it.
fn library() -> TokenStream {
    library_at(Span::mixed_site())
}

/// The hidden surface of the library.
fn private() -> TokenStream {
    private_at(Span::mixed_site())
}

/// A variable of generated code, at the place that an error should point to.
fn local_at(name: &str, here: Span) -> Ident {
    Ident::new(name, here)
}

/// Where these tokens stand, with the hygiene of generated code.
fn here(tokens: &impl Spanned) -> Span {
    Span::mixed_site().located_at(tokens.span())
}

/// A variable of generated code.
fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// What stands for a type's or a function's parameter where it is described.
fn variable(number: usize) -> syn::Type {
    let private = private();
    syn::parse_quote!(#private::Variable<#number>)
}

/// Documentation as one text, a constant.
fn text(doc: &Doc) -> TokenStream {
    let literals = doc.0.iter().map(|line| syntax::string_literal(line).map(LitStr::value));
    if let Some(lines) = literals.collect::<Option<Vec<_>>>() {
        let text = lines.join("\n");
        return quote_spanned!(Span::mixed_site()=> #text);
    }
    let lines = doc.0.iter();
    quote_spanned!(Span::mixed_site()=> ::core::concat!(#(#lines, "\n"),*))
}

/// A constant that stays in the library under a name of its own, though nothing in it is used.
fn kept(symbol: &Symbol, ty: &TokenStream, value: &TokenStream) -> TokenStream {
    let symbol = symbol.to_string();
    quote_spanned! {Span::mixed_site()=>
        #[used]
        #[unsafe(export_name = #symbol)]
        static KEPT: #ty = #value;
    }
}
