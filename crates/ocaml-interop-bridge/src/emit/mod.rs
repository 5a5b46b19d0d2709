//! The model to Rust: small code that calls the library's hidden surface, `__private`.
//!
//! Variables of generated code have the hygiene of macro definitions (`Span::mixed_site`), so
//! that no name of the user's can meet them; what may be wrong keeps the user's own span.

mod bounds;
mod declared;
mod describe;
mod from_ocaml;
mod function;
mod stubs;
mod to_ocaml;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::ir::{Item, Trait};

pub use function::echo;

/// Emits an item that [`check`](crate::check::check) has nothing to say about.
pub fn emit(item: &Item) -> TokenStream {
    match item {
        Item::Export(export) => {
            let (function, stubs) = (function::rust_function(export), stubs::stubs(export));
            quote!(#function #stubs)
        }
        Item::Declarations(all) => all.iter().map(declared::declared).collect(),
        Item::Type(ty) => {
            let one = |which: &Trait| match which {
                Trait::ToOCaml => to_ocaml::to_ocaml(ty),
                Trait::FromOCaml => from_ocaml::from_ocaml(ty),
                Trait::OCamlDescriber => describe::describe(ty),
            };
            ty.traits.iter().map(one).collect()
        }
    }
}

/// The library, as generated code names it.
fn library() -> TokenStream {
    quote!(::ocaml_interop)
}

/// The hidden surface of the library.
fn private() -> TokenStream {
    quote!(::ocaml_interop::__private)
}

/// A variable of generated code.
fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
