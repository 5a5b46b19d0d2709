//! Functions that cross the border, in either direction.

use proc_macro2::Ident;
use syn::{Attribute, ItemFn, LitStr, Type, Visibility};

use crate::symbols::Hash;

/// A Rust function that OCaml calls.
#[derive(Debug)]
pub struct Export {
    /// The function as written, without the attributes that the macro has read.
    pub function: ItemFn,
    /// The type that it is a function of, where it stands in an `impl` block.
    pub owner: Option<Type>,
    /// What OCaml calls it where it writes no declaration of its own.
    pub called: String,
    /// The symbol of the native stub.
    pub symbol: LitStr,
    /// The symbol of the bytecode stub, where one was asked for.
    pub bytecode: Option<LitStr>,
    /// Declared `[@@noalloc]` in OCaml: nothing in it may allocate.
    pub noalloc: bool,
    /// Panics are not caught: the author promises that there are none.
    pub no_panic_catch: bool,
    /// The runtime parameter, which is not among the arguments.
    pub runtime: Option<Runtime>,
    /// The arguments that OCaml passes, in order.
    pub arguments: Vec<Argument>,
    /// What a call gives back when it succeeds.
    pub returned: Returned,
    /// The type of what it gives back, where the signature says it: an alias of `Result` doesn't.
    pub success: Option<Type>,
    /// Returns `Result`, whose error is raised.
    pub fallible: bool,
    /// The OCaml module that generated bindings put it in.
    pub module: Option<LitStr>,
    /// The hash of its signature and keys.
    pub hash: Hash,
}

/// How an exported function takes the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runtime {
    /// Its name, `None` for `_`.
    pub name: Option<Ident>,
    /// `&mut OCamlRuntime`: permission to allocate.
    pub mutable: bool,
    /// Its position among the parameters: the first, behind `self`.
    pub position: usize,
}

/// One argument of an exported function.
#[derive(Debug)]
pub struct Argument {
    /// Its position among the parameters of the Rust function.
    pub position: usize,
    /// Its name, `None` for `_`.
    pub name: Option<Ident>,
    /// Bound as `mut`.
    pub mutable: bool,
    /// Its type as written.
    pub ty: Type,
    /// How it crosses the border.
    pub passing: Passing,
}

/// How an argument crosses the border.
#[derive(Debug)]
pub enum Passing {
    /// A machine number, without a box.
    Primitive(Primitive),
    /// `OCaml<T>`: the value itself, unrooted.
    Value(Type),
    /// `BoxRoot<T>`: rooted on entry.
    Root(Type),
    /// `OCamlRef<T>`: rooted on entry, for the length of the call.
    Reference(Type),
    /// `&str`, `&[u8]` or a `Cow` of them: OCaml's string, read in place.
    Borrowed,
    /// `&A` or `&mut A` of a Rust value inside OCaml, `self` among them.
    Custom {
        /// `A`.
        of: Type,
        /// Borrowed exclusively.
        exclusive: bool,
    },
    /// `()`.
    Unit,
    /// Converted to a Rust value; from this OCaml type, if not from the default one.
    Converted(Option<Type>),
}

/// What an exported function gives back.
#[derive(Debug)]
pub enum Returned {
    /// `()`.
    Unit,
    /// A machine number, without a box.
    Primitive(Primitive),
    /// `OCaml<T>`.
    Value,
    /// `BoxRoot<T>`.
    Root,
    /// Converted to an OCaml value; of this OCaml type, if not of the default one.
    Converted(Option<Box<Type>>),
}

/// The types that OCaml passes without a box: `[@unboxed]` or `[@untagged]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Primitive {
    /// `float [@unboxed]`
    F64,
    /// `int64 [@unboxed]`
    I64,
    /// `int32 [@unboxed]`
    I32,
    /// `int [@untagged]`
    Isize,
    /// `bool [@untagged]`
    Bool,
}

