//! What the comparison of a declaration comes to, beside a difference.

use ocaml_interop_schema::check::{CHECKED, COMPUTED_NAME, UNKNOWN_TYPE, compare_declared};
use ocaml_interop_schema::form::{
    Arrow, Declared, Field, Label, Registered, Schema, Type, language,
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
