//! `Map` and `Set`: immutable trees, walked through in their own order.
//!
//! `Empty`, or a node: of left, key, value, right, height in a map, the same without the value in a
//! set (stdlib/map.ml, set.ml, the same from 5.1 to 5.4).

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use crate::value::{OCaml, OCamlInstance, OCamlMap, OCamlSet};

/// The nodes of a tree from left to right.
#[derive(Debug, Clone)]
struct InOrder {
    /// Nodes whose left side has been seen: as many as the tree is high.
    open: Vec<RawOCaml>,
    /// Which field is the right side.
    right: usize,
}

impl InOrder {
    fn of(tree: RawOCaml, right: usize) -> InOrder {
        let mut nodes = InOrder { open: Vec::new(), right };
        nodes.descend(tree);
        nodes
    }

    fn descend(&mut self, mut tree: RawOCaml) {
        while sys::is_block(tree) {
            self.open.push(tree);
            // SAFETY: a node's first field is its left side.
            tree = unsafe { sys::field(tree, 0) };
        }
    }
}

impl Iterator for InOrder {
    type Item = RawOCaml;

    fn next(&mut self) -> Option<RawOCaml> {
        let node = self.open.pop()?;
        // SAFETY: a node.
        self.descend(unsafe { sys::field(node, self.right) });
        Some(node)
    }
}

impl<'gc, I, V> OCaml<'gc, OCamlMap<I, V>> {
    /// Whether it has no binding.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.is_long()
    }

    /// Keys and values, in the order of the functor's argument.
    pub fn iter(&self) -> impl Iterator<Item = (OCaml<'gc, I::Key>, OCaml<'gc, V>)> + use<'gc, I, V>
    where
        I: OCamlInstance,
    {
        // SAFETY: a node's second and third fields; nothing moves during `'gc`.
        InOrder::of(self.word(), 3).map(|node| unsafe {
            (OCaml::unbound(sys::field(node, 1)), OCaml::unbound(sys::field(node, 2)))
        })
    }
}

impl<'gc, I> OCaml<'gc, OCamlSet<I>> {
    /// Whether it has no element.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.is_long()
    }

    /// The elements, in the order of the functor's argument.
    pub fn iter(&self) -> impl Iterator<Item = OCaml<'gc, I::Key>> + use<'gc, I>
    where
        I: OCamlInstance,
    {
        // SAFETY: a node's second field; nothing moves during `'gc`.
        InOrder::of(self.word(), 2).map(|node| unsafe { OCaml::unbound(sys::field(node, 1)) })
    }
}
