//! `#[ocaml(…)]` and the keys of `#[export(…)]`: one table says which key stands where.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::token::Paren;
use syn::{Attribute, Expr, Ident, LitStr, Meta, Path, Token, Type};

use crate::errors::Problem;
use crate::report::Report;
use crate::syntax;

/// Where keys can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Export,
    Parameter,
    Declaration,
    DeclaredArgument,
    Type,
    Variant,
    Exception,
    ExceptionVariant,
    Field,
    Custom,
    Impl,
    Method,
}

use Place::{
    Custom, Declaration, Exception, ExceptionVariant, Export, Field, Impl, Method, Parameter,
    Variant,
};

impl Place {
    fn name(self) -> &'static str {
        match self {
            Export => "an exported function",
            Parameter => "a parameter of an exported function",
            Declaration => "a function declared in `ocaml!`",
            Place::DeclaredArgument => "an argument of a declared OCaml function",
            Place::Type => "a type",
            Variant => "a variant of an enum",
            Exception => "an exception",
            ExceptionVariant => "a variant of an exception type",
            Field => "a field",
            Custom => "a type that derives `OCamlCustom`",
            Impl => "an exported `impl` block",
            Method => "a function of an exported `impl` block",
        }
    }
}

/// What a key takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    Nothing,
    Text,
    /// One or the other.
    Either,
}

use Takes::{Either, Nothing, Text};

/// The key, what it takes, and its homes.
type Row = (&'static str, Takes, &'static [Place]);

const KEYS: &[Row] = &[
    (
        "name",
        Text,
        &[Export, Declaration, Place::Type, Exception, ExceptionVariant, Custom, Method],
    ),
    ("bytecode", Text, &[Export]),
    ("returns", Text, &[Export, Method]),
    ("module", Text, &[Export, Impl]),
    ("noalloc", Nothing, &[Export, Method]),
    ("no_panic_catch", Nothing, &[Export, Method]),
    ("skip", Nothing, &[Method]),
    ("compare", Nothing, &[Custom]),
    ("hash", Nothing, &[Custom]),
    ("marshal", Nothing, &[Custom]),
    ("exclusive", Nothing, &[Custom]),
    ("size", Text, &[Custom]),
    ("catch", Either, &[Declaration]),
    ("as_", Text, &[Place::Type, Field, Parameter]),
    ("polymorphic_variant", Nothing, &[Place::Type]),
    ("unboxed", Nothing, &[Place::Type]),
    ("mutable", Nothing, &[Field]),
    ("tag", Text, &[Variant]),
    ("registered", Text, &[Exception, ExceptionVariant]),
    ("other", Nothing, &[ExceptionVariant]),
];

/// The keys found in one place.
#[derive(Debug)]
pub(super) struct Keys {
    place: Place,
    found: Vec<(&'static str, Path, Option<LitStr>)>,
}

impl Keys {
    /// Reads the keys of an attribute macro's own argument.
    pub(super) fn of_macro(tokens: TokenStream, place: Place, report: &mut Report) -> Self {
        let mut keys = Self { place, found: Vec::new() };
        keys.read(tokens, report);
        keys
    }

    /// Reads every `#[ocaml(…)]` among the attributes.
    pub(super) fn of_item(attributes: &[Attribute], place: Place, report: &mut Report) -> Self {
        let mut keys = Self { place, found: Vec::new() };
        for attribute in attributes.iter().filter(|a| is_ours(a)) {
            match &attribute.meta {
                Meta::List(list) => keys.read(list.tokens.clone(), report),
                other => report.problem(other, Problem::KeysInParentheses),
            }
        }
        keys
    }

    /// Reads every `#[ocaml(…)]` among the attributes, and removes it from them.
    pub(super) fn take(attributes: &mut Vec<Attribute>, place: Place, report: &mut Report) -> Self {
        let keys = Self::of_item(attributes, place, report);
        attributes.retain(|attribute| !is_ours(attribute));
        keys
    }

    fn read(&mut self, tokens: TokenStream, report: &mut Report) {
        let parser = Punctuated::<Entry, Token![,]>::parse_terminated;
        for entry in report.keep(parser.parse2(tokens)).into_iter().flatten() {
            self.add(&entry, report);
        }
    }

