//! What the comparison of a declaration comes to, beside a difference.

use ocaml_interop_schema::check::{CHECKED, COMPUTED_NAME, UNKNOWN_TYPE, compare_declared};
use ocaml_interop_schema::exceptions;
use ocaml_interop_schema::form::{
    Arguments, Arrow, Constructor, Declared, Definition, Exception, Field, Label, Link, Registered,
    Schema, Type, language,
};

const DECLARED: Declared = Declared {
    name: "twice",
    arguments: &[Field { name: "n", ty: language::INT, doc: "" }],
    result: language::INT,
};

/// `twice`, from a type to `int`.
fn twice(argument: &'static Type) -> Registered {
    let arrow = Arrow { label: Label::None, argument, result: language::INT };
    let ty = Box::leak(Box::new(Type::Function(Box::leak(Box::new(arrow)))));
    Registered { name: "twice", ty, place: "twice.ml:1" }
}

fn verdict(registered: Vec<Registered>, computes_names: bool) -> Result<u8, String> {
    let schema = Schema { registered: registered.leak(), computes_names, externals: &[] };
    compare_declared(&schema, &DECLARED).map_err(|text| text.as_str().to_owned())
}

#[test]
fn what_is_registered_is_compared() {
    assert_eq!(verdict(vec![twice(language::INT)], false), Ok(CHECKED));
    assert_eq!(verdict(vec![twice(language::INT)], true), Ok(CHECKED));
    assert!(verdict(vec![twice(language::STRING)], true).is_err());
}

#[test]
fn a_computed_name_may_be_this_one() {
    assert_eq!(verdict(Vec::new(), true), Ok(COMPUTED_NAME));
    let message = verdict(Vec::new(), false).unwrap_err();
    assert!(message.contains("no OCaml code registers \"twice\""), "{message}");
}

#[test]
fn a_type_may_be_unknown_in_part() {
    assert_eq!(verdict(vec![twice(&Type::Unknown)], false), Ok(UNKNOWN_TYPE));
}

/// A name may be registered several times: each must fit, and one that isn't known whole decides.
#[test]
fn each_registration_is_compared() {
    let two = |other| verdict(vec![twice(language::INT), twice(other)], false);
    assert_eq!(two(language::INT), Ok(CHECKED));
    assert_eq!(two(&Type::Unknown), Ok(UNKNOWN_TYPE));
    assert!(two(language::BOOL).is_err());
    assert_eq!(verdict(vec![twice(&Type::Unknown), twice(language::INT)], false), Ok(UNKNOWN_TYPE));
}

/// The same of an exception, which Rust defines where OCaml doesn't.
#[test]
fn an_exception_is_compared_with_what_is_registered() {
    static VALUE: Definition = Definition::language("extension_constructor", 0);
    const SYNTAX: Exception = Exception {
        name: "Parser.Syntax",
        registered: "syntax",
        generated: true,
        arguments: Arguments::Tuple(&[language::STRING, language::INT]),
        doc: "",
        symbol: "",
    };
    let constructor = |arguments| {
        let one = Constructor { name: "Parser.Syntax", arguments, doc: "" };
        Type::Exception(Box::leak(Box::new(one)))
    };
    let verdict = |types: &[Type]| {
        let registered = types.iter().map(|ty| Registered {
            name: "syntax",
            ty: Box::leak(Box::new(*ty)),
            place: "syntax.ml:1",
        });
        let registered = registered.collect::<Vec<_>>().leak();
        let schema = Schema { registered, computes_names: false, externals: &[] };
        exceptions::compare(&schema, &SYNTAX).map_err(|text| text.as_str().to_owned())
    };
    let right = constructor(SYNTAX.arguments);
    let wrong = constructor(Arguments::Tuple(&[language::STRING]));
    let in_part = constructor(Arguments::Tuple(&[language::STRING, &Type::Unknown]));
    let named =
        constructor(Arguments::Record(&[Field { name: "line", ty: language::INT, doc: "" }]));
    assert_eq!(verdict(&[]), Ok(COMPUTED_NAME));
    assert_eq!(verdict(&[right]), Ok(CHECKED));
    assert_eq!(verdict(&[right, right]), Ok(CHECKED));
    assert_eq!(verdict(&[right, Type::Unknown]), Ok(UNKNOWN_TYPE));
    assert_eq!(verdict(&[Type::Named(Link::to(&VALUE), &[])]), Ok(UNKNOWN_TYPE));
    assert_eq!(verdict(&[in_part]), Ok(UNKNOWN_TYPE));
    assert_eq!(
        verdict(&[right, wrong]).unwrap_err(),
        "the exception `Parser.Syntax` isn't as OCaml registers it\n  OCaml: exception Syntax of \
         string (syntax.ml:1)\n  Rust:  exception Syntax of string * int\n`Parser.Syntax` has in OCaml \
         1 argument, in Rust 2"
    );
    let message = verdict(&[named]).unwrap_err();
    assert!(
        message.contains("OCaml: exception Syntax of { line : int } (syntax.ml:1)"),
        "{message}"
    );
    assert!(message.contains("have names in OCaml, none in Rust"), "{message}");
    let message = verdict(&[*language::INT]).unwrap_err();
    assert!(
        message.contains("no exception's constructor\n  OCaml: int (syntax.ml:1)"),
        "{message}"
    );
}
