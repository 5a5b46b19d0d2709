//! Exceptions, raised and caught.

use std::ffi::CString;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote_spanned;

use super::border::{bytes, schema};
use super::bounds::{marker, place_of};
use super::describe::Parameters;
use super::from_ocaml::construct;
use super::to_ocaml::{fields, pattern};
use super::{Context, Schema, here, kept, library, local, private, private_at, text};
use crate::ir::{Constructor, Exception, Exceptions, Trait};
use crate::symbols::{Kind, Symbol, schema as files};
use crate::syntax;

/// Both traits, and what Rust says of the exceptions: kept, and compared with what OCaml registers.
pub(super) fn exceptions(ty: &Exceptions, context: &Context) -> TokenStream {
    let private = private();
    let constructors = ty.all.iter().enumerate().map(|(number, one)| constructor(number, one));
    let (raise, catch) = (to_exception(ty), from_exception(ty));
    let described = ty.all.iter().enumerate().map(|(number, one)| {
        let symbol = context.symbol(Kind::Exception, &one.ocaml_name(), ty.hash);
        described(ty, (number, one), &symbol, context)
    });
    quote_spanned! {Span::mixed_site()=>
        const _: () = {
            #[allow(unused_imports)]
            use #private::Undescribed as _;
            #(#constructors)*
            #raise
            #catch
            #(#described)*
        };
    }
}

/// The static that finds an exception's constructor.
fn constructor(number: usize, one: &Exception) -> TokenStream {
    let (private, constant, name) = (private(), numbered("CONSTRUCTOR", number), one.ocaml_name());
    let registered = CString::new(one.registered()).unwrap_or_default();
    let registered = Literal::c_string(&registered);
    let end = quote_spanned!(Span::mixed_site()=> ());
    let types = one.constructor.fields.iter().rev().fold(end, |rest, field| {
        let (here, marker) = (place_of(field), marker(field, Trait::ToOCaml));
        quote_spanned!(here=> (#marker, #rest))
    });
    quote_spanned! {Span::mixed_site()=>
        static #constant: #private::ExceptionConstructor =
            #private::ExceptionConstructor::new::<#types>(#registered, #name);
    }
}

fn numbered(name: &str, number: usize) -> Ident {
    local(&format!("{name}_{number}"))
}

/// `ToOCamlException`.
fn to_exception(ty: &Exceptions) -> TokenStream {
    let (library, private, cr, rust) = (library(), private(), local("cr"), &ty.rust);
    let arms = ty.all.iter().enumerate().map(|(number, one)| {
        let (pattern, fields) = (pattern(&one.constructor), fields(&one.constructor));
        let constant = numbered("CONSTRUCTOR", number);
        quote_spanned!(Span::mixed_site()=> #pattern => #constant.with(#cr, #fields),)
    });
    let (error, has_others) = (local("error"), !ty.others.is_empty());
    let this = local("this");
    let body = match &ty.others[..] {
        [] => quote_spanned!(Span::mixed_site()=> match &self { #(#arms)* }),
        [Constructor { path, .. }, ..] => quote_spanned! {Span::mixed_site()=>
            let #this = match self {
                #path(#error) => return #error,
                #this => #this,
            };
            match &#this {
                #(#arms)*
                #path(_) => ::core::unreachable!(),
            }
        },
    };
    let all = (0..ty.all.len()).map(|number| numbered("EXCEPTION", number));
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #library::ToOCamlException for #rust {
            fn to_ocaml_exception(self, #cr: &mut #library::OCamlRuntime) -> #library::OCamlError {
                #body
            }
            const RAISES: &'static #private::form::Raises = &#private::form::Raises {
                exceptions: &[#(#all),*],
                others: #has_others,
            };
        }
    }
}

/// `FromOCamlException`.
fn from_exception(ty: &Exceptions) -> TokenStream {
    let (library, rust, value) = (library(), &ty.rust, local("value"));
    let type_name = syntax::plain(&ty.name);
    let each = ty.all.iter().enumerate().map(|(number, one)| caught(&type_name, number, one));
    let error = local("error");
    let other = ty.others.first().map(|other| {
        let path = &other.path;
        quote_spanned! {Span::mixed_site()=>
            fn from_other_exception(
                #error: #library::OCamlError,
            ) -> ::core::result::Result<Self, #library::OCamlError> {
                ::core::result::Result::Ok(#path(#error))
            }
        }
    });
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #library::FromOCamlException for #rust {
            fn from_ocaml_exception(
                #value: #library::OCaml<'_, #library::OCamlException>,
            ) -> ::core::result::Result<::core::option::Option<Self>, #library::FromOCamlError> {
                #(#each)*
                ::core::result::Result::Ok(::core::option::Option::None)
            }
            #other
        }
    }
}

