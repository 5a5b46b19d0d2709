//! `Queue.t`, `Stack.t`, `Buffer.t`: conversions, and what is added and taken in place.

use std::collections::VecDeque;

use super::{changed, made};
use crate::call::Support;
use crate::convert::{FromOCaml, FromOCamlError, Reader, ToOCaml, field, from_ocaml_by_read};
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlBuffer, OCamlCell, OCamlList, OCamlQueue, OCamlStack};

static QUEUE_OF_LIST: Support = Support::new(c"ocaml_interop.queue_of_list");
static QUEUE_ADD: Support = Support::new(c"ocaml_interop.queue_add");
static QUEUE_TAKE: Support = Support::new(c"ocaml_interop.queue_take");
static STACK_OF_LIST: Support = Support::new(c"ocaml_interop.stack_of_list");
static STACK_PUSH: Support = Support::new(c"ocaml_interop.stack_push");
static STACK_POP: Support = Support::new(c"ocaml_interop.stack_pop");
static BUFFER_OF_STRING: Support = Support::new(c"ocaml_interop.buffer_of_string");
static BUFFER_ADD: Support = Support::new(c"ocaml_interop.buffer_add");
static BUFFER_CLEAR: Support = Support::new(c"ocaml_interop.buffer_clear");

// SAFETY: OCaml makes the queue.
unsafe impl<A: ToOCaml<T>, T: 'static> ToOCaml<OCamlQueue<T>> for [A] {
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlQueue<T>> {
        let queue = made(QUEUE_OF_LIST.call(cr, (field::<OCamlList<T>, _>(self), ())));
        cr.get(&queue)
    }
}

// SAFETY: as the conversion of a slice.
unsafe impl<A: ToOCaml<T>, T: 'static> ToOCaml<OCamlQueue<T>> for VecDeque<A> {
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlQueue<T>> {
        self.iter().collect::<Vec<_>>().to_ocaml(cr)
    }
}

from_ocaml_by_read!([A: FromOCaml<T>, T] VecDeque<A>, OCamlQueue<T>, |queue, reader| {
    Ok(<Vec<A> as FromOCaml<OCamlQueue<T>>>::read(queue, reader)?.into())
});

from_ocaml_by_read!([A: FromOCaml<T>, T] Vec<A>, OCamlQueue<T>, |queue, reader| {
    let mut elements = queue.iter();
    let read = |(index, element)| {
        A::read(element, reader).map_err(|error: FromOCamlError| error.at_index(index))
    };
    let read = elements.by_ref().enumerate().map(read).collect::<Result<Vec<A>, _>>()?;
    if elements.has_seen_all() { Ok(read) } else { Err(changed("queue")) }
});

impl<A: 'static> OCamlCell<OCamlQueue<A>> {
    /// Adds an element at the end: `Queue.add`.
    ///
    /// ```
    /// # use ocaml_interop::*;
    /// # let _guard = OCamlRuntime::init()?;
    /// # OCamlRuntime::with_domain_lock(|cr| {
    /// let queue: BoxRoot<OCamlQueue<String>> = ["first", "second"].to_boxroot(cr);
    /// queue.add(cr, "third");
    /// assert_eq!(queue.take(cr).unwrap().to_rust::<String>(cr), "first");
    /// assert_eq!(queue.to_rust::<Vec<String>>(cr), ["second", "third"]);
    /// # });
    /// # Ok::<(), String>(())
    /// ```
    ///
    /// # Panics
    /// When the program lacks the library's OCaml module, as all that changes a container.
    pub fn add(&self, cr: &mut OCamlRuntime, element: impl ToOCaml<A>) {
        let queue = field::<OCamlQueue<A>, _>(self);
        made(QUEUE_ADD.call::<_, ()>(cr, (queue, (field::<A, _>(&element), ()))));
    }

    /// Takes the first element away: `Queue.take_opt`.
    pub fn take(&self, cr: &mut OCamlRuntime) -> Option<BoxRoot<A>> {
        let taken: BoxRoot<Option<A>> =
            made(QUEUE_TAKE.call(cr, (field::<OCamlQueue<A>, _>(self), ())));
        cr.get(&taken).to_option().map(OCaml::root)
    }
}

