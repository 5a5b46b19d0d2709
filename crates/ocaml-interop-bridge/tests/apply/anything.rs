//! What holds of the macros whatever they are given: they never panic, and what they make is Rust.
//!
//! `random.rs` checks it in a second or two, the fuzz target `macros` for as long as one likes.

use ocaml_interop_bridge::emit::Schema;
use ocaml_interop_bridge::expand;
use ocaml_interop_bridge::ir::Trait;
use ocaml_interop_bridge::read::ImplMacro;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::apply::{context, expand_item};

/// Applies every macro to `text`: as a file that uses them, and as their bare input, which the
/// compiler never checked before. Other text than tokens is none of their business.
///
/// # Panics
/// When a macro does, or when what it makes is no list of items.
pub fn accepted_or_explained(text: &str) {
    let Ok(tokens) = text.parse::<TokenStream>() else {
        return;
    };
    if let Ok(file) = syn::parse2::<syn::File>(tokens.clone()) {
        for item in file.items {
            is_rust("as in a file", expand_item(item));
        }
    }
    let input = contents(&tokens);
    is_rust("ocaml!", expand::declare(input.clone(), &context(Schema::Missing)));
    for name in IMPL_MACROS {
        let which = ImplMacro::named(name).expect("one of the eight");
        is_rust(name, expand::impl_macro(which, input.clone(), &context(Schema::Missing)));
    }
    for which in [Trait::ToOCaml, Trait::FromOCaml, Trait::OCamlDescriber, Trait::OCamlFields] {
        is_rust("derive", expand::derive(which, tokens.clone(), &context(Schema::Missing)));
    }
    is_rust("derive", expand::exceptions(tokens.clone(), &context(Schema::Missing)));
    let (keys, item) = keys_and_item(&tokens);
    let expansion = expand::export(keys, item.clone(), &context(Schema::Written { has: |_| true }));
    // Beside an error stands the item itself, which is Rust only if it was.
    if syn::parse2::<syn::Item>(item).is_ok() || !mentions_error(&expansion) {
        is_rust("export", expansion);
    }
}

const IMPL_MACROS: [&str; 8] = [
    "impl_to_ocaml_record",
    "impl_to_ocaml_variant",
    "impl_to_ocaml_polymorphic_variant",
    "impl_from_ocaml_record",
    "impl_from_ocaml_variant",
    "impl_from_ocaml_polymorphic_variant",
    "impl_conv_ocaml_record",
    "impl_conv_ocaml_variant",
];

fn is_rust(which: &str, expansion: TokenStream) {
    let text = expansion.to_string();
    if let Err(error) = syn::parse2::<syn::File>(expansion) {
        panic!("{which} made what is no Rust ({error}):\n{text}");
    }
}

/// What stands in the braces of `name! { … }`; all of it where it isn't of that form.
fn contents(tokens: &TokenStream) -> TokenStream {
    let trees: Vec<_> = tokens.clone().into_iter().collect();
    match trees.as_slice() {
        [TokenTree::Ident(_), TokenTree::Punct(mark), TokenTree::Group(group), ..]
            if mark.as_char() == '!' =>
        {
            group.stream()
        }
        _ => tokens.clone(),
    }
}

/// Takes `#[export(keys)] item` apart; without such a beginning there are no keys.
fn keys_and_item(tokens: &TokenStream) -> (TokenStream, TokenStream) {
    let mut trees = tokens.clone().into_iter();
    if let (Some(TokenTree::Punct(mark)), Some(TokenTree::Group(attribute))) =
        (trees.next(), trees.next())
        && mark.as_char() == '#'
        && attribute.delimiter() == Delimiter::Bracket
        && let Some(TokenTree::Group(keys)) = attribute.stream().into_iter().last()
    {
        return (keys.stream(), trees.collect());
    }
    (TokenStream::new(), tokens.clone())
}

fn mentions_error(expansion: &TokenStream) -> bool {
    expansion.clone().into_iter().any(|tree| match tree {
        TokenTree::Ident(name) => name == "compile_error",
        TokenTree::Group(group) => mentions_error(&group.stream()),
        _ => false,
    })
}