impl Primitive {
    const ALL: [(&'static str, Self); 5] = [
        ("f64", Self::F64),
        ("i64", Self::I64),
        ("i32", Self::I32),
        ("isize", Self::Isize),
        ("bool", Self::Bool),
    ];

    /// The primitive of this Rust name.
    pub fn named(name: &Ident) -> Option<Self> {
        Self::ALL.iter().find(|(rust, _)| name == rust).map(|(_, primitive)| *primitive)
    }

    /// The Rust type.
    pub fn rust(self) -> &'static str {
        let named =
            |(name, primitive): &(&'static str, Self)| (*primitive == self).then_some(*name);
        Self::ALL.iter().find_map(named).expect("every primitive is in the table")
    }

    /// The type in the signature of the stub: OCaml passes an untagged `bool` as a whole word.
    pub fn native(self) -> &'static str {
        match self {
            Self::Bool => "isize",
            other => other.rust(),
        }
    }
}

impl Export {
    /// The number of words that OCaml passes: a function without arguments takes `unit`.
    pub fn arity(&self) -> usize {
        self.arguments.len().max(1)
    }

    /// Whether it takes `self`.
    pub fn takes_self(&self) -> bool {
        self.function.sig.receiver().is_some()
    }

    /// Whether nothing in the native stub can allocate while a value is borrowed: machine numbers, `()`
    /// and one Rust value inside OCaml go in, and numbers or `()` come out. To say that a second value
    /// can't be borrowed, or what an error is, allocates.
    pub fn takes_no_handle(&self) -> bool {
        let is_number = |a: &&Argument| matches!(a.passing, Passing::Primitive(_) | Passing::Unit);
        let is_custom = |a: &&Argument| matches!(a.passing, Passing::Custom { .. });
        let (numbers, customs) = (
            self.arguments.iter().filter(is_number).count(),
            self.arguments.iter().filter(is_custom).count(),
        );
        self.runtime.is_none()
            && numbers + customs == self.arguments.len()
            && customs <= usize::from(!self.fallible)
            && matches!(self.returned, Returned::Primitive(_) | Returned::Unit)
    }

    /// Whether OCaml's declaration must name a bytecode stub: it must as soon as the native one
    /// takes or returns something else than values, or more than five arguments.
    pub fn needs_bytecode(&self) -> bool {
        self.arity() > 5
            || matches!(self.returned, Returned::Primitive(_))
            || self.arguments.iter().any(|a| matches!(a.passing, Passing::Primitive(_)))
    }

    /// The symbol of the bytecode stub, if there is to be one.
    pub fn bytecode_symbol(&self) -> Option<LitStr> {
        let made = || LitStr::new(&format!("{}_bytecode", self.symbol.value()), self.symbol.span());
        self.bytecode.clone().or_else(|| self.needs_bytecode().then(made))
    }
}

impl Passing {
    /// Whether the Rust value borrows from OCaml's heap, so that an allocation must end it.
    pub fn borrows(&self) -> bool {
        matches!(self, Self::Value(_) | Self::Borrowed)
    }

    /// Whether the argument is kept in a root, where anything can collect.
    pub fn is_rooted(&self) -> bool {
        matches!(self, Self::Root(_) | Self::Reference(_) | Self::Custom { .. })
    }
}

/// One entry of `ocaml!`, as far as it could be read.
#[derive(Debug)]
pub struct Declaration {
    /// Its attributes, without those that the macro has read.
    pub attributes: Vec<Attribute>,
    /// Its visibility.
    pub visibility: Visibility,
    /// The signature as written.
    pub signature: syn::Signature,
    /// The name under which OCaml registers it.
    pub registered: LitStr,
    /// An exception is returned instead of a panic.
    pub catch: bool,
    /// As a value of this type, if not as it is.
    pub caught: Option<Type>,
    /// Its arguments, in order.
    pub arguments: Vec<Declared>,
    /// Its result's OCaml type; `None` is `unit`.
    pub result: Option<Type>,
    /// The hash of its signature and name.
    pub hash: Hash,
}

impl Declaration {
    /// The types that it is generic over.
    pub fn parameters(&self) -> impl Iterator<Item = &Ident> {
        self.signature.generics.type_params().map(|parameter| &parameter.ident)
    }
}

/// An argument of a declared OCaml function.
#[derive(Debug)]
pub struct Declared {
    /// Its attributes, passed on.
    pub attributes: Vec<Attribute>,
    /// Its name.
    pub name: Ident,
    /// The OCaml type.
    pub ty: Type,
}
