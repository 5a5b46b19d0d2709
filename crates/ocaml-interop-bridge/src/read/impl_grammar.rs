//! The grammar that the eight `impl_…!` macros share.

use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::token::{Brace, Paren};
use syn::{Expr, Ident, Path, Token, Type};

use crate::errors::Problem;

/// `From => To { entry, … }`, or `Type { entry, … }`.
pub(super) struct Mapping<Entry> {
    pub(super) from: Type,
    pub(super) to: Option<Type>,
    pub(super) entries: Vec<Entry>,
}

impl<Entry: Parse> Parse for Mapping<Entry> {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let otherwise = |_| input.error(Problem::TypeThenBrace);
        let from = input.parse().map_err(otherwise)?;
        let to = match input.parse::<Option<Token![=>]>>()? {
            Some(_) => Some(input.parse().map_err(otherwise)?),
            None => None,
        };
        if !input.peek(Brace) {
            return Err(input.error(Problem::TypeThenBrace));
        }
        let content;
        syn::braced!(content in input);
        let entries = Punctuated::<Entry, Token![,]>::parse_terminated(&content)?;
        if !input.is_empty() {
            return Err(input.error(Problem::TypeThenBrace));
        }
        Ok(Self { from, to, entries: entries.into_iter().collect() })
    }
}

/// `field: OCamlType`, perhaps followed by `=> expression`.
pub(super) struct FieldEntry {
    pub(super) name: Ident,
    pub(super) ty: Type,
    pub(super) expression: Option<Expr>,
}

impl FieldEntry {
    fn parse_or(input: ParseStream, otherwise: Problem) -> syn::Result<Self> {
        if !(input.peek(Ident::peek_any) && input.peek2(Token![:]) && !input.peek2(Token![::])) {
            return Err(input.error(otherwise));
        }
        let name = input.parse()?;
        input.parse::<Token![:]>()?;
        Ok(Self { name, ty: input.parse()?, expression: expression(input)? })
    }
}

impl Parse for FieldEntry {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        Self::parse_or(input, Problem::NotAField)
    }
}

/// `Enum::Unit`, `Enum::Tag(slot: OCamlType, …)` or `Enum::Tag { slot: OCamlType, … }`, perhaps
/// followed by `=> expression`.
pub(super) struct ConstructorEntry {
    pub(super) path: Path,
    pub(super) slots: Slots,
    pub(super) expression: Option<Expr>,
}

/// The arguments of a constructor.
pub(super) enum Slots {
    None,
    Tuple(Vec<FieldEntry>),
    Named(Vec<FieldEntry>),
}

impl Parse for ConstructorEntry {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let place = input.cursor().token_stream().into_iter().take(1).collect::<TokenStream>();
        let path = Path::parse_mod_style(input).map_err(|error| match place.is_empty() {
            true => error,
            false => syn::Error::new_spanned(place, Problem::NotAConstructor),
        })?;
        let slots = if input.peek(Paren) {
            let content;
            syn::parenthesized!(content in input);
            Slots::Tuple(slots(&content)?)
        } else if input.peek(Brace) {
            let content;
            syn::braced!(content in input);
            Slots::Named(slots(&content)?)
        } else {
            Slots::None
        };
        Ok(Self { path, slots, expression: expression(input)? })
    }
}

fn slots(content: ParseStream) -> syn::Result<Vec<FieldEntry>> {
    let slot = |input: ParseStream| FieldEntry::parse_or(input, Problem::UnnamedSlot);
    let slots = content.parse_terminated(slot, Token![,])?;
    Ok(slots.into_iter().collect())
}

fn expression(input: ParseStream) -> syn::Result<Option<Expr>> {
    match input.parse::<Option<Token![=>]>>()? {
        Some(_) => input.parse().map(Some),
        None => Ok(None),
    }
}
