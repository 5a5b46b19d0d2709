//! OCaml's functions as Rust calls them.

use std::ffi::CString;

use proc_macro2::{Literal, Span, TokenStream};
use quote::quote_spanned;

use super::{here, library, library_at, local, local_at, private, private_at};
use crate::ir::{Declaration, Declared};

/// A function that calls the OCaml function registered under the declared name.
pub(super) fn declared(declaration: &Declaration) -> TokenStream {
    let (library, private, cr) = (library(), private(), local("cr"));
    let Declaration { attributes, visibility, signature, arguments, .. } = declaration;
    let (unsafety, name) = (&signature.unsafety, &signature.ident);
    // A marker is a name that lives for ever.
    let generics: Vec<_> = declaration.parameters().collect();
    let generics = (!generics.is_empty())
        .then(|| quote_spanned!(Span::mixed_site()=> <#(#generics: 'static),*>));
    let parameters = arguments.iter().map(|Declared { attributes, name, ty }| {
        let here = here(ty);
        let library = library_at(here);
        quote_spanned!(here=> #(#attributes)* #name: impl #library::ToOCaml<#ty>)
    });
    let result = declaration.result.as_ref().map_or_else(
        || quote_spanned!(Span::mixed_site()=> #library::BoxRoot<()>),
        |ty| {
            let library = library_at(here(ty));
            quote_spanned!(here(ty)=> #library::BoxRoot<#ty>)
        },
    );
    let (call, result) = match (declaration.catch, &declaration.caught) {
        (false, _) => (local("call_named"), result),
        (true, None) => (
            local("call_named_catching"),
            quote_spanned! {Span::mixed_site()=>
                ::core::result::Result<#result, #library::OCamlError>
            },
        ),
        (true, Some(error)) => (
            local_at("call_named_as", here(error)),
            quote_spanned!(here(error)=> ::core::result::Result<#result, #error>),
        ),
    };
    let registered = CString::new(declaration.registered.value()).unwrap_or_default();
    let mut registered = Literal::c_string(&registered);
    registered.set_span(declaration.registered.span());
    let passed = passed(arguments);
    quote_spanned! {Span::mixed_site()=>
        #(#attributes)*
        #[allow(clippy::too_many_arguments)]
        #visibility #unsafety fn #name #generics (#cr: &mut #library::OCamlRuntime, #(#parameters),*) -> #result {
            static FUNCTION: #private::NamedFunction = #private::NamedFunction::new(#registered);
            #private::#call(#cr, &FUNCTION, #passed)
        }
    }
}

/// The arguments as a nested list; a function of none passes `()`.
fn passed(arguments: &[Declared]) -> TokenStream {
    if arguments.is_empty() {
        let private = private();
        return quote_spanned!(Span::mixed_site()=> (#private::field::<(), _>(&()), ()));
    }
    let end = quote_spanned!(Span::mixed_site()=> ());
    arguments.iter().rev().fold(end, |rest, Declared { name, ty, .. }| {
        let here = here(ty);
        let private = private_at(here);
        quote_spanned!(here=> (#private::field::<#ty, _>(&#name), #rest))
    })
}
