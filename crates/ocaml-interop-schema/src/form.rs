//! Types and functions at the border, as data.

pub use crate::link::Link;

/// A type, as OCaml understands it.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// Nobody described it: a hand-written `OCamlDescriber` that gives a name alone.
    Unknown,
    /// A parameter of the definition that the type stands in, or a variable of a function's type,
    /// by its number.
    Variable(usize),
    /// A defined type, with its arguments.
    Named(Link, &'static [&'static Type]),
    /// A tuple.
    Tuple(&'static [&'static Type]),
    /// A function.
    Function(&'static Arrow),
    /// A polymorphic variant.
    PolyVariant(&'static Row),
    /// What no Rust type describes, an object say; with OCaml's word for it.
    Other(&'static str),
    /// No type, but an exception's constructor, which OCaml registers as a value.
    Exception(&'static Constructor),
}

/// A function's type, one argument of it.
#[derive(Clone, Copy, Debug)]
pub struct Arrow {
    /// The argument's label.
    pub label: Label,
    /// The argument's type; that of an optional argument is an option.
    pub argument: &'static Type,
    /// What the function returns.
    pub result: &'static Type,
}

/// How an argument is named.
#[derive(Clone, Copy, Debug)]
pub enum Label {
    /// Not at all.
    None,
    /// `name:`
    Labelled(&'static str),
    /// `?name:`
    Optional(&'static str),
}

/// The tags of a polymorphic variant.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// There are no other tags than these.
    pub closed: bool,
    /// The tags.
    pub tags: &'static [Tag],
}

/// A tag of a polymorphic variant.
#[derive(Clone, Copy, Debug)]
pub struct Tag {
    /// Its name, without the backquote.
    pub name: &'static str,
    /// Its argument, if it has one.
    pub argument: Option<&'static Type>,
}

/// What a named type is.
#[derive(Debug)]
pub struct Definition {
    /// Its name, as OCaml writes it: `Shapes.point`. On Rust's side the module may be missing, and
    /// the name of a box is empty where the macro doesn't see what is in it.
    pub name: &'static str,
    /// What tells it apart from all others: on OCaml's side the whole path, on Rust's the Rust type's.
    pub key: &'static str,
    /// How many parameters it has.
    pub parameters: usize,
    /// What its values are.
    pub kind: Kind,
    /// Its documentation, on Rust's side.
    pub doc: &'static str,
    /// The symbol that the Rust library has as long as the type is defined like this; empty where
    /// there is none. That of a boxed value is a function of `unit`, to be called before values are
    /// unmarshalled.
    pub symbol: &'static str,
}

/// What the values of a type are.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Known to the language: `int`, `list`.
    Language,
    /// Not shown.
    Abstract,
    /// A Rust value in a box. Where its definition has a symbol, the type has a name of its own in OCaml;
    /// else any abstract type of OCaml's may hold it.
    Boxed,
    /// Another name of a type.
    Alias(&'static Type),
    /// A record.
    Record(&'static [Field], Representation),
    /// A variant type.
    Variant(&'static [Constructor], Representation),
    /// What can't be compared, with the reason.
    Other(&'static str),
}

/// How a record or the one constructor of a variant lies in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Representation {
    /// A block; on Rust's side, one of floats is flat.
    Block,
    /// A block of doubles.
    Flat,
    /// As its only field: `[@@unboxed]`.
    Unboxed,
}

/// A field of a record.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name; empty where Rust has none.
    pub name: &'static str,
    /// Its type.
    pub ty: &'static Type,
    /// Its documentation, on Rust's side.
    pub doc: &'static str,
}

/// A constructor of a variant type.
#[derive(Clone, Copy, Debug)]
pub struct Constructor {
    /// Its name.
    pub name: &'static str,
    /// Its arguments.
    pub arguments: Arguments,
    /// Its documentation, on Rust's side.
    pub doc: &'static str,
}

/// The arguments of a constructor.
#[derive(Clone, Copy, Debug)]
pub enum Arguments {
    /// By position.
    Tuple(&'static [&'static Type]),
    /// By name.
    Record(&'static [Field]),
}

/// What OCaml code says of its border, as far as it was compiled together with this Rust code.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// Registered values, in order of their names.
    pub registered: &'static [Registered],
    /// Names may be registered that are computed, not written.
    pub computes_names: bool,
    /// Declarations of foreign functions, in order of the symbols.
    pub externals: &'static [External],
}

/// A value that OCaml registers by name.
#[derive(Clone, Copy, Debug)]
pub struct Registered {
    /// The name.
    pub name: &'static str,
    /// The value's type.
    pub ty: &'static Type,
    /// The file and line where it is registered.
    pub place: &'static str,
}

/// OCaml's declaration of a function that is written in another language.
#[derive(Clone, Copy, Debug)]
pub struct External {
    /// Its symbol in native code.
    pub native: &'static str,
    /// Its symbol in bytecode.
    pub bytecode: &'static str,
    /// What OCaml calls it.
    pub name: &'static str,
    /// The whole of its type.
    pub ty: &'static Type,
    /// How each argument is passed in native code.
    pub arguments: &'static [Passing],
    /// How the result is returned in native code.
    pub result: Passing,
    /// `[@@noalloc]`.
    pub noalloc: bool,
    /// The file and line of the declaration.
    pub place: &'static str,
}

/// How an argument or a result crosses the border.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passing {
    /// As a value.
    Value,
    /// As a machine number: `[@unboxed]`.
    Unboxed,
    /// As a machine word: `[@untagged]`.
    Untagged,
}

/// What Rust's `ocaml!` declares of a function.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    /// The name that it is registered by.
    pub name: &'static str,
    /// Its arguments, by name.
    pub arguments: &'static [Field],
    /// Its result.
    pub result: &'static Type,
}

/// A Rust function that OCaml calls.
#[derive(Clone, Copy, Debug)]
pub struct Export {
    /// The Rust function's name.
    pub name: &'static str,
    /// Its symbol in native code.
    pub native: &'static str,
    /// Its symbol in bytecode, where it has one of its own.
    pub bytecode: Option<&'static str>,
    /// Its arguments, by name, and how each is passed.
    pub arguments: &'static [(Field, Passing)],
    /// Its result, and how it is returned.
    pub result: (&'static Type, Passing),
    /// What it raises instead.
    pub raises: &'static Raises,
    /// It says that it doesn't allocate.
    pub noalloc: bool,
    /// The OCaml module that it is to stand in; empty where it stands in none.
    pub module: &'static str,
    /// Its documentation.
    pub doc: &'static str,
}

/// What an error is raised as.
#[derive(Clone, Copy, Debug)]
pub struct Raises {
    /// Each of these.
    pub exceptions: &'static [Exception],
    /// Others, too, which nobody describes.
    pub others: bool,
}

/// An exception that Rust raises and catches.
#[derive(Clone, Copy, Debug)]
pub struct Exception {
    /// Its name, as OCaml writes it: `Parser.Syntax`.
    pub name: &'static str,
    /// The name that it is registered by; empty for one that OCaml has by itself.
    pub registered: &'static str,
    /// OCaml code that is generated defines it; what is written by hand defines the others.
    pub generated: bool,
    /// Its arguments.
    pub arguments: Arguments,
    /// Its documentation.
    pub doc: &'static str,
    /// The symbol that the Rust library has as long as the exception is defined like this; empty for
    /// one that OCaml has by itself.
    pub symbol: &'static str,
}

impl Raises {
    /// Nobody says what.
    pub const UNKNOWN: Raises = Raises { exceptions: &[], others: true };
    /// No exception.
    pub const NOTHING: Raises = Raises { exceptions: &[], others: false };
}

impl Exception {
    /// One that every OCaml program has.
    pub const fn of_ocaml(name: &'static str) -> Exception {
        let arguments = Arguments::Tuple(&[]);
        Exception { name, registered: "", generated: false, arguments, doc: "", symbol: "" }
    }
}

impl Definition {
    /// A type that the language knows.
    pub const fn language(name: &'static str, parameters: usize) -> Definition {
        Definition::plain(name, parameters, Kind::Language)
    }

    /// A type whose values are passed on as they are.
    pub const fn abstract_(name: &'static str, parameters: usize) -> Definition {
        Definition::plain(name, parameters, Kind::Abstract)
    }

    /// Whether a boxed Rust value has an OCaml type of its own name.
    pub const fn has_name_of_its_own(&self) -> bool {
        matches!(self.kind, Kind::Boxed) && !self.symbol.is_empty()
    }

    /// A type of whose definition nothing else is known.
    pub const fn plain(name: &'static str, parameters: usize, kind: Kind) -> Definition {
        Definition { name, key: name, parameters, kind, doc: "", symbol: "" }
    }
}

/// The types that the language knows.
pub mod language {
    use super::{Definition, Link, Type};

    macro_rules! language {
        ($($(#[$doc:meta])* $name:ident, $definition:ident = $ocaml:literal;)*) => {$(
            $(#[$doc])*
            pub const $name: &Type = &Type::Named(Link::to(&$definition), &[]);
            static $definition: Definition = Definition::language($ocaml, 0);
        )*};
    }

    language! {
        /// `unit`
        UNIT, UNIT_DEFINITION = "unit";
        /// `bool`
        BOOL, BOOL_DEFINITION = "bool";
        /// `int`
        INT, INT_DEFINITION = "int";
        /// `char`
        CHAR, CHAR_DEFINITION = "char";
        /// `float`
        FLOAT, FLOAT_DEFINITION = "float";
        /// `string`
        STRING, STRING_DEFINITION = "string";
        /// `bytes`
        BYTES, BYTES_DEFINITION = "bytes";
        /// `int32`
        INT32, INT32_DEFINITION = "int32";
        /// `int64`
        INT64, INT64_DEFINITION = "int64";
        /// `nativeint`
        NATIVEINT, NATIVEINT_DEFINITION = "nativeint";
        /// `exn`
        EXN, EXN_DEFINITION = "exn";
        /// `floatarray`
        FLOATARRAY, FLOATARRAY_DEFINITION = "floatarray";
    }

    /// `list`
    pub static LIST: Definition = Definition::language("list", 1);
    /// `option`
    pub static OPTION: Definition = Definition::language("option", 1);
    /// `array`
    pub static ARRAY: Definition = Definition::language("array", 1);
}
