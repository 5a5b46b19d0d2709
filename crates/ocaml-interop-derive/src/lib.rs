//! The procedural macros of `ocaml-interop`, which exports every one of them under its own name.
//!
//! Here are the entry points only: the grammar, its checks and the code that comes out of it are
//! in `ocaml-interop-bridge`.

#![forbid(unsafe_code)]

use std::collections::HashMap;
use std::env;
use std::path::Path;
use std::sync::{LazyLock, Mutex};

use ocaml_interop_bridge::emit::{Context, Schema};
use ocaml_interop_bridge::expand;
use ocaml_interop_bridge::ir::Trait;
use ocaml_interop_bridge::read::{Direction, ImplMacro, Kind};
use proc_macro::TokenStream;

/// Exports a Rust function to OCaml.
///
/// ```no_run
/// /// The words of a text, in order.
/// #[ocaml_interop::export]
/// pub fn words(text: &str) -> Vec<String> {
///     text.split_whitespace().map(str::to_owned).collect()
/// }
/// ```
/// ```ocaml
/// external words : string -> string list = "words"
/// ```
///
/// The function stays an ordinary Rust function. Beside it come the C functions that OCaml calls:
/// one of the function's own name for native code, and one for bytecode where OCaml needs another.
/// A description of it stays in the library, of which `cargo ocaml bind` makes the `external`.
///
/// On an `impl` block it exports each `pub fn` of it, see below.
///
/// # Parameters
/// The runtime, `cr: &mut OCamlRuntime`, comes first where the body needs it, and may be left out.
///
/// | Rust | OCaml | how it crosses |
/// | --- | --- | --- |
/// | `OCaml<T>` | the type of `T` | as it is; it ends where the body first allocates |
/// | `BoxRoot<T>`, `OCamlRef<T>` | the type of `T` | rooted on entry |
/// | `f64`, `i64`, `i32` | `float`, `int64`, `int32`, each `[@unboxed]` | as a machine number |
/// | `bool`, `isize` | `bool`, `int`, each `[@untagged]` | as a machine number |
/// | `&str`, `&[u8]`, `Cow` of them | `string` | read in place |
/// | `&A`, `&mut A` of an `OCamlCustom` type | its OCaml type | borrowed; `&mut` needs `#[ocaml(exclusive)]` |
/// | anything else | its default OCaml type | converted |
///
/// `#[ocaml(as_ = "OCamlInt")]` on a parameter converts it from another OCaml type than the default.
///
/// # Result
/// The same, without what is read in place; `()` is `unit`. An `OCamlCustom` type, and an option or a
/// vector of it, is moved into OCaml. `Result<T, E>` gives `T`, or raises the OCaml exception of `E`.
///
/// # Keys
/// - `name = "symbol"`: the name for the `external`, if it isn't the function's.
/// - `bytecode = "symbol"`: the name of the bytecode stub. Without it, a function of more than five
///   arguments, or with a machine number in its signature, has one named `<symbol>_bytecode`.
/// - `returns = "Marker"`: the OCaml type of a converted result, if it isn't the default one.
/// - `module = "Geometry"`: the OCaml module that `cargo ocaml bind` puts the function in.
/// - `noalloc`: declared `[@@noalloc]` in OCaml, which is compared with where it can be, like the rest of
///   the `external` (see [`ocaml!`](macro@ocaml)). The runtime is then `&OCamlRuntime`, and the result
///   a machine number, `()` or an `OCaml<T>`.
/// - `no_panic_catch`: the body never panics, so nothing needs to catch it.
///
/// # An `impl` block
/// Each `pub fn` of the block is exported: `&self` and `&mut self` are the first argument in OCaml, the
/// runtime comes behind them, and what a result without a lifetime borrows from `self` is converted.
/// The functions stand in one OCaml module, of the type's name or `module`'s: `Counter.add`; the symbol is
/// `counter_add`. A function's own keys stand in `#[ocaml(…)]`: `skip` leaves it to Rust, `name` is what
/// OCaml calls it, `returns`, `noalloc` and `no_panic_catch` are as above.
#[proc_macro_attribute]
pub fn export(keys: TokenStream, item: TokenStream) -> TokenStream {
    expand::export(keys.into(), item.into(), &context()).into()
}

