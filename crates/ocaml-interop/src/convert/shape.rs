//! How a derived type looks in OCaml, and building it.
//!
//! A derive writes one function, [`Shape::visit`]: it takes the Rust value apart
//! and tells a [`Visitor`] which block it becomes. Counting words, writing them, both at once, and
//! building in parts are visitors.

use ocaml_interop_sys as sys;
use sys::{RawOCaml, Tag};

use super::ToOCaml;
use super::build::build_checked;
use super::fields::{AnyRoot, Fields, block_of_roots};
use crate::heap::{Bounds, Counted, Mode, Space, UNKNOWN, fits_any, reserved, write_reserved};
use crate::runtime::OCamlRuntime;
use crate::value::OCaml;

/// A Rust type that becomes a record, variant or polymorphic variant of OCaml
/// type `T`.
///
/// # Safety
/// What is visited is a value of OCaml type `T`, and the same at each visit.
pub unsafe trait Shape<T> {
    /// Takes the value apart.
    fn visit<V: Visitor>(&self, visitor: V) -> V::Output;
}

/// What can be done with a value that is taken apart.
pub trait Visitor: Sized {
    /// The outcome.
    type Output;

    /// A constant constructor, numbered among the constant ones.
    fn constant(self, index: usize) -> Self::Output;

    /// A constructor with arguments, its tag numbered among those.
    fn block<F: Fields>(self, tag: Tag, fields: F) -> Self::Output;

    /// A record: flat when every field is a float.
    fn record<F: Fields>(self, fields: F) -> Self::Output;

    /// `[@@unboxed]`: the one field itself.
    fn unboxed<F: Fields>(self, field: F) -> Self::Output;

    /// A polymorphic variant without argument.
    #[inline(always)]
    fn poly_constant(self, hash: i32) -> Self::Output {
        self.constant(hash as isize as usize)
    }

    /// A polymorphic variant with arguments: two or more are one tuple.
    fn poly_block<F: Fields>(self, hash: i32, fields: F) -> Self::Output;
}

/// Makes a value of OCaml type `T`.
#[inline(always)]
pub fn build_shape<'a, T, S>(value: &S, cr: &'a mut OCamlRuntime) -> OCaml<'a, T>
where
    S: Shape<T> + ToOCaml<T>,
{
    let raw = value
        .visit(AtOnce { cr })
        .unwrap_or_else(|| build_checked(value, cr, |value, cr| value.visit(InParts { cr })));
    // SAFETY: just made, as a value of type `T` by Shape's promise.
    unsafe { OCaml::new(cr, raw) }
}

/// Makes a value of OCaml type `T` by one visit, each part rooted: for shapes
/// whose visit evaluates expressions.
pub fn build_rooted<'a, T, S: Shape<T>>(value: &S, cr: &'a mut OCamlRuntime) -> OCaml<'a, T> {
    let raw = value.visit(InParts { cr });
    // SAFETY: just made, as a value of type `T` by Shape's promise.
    unsafe { OCaml::new(cr, raw) }
}

/// [`ToOCaml::words`] of a shape.
#[inline(always)]
pub fn words<T, S: Shape<T>>(value: &S) -> usize {
    value.visit(Counting)
}

/// [`ToOCaml::write`] of a shape.
///
/// # Safety
/// Nothing has allocated since `space` was made.
#[inline(always)]
pub unsafe fn write<T, S: Shape<T>, M: Mode>(value: &S, space: &mut Space<'_, M>) -> RawOCaml {
    value.visit(Writing::<M, false> { space })
}

/// [`ToOCaml::write_node`] of a shape: of its constructors that hold nothing of unknown size, and
/// where `INNER` says so of the others.
///
/// # Safety
/// As [`write`].
#[inline(always)]
pub unsafe fn write_node<T, S: Shape<T>, M: Mode, const INNER: bool>(
    value: &S,
    space: &mut Space<'_, M>,
) -> Option<RawOCaml> {
    value.visit(WritingNode::<M, INNER>(Writing { space }))
}

/// [`ToOCaml::write_at`] of a shape.
///
/// # Safety
/// As [`write`].
#[inline(always)]
pub unsafe fn write_at<T, S: Shape<T>, M: Mode>(
    value: &S,
    next: usize,
    bounds: &mut Bounds,
) -> (RawOCaml, usize) {
    Space::<'_, M>::passed(next, bounds, |space| value.visit(Writing::<M, true> { space }))
}

/// A block over fields. Collections may run.
pub(crate) fn build_block<F: Fields>(cr: &mut OCamlRuntime, tag: Tag, fields: F) -> RawOCaml {
    InParts { cr }.block(tag, fields)
}

struct Counting;

