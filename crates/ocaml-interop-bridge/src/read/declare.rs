//! `ocaml! { fn …; }`: declarations of OCaml's functions.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::token::Brace;
use syn::{Attribute, FnArg, LitStr, Pat, PatType, ReturnType, Signature, Token, Type, Visibility};

use super::attributes::{Keys, Place};
use crate::errors::Problem;
use crate::ir::{Declaration, Declared};
use crate::report::Report;
use crate::symbols::Hash;
use crate::syntax;

/// Reads the declarations; one that cannot be read is reported and left out.
pub fn declarations(tokens: TokenStream, report: &mut Report) -> Vec<Declaration> {
    let mut entries = Vec::new();
    let parser = |input: ParseStream| {
        while !input.is_empty() {
            match input.parse::<Entry>() {
                Ok(entry) => entries.push(entry),
                Err(error) => {
                    report.syntax(error);
                    skip_past_semicolon(input)?;
                }
            }
        }
        Ok(())
    };
    parser.parse2(tokens).unwrap_or_else(|error| report.syntax(error));
    entries.into_iter().map(|entry| declaration(entry, report)).collect()
}

/// What follows a broken declaration may be sound.
fn skip_past_semicolon(input: ParseStream) -> syn::Result<()> {
    while !input.is_empty() && input.parse::<Option<Token![;]>>()?.is_none() {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}

/// A declaration as it parses, with or without the body that it shouldn't have.
struct Entry {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    signature: Signature,
    body: Option<TokenStream>,
}

impl Parse for Entry {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let first = input.cursor().token_stream().into_iter().take(1).collect::<TokenStream>();
        let is_function =
            ["fn", "unsafe", "async", "const", "extern"].contains(&first.to_string().as_str());
        if !is_function {
            return Err(syn::Error::new_spanned(first, Problem::NotADeclaration));
        }
        let signature = input.parse()?;
        let body = if input.peek(Brace) {
            let content;
            syn::braced!(content in input);
            Some(content.parse()?)
        } else {
            input.parse::<Token![;]>()?;
            None
        };
        Ok(Self { attributes, visibility, signature, body })
    }
}

fn declaration(entry: Entry, report: &mut Report) -> Declaration {
    let Entry { mut attributes, visibility, mut signature, body } = entry;
    let keys = Keys::take(&mut attributes, Place::Declaration, report);
    if body.is_some() {
        let function = signature.ident.to_string();
        report.problem(&signature.ident, Problem::DeclaredBody { function });
    }
    let own = LitStr::new(&syntax::plain(&signature.ident), signature.ident.span());
    let registered = keys.text("name").cloned().unwrap_or(own);
    let hash = Hash::NOTHING.tokens(signature.to_token_stream()).text(&registered.value());
    let result = match &signature.output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => Some((**ty).clone()),
    };
    let arguments = arguments(&mut signature.inputs, report);
    Declaration {
        attributes,
        visibility,
        signature,
        registered,
        catch: keys.flag("catch").is_some(),
        caught: keys.marker("catch", report),
        arguments,
        result,
        hash,
    }
}

fn arguments(inputs: &mut Punctuated<FnArg, Token![,]>, report: &mut Report) -> Vec<Declared> {
    let mut arguments = Vec::new();
    for input in inputs {
        let FnArg::Typed(PatType { attrs, pat, ty, .. }) = input else {
            report.problem(input, Problem::DeclaredSelf);
            continue;
        };
        Keys::take(attrs, Place::DeclaredArgument, report);
        match &**pat {
            Pat::Ident(name)
                if name.by_ref.is_none() && name.mutability.is_none() && name.subpat.is_none() =>
            {
                let (attributes, ty): (_, Type) = (attrs.clone(), (**ty).clone());
                arguments.push(Declared { attributes, name: name.ident.clone(), ty });
            }
            pattern => report.problem(pattern, Problem::DeclaredPattern),
        }
    }
    arguments
}
