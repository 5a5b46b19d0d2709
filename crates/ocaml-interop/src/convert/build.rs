//! Building a value: at once where it fits, part by part where not.

use ocaml_interop_sys::RawOCaml;

use super::ToOCaml;
use crate::heap::{Checked, Counted, Mode, Room, Space, chunk, open, too_deep, write_reserved};
use crate::runtime::{OCamlRuntime, stack};
use crate::value::OCaml;

/// Makes a value whose [words](ToOCaml::words_of_leaf) fit any reservation.
#[inline(always)]
pub(crate) fn build_leaf<'a, T, V: ToOCaml<T> + ?Sized>(
    value: &V,
    cr: &'a mut OCamlRuntime,
) -> OCaml<'a, T> {
    // SAFETY: nothing has run since the words were reserved, as many as the value takes. A block is of
    // the largest young size, or takes no words there; of a list the caller knows that it fits. What is
    // made is of type `T` by ToOCaml's promise.
    unsafe {
        let words = value.words_of_leaf();
        let raw = write_reserved::<Counted, _>(cr, words, &mut [], |space, _| value.write(space));
        OCaml::new(cr, raw)
    }
}

/// Makes a value at once where it fits; `in_parts` makes it where that can't be: it is larger than a
/// reservation, or holds a hand-written conversion.
#[inline(always)]
pub(super) fn build_checked<T, V: ToOCaml<T> + ?Sized>(
    value: &V,
    cr: &mut OCamlRuntime,
    in_parts: impl FnOnce(&V, &mut OCamlRuntime) -> RawOCaml,
) -> RawOCaml {
    let mut room = open(cr, &mut []);
    // SAFETY: opened just now.
    let raw = room.write(|space| unsafe { value.write(space) });
    if room.is_written() {
        room.take(cr);
        return raw;
    }
    build_again(value, room, cr, in_parts)
}

/// Makes what `room` only counted.
#[cold]
#[inline(never)]
fn build_again<T, V: ToOCaml<T> + ?Sized>(
    value: &V,
    room: Room,
    cr: &mut OCamlRuntime,
    in_parts: impl FnOnce(&V, &mut OCamlRuntime) -> RawOCaml,
) -> RawOCaml {
    match room.measured(cr) {
        Some(words) => {
            // SAFETY: nothing has run since the words were reserved.
            write_reserved::<Checked, _>(cr, words, &mut [], |space, _| unsafe {
                value.write(space)
            })
        }
        None => {
            if stack::is_low() {
                too_deep();
            }
            in_parts(value, cr)
        }
    }
}

/// A sequence that is made from one end, as many elements at once as there is room for.
pub(crate) trait Sequence: Sized {
    /// The Rust type of the elements.
    type Element;

    /// Whether the last element comes first.
    const FROM_END: bool;

    /// The words that every element takes.
    const FIXED_WORDS: Option<usize>;

    /// The words that an element takes, where they are known.
    fn words(element: &Self::Element) -> usize;

    /// Writes an element. `so_far` is what there is of the sequence.
    ///
    /// # Safety
    /// Nothing has allocated since the space was made.
    unsafe fn write<M: Mode>(
        element: &Self::Element,
        so_far: RawOCaml,
        space: &mut Space<'_, M>,
    ) -> RawOCaml;

    /// The sequence with an element that was written, and whose words are taken. `index` counts
    /// elements from where the sequence begins.
    ///
    /// # Safety
    /// `so_far` and `written` are up to date.
    unsafe fn add(index: usize, so_far: RawOCaml, written: RawOCaml) -> RawOCaml;

    /// The sequence with elements for all of which there is room, `done` of them before these.
    ///
    /// # Safety
    /// As [`write`](Self::write), and `so_far` is up to date.
    #[inline(always)]
    unsafe fn write_part(
        part: &[Self::Element],
        done: usize,
        so_far: RawOCaml,
        space: &mut Space<'_, Counted>,
    ) -> RawOCaml {
        // SAFETY: the caller's promise.
        unsafe { write_each::<Self>(part, done, so_far, space) }
    }

    /// The sequence with an element that no reservation takes.
    fn add_in_parts(
        element: &Self::Element,
        index: usize,
        so_far: RawOCaml,
        cr: &mut OCamlRuntime,
    ) -> RawOCaml;
}

