//! One field of a record, read and written in place.

use std::marker::PhantomData;

use ocaml_interop_sys as sys;

use super::{FromOCaml, FromOCamlError, ToOCaml};
use crate::repr::{double_field, store_either};
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlCell};

/// A field of OCaml type `F` in records of OCaml type `T`, which reads and writes it without
/// converting the rest. `#[derive(OCamlFields)]` makes a constant for each field of a struct, of the
/// field's name in capitals; a field with `#[ocaml(mutable)]` is `MUTABLE`.
///
/// ```
/// # use ocaml_interop::*;
/// #[derive(ToOCaml, FromOCaml, OCamlFields)]
/// struct Account {
///     owner: String,
///     #[ocaml(mutable)]
///     balance: f64,
/// }
/// # let _guard = OCamlRuntime::init()?;
/// # OCamlRuntime::with_domain_lock(|cr| {
/// let account: BoxRoot<Account> =
///     Account { owner: "Ada".to_owned(), balance: 10.0 }.to_boxroot(cr);
/// Account::BALANCE.set(cr, &account, 12.5);
/// let account = cr.get(&account);
/// assert_eq!(Account::OWNER.get(account).as_str(), "Ada");
/// assert_eq!(Account::BALANCE.to_rust::<f64>(account), 12.5);
/// # });
/// # Ok::<(), String>(())
/// ```
pub struct OCamlField<T, F, const MUTABLE: bool = false> {
    place: Place,
    name: &'static str,
    type_name: &'static str,
    _types: PhantomData<fn(T) -> F>,
}

#[derive(Debug, Clone, Copy)]
enum Place {
    /// This one of so many.
    Field(usize, usize),
    /// The record is its only field: `[@@unboxed]`.
    Whole,
}

impl<T, F, const MUTABLE: bool> std::fmt::Debug for OCamlField<T, F, MUTABLE> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OCamlField({}.{})", self.type_name, self.name)
    }
}

impl<T, F, const MUTABLE: bool> OCamlField<T, F, MUTABLE> {
    /// The field at `index` of `len`.
    ///
    /// # Safety
    /// OCaml's records of type `T` are blocks of `len` fields, of which this one is of OCaml type `F`,
    /// and mutable if `MUTABLE` says so.
    #[doc(hidden)]
    pub const unsafe fn new(
        type_name: &'static str,
        name: &'static str,
        index: usize,
        len: usize,
    ) -> Self {
        assert!(index < len);
        OCamlField { place: Place::Field(index, len), name, type_name, _types: PhantomData }
    }

    /// The only field of an `[@@unboxed]` type.
    ///
    /// # Safety
    /// OCaml's values of type `T` are those of type `F`.
    #[doc(hidden)]
    pub const unsafe fn unboxed(type_name: &'static str, name: &'static str) -> Self {
        OCamlField { place: Place::Whole, name, type_name, _types: PhantomData }
    }

    /// Where the field stands in the record, and whether that is flat; nothing where the record is the
    /// field.
    ///
    /// # Panics
    /// When the value is no such record.
    fn find(&self, record: OCaml<'_, T>) -> Option<(usize, bool)> {
        let Place::Field(index, len) = self.place else {
            return None;
        };
        let header = record.header().map(sys::without_colour).unwrap_or_default();
        let is_flat = sys::tag_of(header) == sys::DOUBLE_ARRAY_TAG;
        let is_record = is_flat || sys::tag_of(header) == 0;
        assert!(
            is_record && sys::wosize_of(header) == len,
            "{}.{}: the value is no record of {len} fields: the OCaml type and `{0}` differ",
            self.type_name,
            self.name
        );
        Some((index, is_flat))
    }

    /// The field's value, as it is at this moment.
    ///
    /// # Panics
    /// When the record is flat, all its fields being floats: they are no values of their own, so read
    /// it with [`to_rust`](Self::to_rust). When the value is no such record; as all functions of this
    /// type.
    #[inline]
    pub fn get<'gc>(&self, record: OCaml<'gc, T>) -> OCaml<'gc, F> {
        match self.find(record) {
            // SAFETY: in bounds of a block of values, checked just now; that it is of type `F` is what
            // its maker says.
            Some((index, false)) => unsafe { record.field(index) },
            Some((_, true)) => panic!(
                "{}.{}: the record is flat, its fields are floats and no values: read it with \
                 to_rust::<f64>",
                self.type_name, self.name
            ),
            // SAFETY: by its maker's promise.
            None => unsafe { OCaml::unbound(record.word()) },
        }
    }

    /// The field's value, converted.
    ///
    /// # Panics
    /// When it has no exact counterpart.
    #[inline]
    pub fn to_rust<R: FromOCaml<F>>(&self, record: OCaml<'_, T>) -> R {
        match self.try_to_rust(record) {
            Ok(value) => value,
            Err(error) => panic!("{error}"),
        }
    }

    /// The field's value, converted.
    ///
    /// # Errors
    /// When it has no exact counterpart.
    #[inline]
    pub fn try_to_rust<R: FromOCaml<F>>(&self, record: OCaml<'_, T>) -> Result<R, FromOCamlError> {
        let value = match self.find(record) {
            // SAFETY: in bounds of a block of doubles, checked just now.
            Some((index, true)) => R::from_float(unsafe { double_field(record.word(), index) }),
            _ => R::try_from_ocaml(self.get(record)),
        };
        value.map_err(|error| error.at(self.name).in_type(self.type_name))
    }
}

impl<T, F> OCamlField<T, F, true> {
    /// Gives the field another OCaml value: OCaml's `r.field <- v`.
    ///
    /// # Panics
    /// When the value is no such record, or the record is a constant of the OCaml program, whose fields
    /// can't be mutable.
    #[inline]
    pub fn put(&self, record: OCaml<'_, T>, value: OCaml<'_, F>) {
        if let Some((index, _)) = self.find(record) {
            // A record that the compiler has put among the program's constants has no mutable field.
            // The collector wouldn't find there what is written now.
            assert!(
                !record.header().is_some_and(sys::is_static),
                "{}.{}: the record is a constant of the OCaml program, so OCaml doesn't declare the \
                 field mutable: leave out #[ocaml(mutable)]",
                self.type_name,
                self.name
            );
            // SAFETY: in bounds, checked just now; of the field's type, by its maker's promise, and
            // nothing has moved either.
            unsafe { store_either(record.word(), index, value.word()) }
        }
    }

    /// Gives the field a Rust value, converted, or another OCaml value.
    ///
    /// # Panics
    /// As [`put`](Self::put); and when the value has no exact counterpart in OCaml.
    #[inline]
    pub fn set(&self, cr: &mut OCamlRuntime, record: &OCamlCell<T>, value: impl ToOCaml<F>) {
        let value = value.to_ocaml(cr).word();
        // SAFETY: nothing has run since the value was made.
        self.put(cr.get(record), unsafe { OCaml::new(cr, value) });
    }
}