// SAFETY: OCaml makes the stack, the last element on top.
unsafe impl<A: ToOCaml<T>, T: 'static> ToOCaml<OCamlStack<T>> for [A] {
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlStack<T>> {
        let stack = made(STACK_OF_LIST.call(cr, (field::<OCamlList<T>, _>(self), ())));
        cr.get(&stack)
    }
}

// One load reads all of it: other domains change which list it is, but not the list.
from_ocaml_by_read!([A: FromOCaml<T>, T] Vec<A>, OCamlStack<T>, |stack, reader| {
    let mut elements = <Vec<A> as FromOCaml<OCamlList<T>>>::read(stack.as_list(), reader)?;
    elements.reverse();
    Ok(elements)
});

impl<A: 'static> OCamlCell<OCamlStack<A>> {
    /// Puts an element on top: `Stack.push`.
    ///
    /// # Panics
    /// When the program lacks the library's OCaml module.
    pub fn push(&self, cr: &mut OCamlRuntime, element: impl ToOCaml<A>) {
        let stack = field::<OCamlStack<A>, _>(self);
        made(STACK_PUSH.call::<_, ()>(cr, (stack, (field::<A, _>(&element), ()))));
    }

    /// Takes the top away: `Stack.pop_opt`.
    ///
    /// # Panics
    /// When the program lacks the library's OCaml module.
    pub fn pop(&self, cr: &mut OCamlRuntime) -> Option<BoxRoot<A>> {
        let top: BoxRoot<Option<A>> =
            made(STACK_POP.call(cr, (field::<OCamlStack<A>, _>(self), ())));
        cr.get(&top).to_option().map(OCaml::root)
    }
}

/// Buffers of text and of bytes.
macro_rules! to_buffer {
    ($($rust:ty)*) => {$(
        // SAFETY: OCaml makes the buffer.
        unsafe impl ToOCaml<OCamlBuffer> for $rust {
            fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlBuffer> {
                let buffer = made(BUFFER_OF_STRING.call(cr, (field::<String, _>(self), ())));
                cr.get(&buffer)
            }
        }
    )*};
}

to_buffer!(str[u8]);

// SAFETY: reads a buffer.
unsafe impl FromOCaml<OCamlBuffer> for Vec<u8> {
    fn from_ocaml(v: OCaml<'_, OCamlBuffer>) -> Self {
        crate::convert::from_ocaml(v)
    }
    fn try_from_ocaml(v: OCaml<'_, OCamlBuffer>) -> Result<Self, FromOCamlError> {
        v.contents().ok_or_else(|| changed("buffer"))
    }
}

from_ocaml_by_read!([] String, OCamlBuffer, |buffer, _reader| {
    let bytes: Vec<u8> = buffer.try_to_rust()?;
    String::from_utf8(bytes).map_err(|error| {
        FromOCamlError::new(format!(
            "the OCaml buffer is not UTF-8 ({}): read it as Vec<u8>",
            error.utf8_error()
        ))
    })
});

impl OCamlCell<OCamlBuffer> {
    /// Adds text or bytes at the end: `Buffer.add_string`.
    ///
    /// ```
    /// # use ocaml_interop::*;
    /// # let _guard = OCamlRuntime::init()?;
    /// # OCamlRuntime::with_domain_lock(|cr| {
    /// let buffer: BoxRoot<OCamlBuffer> = "one".to_boxroot(cr);
    /// buffer.add(cr, ", two");
    /// buffer.add(cr, &b", three"[..]);
    /// assert_eq!(buffer.to_rust::<String>(cr), "one, two, three");
    /// # });
    /// # Ok::<(), String>(())
    /// ```
    ///
    /// # Panics
    /// When it grows past the largest string, or the program lacks the library's OCaml module.
    pub fn add(&self, cr: &mut OCamlRuntime, text: impl ToOCaml<String>) {
        let buffer = field::<OCamlBuffer, _>(self);
        made(BUFFER_ADD.call::<_, ()>(cr, (buffer, (field::<String, _>(&text), ()))));
    }

    /// Makes it empty, its memory kept: `Buffer.clear`.
    ///
    /// # Panics
    /// When the program lacks the library's OCaml module.
    pub fn clear(&self, cr: &mut OCamlRuntime) {
        made(BUFFER_CLEAR.call::<_, ()>(cr, (field::<OCamlBuffer, _>(self), ())));
    }
}
