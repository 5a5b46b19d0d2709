//! `#[export(…)] pub fn …`: the function, and how each part of its signature crosses the border.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{FnArg, ItemFn, LitStr, Pat, PatType, ReturnType, Type};

use super::attributes::{Keys, Place};
use crate::errors::Problem;
use crate::ir::{Argument, Export, Passing, Primitive, Returned, Runtime};
use crate::report::Report;
use crate::symbols::Hash;
use crate::syntax;

/// Reads an exported function from the attribute's keys and the item below it.
pub fn export(keys: TokenStream, item: TokenStream, report: &mut Report) -> Option<Export> {
    let hash = Hash::NOTHING.tokens(keys.clone());
    let keys = Keys::of_macro(keys, Place::Export, report);
    let function = report.keep(function(item))?;
    let called = syntax::plain(&function.sig.ident);
    let hash = hash.tokens(function.sig.to_token_stream());
    let mut export = signature(function, &keys, None, report);
    export.symbol = symbol(&export.function, &keys);
    Some(Export {
        bytecode: keys.text("bytecode").cloned(),
        module: keys.text("module").cloned(),
        called,
        hash,
        ..export
    })
}

/// Reads a function's signature, and the keys that say how a part of it crosses the border. What it is
/// called, on either side, is for others to say. `owner` is the type whose function it is.
pub(super) fn signature(
    mut function: ItemFn,
    keys: &Keys,
    owner: Option<&Type>,
    report: &mut Report,
) -> Export {
    let as_seen_outside = |ty: &Type| match owner {
        Some(owner) => syntax::replace_self(ty, owner),
        None => ty.clone(),
    };
    let (mut runtime, mut arguments) = (None, Vec::new());
    let first = usize::from(function.sig.receiver().is_some());
    for (position, input) in function.sig.inputs.iter_mut().enumerate() {
        let input = match input {
            FnArg::Typed(input) => input,
            FnArg::Receiver(receiver) => {
                arguments.extend(owner.map(|owner| this(receiver, owner)));
                continue;
            }
        };
        let keys = Keys::take(&mut input.attrs, Place::Parameter, report);
        let (name, mutable) = binding(input, report);
        if syntax::is_named(handle(&input.ty), "OCamlRuntime") {
            match (position, &runtime) {
                (at, _) if at == first => {
                    let mutable = takes_mut(&input.ty, report);
                    runtime = Some(Runtime { name, mutable, position });
                }
                (_, None) => report.problem(&*input, Problem::RuntimeNotFirst),
                (_, Some(_)) => report.problem(&*input, Problem::RuntimeTwice),
            }
            continue;
        }
        let marker = keys.marker("as_", report);
        let ty = as_seen_outside(&input.ty);
        let passing = passing(&ty, marker, report);
        arguments.push(Argument { position, name, mutable, ty, passing });
    }
    let success = success(&function.sig.output).map(as_seen_outside);
    let (returned, fallible) = returned(&function.sig.output, keys, report);
    Export {
        owner: owner.cloned(),
        called: String::new(),
        symbol: LitStr::new("", function.sig.ident.span()),
        bytecode: None,
        noalloc: keys.flag("noalloc").is_some(),
        no_panic_catch: keys.flag("no_panic_catch").is_some(),
        function,
        runtime,
        arguments,
        returned,
        success,
        fallible,
        module: None,
        hash: Hash::NOTHING,
    }
}

