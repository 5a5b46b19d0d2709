//! An `impl` block whose functions OCaml calls: still an ordinary `impl` block.

use syn::{ImplItem, ItemFn, ItemImpl};

use crate::ir::{Export, Methods};

/// The block as written, its signatures legal: this is what stands beside reported errors.
pub fn echo(methods: &Methods) -> ItemImpl {
    with_functions(methods, super::echo)
}

/// The block, each exported function in it replaced by what `function` makes of it.
pub(super) fn with_functions(methods: &Methods, function: impl Fn(&Export) -> ItemFn) -> ItemImpl {
    let mut block = methods.block.clone();
    for (index, export) in &methods.exports {
        if let ImplItem::Fn(method) = &mut block.items[*index] {
            let function = function(export);
            (method.attrs, method.sig, method.block) =
                (function.attrs, function.sig, *function.block);
        }
    }
    block
}