impl Counting {
    /// The words of fields, and of a block over them.
    #[inline(always)]
    fn all<F: Fields>(fields: &F) -> usize {
        match F::LEN {
            0 => 0,
            len if len > sys::MAX_YOUNG_WOSIZE => UNKNOWN,
            len => fields.words() + len + 1,
        }
    }
}

impl Visitor for Counting {
    type Output = usize;

    #[inline(always)]
    fn constant(self, _index: usize) -> usize {
        0
    }

    #[inline(always)]
    fn block<F: Fields>(self, _tag: Tag, fields: F) -> usize {
        Self::all(&fields)
    }

    #[inline(always)]
    fn record<F: Fields>(self, fields: F) -> usize {
        if !F::all_floats() {
            return Self::all(&fields);
        }
        match fields.floats(0, &mut |_, _| ()) {
            Some(()) if F::LEN <= sys::MAX_YOUNG_WOSIZE => F::LEN + 1,
            _ => UNKNOWN,
        }
    }

    #[inline(always)]
    fn unboxed<F: Fields>(self, field: F) -> usize {
        field.words()
    }

    #[inline(always)]
    fn poly_block<F: Fields>(self, _hash: i32, fields: F) -> usize {
        let payload = if F::LEN > 1 { Self::all(&fields) } else { fields.words() };
        payload + 3
    }
}

/// Made by [`write`], [`write_node`] and [`write_at`] alone: nothing has allocated since the space was
/// made. `INNER`: fields are written by [`ToOCaml::write_field`].
struct Writing<'a, 's, M, const INNER: bool> {
    space: &'a mut Space<'s, M>,
}

impl<M: Mode, const INNER: bool> Writing<'_, '_, M, INNER> {
    #[inline(always)]
    fn fields<F: Fields>(self, tag: Tag, fields: &F) -> RawOCaml {
        if F::LEN > sys::MAX_YOUNG_WOSIZE {
            self.space.give_up();
            return sys::UNIT;
        }
        // SAFETY: nothing has allocated since the space was made.
        unsafe {
            let block = self.space.block(F::LEN, tag);
            let mut put = |space: &mut Space<'_, M>, index, value| space.set(block, index, value);
            fields.write::<M, INNER>(self.space, 0, &mut put);
            block
        }
    }

    #[inline(always)]
    fn only<F: Fields>(self, field: &F) -> RawOCaml {
        let mut only = sys::UNIT;
        // SAFETY: as in `fields`.
        unsafe { field.write::<M, INNER>(self.space, 0, &mut |_, _, value| only = value) };
        only
    }
}

impl<M: Mode, const INNER: bool> Visitor for Writing<'_, '_, M, INNER> {
    type Output = RawOCaml;

    #[inline(always)]
    fn constant(self, index: usize) -> RawOCaml {
        sys::value_of_long(index as isize)
    }

    #[inline(always)]
    fn block<F: Fields>(self, tag: Tag, fields: F) -> RawOCaml {
        self.fields(tag, &fields)
    }

    #[inline(always)]
    fn record<F: Fields>(self, fields: F) -> RawOCaml {
        if !F::all_floats() {
            return self.fields(0, &fields);
        }
        let space = self.space;
        if F::LEN > sys::MAX_YOUNG_WOSIZE {
            space.give_up();
            return sys::UNIT;
        }
        // SAFETY: as in `fields`.
        unsafe {
            let block = space.block(F::LEN, sys::DOUBLE_ARRAY_TAG);
            if fields.floats(0, &mut |index, x| space.set_double(block, index, x)).is_none() {
                space.give_up();
            }
            block
        }
    }

    #[inline(always)]
    fn unboxed<F: Fields>(self, field: F) -> RawOCaml {
        self.only(&field)
    }

    #[inline(always)]
    fn poly_block<F: Fields>(self, hash: i32, fields: F) -> RawOCaml {
        // SAFETY: as in `fields`.
        let pair = unsafe { self.space.block(2, 0) };
        let payload = if F::LEN > 1 {
            Writing::<M, INNER> { space: self.space }.fields(0, &fields)
        } else {
            Writing::<M, INNER> { space: self.space }.only(&fields)
        };
        // SAFETY: the pair has two fields.
        unsafe {
            self.space.set(pair, 0, sys::value_of_long(hash as isize));
            self.space.set(pair, 1, payload);
        }
        pair
    }
}

/// Writes what is of a size known beforehand, and where `INNER` says so the rest.
struct WritingNode<'a, 's, M, const INNER: bool>(Writing<'a, 's, M, false>);

impl<M: Mode, const INNER: bool> Visitor for WritingNode<'_, '_, M, INNER> {
    type Output = Option<RawOCaml>;

    #[inline(always)]
    fn constant(self, index: usize) -> Option<RawOCaml> {
        Some(self.0.constant(index))
    }

