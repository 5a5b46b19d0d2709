//! What generated code asks of types that may be described or not.

use std::marker::PhantomData;

use ocaml_interop_schema::form::{Definition, Kind, Link, Type};

use super::OCamlDescriber;

/// `Described::<T>::TYPE` is the description of `T`, and `Type::Unknown` where it has none. This
/// holds for a type that is written out; a type parameter in it is always unknown.
#[derive(Debug)]
pub struct Described<T: ?Sized>(PhantomData<T>);

impl<T: OCamlDescriber + ?Sized> Described<T> {
    /// What `T` says of itself: an inherent constant goes before a trait's.
    pub const TYPE: &'static Type = T::DESCRIPTION;
}

/// What holds for types that aren't described.
pub trait Undescribed {
    /// Nothing is known.
    const TYPE: &'static Type = &Type::Unknown;
}

impl<T: ?Sized> Undescribed for Described<T> {}

/// Stands for a parameter in the definition of a generic type, by its number.
#[derive(Debug)]
pub enum Variable<const NUMBER: usize> {}

impl<const NUMBER: usize> OCamlDescriber for Variable<NUMBER> {
    fn ocaml_type_name() -> String {
        format!("'{NUMBER}")
    }

    const DESCRIPTION: &'static Type = &Type::Variable(NUMBER);
}

/// What OCaml calls the type of a boxed Rust value, by a marker of the macro's that sees it.
pub trait BoxName {
    /// The name.
    const NAME: &'static str;
    /// What tells it apart from all other types.
    const KEY: &'static str;
}

/// Stands for `DynBox` in a description, with the name.
#[derive(Debug)]
pub struct Boxed<N>(PhantomData<N>);

impl<N: BoxName> OCamlDescriber for Boxed<N> {
    fn ocaml_type_name() -> String {
        N::NAME.to_owned()
    }

    const DESCRIPTION: &'static Type = &Type::Named(
        Link::to(&Definition { key: N::KEY, ..Definition::plain(N::NAME, 0, Kind::Boxed) }),
        &[],
    );
}
