//! The exported function itself: still an ordinary Rust function, made safe against the GC.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{
    FnArg, GenericParam, Ident, ItemFn, Lifetime, Pat, PatType, ReturnType, Signature, Type,
};

use super::{here, private_at};
use crate::ir::{Argument, Export};
use crate::syntax;

/// The function with its lifetimes spelled out, its arguments tied to the runtime.
pub(super) fn rust_function(export: &Export) -> ItemFn {
    let mut function = echo(export);
    let rebound = |argument: &&Argument| argument.passing.borrows() && argument.name.is_some();
    let Some(runtime) = export.runtime.as_ref().filter(|runtime| runtime.mutable) else {
        return function;
    };
    let handle = match &runtime.name {
        Some(name) => name.clone(),
        // Without a name nothing in the body could end the borrows, but the caller's code could.
        None => {
            let name = super::local("cr");
            set_pattern(&mut function.sig.inputs[runtime.position], &name);
            name
        }
    };
    let mut statements = Vec::new();
    for argument in export.arguments.iter().filter(rebound) {
        let Some(name) = &argument.name else { continue };
        // The binding below is the one that the body assigns to.
        set_pattern(&mut function.sig.inputs[argument.position], name);
        statements.push(rebind(argument, name, &handle));
    }
    let statements = statements.into_iter().map(syn::Stmt::from_tokens);
    function.block.stmts.splice(0..0, statements);
    function
}

/// Ties an argument to the runtime: from here on, an allocation ends its use.
fn rebind(argument: &Argument, name: &Ident, handle: &Ident) -> TokenStream {
    // Where the argument's type stands is where the borrow begins.
    let here = here(&argument.ty);
    let private = private_at(here);
    let mutable = argument.mutable.then(|| quote_spanned!(name.span()=> mut));
    quote_spanned!(here=> let #mutable #name = #private::rebind(&*#handle, #name);)
}

trait FromTokens {
    fn from_tokens(tokens: TokenStream) -> Self;
}

impl FromTokens for syn::Stmt {
    fn from_tokens(tokens: TokenStream) -> Self {
        syn::parse2(tokens).expect("generated statements parse")
    }
}

fn set_pattern(input: &mut FnArg, name: &Ident) {
    if let FnArg::Typed(PatType { pat, .. }) = input {
        **pat = Pat::Ident(syn::PatIdent {
            attrs: Vec::new(),
            by_ref: None,
            mutability: None,
            ident: name.clone(),
            subpat: None,
        });
    }
}

/// The function as written, its signature legal: this is what stands beside reported errors, so
/// that the rest of the program doesn't miss it.
pub fn echo(export: &Export) -> ItemFn {
    let mut function = export.function.clone();
    spell_lifetimes(&mut function.sig, export);
    function
}

/// Writes out the lifetimes that the author may leave out: a result borrows from the runtime, or
/// is one of the arguments.
fn spell_lifetimes(signature: &mut Signature, export: &Export) {
    let result = match &mut signature.output {
        ReturnType::Type(_, ty) if leaves_open(ty) => Some(ty),
        _ => None,
    };
    let elided = Lifetime::new("'_", Span::call_site());
    let source = result.map(|result| {
        let fresh = fresh_lifetime(&signature.generics);
        let given = export.runtime.as_ref().map(|runtime| &signature.inputs[runtime.position]);
        let source = given.and_then(reference_lifetime).unwrap_or_else(|| fresh.clone());
        syntax::fill_lifetime(result, &["OCaml"], &source);
        if source == fresh {
            let parameter = GenericParam::Lifetime(syn::LifetimeParam::new(fresh));
            signature.generics.params.insert(0, parameter);
        }
        source
    });
    // The body ties them to the runtime; so tied, an argument may be the result.
    let arguments = source.as_ref().unwrap_or(&elided);
    for (position, input) in signature.inputs.iter_mut().enumerate() {
        let FnArg::Typed(PatType { ty, .. }) = input else {
            continue;
        };
        if export.runtime.as_ref().is_some_and(|runtime| runtime.position == position) {
            if let (Type::Reference(reference), Some(source)) = (&mut **ty, &source) {
                reference.lifetime = Some(source.clone());
            }
            continue;
        }
        syntax::fill_lifetime(ty, &["OCaml"], arguments);
        syntax::fill_lifetime(ty, &["OCamlRef"], &elided);
    }
}

/// Whether a result leaves open what its `OCaml<T>` borrows from.
fn leaves_open(ty: &Type) -> bool {
    let mut filled = ty.clone();
    syntax::fill_lifetime(&mut filled, &["OCaml"], &Lifetime::new("'filled", Span::call_site()));
    filled != *ty
}

/// The lifetime that the author gave to the runtime's reference.
fn reference_lifetime(input: &FnArg) -> Option<Lifetime> {
    let FnArg::Typed(PatType { ty, .. }) = input else {
        return None;
    };
    match syntax::peel(ty) {
        Type::Reference(reference) => reference.lifetime.clone().filter(|l| l.ident != "_"),
        _ => None,
    }
}

/// `'gc`, or the next name like it that isn't taken.
fn fresh_lifetime(generics: &syn::Generics) -> Lifetime {
    let taken = |name: &str| generics.lifetimes().any(|l| l.lifetime.to_string() == name);
    let mut name = "'gc".to_owned();
    while taken(&name) {
        name.push('_');
    }
    Lifetime::new(&name, Span::call_site())
}

/// The attributes that decide whether the function exists: its stubs must follow.
pub(super) fn conditions(export: &Export) -> TokenStream {
    let attributes = export.function.attrs.iter().filter(|a| syntax::is_conditional(a));
    attributes.map(ToTokens::to_token_stream).collect()
}