/// Makes a sequence: `raw`, where it begins, is the one root.
pub(crate) fn build_sequence<S: Sequence>(
    elements: &[S::Element],
    mut raw: RawOCaml,
    cr: &mut OCamlRuntime,
) -> RawOCaml {
    let mut done = 0;
    while done < elements.len() {
        let rest = match S::FROM_END {
            true => &elements[..elements.len() - done],
            false => &elements[done..],
        };
        let (part, words) = counted::<S>(rest, chunk(cr));
        if part.is_empty() {
            (done, raw) = build_unknown::<S>(rest, done, raw, cr);
            continue;
        }
        // SAFETY: nothing has run since the words were reserved.
        raw = write_reserved::<Counted, _>(cr, words, &mut [raw], |space, roots| unsafe {
            S::write_part(part, done, roots[0], space)
        });
        done += part.len();
    }
    raw
}

/// Writes elements one by one.
///
/// # Safety
/// As [`Sequence::write_part`].
#[inline(always)]
pub(crate) unsafe fn write_each<S: Sequence>(
    part: &[S::Element],
    done: usize,
    mut so_far: RawOCaml,
    space: &mut Space<'_, Counted>,
) -> RawOCaml {
    // SAFETY: the caller's promise.
    in_order::<S>(part, |index, element| unsafe {
        let written = S::write(element, so_far, space);
        so_far = S::add(done + index, so_far, written);
        true
    });
    so_far
}

/// Shows elements in the order that they are added in, as long as `show` wants more.
#[inline(always)]
fn in_order<S: Sequence>(
    elements: &[S::Element],
    mut show: impl FnMut(usize, &S::Element) -> bool,
) {
    if S::FROM_END {
        elements.iter().rev().enumerate().all(|(index, element)| show(index, element));
    } else {
        elements.iter().enumerate().all(|(index, element)| show(index, element));
    }
}

/// The first elements that fit a reservation of `limit` words, up to one whose words are unknown;
/// and their words.
#[inline(always)]
fn counted<S: Sequence>(elements: &[S::Element], limit: usize) -> (&[S::Element], usize) {
    let (mut count, mut words) = (0, 0);
    if let Some(each) = S::FIXED_WORDS {
        count = limit.checked_div(each).unwrap_or(limit).min(elements.len());
        words = count * each;
    } else {
        in_order::<S>(elements, |_index, element| {
            let more = words + S::words(element);
            if more > limit {
                return false;
            }
            words = more;
            count += 1;
            true
        });
    }
    let part = match S::FROM_END {
        true => &elements[elements.len() - count..],
        false => &elements[..count],
    };
    (part, words)
}

/// Adds elements whose words are unknown, until the room is full. How many are done then, and the
/// sequence.
fn build_unknown<S: Sequence>(
    elements: &[S::Element],
    mut done: usize,
    raw: RawOCaml,
    cr: &mut OCamlRuntime,
) -> (usize, RawOCaml) {
    let mut roots = [raw];
    let mut room = open(cr, &mut roots);
    let [mut raw] = roots;
    in_order::<S>(elements, |_index, element| {
        // SAFETY: opened just now, and nothing has run since.
        let written = room.write(|space| unsafe { S::write(element, raw, space) });
        if !room.is_written() {
            raw = add_larger::<S>(element, done, raw, room.measured(cr), cr);
            done += 1;
            return false;
        }
        // Taken one by one: an array that has an element would keep it over a panic in the next.
        room.take(cr);
        // SAFETY: nothing has run since both were made.
        raw = unsafe { S::add(done, raw, written) };
        done += 1;
        room.has_room()
    });
    (done, raw)
}

/// Adds an element for which there was no room.
#[cold]
#[inline(never)]
fn add_larger<S: Sequence>(
    element: &S::Element,
    index: usize,
    raw: RawOCaml,
    words: Option<usize>,
    cr: &mut OCamlRuntime,
) -> RawOCaml {
    match words {
        // SAFETY: nothing has run since the words were reserved.
        Some(words) => write_reserved::<Checked, _>(cr, words, &mut [raw], |space, roots| unsafe {
            let written = S::write(element, roots[0], space);
            S::add(index, roots[0], written)
        }),
        None => S::add_in_parts(element, index, raw, cr),
    }
}
