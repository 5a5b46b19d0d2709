//! `#[export(…)] impl Type { … }`: every `pub fn` of the block is an exported function.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Ident, ImplItem, ImplItemFn, ItemFn, ItemImpl, LitStr, Visibility};

use super::attributes::{Keys, Place};
use super::export::signature;
use crate::errors::Problem;
use crate::ir::{Export, Methods};
use crate::names;
use crate::report::Report;
use crate::symbols::Hash;
use crate::syntax;

/// Whether the item is an `impl` block: that is the first word behind its attributes.
pub fn is_block(item: &TokenStream) -> bool {
    let words = item.clone().into_iter().filter_map(|token| match token {
        TokenTree::Ident(word) => Some(word),
        _ => None,
    });
    words.take_while(|word| word == "unsafe" || word == "impl").any(|word| word == "impl")
}

/// Reads an exported `impl` block from the attribute's keys and the block below it.
pub fn methods(keys: TokenStream, item: TokenStream, report: &mut Report) -> Option<Methods> {
    let keys = Keys::of_macro(keys, Place::Impl, report);
    let mut block = report.keep(syn::parse2::<ItemImpl>(item))?;
    if let Some((_, path, _)) = &block.trait_ {
        report.problem(path, Problem::TraitImpl);
        return Some(Methods { block, exports: Vec::new() });
    }
    let Some(name) = name(&block) else {
        let ty = syntax::show(&block.self_ty);
        report.problem(&block.self_ty, Problem::ImplOfNoName { ty });
        return Some(Methods { block, exports: Vec::new() });
    };
    let own = || LitStr::new(&syntax::plain(&name), name.span());
    let module = keys.text("module").cloned().unwrap_or_else(own);
    let prefix = names::snake_case(&module.value().replace('.', "_"));
    let owner = (*block.self_ty).clone();
    let conditions: Vec<_> =
        block.attrs.iter().filter(|a| syntax::is_conditional(a)).cloned().collect();
    let mut exports = Vec::new();
    let mut skips = false;
    for (index, item) in block.items.iter_mut().enumerate() {
        let ImplItem::Fn(method) = item else { continue };
        if !matches!(method.vis, Visibility::Public(_)) {
            continue;
        }
        let keys = Keys::take(&mut method.attrs, Place::Method, report);
        if keys.flag("skip").is_some() {
            skips = true;
            continue;
        }
        let hash = Hash::NOTHING.tokens(owner.to_token_stream());
        let hash = hash.text(&module.value()).tokens(method.sig.to_token_stream());
        let mut function = function(method);
        function.attrs.extend(conditions.iter().cloned());
        let export = signature(function, &keys, Some(&owner), report);
        let ident = &method.sig.ident;
        let called = keys.text("name").map_or_else(|| syntax::plain(ident), LitStr::value);
        let at = keys.text("name").map_or_else(|| ident.span(), LitStr::span);
        let symbol = LitStr::new(&format!("{prefix}_{called}"), at);
        let hash = hash.text(&called);
        let export = Export { called, symbol, module: Some(module.clone()), hash, ..export };
        exports.push((index, export));
    }
    if exports.is_empty() && !skips {
        report.problem(&block.self_ty, Problem::NothingExported { ty: name.to_string() });
    }
    Some(Methods { block, exports })
}

/// The type's own name.
fn name(block: &ItemImpl) -> Option<Ident> {
    let segment = syntax::last_segment(&block.self_ty)?;
    Some(segment.ident.clone())
}

fn function(method: &ImplItemFn) -> ItemFn {
    ItemFn {
        attrs: method.attrs.clone(),
        vis: method.vis.clone(),
        sig: method.sig.clone(),
        block: Box::new(method.block.clone()),
    }
}