/// Declares OCaml functions for Rust to call.
///
/// ```no_run
/// use ocaml_interop::OCamlList;
/// # enum Syntax {}
///
/// ocaml_interop::ocaml! {
///     /// Joins the parts.
///     pub fn concat(separator: String, parts: OCamlList<String>) -> String;
///
///     #[ocaml(name = "Parser.parse", catch)]
///     fn parse(text: String) -> Syntax;
/// }
/// ```
/// ```ocaml
/// let () = Callback.register "concat" String.concat
/// ```
///
/// The types are OCaml's. Each declaration becomes a function that takes the runtime first, then for
/// each argument anything that converts to its type, and returns a `BoxRoot` of the result; a result
/// left out is `unit`. Attributes and documentation are kept. A function may have type parameters:
/// `fn first<A>(list: OCamlList<A>) -> Option<A>;`.
///
/// Where the package's build script compiles the OCaml code (`ocaml-interop-build`), each declaration is
/// compared with what OCaml registers, and a difference is a compile error. What can't be compared is
/// a warning; `unsafe fn` says that the author vouches for the declaration.
///
/// # Keys
/// - `#[ocaml(name = "…")]`: the name given to `Callback.register`, if it isn't the function's.
/// - `#[ocaml(catch)]`: returns `Result<BoxRoot<T>, OCamlError>`. Without it an exception panics.
/// - `#[ocaml(catch = "ParseError")]`: returns `Result<BoxRoot<T>, ParseError>`, a type with the derive of
///   `OCamlException`, say. An exception that is no `ParseError` panics.
#[proc_macro]
pub fn ocaml(declarations: TokenStream) -> TokenStream {
    expand::declare(declarations.into(), &context()).into()
}

/// Implements `ToOCaml` for a struct or an enum.
///
/// ```no_run
/// use ocaml_interop::ToOCaml;
///
/// #[derive(ToOCaml)]
/// struct Person {
///     name: String,
///     #[ocaml(as_ = "ocaml_interop::OCamlInt")]
///     age: i64,
/// }
/// ```
/// ```ocaml
/// type person = { name : string; age : int }
/// ```
///
/// Fields and variants stand in OCaml's order. A struct is a record (flat where all its fields are
/// floats, unless one is a type parameter), a tuple struct a tuple (never flat), an enum a variant
/// type, a variant with named fields a constructor with an inline record.
///
/// # Keys
/// - `#[ocaml(as_ = "Marker")]` on a field: its OCaml type, if it isn't the default one; on the type:
///   the marker of the OCaml type, if it isn't the Rust type itself.
/// - `#[ocaml(unboxed)]` on a type with one field: `[@@unboxed]` in OCaml.
/// - `#[ocaml(polymorphic_variant)]` on an enum, and `#[ocaml(tag = "…")]` on a variant of it whose tag
///   isn't its Rust name. `V(a, b)` is `` `V of a * b ``.
/// - `#[ocaml(name = "…")]` on a type: its name in OCaml.
#[proc_macro_derive(ToOCaml, attributes(ocaml))]
pub fn derive_to_ocaml(item: TokenStream) -> TokenStream {
    expand::derive(Trait::ToOCaml, item.into(), &context()).into()
}

/// Implements `FromOCaml` for a struct or an enum: see the derive of `ToOCaml` for its shapes and keys.
///
/// A value that doesn't fit is an error that names the type and the path to the field.
#[proc_macro_derive(FromOCaml, attributes(ocaml))]
pub fn derive_from_ocaml(item: TokenStream) -> TokenStream {
    expand::derive(Trait::FromOCaml, item.into(), &context()).into()
}

