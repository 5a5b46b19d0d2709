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
            let traits: Vec<_> = derives.into_iter().flat_map(derived).collect();
            let context = context(Schema::Missing);
            traits
                .into_iter()
                .map(|which| match which {
                    Derived::Trait(which) => {
                        expand::derive(which, item.to_token_stream(), &context)
                    }
                    Derived::Custom => expand::custom(item.to_token_stream(), &context),
                })
                .collect()
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

/// A derive of ours.
enum Derived {
    Trait(Trait),
    Custom,
}

/// Ours among the traits of `#[derive(…)]`; what is no list of paths the compiler refuses itself.
fn derived(attribute: &Attribute) -> Vec<Derived> {
    let parser = Punctuated::<syn::Path, Token![,]>::parse_terminated;
    let paths = attribute.parse_args_with(parser).unwrap_or_default();
    let which = |path: syn::Path| match path.segments.last().unwrap().ident.to_string().as_str() {
        "ToOCaml" => Some(Derived::Trait(Trait::ToOCaml)),
        "FromOCaml" => Some(Derived::Trait(Trait::FromOCaml)),
        "OCamlDescriber" => Some(Derived::Trait(Trait::OCamlDescriber)),
        "OCamlCustom" => Some(Derived::Custom),
        _ => None,
    };
    paths.into_iter().filter_map(which).collect()
}
