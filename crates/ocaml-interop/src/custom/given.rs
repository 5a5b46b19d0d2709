//! The exported function's result: converted, or moved into OCaml's heap.
//!
//! A conversion takes a reference, so it can't move a value. Which way a result goes is for its type to
//! say: where it is, or holds, an [`OCamlCustom`] type, `ResultOf` has a method of its own that says so,
//! and an inherent method goes before a trait's.

use std::marker::PhantomData;

use ocaml_interop_sys::RawOCaml;

use super::value::OCamlCustom;
use crate::convert::{DefaultOCamlMapping, ToOCaml};
use crate::export::return_converted;
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlList};

/// What is moved into OCaml's heap: an `OCamlCustom` type, and options and vectors of it.
pub trait Moves {
    /// What it becomes.
    type OCamlType: 'static;

    /// Moves it.
    fn move_into<'a>(self, cr: &'a mut OCamlRuntime) -> OCaml<'a, Self::OCamlType>;
}

impl<A: OCamlCustom> Moves for A {
    type OCamlType = A;

    #[inline]
    fn move_into<'a>(self, cr: &'a mut OCamlRuntime) -> OCaml<'a, A> {
        self.into_ocaml(cr)
    }
}

impl<M: Moves> Moves for Option<M> {
    type OCamlType = Option<M::OCamlType>;

    fn move_into<'a>(self, cr: &'a mut OCamlRuntime) -> OCaml<'a, Self::OCamlType> {
        self.map(|value| value.move_into(cr).root()).to_ocaml(cr)
    }
}

impl<M: Moves> Moves for Vec<M> {
    type OCamlType = OCamlList<M::OCamlType>;

    fn move_into<'a>(self, cr: &'a mut OCamlRuntime) -> OCaml<'a, Self::OCamlType> {
        let roots: Vec<BoxRoot<_>> =
            self.into_iter().map(|value| value.move_into(cr).root()).collect();
        roots.to_ocaml(cr)
    }
}

/// The type of a result.
#[derive(Debug)]
pub struct ResultOf<V>(PhantomData<V>);

/// The type of this result.
#[inline(always)]
pub fn result_of<V>(_value: &V) -> ResultOf<V> {
    ResultOf(PhantomData)
}

/// The way of what is moved.
#[derive(Debug)]
pub struct Moving;

/// The way of everything else.
#[derive(Debug)]
pub struct Converting;

impl<V: Moves> ResultOf<V> {
    /// The result is moved.
    #[inline(always)]
    pub fn way(self) -> Moving {
        Moving
    }
}

/// What holds for all results that aren't moved.
pub trait Converted: Sized {
    /// The result is converted.
    #[inline(always)]
    fn way(self) -> Converting {
        Converting
    }
}

impl<V> Converted for ResultOf<V> {}

impl Moving {
    /// Moves the result.
    #[inline(always)]
    pub fn give_back<V: Moves>(self, cr: &mut OCamlRuntime, value: V) -> RawOCaml {
        value.move_into(cr).word()
    }
}

impl Converting {
    /// Converts the result.
    #[inline(always)]
    pub fn give_back<V>(self, cr: &mut OCamlRuntime, value: V) -> RawOCaml
    where
        V: DefaultOCamlMapping + ToOCaml<<V as DefaultOCamlMapping>::OCamlType>,
    {
        return_converted(cr, &value)
    }
}