/// Gives a struct a constant for each field, `Person::AGE` for `age`, which reads and writes that field of
/// an OCaml record in place, without converting the rest: see `OCamlField`.
///
/// A constant is as visible as its field; those of a tuple struct are `FIELD_0` and so on.
///
/// # Keys
/// - `#[ocaml(mutable)]` on a field: OCaml declares it `mutable`, and Rust may write it. This isn't
///   compared with OCaml; code of OCaml's that knows the field as immutable may go on seeing the old value.
/// - `as_`, `unboxed`: as in the derive of `ToOCaml`.
#[proc_macro_derive(OCamlFields, attributes(ocaml))]
pub fn derive_ocaml_fields(item: TokenStream) -> TokenStream {
    expand::derive(Trait::OCamlFields, item.into(), &context()).into()
}

/// Implements `OCamlDescriber`: the name of the OCaml type, and what its values are, which is compared
/// with OCaml's type where a build script compiles the OCaml code (`ocaml!` and `#[export]`), and from
/// which `cargo ocaml bind` writes the OCaml type, with its documentation.
///
/// The name is the Rust name in snake_case, or that of `#[ocaml(name = "…")]`, after its parameters:
/// `(int, string) pair`; `#[ocaml(name = "Geometry.point")]` puts the type into an OCaml module. A marker
/// without values can be described too: its name alone is compared, `Counter` or `counter` with `counter`
/// or `Counter.t`.
///
/// A type whose parameters have bounds, or are constants, has a name alone, and isn't compared.
#[proc_macro_derive(OCamlDescriber, attributes(ocaml))]
pub fn derive_ocaml_describer(item: TokenStream) -> TokenStream {
    expand::derive(Trait::OCamlDescriber, item.into(), &context()).into()
}

/// Defines OCaml exceptions of a Rust error type: a struct is one, each variant of an enum is one.
///
/// ```no_run
/// use ocaml_interop::{OCamlError, OCamlException, OCamlInt};
///
/// #[derive(OCamlException, Debug)]
/// enum ParseError {
///     /// A token in the wrong place.
///     #[ocaml(name = "Parser.Syntax")]
///     Syntax(String, #[ocaml(as_ = "OCamlInt")] i64),
///     #[ocaml(name = "Parser.Too_deep")]
///     TooDeep,
///     #[ocaml(other)]
///     Other(OCamlError),
/// }
/// ```
/// ```ocaml
/// (* parser.ml *)
/// exception Syntax of string * int
/// exception Too_deep
///
/// let () =
///   Callback.register "Parser.Syntax" [%extension_constructor Syntax];
///   Callback.register "Parser.Too_deep" [%extension_constructor Too_deep]
/// ```
///
/// It implements `ToOCamlException`: an exported function that returns `Result<_, ParseError>` raises
/// them; and `FromOCamlException`: `OCamlError::downcast::<ParseError>` gives back the Rust value of one
/// that OCaml raised. Fields are converted as in the derives of `ToOCaml` and `FromOCaml`; named fields are
/// an inline record, `exception Syntax of { line : int }`.
///
/// An exception is found by the name that OCaml registers it by, each time anew. Where OCaml registers
/// none, Rust makes the exception, one for each name and types of arguments: it is raised, printed and
/// caught by Rust all the same, but OCaml's code has no pattern for it. `cargo ocaml bind` writes both, `exception` and `Callback.register`, into the
/// module that it generates. Exceptions registered by hand are compared with the Rust type as functions
/// of `ocaml!` are: while Rust compiles, where the package's build script compiles the OCaml code, else by
/// `cargo ocaml check`.
///
/// # Keys
/// - `#[ocaml(name = "…")]` on a struct or a variant: its name in OCaml, behind the modules that it
///   stands in, if it isn't the Rust name.
/// - `#[ocaml(registered = "…")]`: the name that OCaml code of yours registers it by, if it isn't that
///   name, or if `cargo ocaml bind` isn't to write it.
/// - `#[ocaml(other)]` on a variant that holds an `OCamlError`: all other exceptions, with their
///   backtraces, raised again as they were. With it, `downcast` always succeeds.
/// - `#[ocaml(as_ = "Marker")]` on a field: its OCaml type, if it isn't the default one.
#[proc_macro_derive(OCamlException, attributes(ocaml))]
pub fn derive_ocaml_exception(item: TokenStream) -> TokenStream {
    expand::exceptions(item.into(), &context()).into()
}

