//! `('k, 'v) Hashtbl.t`: walked through in place.
//!
//! A record of the number of bindings, an array of buckets and two more fields; a bucket is a chain of
//! blocks of key, value and the next one (stdlib/hashtbl.ml, the same from 5.1 to 5.4). So is the
//! table of an instance of `Hashtbl.Make`.

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use crate::value::{OCaml, OCamlHashtbl, OCamlInt};

impl<'gc, K, V> OCaml<'gc, OCamlHashtbl<K, V>> {
    /// The number of bindings, hidden ones too: `Hashtbl.length`.
    #[inline]
    pub fn len(&self) -> usize {
        // SAFETY: the first field is an int.
        let size: OCaml<'_, OCamlInt> = unsafe { self.field(0) };
        size.to_i64().try_into().unwrap_or(0)
    }

    /// Whether there is none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn buckets(&self) -> RawOCaml {
        // SAFETY: the second field is an array.
        unsafe { sys::field(self.word(), 1) }
    }

    /// The bindings, in no particular order, but those of one key one after the other, and first the
    /// one that hides the others.
    ///
    /// Another domain may be changing the table, and what comes then may be less or twice the same,
    /// but it ends: there are never more than [`len`](Self::len) says at the beginning.
    pub fn iter(&self) -> HashtblIter<'gc, K, V> {
        let (table, buckets, len) = (*self, self.buckets(), self.len());
        HashtblIter { table, buckets, bucket: 0, cell: sys::UNIT, len, left: len }
    }
}

/// The bindings of a hash table.
#[derive(Debug, Clone)]
pub struct HashtblIter<'gc, K, V> {
    table: OCaml<'gc, OCamlHashtbl<K, V>>,
    buckets: RawOCaml,
    /// The next bucket.
    bucket: usize,
    /// The next cell of the one before.
    cell: RawOCaml,
    len: usize,
    left: usize,
}

impl<K, V> HashtblIter<'_, K, V> {
    /// Goes to the next cell; whether there is one.
    fn advance(&mut self) -> bool {
        // SAFETY: an array of buckets, in bounds; what it refers to stays as it is during `'gc`.
        unsafe {
            while sys::is_long(self.cell) && self.bucket < sys::wosize(self.buckets) {
                self.cell = sys::field(self.buckets, self.bucket);
                self.bucket += 1;
            }
        }
        sys::is_block(self.cell)
    }

    /// Whether it has come to the end of the same table that it began with.
    pub(crate) fn has_seen_all(&mut self) -> bool {
        !self.advance()
            && self.left == 0
            && self.table.len() == self.len
            && self.table.buckets() == self.buckets
    }
}

impl<'gc, K, V> Iterator for HashtblIter<'gc, K, V> {
    type Item = (OCaml<'gc, K>, OCaml<'gc, V>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.left == 0 || !self.advance() {
            return None;
        }
        self.left -= 1;
        let cell = self.cell;
        // SAFETY: a cell has three fields: key, value, the next cell.
        unsafe {
            self.cell = sys::field(cell, 2);
            Some((OCaml::unbound(sys::field(cell, 0)), OCaml::unbound(sys::field(cell, 1))))
        }
    }
}
