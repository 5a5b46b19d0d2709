//! Building a value: in bulk where its size is known, part by part where not.

use ocaml_interop_sys::RawOCaml;

use super::ToOCaml;
use crate::heap::{Size, reserve};
use crate::runtime::{OCamlRuntime, stack};
use crate::value::OCaml;

/// Makes `value` in one reservation; `in_parts` makes it where that can't be:
/// it is larger, or holds a hand-written conversion.
#[inline(always)]
pub(crate) fn build<'a, T, V: ToOCaml<T> + ?Sized>(
    value: &V,
    cr: &'a mut OCamlRuntime,
    in_parts: impl FnOnce(&V, &mut OCamlRuntime) -> RawOCaml,
) -> OCaml<'a, T> {
    let mut size = Size::of_one_reservation();
    value.size_hint(&mut size);
    let raw = match size.reservable(cr) {
        Some(words) => {
            let mut space = reserve(cr, words, &mut []);
            // SAFETY: sized and reserved just now.
            let raw = unsafe { value.write(&mut space) };
            space.finish();
            raw
        }
        None => {
            assert!(
                !stack::is_low(),
                "conversion to OCaml: the value is nested deeper than this thread's stack allows"
            );
            in_parts(value, cr)
        }
    };
    // SAFETY: just made, as a value of type `T` by ToOCaml's promise.
    unsafe { OCaml::new(cr, raw) }
}

/// `in_parts` for a value that always fits one reservation.
pub(crate) fn never_in_parts<V: ?Sized>(_value: &V, _cr: &mut OCamlRuntime) -> RawOCaml {
    unreachable!("a value of a few words fits every reservation")
}