/// Implements `OCamlCustom`: values of the type live inside OCaml, as an abstract type of its own.
///
/// ```no_run
/// use ocaml_interop::OCamlCustom;
///
/// /// Counts.
/// #[derive(OCamlCustom)]
/// #[ocaml(exclusive)]
/// pub struct Counter {
///     value: isize,
/// }
///
/// #[ocaml_interop::export]
/// impl Counter {
///     /// A counter that starts here.
///     #[ocaml(name = "create")]
///     pub fn new(start: isize) -> Self {
///         Counter { value: start }
///     }
///
///     /// What it has come to.
///     pub fn value(&self) -> isize {
///         self.value
///     }
///
///     /// Counts on.
///     pub fn add(&mut self, n: isize) {
///         self.value += n;
///     }
/// }
/// ```
/// `cargo ocaml bind` writes of these
/// ```ocaml
/// module Counter : sig
///   (** Counts. *)
///   type t
///
///   (** Counts on. *)
///   external add : t -> (int[@untagged]) -> unit
///     = "counter_add_bytecode" "counter_add"
///
///   (** A counter that starts here. *)
///   external create : (int[@untagged]) -> t
///     = "counter_create_bytecode" "counter_create"
///
///   (** What it has come to. *)
///   external value : t -> (int[@untagged])
///     = "counter_value_bytecode" "counter_value"
/// end
/// ```
///
/// The type is `Send + Sync + 'static`, and has no parameters. `OCamlDescriber` and the default mappings
/// are implemented, too.
///
/// # Keys
/// - `#[ocaml(name = "Tally.t")]`: the OCaml type's name, if it isn't `Counter.t` for `Counter`.
/// - `compare`: `compare`, `=`, `<` in OCaml, by `Ord`. Without it they raise.
/// - `hash`: `Hashtbl.hash`, by `Hash`. Without it all values have one hash.
/// - `marshal`: `Marshal`, by serde; needs the feature `serde`. Without it, writing raises. Marshalled
///   values carry the name, or where none is given the Rust type's path: OCaml finds the type by it.
/// - `exclusive`: `&mut self` and `&mut Counter` in exported functions. Borrows are counted then; one
///   that can't be had at once, since the function calls itself through OCaml, say, or another domain
///   is at it, raises `Invalid_argument`.
/// - `size = "path"`: a function of `&Self` that tells the bytes of memory that a value owns beside its
///   own size, when it is made. The collector is told of both.
#[proc_macro_derive(OCamlCustom, attributes(ocaml))]
pub fn derive_ocaml_custom(item: TokenStream) -> TokenStream {
    expand::custom(item.into(), &context()).into()
}

/// Implements both conversions of a record: `Rust => OCaml { field: OCamlType, … }`, or
/// `Type { … }` where the two have one name.
///
/// New code derives `ToOCaml` and `FromOCaml` instead.
#[proc_macro]
pub fn impl_conv_ocaml_record(input: TokenStream) -> TokenStream {
    implement(Direction::Conv, Kind::Record, input)
}

/// Implements both conversions of a variant type:
/// `Rust => OCaml { Enum::Unit, Enum::Tag(slot: OCamlType, …), … }` in OCaml's order.
///
/// New code derives `ToOCaml` and `FromOCaml` instead.
#[proc_macro]
pub fn impl_conv_ocaml_variant(input: TokenStream) -> TokenStream {
    implement(Direction::Conv, Kind::Variant, input)
}

