//! OCaml's polymorphic comparison, equality and hashing.

use std::cmp::Ordering;

use ocaml_interop_sys as sys;

use crate::call::{OCamlError, Support};
use crate::convert::{ToOCaml, field};
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlCell, OCamlInt};

impl<T: 'static> OCamlCell<T> {
    /// OCaml's `compare`, by structure. The other value is an `OCamlRef`, a root, or any Rust value
    /// that converts. `nan` is equal to itself and less than any other float.
    ///
    /// The program needs the OCaml library `ocaml-interop`, as for
    /// [`spawn_domain`](OCamlRuntime::spawn_domain).
    ///
    /// # Errors
    /// `Invalid_argument` where a function, an abstract block or a Rust value is met. What a signal's
    /// handler raised meanwhile.
    ///
    /// # Panics
    /// When the program lacks that library; when the other value has no exact counterpart in OCaml.
    ///
    /// Two cyclic values that don't differ are compared for ever, as in OCaml.
    ///
    /// # Example
    /// ```
    /// use std::cmp::Ordering;
    /// use ocaml_interop::{BoxRoot, OCamlInt, OCamlRuntime, ToOCaml};
    ///
    /// let _guard = OCamlRuntime::init()?;
    /// OCamlRuntime::with_domain_lock(|cr| {
    ///     let entry: BoxRoot<(String, OCamlInt)> = ("b", 1_i64).to_boxroot(cr);
    ///     assert_eq!(entry.compare(cr, ("a", 9_i64))?, Ordering::Greater);
    ///     assert!(entry.equals(cr, ("b", 1_i64))?);
    ///
    ///     let same: BoxRoot<(String, OCamlInt)> = ("b", 1_i64).to_boxroot(cr);
    ///     assert_eq!(cr.get(&entry).hash(), cr.get(&same).hash());
    ///     Ok::<(), ocaml_interop::OCamlError>(())
    /// })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn compare(
        &self,
        cr: &mut OCamlRuntime,
        other: impl ToOCaml<T>,
    ) -> Result<Ordering, OCamlError> {
        static COMPARE: Support = Support::new(c"ocaml_interop.compare");
        let arguments = (field::<T, _>(self), (field::<T, _>(&other), ()));
        let order = COMPARE.call::<_, OCamlInt>(cr, arguments)?;
        Ok(order.to_rust::<i64>(cr).cmp(&0))
    }

    /// OCaml's `=`: as [`compare`](Self::compare), but `nan` is equal to nothing.
    ///
    /// # Errors
    /// As [`compare`](Self::compare).
    ///
    /// # Panics
    /// As [`compare`](Self::compare).
    pub fn equals(
        &self,
        cr: &mut OCamlRuntime,
        other: impl ToOCaml<T>,
    ) -> Result<bool, OCamlError> {
        static EQUAL: Support = Support::new(c"ocaml_interop.equal");
        let arguments = (field::<T, _>(self), (field::<T, _>(&other), ()));
        Ok(EQUAL.call::<_, bool>(cr, arguments)?.to_rust(cr))
    }
}

impl<T> OCaml<'_, T> {
    /// OCaml's `Hashtbl.hash`: a number of 30 bits, the same for values that are equal. It looks at
    /// ten meaningful words of the value, and at a hundred at most.
    pub fn hash(&self) -> u32 {
        const MEANINGFUL: sys::RawOCaml = sys::value_of_long(10);
        const TOTAL: sys::RawOCaml = sys::value_of_long(100);
        // SAFETY: a value; hashing neither allocates nor raises (runtime/hash.c), and the functions of
        // custom blocks that it calls mustn't either (manual, "Interfacing C with OCaml").
        let hash = unsafe { sys::caml_hash(MEANINGFUL, TOTAL, sys::value_of_long(0), self.word()) };
        sys::long_of_value(hash) as u32
    }
}