    fn add(&mut self, entry: &Entry, report: &mut Report) {
        let path = &entry.path;
        let Some(&(key, takes, homes)) = KEYS.iter().find(|row| path.is_ident(row.0)) else {
            return report.problem(path, self.unknown(path));
        };
        if !homes.contains(&self.place) {
            return report.problem(path, self.misplaced(key, homes));
        }
        if self.found.iter().any(|(found, ..)| *found == key) {
            return report.problem(path, Problem::RepeatedKey { key: key.to_owned() });
        }
        let key_name = key.to_owned();
        match (takes, &entry.value) {
            (Text | Either, Value::Text(text)) => {
                self.found.push((key, path.clone(), Some(text.clone())));
            }
            (Nothing | Either, Value::None) => self.found.push((key, path.clone(), None)),
            (Text | Either, _) => report.problem(entry, Problem::KeyNeedsText { key: key_name }),
            (Nothing, _) => report.problem(entry, Problem::KeyIsFlag { key: key_name }),
        }
    }

    fn unknown(&self, path: &Path) -> Problem {
        let key = path.segments.iter().map(|s| s.ident.to_string()).collect::<Vec<_>>().join("::");
        let place = self.place.name().to_owned();
        let here = KEYS.iter().filter(|(.., homes)| homes.contains(&self.place));
        let known = here.map(|(key, ..)| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        if known.is_empty() {
            return Problem::NoKeyHere { key, place };
        }
        Problem::UnknownKey { key, place, known }
    }

    fn misplaced(&self, key: &str, homes: &[Place]) -> Problem {
        let home = homes.iter().map(|home| home.name()).collect::<Vec<_>>().join(", or on ");
        Problem::MisplacedKey { key: key.to_owned(), place: self.place.name().to_owned(), home }
    }

    /// The key as it stands in the source, if it is there.
    pub(super) fn flag(&self, key: &str) -> Option<&Path> {
        self.found.iter().find(|(found, ..)| *found == key).map(|(_, path, _)| path)
    }

    /// The string of a key, if it is there.
    pub(super) fn text(&self, key: &str) -> Option<&LitStr> {
        self.found.iter().find(|(found, ..)| *found == key).and_then(|(.., text)| text.as_ref())
    }

    /// The type in the string of a key, if it is there and a type.
    pub(super) fn marker(&self, key: &str, report: &mut Report) -> Option<Type> {
        let text = self.text(key)?;
        match text.parse::<Type>() {
            Ok(ty) => Some(ty),
            Err(error) => {
                let why = error.to_string();
                // The parser's list of all that could follow helps no one.
                let why = why.split(", expected one of").next().unwrap_or_default().to_owned();
                report.problem(text, Problem::NotAType { text: text.value(), why });
                None
            }
        }
    }
}

/// A key and its value, whatever it is: `key`, `key = "…"`, `key(…)`.
struct Entry {
    path: Path,
    value: Value,
}

enum Value {
    None,
    Text(LitStr),
    Other(TokenStream),
}

impl Parse for Entry {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        // A keyword in the place of a key, such as `as`, is an unknown key and no syntax error.
        let path = match input.peek(Token![::]) || input.peek2(Token![::]) {
            true => input.call(Path::parse_mod_style)?,
            false => input.call(Ident::parse_any)?.into(),
        };
        let value = if input.parse::<Option<Token![=]>>()?.is_some() {
            let value = input.parse::<Expr>()?;
            let text = syntax::string_literal(&value).cloned();
            text.map_or_else(|| Value::Other(value.to_token_stream()), Value::Text)
        } else if input.peek(Paren) {
            Value::Other(input.parse::<TokenTree>()?.into())
        } else {
            Value::None
        };
        Ok(Self { path, value })
    }
}

impl ToTokens for Entry {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.path.to_tokens(tokens);
        match &self.value {
            Value::None => {}
            Value::Text(text) => text.to_tokens(tokens),
            Value::Other(other) => tokens.extend(other.clone()),
        }
    }
}

fn is_ours(attribute: &Attribute) -> bool {
    attribute.path().is_ident("ocaml")
}
