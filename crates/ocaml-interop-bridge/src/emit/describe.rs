//! The name of the OCaml type, with its parameters before it.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::LitStr;

use super::bounds::bounded;
use super::library;
use crate::ir::{Trait, TypeDef};

/// `OCamlDescriber`.
pub(super) fn describe(ty: &TypeDef) -> TokenStream {
    let (library, rust) = (library(), &ty.rust);
    let generics = bounded(ty, Trait::OCamlDescriber);
    let (parameters, _, clause) = generics.split_for_impl();
    let arguments = ty.generics.type_params().map(|parameter| {
        let parameter = &parameter.ident;
        quote_spanned! {Span::mixed_site()=>
            <#parameter as #library::OCamlDescriber>::ocaml_type_name()
        }
    });
    let name = ty.ocaml_name();
    let format = match ty.generics.type_params().count() {
        0 => name,
        1 => format!("{{}} {name}"),
        several => format!("({}) {name}", vec!["{}"; several].join(", ")),
    };
    let format = LitStr::new(&format, Span::mixed_site());
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #parameters #library::OCamlDescriber for #rust #clause {
            fn ocaml_type_name() -> ::std::string::String {
                ::std::format!(#format, #(#arguments),*)
            }
        }
    }
}
