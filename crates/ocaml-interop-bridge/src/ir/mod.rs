//! The model of the border, between reading and emitting.

mod custom;
mod doc;
mod exception;
mod function;
mod types;

pub use custom::{Custom, Methods};
pub use doc::Doc;
pub use exception::{Exception, Exceptions};
pub use function::{
    Argument, Declaration, Declared, Export, Passing, Primitive, Returned, Runtime,
};
pub use types::{Constructor, Field, Opaque, Representation, Shape, Style, Trait, TypeDef};

/// What one macro describes.
#[derive(Debug)]
pub enum Item {
    /// A Rust function for OCaml to call.
    Export(Box<Export>),
    /// The functions of a Rust type for OCaml to call.
    Methods(Box<Methods>),
    /// A Rust type whose values live inside OCaml.
    Custom(Box<Custom>),
    /// OCaml functions for Rust to call.
    Declarations(Vec<Declaration>),
    /// A type that both sides have.
    Type(Box<TypeDef>),
    /// Exceptions that both sides have.
    Exceptions(Box<Exceptions>),
}