    #[inline(always)]
    fn block<F: Fields>(self, tag: Tag, fields: F) -> Option<RawOCaml> {
        (INNER || F::ARE_FIXED).then(|| self.0.block(tag, fields))
    }

    #[inline(always)]
    fn record<F: Fields>(self, fields: F) -> Option<RawOCaml> {
        (INNER || F::ARE_FIXED).then(|| self.0.record(fields))
    }

    #[inline(always)]
    fn unboxed<F: Fields>(self, field: F) -> Option<RawOCaml> {
        (INNER || F::ARE_FIXED).then(|| self.0.unboxed(field))
    }

    #[inline(always)]
    fn poly_block<F: Fields>(self, hash: i32, fields: F) -> Option<RawOCaml> {
        (INNER || F::ARE_FIXED).then(|| self.0.poly_block(hash, fields))
    }
}

/// Makes what is known to fit a reservation. Each constructor counts, reserves and writes by itself, so
/// the value is taken apart once, and what is always of one size is reserved without counting.
struct AtOnce<'a> {
    cr: &'a mut OCamlRuntime,
}

/// A block, by the method of the visitors that counts and writes it.
macro_rules! at_once {
    ($cr:expr, $method:ident($($argument:expr),+)) => {{
        let words = Counting.$method($($argument),+);
        if !fits_any(words) {
            return None;
        }
        let (start, mut bounds) = reserved::<Counted>($cr, words, &mut []);
        let mut space = Space::<Counted>::new(start, &mut bounds);
        let raw = Writing::<_, false> { space: &mut space }.$method($($argument),+);
        space.finish();
        Some(raw)
    }};
}

impl Visitor for AtOnce<'_> {
    type Output = Option<RawOCaml>;

    #[inline(always)]
    fn constant(self, index: usize) -> Option<RawOCaml> {
        Some(sys::value_of_long(index as isize))
    }

    #[inline(always)]
    fn block<F: Fields>(self, tag: Tag, fields: F) -> Option<RawOCaml> {
        at_once!(self.cr, block(tag, fields))
    }

    #[inline(always)]
    fn record<F: Fields>(self, fields: F) -> Option<RawOCaml> {
        at_once!(self.cr, record(fields))
    }

    #[inline(always)]
    fn unboxed<F: Fields>(self, field: F) -> Option<RawOCaml> {
        at_once!(self.cr, unboxed(field))
    }

    #[inline(always)]
    fn poly_block<F: Fields>(self, hash: i32, fields: F) -> Option<RawOCaml> {
        at_once!(self.cr, poly_block(hash, fields))
    }
}

/// Each part converted by itself and rooted, then the block over them.
struct InParts<'a> {
    cr: &'a mut OCamlRuntime,
}

impl InParts<'_> {
    fn roots<F: Fields>(&mut self, fields: &F) -> Vec<AnyRoot> {
        let mut roots = Vec::with_capacity(F::LEN);
        fields.root(self.cr, &mut roots);
        roots
    }
}

impl Visitor for InParts<'_> {
    type Output = RawOCaml;

    fn constant(self, index: usize) -> RawOCaml {
        sys::value_of_long(index as isize)
    }

    fn block<F: Fields>(mut self, tag: Tag, fields: F) -> RawOCaml {
        let roots = self.roots(&fields);
        block_of_roots(self.cr, tag, &roots)
    }

    fn record<F: Fields>(mut self, fields: F) -> RawOCaml {
        let roots = self.roots(&fields);
        if !F::all_floats() {
            return block_of_roots(self.cr, 0, &roots);
        }
        // SAFETY: every field converts to a float's block.
        let floats = roots.iter().map(|root| unsafe { *(root.get_raw() as *const f64) });
        super::array::block_of_doubles(self.cr, F::LEN, floats)
    }

    fn unboxed<F: Fields>(mut self, field: F) -> RawOCaml {
        let roots = self.roots(&field);
        // SAFETY: the handle is borrowed, and nothing allocates from here on.
        unsafe { roots[0].get_raw() }
    }

    fn poly_block<F: Fields>(mut self, hash: i32, fields: F) -> RawOCaml {
        let mut roots = self.roots(&fields);
        if F::LEN > 1 {
            let tuple = block_of_roots(self.cr, 0, &roots);
            roots.clear();
            // SAFETY: just made; `AnyRoot` stands for a value of any type.
            roots.push(AnyRoot::new(unsafe { OCaml::new(self.cr, tuple) }));
        }
        // SAFETY: a block of two fields; the root is read after the collection that reserving may
        // have run.
        write_reserved::<Counted, _>(self.cr, 3, &mut [], |space, _| unsafe {
            let pair = space.block(2, 0);
            space.set(pair, 0, sys::value_of_long(hash as isize));
            space.set(pair, 1, roots[0].get_raw());
            pair
        })
    }
}