/// Implements `ToOCaml` for a record: `Rust => OCaml { field: OCamlType => expression, … }`.
///
/// The expression may be left out; in it the field's name is bound to a reference to the field.
#[proc_macro]
pub fn impl_to_ocaml_record(input: TokenStream) -> TokenStream {
    implement(Direction::To, Kind::Record, input)
}

/// Implements `FromOCaml` for a record: `OCaml => Rust { field: OCamlType, … }`.
#[proc_macro]
pub fn impl_from_ocaml_record(input: TokenStream) -> TokenStream {
    implement(Direction::From, Kind::Record, input)
}

/// Implements `ToOCaml` for a variant type:
/// `Rust => OCaml { Enum::Unit, Enum::Tag(slot: OCamlType => expression, …), … }`.
///
/// The expression may be left out; in it the slot's name is bound to a reference to the argument.
#[proc_macro]
pub fn impl_to_ocaml_variant(input: TokenStream) -> TokenStream {
    implement(Direction::To, Kind::Variant, input)
}

/// Implements `FromOCaml` for a variant type:
/// `OCaml => Rust { Enum::Unit, Enum::Tag(slot: OCamlType, …) => expression, … }`.
///
/// The expression may be left out; it builds the value of the converted slots, and the name before
/// it is then free.
#[proc_macro]
pub fn impl_from_ocaml_variant(input: TokenStream) -> TokenStream {
    implement(Direction::From, Kind::Variant, input)
}

/// Implements `ToOCaml` for a polymorphic variant: as for a variant type, the last name of each
/// path being the tag.
#[proc_macro]
pub fn impl_to_ocaml_polymorphic_variant(input: TokenStream) -> TokenStream {
    implement(Direction::To, Kind::PolyVariant, input)
}

/// Implements `FromOCaml` for a polymorphic variant:
/// `OCaml => Rust { Tag => expression, Tag(slot: OCamlType, …) => expression, … }`, the tags being OCaml's.
#[proc_macro]
pub fn impl_from_ocaml_polymorphic_variant(input: TokenStream) -> TokenStream {
    implement(Direction::From, Kind::PolyVariant, input)
}

fn context() -> Context {
    let variable = |name| env::var(name).unwrap_or_default();
    // A program may hold versions of a package that cargo calls incompatible.
    let version = match variable("CARGO_PKG_VERSION_MAJOR").as_str() {
        "0" => format!("0.{}", variable("CARGO_PKG_VERSION_MINOR")),
        major => major.to_owned(),
    };
    // Its library and its main file may have the same name.
    let names = ["CARGO_PKG_NAME", "CARGO_CRATE_NAME", "CARGO_BIN_NAME"].map(variable);
    let of_crate = format!("{} {version}", names.join(" "));
    Context { schema: schema(), of_crate, before }
}

/// How often this was asked for a name before: a compiler's process compiles one crate.
fn before(name: &str) -> usize {
    static ASKED: LazyLock<Mutex<HashMap<String, usize>>> = LazyLock::new(Mutex::default);
    let mut asked = ASKED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let count = asked.entry(name.to_owned()).or_default();
    *count += 1;
    *count - 1
}

/// Cargo passes on what the package's build script has set, and what it got itself from a program
/// that another package's build script set it for.
fn schema() -> Schema {
    let is_there = env::var_os("OCAML_INTEROP_SCHEMA").is_some();
    let of_package = env::var_os("OCAML_INTEROP_SCHEMA_PACKAGE");
    match is_there && of_package == env::var_os("CARGO_MANIFEST_DIR") {
        true => Schema::Written { has },
        false => Schema::Missing,
    }
}

/// Whether this file of the schema is there.
fn has(file: &str) -> bool {
    env::var_os("OCAML_INTEROP_SCHEMA")
        .is_some_and(|folder| Path::new(&folder).join(file).is_file())
}

fn implement(direction: Direction, kind: Kind, input: TokenStream) -> TokenStream {
    expand::impl_macro(ImplMacro { direction, kind }, input.into(), &context()).into()
}