/// `self` as an argument.
fn this(receiver: &syn::Receiver, owner: &Type) -> Argument {
    let mutability = match &*receiver.ty {
        Type::Reference(reference) => reference.mutability,
        _ => None,
    };
    Argument {
        position: 0,
        name: Some(syn::Ident::new("self", receiver.self_token.span)),
        mutable: false,
        ty: syn::parse_quote_spanned!(receiver.self_token.span=> &#mutability #owner),
        passing: Passing::Custom { of: owner.clone(), exclusive: mutability.is_some() },
    }
}

fn function(item: TokenStream) -> syn::Result<ItemFn> {
    syn::parse2(item.clone()).map_err(|error| match syn::parse2::<syn::Item>(item.clone()) {
        // What parses as another item isn't a broken function.
        Ok(_) => {
            let first = item.into_iter().take(1).collect::<TokenStream>();
            syn::Error::new_spanned(first, Problem::NotAFunction)
        }
        Err(_) => error,
    })
}

fn symbol(function: &ItemFn, keys: &Keys) -> LitStr {
    let ident = &function.sig.ident;
    let own = || LitStr::new(&syntax::plain(ident), ident.span());
    keys.text("name").cloned().unwrap_or_else(own)
}

/// The name of an argument and whether it is `mut`; the name is `None` for `_`.
fn binding(input: &PatType, report: &mut Report) -> (Option<syn::Ident>, bool) {
    match &*input.pat {
        Pat::Ident(name) if name.by_ref.is_none() && name.subpat.is_none() => {
            (Some(name.ident.clone()), name.mutability.is_some())
        }
        Pat::Wild(_) => (None, false),
        pattern => {
            report.problem(pattern, Problem::PatternArgument);
            (None, false)
        }
    }
}

/// The type behind a reference.
fn handle(ty: &Type) -> &Type {
    match syntax::peel(ty) {
        Type::Reference(reference) => syntax::peel(&reference.elem),
        ty => ty,
    }
}

fn takes_mut(ty: &Type, report: &mut Report) -> bool {
    match syntax::peel(ty) {
        Type::Reference(reference) => reference.mutability.is_some(),
        _ => {
            report.problem(ty, Problem::RuntimeByValue);
            true
        }
    }
}

fn passing(ty: &Type, marker: Option<Type>, report: &mut Report) -> Passing {
    let class = class_of_argument(ty, report);
    match (marker, class) {
        (None, class) => class,
        (Some(marker), Passing::Primitive(_) | Passing::Unit | Passing::Converted(_)) => {
            Passing::Converted(Some(marker))
        }
        (Some(marker), class) => {
            let problem = Problem::MarkerWithoutEffect { ty: syntax::show(ty) };
            report.problem(marker, problem);
            class
        }
    }
}

fn class_of_argument(ty: &Type, report: &mut Report) -> Passing {
    let inner = syntax::peel(ty);
    if syntax::is_unit(inner) {
        return Passing::Unit;
    }
    match inner {
        Type::ImplTrait(_) => report.problem(ty, Problem::ImplArgument),
        Type::Reference(reference) => {
            if reference.mutability.is_none() && syntax::is_text(&reference.elem) {
                refuse_static(ty, report);
                return Passing::Borrowed;
            }
            if syntax::may_be_custom(&reference.elem) {
                refuse_static(ty, report);
                let of = syntax::peel(&reference.elem).clone();
                return Passing::Custom { of, exclusive: reference.mutability.is_some() };
            }
            report.problem(ty, Problem::ReferenceArgument { ty: syntax::show(ty) });
        }
        _ => {}
    }
    let Some(segment) = syntax::last_segment(inner) else {
        return Passing::Converted(None);
    };
    let held = |report: &mut Report| {
        if let Some(held) = syntax::type_arguments(segment).first() {
            return Some((*held).clone());
        }
        report.problem(ty, Problem::UntypedHandle { handle: segment.ident.to_string() });
        None
    };
    let name = segment.ident.to_string();
    let class = match name.as_str() {
        "OCaml" => held(report).map(Passing::Value),
        "BoxRoot" => held(report).map(Passing::Root),
        "OCamlRef" => held(report).map(Passing::Reference),
        "Cow" if borrows_text(segment) => Some(Passing::Borrowed),
        _ => match Primitive::named(&segment.ident) {
            Some(primitive) => Some(Passing::Primitive(primitive)),
            None => Some(Passing::Converted(None)),
        },
    };
    if matches!(class, Some(Passing::Value(_) | Passing::Reference(_))) {
        refuse_static(ty, report);
    }
    class.unwrap_or(Passing::Converted(None))
}

/// `Cow<str>` and `Cow<[u8]>` are read in place; with `'static` they are converted.
fn borrows_text(segment: &syn::PathSegment) -> bool {
    let owned =
        syntax::lifetime_argument(segment).is_some_and(|lifetime| lifetime.ident == "static");
    !owned && syntax::type_arguments(segment).first().is_some_and(|ty| syntax::is_text(ty))
}

/// What borrows from OCaml cannot be promised for ever. Only the handle's own lifetime counts:
/// the type that it holds is a marker.
fn refuse_static(ty: &Type, report: &mut Report) {
    let own = match syntax::peel(ty) {
        Type::Reference(reference) => reference.lifetime.as_ref(),
        ty => syntax::last_segment(ty).and_then(syntax::lifetime_argument),
    };
    if let Some(lifetime) = own.filter(|lifetime| lifetime.ident == "static") {
        report.problem(lifetime, Problem::StaticArgument);
    }
}

fn returned(output: &ReturnType, keys: &Keys, report: &mut Report) -> (Returned, bool) {
    let marker = keys.marker("returns", report);
    let ReturnType::Type(_, ty) = output else {
        return (with_marker(Returned::Unit, marker, "()", report), false);
    };
    let (fallible, success) = (result(ty).is_some(), success(output));
    let class = success.map_or(Returned::Converted(None), |ty| class_of_result(ty, report));
    let shown = success.map_or_else(String::new, syntax::show);
    (with_marker(class, marker, &shown, report), fallible)
}

/// The `Result` that a type is.
fn result(ty: &Type) -> Option<&syn::PathSegment> {
    syntax::last_segment(ty).filter(|segment| segment.ident == "Result")
}

/// What is given back when all is well. An alias such as `fmt::Result` doesn't say what it holds:
/// the value will.
fn success(output: &ReturnType) -> Option<&Type> {
    let ReturnType::Type(_, ty) = output else {
        return None;
    };
    match result(ty).map(syntax::type_arguments) {
        None => Some(ty),
        Some(arguments) => arguments.first().copied(),
    }
}

fn with_marker(class: Returned, marker: Option<Type>, ty: &str, report: &mut Report) -> Returned {
    match (marker, class) {
        (None, class) => class,
        (Some(marker), Returned::Converted(_) | Returned::Primitive(_)) => {
            Returned::Converted(Some(Box::new(marker)))
        }
        (Some(marker), class) => {
            report.problem(marker, Problem::ReturnsWithoutEffect { ty: ty.to_owned() });
            class
        }
    }
}

fn class_of_result(ty: &Type, report: &mut Report) -> Returned {
    if syntax::is_unit(ty) {
        return Returned::Unit;
    }
    match syntax::peel(ty) {
        Type::ImplTrait(_) => report.problem(ty, Problem::ImplResult),
        Type::Never(_) => report.problem(ty, Problem::NeverResult),
        _ => {}
    }
    let Some(segment) = syntax::last_segment(ty) else {
        return Returned::Converted(None);
    };
    let name = segment.ident.to_string();
    let is_handle = matches!(name.as_str(), "OCaml" | "BoxRoot");
    if is_handle && syntax::type_arguments(segment).is_empty() {
        report.problem(ty, Problem::UntypedHandle { handle: name.clone() });
    }
    match name.as_str() {
        "OCaml" => Returned::Value,
        "BoxRoot" => Returned::Root,
        "OCamlRef" => {
            report.problem(ty, Problem::RootReferenceResult);
            Returned::Converted(None)
        }
        _ => {
            Primitive::named(&segment.ident).map_or(Returned::Converted(None), Returned::Primitive)
        }
    }
}
