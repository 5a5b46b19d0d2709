//! What Rust says of a function at the border: kept in the library, and compared with what OCaml
//! says.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::{Attribute, Lifetime, LitStr, ReturnType, Type};

use super::{Context, Schema, boxed, here, kept, private, private_at, text};
use crate::ir::{Argument, Declaration, Doc, Export, Passing, Primitive, Returned};
use crate::symbols::{Kind, schema as files};
use crate::syntax;

/// The comparison of what is declared. Where there is nothing to compare it with, a warning says so, and
/// it is kept in the library, for tools to compare.
pub(super) fn declared(all: &[Declaration], context: &Context) -> TokenStream {
    let compared = all.iter().filter(|one| !is_vouched_for(one));
    match context.schema {
        Schema::Written { has } => compared.map(|one| check(one, has)).collect(),
        Schema::Missing => compared
            .map(|one| {
                let (kept, warning) = (kept_declaration(one, context), warning(one));
                quote_spanned!(Span::mixed_site()=> #kept #warning)
            })
            .collect(),
    }
}

/// The bytes of a declaration, for tools.
fn kept_declaration(declaration: &Declaration, context: &Context) -> TokenStream {
    let conditions = declaration.attributes.iter().filter(|a| syntax::is_conditional(a));
    let name = declaration.registered.value();
    let symbol = context.symbol(Kind::Declared, &name, declaration.hash);
    let (private, description) = (private(), declaration_description(declaration));
    let bytes = bytes("Declared", &quote_spanned!(Span::mixed_site()=> DECLARED));
    let kept = kept(&symbol, &bytes.ty, &bytes.value);
    quote_spanned! {Span::mixed_site()=>
        #(#conditions)*
        const _: () = {
            #[allow(unused_imports)]
            use #private::Undescribed as _;
            const DECLARED: #private::form::Declared = #description;
            #kept
        };
    }
}

/// A description as bytes.
pub(super) struct Bytes {
    pub ty: TokenStream,
    pub value: TokenStream,
}

pub(super) fn bytes(kind: &str, description: &TokenStream) -> Bytes {
    let (private, kind) = (private(), super::local(kind));
    let described =
        quote_spanned!(Span::mixed_site()=> &#private::encode::Described::#kind(#description));
    Bytes {
        ty: quote_spanned!(Span::mixed_site()=> [u8; #private::encode::length(#described)]),
        value: quote_spanned!(Span::mixed_site()=> #private::encode::encode(#described)),
    }
}

/// `unsafe fn`: the author knows.
fn is_vouched_for(declaration: &Declaration) -> bool {
    declaration.signature.unsafety.is_some()
}

/// What OCaml says, a file of the schema, as a constant.
pub(super) fn schema(file: &str) -> TokenStream {
    let private = private();
    quote_spanned! {Span::mixed_site()=>
        const SCHEMA: &#private::form::Schema = &::core::include!(::core::concat!(
            ::core::env!("OCAML_INTEROP_SCHEMA"),
            "/",
            #file
        ));
    }
}

fn warning(declaration: &Declaration) -> TokenStream {
    let attributes = passed_on(&declaration.attributes);
    let here = here(&declaration.signature.ident);
    let private = private_at(here);
    quote_spanned! {here=>
        #(#attributes)*
        const _: () = #private::NoOCaml::COMPILED;
    }
}

fn check(declaration: &Declaration, has: fn(&str) -> bool) -> TokenStream {
    let file = files::registered(&declaration.registered.value());
    let schema = schema(if has(&file) { &file } else { files::NAMES });
    let attributes = passed_on(&declaration.attributes);
    let here = here(&declaration.signature.ident);
    let private = private_at(here);
    let unit = syn::parse_quote!(());
    let result = declaration.result.as_ref().unwrap_or(&unit);
    let description = declaration_description(declaration);
    let types = declaration.arguments.iter().map(|argument| &argument.ty);
    let whole = types.chain([result]).map(|ty| {
        let (here, ty) = (self::here(ty), described_in(declaration, ty));
        let private = private_at(here);
        quote_spanned!(here=> #private::Wholly::<{ #private::check::is_described(#ty) }>::DESCRIBED;)
    });
    quote_spanned! {here=>
        #(#attributes)*
        const _: () = {
            #[allow(unused_imports)]
            use #private::Undescribed as _;
            #schema
            const DECLARED: #private::form::Declared = #description;
            #private::Declaration::<{ #private::check::declared(SCHEMA, &DECLARED) }>::CHECKED;
            #(#whole)*
        };
    }
}

/// What Rust says of a declared function.
fn declaration_description(declaration: &Declaration) -> TokenStream {
    let private = private();
    let name = &declaration.registered;
    let arguments = declaration
        .arguments
        .iter()
        .map(|one| field(&syntax::plain(&one.name), &described_in(declaration, &one.ty)));
    let result = match &declaration.result {
        Some(result) => described_in(declaration, result),
        None => language("UNIT"),
    };
    quote_spanned! {Span::mixed_site()=>
        #private::form::Declared {
            name: #name,
            arguments: &[#(#arguments),*],
            result: #result,
        }
    }
}

/// The description of a type in a declaration, whose parameters are known by their numbers.
fn described_in(declaration: &Declaration, ty: &Type) -> TokenStream {
    let parameters: Vec<_> = declaration.parameters().cloned().collect();
    described(&syntax::replace_parameters(ty, &parameters, None, super::variable))
}

/// What Rust says of an exported function, kept, and its comparison with OCaml's declarations of it.
pub(super) fn exported(export: &Export, context: &Context) -> TokenStream {
    let here = here(&export.function.sig.ident);
    let private = private_at(here);
    let conditions = super::function::conditions(export);
    let symbol = context.symbol(Kind::Export, &export.symbol.value(), export.hash);
    let bytes = bytes("Export", &quote_spanned!(Span::mixed_site()=> EXPORT));
    let kept = kept(&symbol, &bytes.ty, &bytes.value);
    let file = files::external(&export.symbol.value());
    let check = match context.schema {
        Schema::Written { has } if has(&file) => {
            let schema = schema(&file);
            quote_spanned! {here=>
                #schema
                const _: () = #private::check::exported(SCHEMA, &EXPORT);
            }
        }
        // OCaml declares it elsewhere, if at all.
        Schema::Written { .. } | Schema::Missing => TokenStream::new(),
    };
    let description = description(export);
    quote_spanned! {Span::mixed_site()=>
        #conditions
        const _: () = {
            #[allow(unused_imports)]
            use #private::Undescribed as _;
            const EXPORT: #private::form::Export = #description;
            #kept
            #check
        };
    }
}

/// What Rust says of an exported function.
fn description(export: &Export) -> TokenStream {
    let private = private();
    let name = &export.called;
    let native = &export.symbol;
    let bytecode = optional(export.bytecode_symbol().as_ref());
    let arguments = export.arguments.iter().enumerate().map(|(index, argument)| {
        let (described, passing) = match &argument.passing {
            Passing::Value(ty) | Passing::Root(ty) | Passing::Reference(ty) => {
                (described(ty), "Value")
            }
            Passing::Primitive(one) => (described_primitive(*one), primitive_passing(*one)),
            // Not `bytes`, which might change while they are read.
            Passing::Borrowed => (language("STRING"), "Value"),
            Passing::Unit => (language("UNIT"), "Value"),
            Passing::Custom { of, .. } => (described(of), "Value"),
            Passing::Converted(marker) => {
                (described(marker.as_ref().unwrap_or(&argument.ty)), "Value")
            }
        };
        let (field, passing) =
            (field(&argument_name(index, argument), &described), super::local(passing));
        quote_spanned!(Span::mixed_site()=> (#field, #private::form::Passing::#passing))
    });
    let (result, passing) = match &export.returned {
        Returned::Primitive(one) => (described_primitive(*one), primitive_passing(*one)),
        Returned::Converted(Some(marker)) => (described(marker), "Value"),
        Returned::Unit => (language("UNIT"), "Value"),
        Returned::Value | Returned::Root | Returned::Converted(None) => {
            let unknown = quote_spanned!(Span::mixed_site()=> &#private::form::Type::Unknown);
            (export.success.as_ref().map_or(unknown, described), "Value")
        }
    };
    let passing = super::local(passing);
    let raises = raises(export);
    let noalloc = export.noalloc;
    let module = export.module.as_ref().map_or_else(String::new, LitStr::value);
    let doc = text(&Doc::of(&export.function.attrs));
    quote_spanned! {Span::mixed_site()=>
        #private::form::Export {
            name: #name,
            native: #native,
            bytecode: #bytecode,
            arguments: &[#(#arguments),*],
            result: (#result, #private::form::Passing::#passing),
            raises: #raises,
            noalloc: #noalloc,
            module: #module,
            doc: #doc,
        }
    }
}

/// What the function's error is raised as: an alias of `Result` says as much as `Result` does.
fn raises(export: &Export) -> TokenStream {
    match &export.function.sig.output {
        ReturnType::Type(_, ty) if export.fallible => {
            let here = here(ty);
            let ty = match &export.owner {
                Some(owner) => forever(&syntax::replace_self(ty, owner)),
                None => forever(ty),
            };
            let private = private_at(here);
            quote_spanned! {here=>
                {
                    #[allow(unused_imports)]
                    use #private::NoOutcome as _;
                    #private::Outcome::<#ty>::RAISES
                }
            }
        }
        _ => {
            let private = private();
            quote_spanned!(Span::mixed_site()=> &#private::form::Raises::NOTHING)
        }
    }
}

/// An argument's name, or its number.
fn argument_name(index: usize, argument: &Argument) -> String {
    argument.name.as_ref().map_or_else(|| format!("#{}", index + 1), syntax::plain)
}

/// The description of a type that is written out. Lifetimes don't matter to it.
fn described(ty: &Type) -> TokenStream {
    let ty = forever(ty);
    let here = here(&ty);
    let (ty, boxes) = boxed::named(ty, |_| true);
    let private = private_at(here);
    let described = quote_spanned!(here=> #private::Described::<#ty>::TYPE);
    match boxes.is_empty() {
        true => described,
        false => quote_spanned!(here=> { #boxes #described }),
    }
}

/// The type with every lifetime `'static`, also those that the author leaves out.
fn forever(ty: &Type) -> Type {
    let always = || Lifetime::new("'static", Span::call_site());
    let mut ty = syntax::replace_lifetimes(ty, |_| Some(always()));
    syntax::fill_lifetime(&mut ty, &["OCaml"], &always());
    ty
}

/// What crosses as a word of the language.
fn language(name: &str) -> TokenStream {
    let (private, name) = (private(), super::local(name));
    quote_spanned!(Span::mixed_site()=> #private::form::language::#name)
}

fn described_primitive(primitive: Primitive) -> TokenStream {
    language(match primitive {
        Primitive::F64 => "FLOAT",
        Primitive::I64 => "INT64",
        Primitive::I32 => "INT32",
        Primitive::Isize => "INT",
        Primitive::Bool => "BOOL",
    })
}

fn primitive_passing(primitive: Primitive) -> &'static str {
    match primitive {
        Primitive::F64 | Primitive::I64 | Primitive::I32 => "Unboxed",
        Primitive::Isize | Primitive::Bool => "Untagged",
    }
}

fn field(name: &str, described: &TokenStream) -> TokenStream {
    let private = private();
    quote_spanned! {Span::mixed_site()=>
        #private::form::Field { name: #name, ty: #described, doc: "" }
    }
}

fn optional(text: Option<&LitStr>) -> TokenStream {
    match text {
        Some(text) => quote_spanned!(Span::mixed_site()=> ::core::option::Option::Some(#text)),
        None => quote_spanned!(Span::mixed_site()=> ::core::option::Option::None),
    }
}

/// What decides whether the function exists, and whether its author wants to hear of it.
fn passed_on(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    let is_passed = |a: &&Attribute| syntax::is_conditional(a) || a.path().is_ident("allow");
    attributes.iter().filter(is_passed)
}
