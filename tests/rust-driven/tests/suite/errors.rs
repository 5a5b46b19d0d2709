//! What doesn't fit is an error with the path to it; the panicking forms say the same.

use ocaml_interop::{
    BoxRoot, FromOCaml, OCamlBytes, OCamlDescriber, OCamlInt, OCamlList, ToOCaml, ocaml,
};
use rust_driven::{ocaml, panic_message};

#[derive(FromOCaml, OCamlDescriber, Debug)]
#[allow(dead_code)]
struct Person {
    name: String,
    #[ocaml(as_ = "OCamlInt")]
    age: i32,
    friends: Vec<Person>,
}

ocaml! {
    fn make_ints() -> OCamlList<OCamlInt>;
    fn make_not_utf8() -> String;
    fn make_old_person() -> Person;
    fn make_latin1_person() -> Person;
    fn make_cycle() -> OCamlList<OCamlInt>;
    fn make_long_cycle() -> OCamlList<OCamlInt>;
}

#[test]
fn narrow_integers() {
    ocaml(|cr| {
        let root: BoxRoot<OCamlInt> = (-129_i64).to_boxroot(cr);
        let value = root.get(cr);
        assert_eq!(
            value.try_to_rust::<i8>().unwrap_err().to_string(),
            "conversion from OCaml: the int -129 does not fit i8: use a wider type"
        );
        assert!(value.try_to_rust::<u64>().is_err() && value.try_to_rust::<usize>().is_err());
        assert!(value.try_to_rust::<u32>().is_err() && value.try_to_rust::<u16>().is_err());
        assert!(value.try_to_rust::<u8>().is_err());
        assert_eq!(value.try_to_rust::<i16>().unwrap(), -129);
        let message = panic_message(|| value.to_rust::<u8>());
        assert_eq!(
            message,
            "conversion from OCaml: the int -129 does not fit u8: use a wider type"
        );
    });
}

#[test]
fn the_path_leads_through_containers() {
    ocaml(|cr| {
        let root = make_ints(cr);
        let error = root.try_to_rust::<Vec<i32>>(cr).unwrap_err();
        assert_eq!(error.path(), "[2]");
        assert_eq!(error.reason(), "the int 5000000000 does not fit i32: use a wider type");
        type Nested = OCamlList<(Option<OCamlInt>, Result<OCamlInt, OCamlInt>)>;
        let nested: BoxRoot<Nested> = vec![
            (Some(1_i64), Ok::<i64, i64>(1)),
            (Some(1), Err(1000)),
            (Some(1000), Ok(1)),
            (Some(1), Ok(1000)),
        ]
        .to_boxroot(cr);
        let path = |skip: usize| {
            let mut rest = nested.get(cr);
            for _ in 0..skip {
                rest = rest.tl().unwrap();
            }
            rest.try_to_rust::<Vec<(Option<i8>, Result<i8, i8>)>>().unwrap_err().path()
        };
        assert_eq!(path(0), "[1].1.Error");
        assert_eq!(path(2), "[0].0.Some");
        assert_eq!(path(3), "[0].1.Ok");
    });
}

#[test]
fn the_path_leads_through_records() {
    ocaml(|cr| {
        let error = make_old_person(cr).try_to_rust::<Person>(cr).unwrap_err();
        assert_eq!(error.path(), "Person.friends[1].age");
        let message = panic_message(|| make_latin1_person(cr).to_rust::<Person>(cr));
        assert!(
            message.starts_with(
                "conversion from OCaml: Person.friends[0].name: the OCaml string is not UTF-8"
            ),
            "{message}"
        );
    });
}

#[test]
fn text_that_is_not_utf8() {
    ocaml(|cr| {
        let root = make_not_utf8(cr);
        let error = root.try_to_rust::<String>(cr).unwrap_err();
        assert!(error.reason().contains("read it as Vec<u8>"), "{error}");
        assert_eq!(error.path(), "");
        let bytes: BoxRoot<OCamlBytes> = b"\xff"[..].to_boxroot(cr);
        assert!(bytes.try_to_rust::<String>(cr).is_err());
        assert!(panic_message(|| root.to_rust::<String>(cr)).contains("not UTF-8"));
    });
}

#[test]
fn cyclic_lists_end_in_an_error() {
    ocaml(|cr| {
        for root in [make_cycle(cr), make_long_cycle(cr)] {
            let error = root.try_to_rust::<Vec<i64>>(cr).unwrap_err();
            assert!(error.reason().contains("cyclic"), "{error}");
        }
    });
}

#[test]
fn a_declaration_that_differs_is_told() {
    #[derive(FromOCaml, OCamlDescriber, Debug)]
    #[ocaml(as_ = "String")]
    #[allow(dead_code)]
    struct Wrong {
        a: i64,
        b: i64,
    }
    ocaml(|cr| {
        let root: BoxRoot<String> = "no record".to_boxroot(cr);
        let error = root.try_to_rust::<Wrong>(cr).unwrap_err();
        assert_eq!(error.path(), "Wrong");
        assert_eq!(
            error.reason(),
            "a string is no record of 2 fields: the OCaml type and `Wrong` differ"
        );
    });
}

#[test]
fn errors_are_errors() {
    fn is_error<E: std::error::Error + Send + Sync + 'static>(_: &E) {}
    ocaml(|cr| {
        let error = make_ints(cr).try_to_rust::<Vec<i8>>(cr).unwrap_err();
        is_error(&error);
        assert_eq!(error.clone(), error);
        assert!(format!("{error:?}").contains("path: \"[2]\""), "{error:?}");
        let seen = error.at("outer").at_index(3).at("Type");
        assert_eq!(seen.path(), "Type[3].outer[2]");
    });
}