/// The value, if it is this exception. Its arguments begin at field 1.
fn caught(type_name: &str, number: usize, one: &Exception) -> TokenStream {
    let (private, value, block) = (private(), local("value"), local("block"));
    let (constant, reader) = (numbered("CONSTRUCTOR", number), local("reader"));
    let constructor = &one.constructor;
    let (name, count) = (syntax::plain(&constructor.name), constructor.fields.len());
    let count = Literal::usize_unsuffixed(count);
    let reads = constructor.fields.iter().enumerate().map(|(index, field)| {
        let (index, label) = (Literal::usize_unsuffixed(index + 1), &field.label);
        let (here, marker) = (place_of(field), marker(field, Trait::FromOCaml));
        quote_spanned!(here=> #block.field::<#marker, _>(#index, #label, #reader)?)
    });
    let built = construct(constructor, reads.collect());
    let (block, reader) = match constructor.is_constant() {
        true => (local("_block"), None),
        false => {
            let made = quote_spanned! {Span::mixed_site()=>
                let #reader = &mut #private::Reader::new();
            };
            (block, Some(made))
        }
    };
    quote_spanned! {Span::mixed_site()=>
        if let ::core::option::Option::Some(#block) =
            #private::exception(#value, &#constant, #count, #name, #type_name)?
        {
            #reader
            return ::core::result::Result::Ok(::core::option::Option::Some(#built));
        }
    }
}

/// What Rust says of an exception: a constant, its bytes, and the comparison.
fn described(
    ty: &Exceptions,
    (number, one): (usize, &Exception),
    symbol: &Symbol,
    context: &Context,
) -> TokenStream {
    let private = private();
    let constant = numbered("EXCEPTION", number);
    let parameters = Parameters::none(&ty.rust);
    let (name, registered) = (one.ocaml_name(), one.registered());
    let (arguments, doc) = (parameters.arguments(&one.constructor), text(&one.doc));
    // Another name is one of OCaml's choice, so OCaml has it already.
    let generated = one.given_registered.is_none();
    let bytes = bytes("Exception", &quote_spanned!(Span::mixed_site()=> #constant));
    let kept = kept(symbol, &bytes.ty, &bytes.value);
    let symbol = symbol.to_string();
    let file = files::registered(&registered);
    let check = match context.schema {
        Schema::Written { has } if has(&file) => {
            let (schema, here) = (schema(&file), here(&one.constructor.name));
            let private = private_at(here);
            Some(quote_spanned! {here=>
                const _: () = {
                    #schema
                    #private::exceptions::check(SCHEMA, &#constant);
                };
            })
        }
        // OCaml registers it elsewhere, if at all.
        Schema::Written { .. } | Schema::Missing => None,
    };
    quote_spanned! {Span::mixed_site()=>
        const #constant: #private::form::Exception = #private::form::Exception {
            name: #name,
            registered: #registered,
            generated: #generated,
            arguments: #arguments,
            doc: #doc,
            symbol: #symbol,
        };
        const _: () = { #kept };
        #check
    }
}
