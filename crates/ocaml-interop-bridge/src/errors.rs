//! The catalogue of errors: what is wrong, and what to write instead.
//!
//! Every message of the macros stands here and nowhere else, so that they speak with one voice.

use std::fmt;

/// Writes the enum and both of its texts from one table.
macro_rules! catalogue {
    ($($problem:ident $({ $($part:ident),* })?: $what:literal, help: $remedy:literal;)*) => {
        /// Something wrong at the border. `Display` gives the problem and its remedy.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Problem {
            $(
                #[doc = $what]
                $problem $({
                    $(#[doc = concat!("The `", stringify!($part), "` of the message.")] $part: String),*
                })?,
            )*
        }

        impl Problem {
            /// What is wrong.
            pub fn what(&self) -> String {
                match self {
                    $(Self::$problem $({ $($part),* })? => { $($(let _ = $part;)*)? format!($what) })*
                }
            }

            /// What to do about it.
            pub fn remedy(&self) -> String {
                match self {
                    $(Self::$problem $({ $($part),* })? => { $($(let _ = $part;)*)? format!($remedy) })*
                }
            }
        }
    };
}

catalogue! {
    // Keys of the attributes
    UnknownKey { key, place, known }: "unknown key `{key}` on {place}",
        help: "known here: {known}";
    NoKeyHere { key, place }: "unknown key `{key}`: {place} takes no key",
        help: "remove the attribute";
    MisplacedKey { key, place, home }: "`{key}` has no meaning on {place}",
        help: "it belongs on {home}";
    RepeatedKey { key }: "`{key}` is given twice",
        help: "keep one of the two";
    KeyNeedsText { key }: "`{key}` needs a string",
        help: "write `{key} = \"…\"`";
    KeyIsFlag { key }: "`{key}` takes no value",
        help: "write `{key}` alone";
    KeysInParentheses: "`#[ocaml]` needs its keys in parentheses",
        help: "write `#[ocaml(key)]` or `#[ocaml(key = \"…\")]`";
    NotAType { text, why }: "`{text}` is not a Rust type: {why}",
        help: "write the marker of the OCaml type, such as `\"OCamlInt\"` or `\"OCamlList<OCamlFloat>\"`";
    NotACName { name }: "`{name}` cannot be the name of a C symbol, which is what an `external` refers to",
        help: "use ASCII letters, digits and `_` only; `name = \"…\"` in the attribute gives the function another name in OCaml";
    NotAnOCamlType { name }: "`{name}` cannot be the name of an OCaml type",
        help: "write a lowercase OCaml identifier that is no keyword, such as `name = \"t\"` or `name = \"Shape.t\"`";
    NotAnOCamlTag { tag }: "`{tag}` cannot be the tag of a polymorphic variant",
        help: "write what follows the backquote in OCaml: letters, digits, `_` and `'`";
    NotAnOCamlModule { name }: "`{name}` cannot be the name of an OCaml module",
        help: "write a capitalised identifier, such as `module = \"Geometry\"`, or several with dots between them";
    NotARegisteredName { name }: "`\"{name}\"` cannot be a registered name: it is empty, or has a NUL byte in it",
        help: "write the string that OCaml gives to `Callback.register`";

    // #[export]: the function
    NotAFunction: "`#[export]` stands on something that is not a function",
        help: "put it on a `pub fn` with a body, or on an `impl` block of such";
    NotPublic { function }: "`{function}` is exported to OCaml but not `pub`",
        help: "write `pub fn {function}`: what OCaml can call, Rust can call too";
    Async: "an `async` function cannot be exported: OCaml would receive a future",
        help: "drop `async` and block on the future inside, in `cr.releasing_runtime(|| …)`";
    UnsafeExport: "an `unsafe` function cannot be exported: OCaml has no way to promise what it requires",
        help: "drop `unsafe`, and check the requirements in the body";
    ForeignAbi: "an exported function is an ordinary Rust function",
        help: "drop the `extern`: the macro makes the C function that OCaml calls";
    GenericExport { parameter }: "an exported function cannot be generic over `{parameter}`: OCaml calls one function, with one type",
        help: "write the concrete type; export one function for each type that OCaml needs";
    StaticBound: "an exported function cannot ask for `'static`: OCaml's values move when the GC runs",
        help: "drop the bound";
    Variadic: "an exported function cannot be variadic",
        help: "take an `OCamlList<…>` or a `Vec<…>`";
    SelfArgument: "an exported function cannot take `self`",
        help: "put `#[export]` on the whole `impl` block, or take the value as an ordinary argument: `&Type` of a type that derives `OCamlCustom`, `OCaml<DynBox<…>>` of others";
    LinkAttribute { attribute }: "`{attribute}` would give the Rust function the symbol of OCaml's stub",
        help: "remove it; `name = \"…\"` in `#[export(…)]` names the symbol";
    SameSymbol { symbol }: "the native and the bytecode stub would both be `{symbol}`",
        help: "give `bytecode` another name, or leave it out: it is made where OCaml needs one";

    // #[export]: arguments
    RuntimeNotFirst: "the runtime is not the first parameter",
        help: "move `cr: &mut OCamlRuntime` to the front, behind `self` where there is one";
    RuntimeTwice: "the runtime is taken twice",
        help: "keep the first parameter only: a thread has one handle";
    RuntimeByValue: "the runtime handle cannot be taken by value",
        help: "write `&mut OCamlRuntime`";
    StaticRuntime: "the runtime is lent for the length of one call, not for `'static`",
        help: "drop `'static`";
    MutableRuntimeInNoalloc: "a `noalloc` function takes `&mut OCamlRuntime`, which permits allocation",
        help: "write `&OCamlRuntime`, or drop `noalloc`";
    SharedRuntime: "the runtime is taken by `&`, which is for `noalloc` functions",
        help: "write `&mut OCamlRuntime`, or add `noalloc` to the attribute (and `[@@noalloc]` in OCaml)";
    PatternArgument: "an argument of an exported function needs a plain name",
        help: "name it, and take it apart in the body: `let (a, b) = pair;`";
    ArgumentCfg: "an argument cannot be conditional: OCaml's declaration has a fixed number of them",
        help: "put the `#[cfg]` on the function, and write it twice";
    ImplArgument: "an argument cannot be `impl Trait`: OCaml's values have one type",
        help: "write the concrete type";
    UntypedHandle { handle }: "`{handle}` does not say which OCaml type it holds",
        help: "write it as in `{handle}<String>`";
    ReferenceArgument { ty }: "`{ty}` cannot be borrowed from OCaml",
        help: "take the value itself, which is converted, or an `OCaml<…>`; only `&str`, `&[u8]` and types that derive `OCamlCustom` are read in place";
    StaticArgument: "an argument from OCaml does not live for `'static`: the GC moves it",
        help: "drop `'static`; to keep the value, take a `BoxRoot<…>` or an owned type";
    MarkerWithoutEffect { ty }: "`as_` has no effect here: `{ty}` is not converted",
        help: "remove it, or take the Rust type that it should be converted to";
    RootInNoalloc { ty }: "`{ty}` is rooted on entry, which a `noalloc` function cannot do: it allocates",
        help: "take an `OCaml<…>`: nothing moves it here; or drop `noalloc`";

    // #[export]: results
    AllocatingResult { ty }: "a `noalloc` function cannot return `{ty}`: making it allocates",
        help: "return `OCaml<…>`, `()`, `bool` or a number, or drop `noalloc`";
    RaisingInNoalloc: "a `noalloc` function cannot return `Result`: raising the error allocates",
        help: "return a `bool` or a number that says what happened, or drop `noalloc`";
    BorrowedResult { ty }: "the result `{ty}` borrows from an argument, but making an OCaml value of it may move the argument",
        help: "return an owned type such as `String`, or the `OCaml<…>` itself";
    RootReferenceResult: "`OCamlRef` cannot be returned: the root that it refers to ends with the call",
        help: "return `OCaml<…>` or `BoxRoot<…>`";
    ImplResult: "the result cannot be `impl Trait`: OCaml needs one type",
        help: "write the concrete type";
    NeverResult: "an exported function returns to OCaml",
        help: "return `()`; a panic inside becomes an OCaml exception";
    ReturnsWithoutEffect { ty }: "`returns` has no effect here: `{ty}` is not converted",
        help: "remove it";

    // #[export] on an `impl` block, and types inside OCaml
    TraitImpl: "`#[export]` stands on the implementation of a trait",
        help: "put it on the type's own `impl` block, with functions that call the trait's";
    GenericImpl: "an exported `impl` block cannot be generic: OCaml calls one function, with one type",
        help: "write the concrete type";
    ImplOfNoName { ty }: "`{ty}` has no name that OCaml's module could have",
        help: "write the `impl` block of a type with a name";
    NothingExported { ty }: "no function of this `impl {ty}` is `pub`, so nothing is exported",
        help: "write `pub fn` where OCaml is to call it";
    OwnedSelf: "an exported function cannot take `self` by value: OCaml keeps the value",
        help: "write `&self`, or `&mut self` where the type has `#[ocaml(exclusive)]`; `#[ocaml(skip)]` leaves the function to Rust";
    ExclusiveInNoalloc: "a `noalloc` function cannot borrow exclusively: where the value is in use it would have to raise",
        help: "take it by `&`, or drop `noalloc`";
    GenericCustom { name }: "`{name}` has a parameter, but OCaml knows a type's values by one name",
        help: "derive `OCamlCustom` for a type that wraps the concrete one: `struct Name({name}<…>);`";
    CustomName { name }: "`{name}` would give OCaml a module of this name, which it cannot have",
        help: "say the OCaml type's name: `#[ocaml(name = \"…\")]`";
    NotAPath { text }: "`{text}` is not the path of a function",
        help: "write one that takes `&Self` and returns the bytes that the value owns, such as `size = \"Self::bytes\"`";

    // ocaml!
    DeclaredBody { function }: "`{function}` has a body, but its code is OCaml's",
        help: "end the declaration with `;`";
    NotADeclaration: "`ocaml!` holds declarations of functions only",
        help: "write `pub fn name(argument: OCamlType, …) -> OCamlType;`";
    DeclaredQualifier { qualifier }: "a declared OCaml function cannot be `{qualifier}`",
        help: "drop `{qualifier}`";
    DeclaredSelf: "a declared OCaml function cannot take `self`",
        help: "name the argument, and write its OCaml type: `value: OCamlType`";
    DeclaredPattern: "an argument of a declared OCaml function needs a plain name",
        help: "write `name: OCamlType`";
    DeclaredGeneric: "a declared OCaml function is generic over types alone, any types",
        help: "write type parameters without bounds, `fn name<A>(list: OCamlList<A>)`, or the concrete OCaml types; what is passed may be any type that converts";
    DeclaredRuntime: "the runtime is not declared: the generated function takes it first by itself",
        help: "remove this argument";
    DeclaredHandle { ty, inner }: "`{ty}` is a Rust handle, not an OCaml type",
        help: "write the type that OCaml has: `{inner}`; what is passed may be any reference or Rust value that converts to it";
    DeclaredReference { ty }: "`{ty}` is a reference, not an OCaml type",
        help: "write the type that OCaml has, such as `String`; what is passed may be a reference";

    // Derives and impl_ macros
    Union: "a union says not which of its fields is alive, so it has no OCaml type",
        help: "use an `enum`";
    NoField { name }: "`{name}` has no field, but an OCaml record has at least one",
        help: "add a field; a type with one value only is `()`; for a marker derive `OCamlDescriber` alone";
    NoVariant { name }: "`{name}` has no variant, so no OCaml value is one",
        help: "add a variant; for a marker derive `OCamlDescriber` alone";
    TooManyBlocks { name, count }: "`{name}` has {count} variants with arguments, OCaml has 246 tags for them",
        help: "group some of them in an `enum` of their own, as the argument of one variant";
    NotUnboxed { name }: "`{name}` cannot be unboxed",
        help: "`[@@unboxed]` is for a record of one field, or a variant type of one constructor with one argument";
    UnboxedPolyVariant: "a polymorphic variant is never unboxed",
        help: "keep one of `unboxed` and `polymorphic_variant`";
    FieldsNeedStruct { name }: "`{name}` is no record: only a struct with fields has `OCamlFields`",
        help: "remove the derive; an enum is converted as a whole";
    KeyNeedsEnum { key }: "`{key}` stands on a struct",
        help: "it is for an `enum`";
    TagNeedsPolyVariant { variant }: "`tag` on `{variant}`: ordinary variants are told apart by their order",
        help: "remove it, or add `#[ocaml(polymorphic_variant)]` to the enum";
    PolyVariantRecord { variant }: "`{variant}` has named fields, but a polymorphic variant has no inline records",
        help: "give the fields to a struct and write `{variant}(ThatStruct)`, or make it a tuple variant: `{variant}(a, b)` is `` `{variant} of a * b ``";
    SameTag { tag, other }: "the tag `{tag}` is that of `{other}` already",
        help: "rename one of them with `#[ocaml(tag = \"…\")]`, as in OCaml";
    CollidingTags { tag, other, hash }: "the tags `{tag}` and `{other}` have the same hash, {hash}: OCaml cannot tell them apart",
        help: "rename one of them, in OCaml too: OCaml refuses a type with both";
    DescribedKeyword { name }: "the OCaml type of `{name}` would have an OCaml keyword or no identifier for a name",
        help: "say its name: `#[ocaml(name = \"…\")]`";

    // #[derive(OCamlException)]
    GenericException { name }: "an exception has one type, so `{name}` can't have parameters",
        help: "write the concrete types";
    NoException { name }: "`{name}` has no variant, so no exception is one",
        help: "add a variant";
    NotAnOCamlException { name }: "`{name}` cannot be the name of an OCaml exception",
        help: "write a capitalised identifier, behind the modules that it stands in: `name = \"Parser.Syntax\"`";
    NameOfSeveral: "each variant of the enum is an exception of its own",
        help: "put the key on the variants";
    NameOfOther: "the variant of all other exceptions has no name in OCaml",
        help: "remove the key, or `other`";
    OtherVariant { variant }: "`other` stands for exceptions as they are, which `{variant}` doesn't hold",
        help: "write `{variant}(OCamlError)`";
    OtherTwice: "there are two variants for all other exceptions",
        help: "keep one of the two";
    SameException { name, other }: "the exception `{name}` is that of `{other}` already",
        help: "give one of them another name: `#[ocaml(name = \"…\")]`";

    // The grammar of the impl_ macros
    TypeThenBrace: "expected the Rust and the OCaml type, then their description in braces",
        help: "write `Type {{ … }}`, or `From => To {{ … }}` where the names differ";
    ImplPathType { ty }: "`{ty}` is not the name of a type",
        help: "write a path, such as `Person` or `shapes::Circle`";
    NotAField: "expected a field and its OCaml type",
        help: "write `field: OCamlType`";
    FieldExpression: "`=> …` on a field: the `from` form converts by the field's type",
        help: "remove it, or implement `FromOCaml` by hand";
    NotAConstructor: "expected a constructor",
        help: "write `Enum::Unit`, `Enum::Tag(slot: OCamlType, …)` or `Enum::Tag {{ slot: OCamlType, … }}`";
    UnnamedSlot: "expected a slot and its OCaml type",
        help: "name each argument of the constructor: `Enum::Tag(slot: OCamlType, …)`";
    ConstructorExpression: "`=> …` on a constructor: the `to` form takes values apart, and builds none",
        help: "put the expression on a slot: `Enum::Tag(slot: OCamlType => expression)`";
    NothingToBuild { tag }: "`{tag}` does not say which Rust value it becomes",
        help: "write `{tag} => Enum::{tag}` or `{tag}(slot: OCamlType, …) => expression`";
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\nhelp: {}", self.what(), self.remedy())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_problem_then_the_remedy() {
        let problem = Problem::NotPublic { function: "f".to_owned() };
        let (what, help) = (problem.what(), problem.remedy());
        assert!(what.contains("`f`") && help.starts_with("write `pub fn f`"));
        assert_eq!(problem.to_string(), format!("{what}\nhelp: {help}"));
    }
}
