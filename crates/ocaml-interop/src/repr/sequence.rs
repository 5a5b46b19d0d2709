//! `Queue.t`, `Stack.t`, `Buffer.t`: looked into while other domains may be changing them.

use super::list::ListIter;
use crate::value::{OCaml, OCamlBuffer, OCamlBytes, OCamlInt, OCamlList, OCamlQueue, OCamlStack};

/// An int in a field of a record.
///
/// # Safety
/// The record has such a field.
unsafe fn length<T>(record: &OCaml<'_, T>, index: usize) -> usize {
    // SAFETY: the caller's promise.
    let length: OCaml<'_, OCamlInt> = unsafe { record.field(index) };
    length.to_i64().try_into().unwrap_or(0)
}

// A record of length, first and last cell; a cell is a block of the element and the next one
// (stdlib/queue.ml, the same from 5.1 to 5.4).
impl<'gc, A> OCaml<'gc, OCamlQueue<A>> {
    /// The number of elements: `Queue.length`.
    #[inline]
    pub fn len(&self) -> usize {
        // SAFETY: see above.
        unsafe { length(self, 0) }
    }

    /// Whether there is none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The elements, the one to be taken next first: never more than [`len`](Self::len) says at the
    /// beginning, whatever other domains do to the queue.
    pub fn iter(&self) -> QueueIter<'gc, A> {
        let left = self.len();
        // SAFETY: see above.
        QueueIter { cell: unsafe { self.field(1) }, left }
    }
}

/// A cell of a queue.
#[derive(Debug)]
enum Cell {}

/// The elements of a queue.
#[derive(Debug)]
pub struct QueueIter<'gc, A> {
    cell: OCaml<'gc, (Cell, A)>,
    left: usize,
}

impl<A> QueueIter<'_, A> {
    /// Whether the queue ended where its length said.
    pub(crate) fn has_seen_all(&self) -> bool {
        self.left == 0 && self.cell.is_long()
    }
}

impl<'gc, A> Iterator for QueueIter<'gc, A> {
    type Item = OCaml<'gc, A>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.left == 0 || self.cell.is_long() {
            return None;
        }
        self.left -= 1;
        let cell = self.cell;
        // SAFETY: a cell has two fields: the element, and the next cell.
        unsafe {
            self.cell = cell.field(1);
            Some(cell.field(0))
        }
    }
}

// A record of a list, the top first, and its length (stdlib/stack.ml, the same from 5.1 to 5.4).
impl<'gc, A> OCaml<'gc, OCamlStack<A>> {
    /// The number of elements: `Stack.length`.
    #[inline]
    pub fn len(&self) -> usize {
        // SAFETY: see above.
        unsafe { length(self, 1) }
    }

    /// Whether there is none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.as_list().is_empty()
    }

    /// The elements as they are at this moment, the top first.
    pub fn iter(&self) -> ListIter<'gc, A> {
        self.as_list().iter()
    }

    /// The list that it is at this moment.
    #[inline]
    pub(crate) fn as_list(&self) -> OCaml<'gc, OCamlList<A>> {
        // SAFETY: see above.
        unsafe { self.field(0) }
    }
}

// A record of an inner one, whose first field is of type `bytes`, and how many of those are the
// contents (stdlib/buffer.ml, the same from 5.1 to 5.4).
impl OCaml<'_, OCamlBuffer> {
    /// The number of bytes: `Buffer.length`.
    #[inline]
    pub fn len(&self) -> usize {
        // SAFETY: see above.
        unsafe { length(self, 1) }
    }

    /// Whether there is none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A copy of the contents; nothing where another domain is changing the buffer.
    pub(crate) fn contents(&self) -> Option<Vec<u8>> {
        let len = self.len();
        // SAFETY: see above.
        let bytes: OCaml<'_, OCamlBytes> = unsafe {
            let inner: OCaml<'_, OCamlBuffer> = self.field(0);
            inner.field(0)
        };
        (len <= bytes.len()).then(|| {
            let mut contents = vec![0; len];
            bytes.read_at(0, &mut contents);
            contents
        })
    }
}
