//! Boxed Rust values, `DynBox<Stack>`: the OCaml type of each is called as what is in it.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::Type;
use syn::visit_mut::{self, VisitMut};

use super::private;
use crate::names;
use crate::syntax;

/// The type with a marker in the place of each box in it, and the markers' definitions. What is in
/// a box must be named for all times: `is_fixed` says whether it is.
pub(super) fn named(mut ty: Type, is_fixed: impl Fn(&Type) -> bool) -> (Type, TokenStream) {
    let mut replacer = Replacer { is_fixed, markers: TokenStream::new(), count: 0 };
    replacer.visit_type_mut(&mut ty);
    (ty, replacer.markers)
}

struct Replacer<F> {
    is_fixed: F,
    markers: TokenStream,
    count: usize,
}

impl<F: Fn(&Type) -> bool> VisitMut for Replacer<F> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        let segment = syntax::last_segment(ty).filter(|segment| segment.ident == "DynBox");
        let inside = segment.and_then(|segment| syntax::type_arguments(segment).first().copied());
        let Some(inside) = inside.filter(|inside| (self.is_fixed)(inside)) else {
            return visit_mut::visit_type_mut(self, ty);
        };
        let (private, name) = (private(), ocaml_name(inside));
        let key = format!("DynBox<{name}>");
        let marker = Ident::new(&format!("Box{}", self.count), Span::mixed_site());
        self.count += 1;
        self.markers.extend(quote_spanned! {Span::mixed_site()=>
            enum #marker {}
            impl #private::BoxName for #marker {
                const NAME: &'static str = #name;
                const KEY: &'static str = #key;
            }
        });
        *ty = syn::parse_quote!(#private::Boxed<#marker>);
    }
}

/// What OCaml calls the type: `stack` for `Stack`, `vec_i64` for `Vec<i64>`.
fn ocaml_name(ty: &Type) -> String {
    let tokens = match syntax::last_segment(ty) {
        Some(segment) => segment.to_token_stream(),
        None => ty.to_token_stream(),
    };
    let mut words = Vec::new();
    collect(tokens, &mut words);
    words.join("_")
}

fn collect(tokens: TokenStream, words: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => collect(group.stream(), words),
            TokenTree::Ident(ident) => words.push(names::snake_case(&syntax::plain(&ident))),
            TokenTree::Literal(literal) => words.push(literal.to_string()),
            TokenTree::Punct(_) => {}
        }
    }
}
