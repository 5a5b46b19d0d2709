//! One function for each kind of macro: read, check, emit.

use proc_macro2::TokenStream;
use quote::quote;

use crate::check::check;
use crate::emit::{Context, echo, echo_methods, emit};
use crate::ir::{Item, Trait};
use crate::read::{self, ImplMacro};
use crate::report::Report;

/// Expands `#[export(keys)] item`, compared with OCaml's declarations where the context has a schema.
pub fn export(keys: TokenStream, item: TokenStream, context: &Context) -> TokenStream {
    if read::is_block(&item) {
        return methods(keys, item, context);
    }
    let mut report = Report::new();
    let Some(export) = read::export(keys, item.clone(), &mut report) else {
        let errors = errors_of(report);
        return quote!(#errors #item);
    };
    let echoed = echo(&export);
    // What the errors say is enough.
    let echoed = quote!(#[allow(unused)] #echoed);
    finish(Item::Export(Box::new(export)), context, report, echoed)
}

/// Expands `#[export(keys)] impl Type { … }`.
fn methods(keys: TokenStream, item: TokenStream, context: &Context) -> TokenStream {
    let mut report = Report::new();
    let Some(methods) = read::methods(keys, item.clone(), &mut report) else {
        let errors = errors_of(report);
        return quote!(#errors #item);
    };
    let echoed = echo_methods(&methods);
    let echoed = quote!(#[allow(unused)] #echoed);
    finish(Item::Methods(Box::new(methods)), context, report, echoed)
}

/// Expands `#[derive(OCamlCustom)]`.
pub fn custom(item: TokenStream, context: &Context) -> TokenStream {
    let mut report = Report::new();
    match read::custom(item, &mut report) {
        Some(ty) => finish(Item::Custom(Box::new(ty)), context, report, TokenStream::new()),
        None => errors_of(report),
    }
}

/// Expands `ocaml! { declarations }`, compared with what OCaml registers where the context has a schema.
pub fn declare(declarations: TokenStream, context: &Context) -> TokenStream {
    let mut report = Report::new();
    let all = read::declarations(declarations, &mut report);
    finish(Item::Declarations(all), context, report, TokenStream::new())
}

/// Expands the derive of one trait.
pub fn derive(which: Trait, item: TokenStream, context: &Context) -> TokenStream {
    let mut report = Report::new();
    match read::derive(which, item, &mut report) {
        Some(ty) => finish(Item::Type(Box::new(ty)), context, report, TokenStream::new()),
        None => errors_of(report),
    }
}

/// Expands the derive of exceptions, compared with what OCaml registers where the context has a schema.
pub fn exceptions(item: TokenStream, context: &Context) -> TokenStream {
    let mut report = Report::new();
    match read::exceptions(item, &mut report) {
        Some(ty) => finish(Item::Exceptions(Box::new(ty)), context, report, TokenStream::new()),
        None => errors_of(report),
    }
}

/// Expands one of the eight `impl_…!` macros.
pub fn impl_macro(which: ImplMacro, input: TokenStream, context: &Context) -> TokenStream {
    let mut report = Report::new();
    match read::impl_macro(which, input, &mut report) {
        Some(ty) => finish(Item::Type(Box::new(ty)), context, report, TokenStream::new()),
        None => errors_of(report),
    }
}

/// The code of a faultless item; else every error, and what should stand beside them.
fn finish(
    item: Item,
    context: &Context,
    mut report: Report,
    beside_errors: TokenStream,
) -> TokenStream {
    check(&item, &mut report);
    match report.finish() {
        Ok(()) => emit(&item, context),
        Err(errors) => {
            let errors = errors.to_compile_error();
            quote!(#errors #beside_errors)
        }
    }
}

fn errors_of(report: Report) -> TokenStream {
    report.finish().err().map_or_else(TokenStream::new, |errors| errors.to_compile_error())
}
