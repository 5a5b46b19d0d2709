//! `'a list`.

use ocaml_interop_sys as sys;

use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlList};

impl<'gc, A> OCaml<'gc, OCamlList<A>> {
    /// `[]`.
    #[inline(always)]
    pub fn nil(_cr: &'gc OCamlRuntime) -> OCaml<'gc, OCamlList<A>> {
        // SAFETY: an immediate, valid for ever.
        unsafe { OCaml::unbound(sys::UNIT) }
    }

    /// Whether it is `[]`.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.is_long()
    }

    /// The first element.
    #[inline(always)]
    pub fn hd(&self) -> Option<OCaml<'gc, A>> {
        // SAFETY: a cell has two fields, the first an element.
        (!self.is_empty()).then(|| unsafe { self.field(0) })
    }

    /// All but the first element.
    #[inline(always)]
    pub fn tl(&self) -> Option<OCaml<'gc, OCamlList<A>>> {
        // SAFETY: a cell has two fields, the second a list.
        (!self.is_empty()).then(|| unsafe { self.field(1) })
    }

    /// The first element and the rest.
    #[inline(always)]
    pub fn uncons(&self) -> Option<(OCaml<'gc, A>, OCaml<'gc, OCamlList<A>>)> {
        if self.is_empty() {
            None
        } else {
            // SAFETY: a cell has two fields, an element and a list.
            Some(unsafe { (self.field(0), self.field(1)) })
        }
    }

    /// The elements in order. A list may be cyclic: then there is no end.
    #[inline(always)]
    pub fn iter(&self) -> ListIter<'gc, A> {
        ListIter { rest: *self }
    }
}

/// The elements of a list.
#[derive(Debug, Clone)]
pub struct ListIter<'gc, A> {
    rest: OCaml<'gc, OCamlList<A>>,
}

impl<'gc, A> Iterator for ListIter<'gc, A> {
    type Item = OCaml<'gc, A>;

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        let (head, tail) = self.rest.uncons()?;
        self.rest = tail;
        Some(head)
    }
}

impl<'gc, A> IntoIterator for OCaml<'gc, OCamlList<A>> {
    type Item = OCaml<'gc, A>;
    type IntoIter = ListIter<'gc, A>;

    fn into_iter(self) -> ListIter<'gc, A> {
        self.iter()
    }
}
