//! The macros, applied to an item as the compiler would apply them.

use ocaml_interop_bridge::emit::{Context, Schema};
use ocaml_interop_bridge::expand;
use ocaml_interop_bridge::ir::Trait;
use ocaml_interop_bridge::read::ImplMacro;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, Item, Meta, Token, punctuated::Punctuated};

/// A crate of which nothing else is known.
pub fn context(schema: Schema) -> Context {
    Context { schema, of_crate: String::new(), before: |_| 0 }
}

/// The expansions of the macros that `item` uses; nothing where it uses none.
pub fn expand_item(item: Item) -> TokenStream {
    match item {
        Item::Macro(item) => {
            let name = item.mac.path.segments.last().unwrap().ident.to_string();
            match ImplMacro::named(&name) {
                Some(which) => {
                    expand::impl_macro(which, item.mac.tokens, &context(Schema::Missing))
                }
                None if name == "ocaml" => {
                    expand::declare(item.mac.tokens, &context(Schema::Written { has: |_| true }))
                }
                None => TokenStream::new(),
            }
        }
        mut item => {
            let Some(attributes) = attributes(&mut item) else {
                return TokenStream::new();
            };
            let is = |attribute: &Attribute, name: &str| {
                attribute.path().segments.last().is_some_and(|last| last.ident == name)
            };
            if let Some(index) = attributes.iter().position(|a| is(a, "export")) {
                let export = attributes.remove(index);
                let keys = match export.meta {
                    Meta::List(list) => list.tokens,
                    _ => TokenStream::new(),
                };
                return expand::export(
                    keys,
                    item.into_token_stream(),
                    &context(Schema::Written { has: |_| true }),
                );
            }
            let derives: Vec<_> = attributes.iter().filter(|a| is(a, "derive")).collect();
            let names: Vec<_> = derives.into_iter().flat_map(derived).collect();
            let derive = |name: &String| {
                let tokens = item.to_token_stream();
                if name == "OCamlException" {
                    let schema = Schema::Written { has: |_| true };
                    return Some(expand::exceptions(tokens, &context(schema)));
                }
                if name == "OCamlCustom" {
                    return Some(expand::custom(tokens, &context(Schema::Missing)));
                }
                Some(expand::derive(which(name)?, tokens, &context(Schema::Missing)))
            };
            names.iter().filter_map(derive).collect()
        }
    }
}

fn attributes(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    Some(match item {
        Item::Fn(item) => &mut item.attrs,
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Union(item) => &mut item.attrs,
        Item::Static(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        _ => return None,
    })
}

/// The names in `#[derive(…)]`; what is no list of paths the compiler refuses itself.
fn derived(attribute: &Attribute) -> Vec<String> {
    let parser = Punctuated::<syn::Path, Token![,]>::parse_terminated;
    let paths = attribute.parse_args_with(parser).unwrap_or_default();
    paths.into_iter().map(|path| path.segments.last().unwrap().ident.to_string()).collect()
}

/// The trait of this name, if it is a conversion or a description.
fn which(name: &str) -> Option<Trait> {
    match name {
        "ToOCaml" => Some(Trait::ToOCaml),
        "FromOCaml" => Some(Trait::FromOCaml),
        "OCamlDescriber" => Some(Trait::OCamlDescriber),
        "OCamlFields" => Some(Trait::OCamlFields),
        _ => None,
    }
}
