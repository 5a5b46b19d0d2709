//! `'a ref`, `Atomic.t`, arrays: made of Rust values, and given Rust values, where a root refers to
//! them.

use std::cell::{Cell, RefCell};

use ocaml_interop_sys::RawOCaml;

use super::containers::to_ocaml_by_shape;
use super::reader::from_ocaml_by_read;
use super::{FromOCaml, FromOCamlError, Reader, Shape, ToOCaml, Visitor, build_shape, field};
use crate::heap::{Mode, Space};
use crate::runtime::OCamlRuntime;
use crate::value::{
    OCaml, OCamlAtomic, OCamlCell, OCamlFloatArray, OCamlReference, OCamlUniformArray,
};

/// A block of one mutable field.
#[derive(Debug)]
struct One<'a, V>(&'a V);

macro_rules! one {
    ($ocaml:ident) => {
        // SAFETY: a block of one field, which isn't flat: the type's parameter isn't known to OCaml.
        unsafe impl<V: ToOCaml<A>, A: 'static> Shape<$ocaml<A>> for One<'_, V> {
            #[inline(always)]
            fn visit<W: Visitor>(&self, visitor: W) -> W::Output {
                visitor.block(0, (field::<A, V>(self.0), ()))
            }
        }
        to_ocaml_by_shape!([V: ToOCaml<A>, A: 'static] One<'_, V> => $ocaml<A>);
    };
}

one!(OCamlReference);
one!(OCamlAtomic);

impl<A: 'static> OCamlReference<A> {
    /// A new reference: OCaml's `ref v`.
    pub fn new<'a>(
        cr: &'a mut OCamlRuntime,
        value: impl ToOCaml<A>,
    ) -> OCaml<'a, OCamlReference<A>> {
        build_shape(&One(&value), cr)
    }
}

impl<A: 'static> OCamlAtomic<A> {
    /// A new atomic: `Atomic.make`.
    ///
    /// ```
    /// # use ocaml_interop::*;
    /// # let _guard = OCamlRuntime::init()?;
    /// # OCamlRuntime::with_domain_lock(|cr| {
    /// let count: BoxRoot<OCamlAtomic<OCamlInt>> = OCamlAtomic::new(cr, 1_i64).root();
    /// let atomic = cr.get(&count);
    /// assert_eq!(atomic.fetch_and_add(2), 1);
    /// let seen = atomic.get();
    /// assert!(atomic.compare_and_set(seen, OCaml::of_i32(10)));
    /// assert_eq!(atomic.get().to_i64(), 10);
    /// # });
    /// # Ok::<(), String>(())
    /// ```
    pub fn new<'a>(cr: &'a mut OCamlRuntime, value: impl ToOCaml<A>) -> OCaml<'a, OCamlAtomic<A>> {
        build_shape(&One(&value), cr)
    }
}

impl<A: 'static> OCamlCell<OCamlReference<A>> {
    /// Makes it refer to a Rust value, converted, or to another OCaml value: OCaml's `r := v`.
    ///
    /// ```
    /// # use ocaml_interop::*;
    /// # let _guard = OCamlRuntime::init()?;
    /// # OCamlRuntime::with_domain_lock(|cr| {
    /// let name: BoxRoot<OCamlReference<String>> = OCamlReference::new(cr, "old").root();
    /// name.set(cr, "new");
    /// assert_eq!(cr.get(&name).get().as_str(), "new");
    /// # });
    /// # Ok::<(), String>(())
    /// ```
    pub fn set(&self, cr: &mut OCamlRuntime, value: impl ToOCaml<A>) {
        let value = value.to_ocaml(cr).word();
        // SAFETY: nothing has run since the value was made, and it is of the reference's type.
        cr.get(self).set(unsafe { OCaml::new(cr, value) });
    }
}

impl<A: 'static> OCamlCell<OCamlAtomic<A>> {
    /// Another value for it: `Atomic.set`.
    pub fn set(&self, cr: &mut OCamlRuntime, value: impl ToOCaml<A>) {
        self.exchange(cr, value);
    }

    /// Another value for the one that stood there: `Atomic.exchange`.
    pub fn exchange<'a>(&self, cr: &'a mut OCamlRuntime, value: impl ToOCaml<A>) -> OCaml<'a, A> {
        let value = value.to_ocaml(cr).word();
        // SAFETY: nothing has run since the value was made, and it is of the atomic's type.
        cr.get(self).exchange(unsafe { OCaml::new(cr, value) })
    }
}

impl<A: 'static> OCamlCell<OCamlUniformArray<A>> {
    /// Replaces the element at `index` by a Rust value, converted, or by another OCaml value: OCaml's
    /// `a.(i) <- v`; also in a `float array`, which is flat.
    ///
    /// # Panics
    /// When `index` is out of bounds.
    pub fn set(&self, cr: &mut OCamlRuntime, index: usize, value: impl ToOCaml<A>) {
        let value = value.to_ocaml(cr).word();
        // SAFETY: nothing has run since the value was made, and it is of the elements' type.
        cr.get(self).set(index, unsafe { OCaml::new(cr, value) });
    }
}

// SAFETY: a reference to the value that the cell holds.
unsafe impl<V: ToOCaml<A> + Copy, A: 'static> Shape<OCamlReference<A>> for Cell<V> {
    fn visit<W: Visitor>(&self, visitor: W) -> W::Output {
        visitor.block(0, (field::<A, V>(&self.get()), ()))
    }
}

// SAFETY: a reference to the value that the cell holds.
unsafe impl<V: ToOCaml<A>, A: 'static> Shape<OCamlReference<A>> for RefCell<V> {
    fn visit<W: Visitor>(&self, visitor: W) -> W::Output {
        visitor.block(0, (field::<A, V>(&self.borrow()), ()))
    }
}

to_ocaml_by_shape!([V: ToOCaml<A> + Copy, A: 'static] Cell<V> => OCamlReference<A>);
to_ocaml_by_shape!([V: ToOCaml<A>, A: 'static] RefCell<V> => OCamlReference<A>);

from_ocaml_by_read!([V: FromOCaml<A>, A] Cell<V>, OCamlReference<A>, |reference, reader| {
    V::read(reference.get(), reader).map(Cell::new).map_err(|error| error.at("contents"))
});
from_ocaml_by_read!([V: FromOCaml<A>, A] RefCell<V>, OCamlReference<A>, |reference, reader| {
    V::read(reference.get(), reader).map(RefCell::new).map_err(|error| error.at("contents"))
});

impl OCaml<'_, OCamlFloatArray> {
    /// A copy of the floats, each as it is at the moment it is read.
    pub fn to_vec(&self) -> Vec<f64> {
        self.to_rust()
    }
}
