//! Exceptions as types: a derive's, OCaml's own, those of Rust's standard library.

use std::error::Error;
use std::fmt;
use std::io;

use ocaml_interop::{
    BoxRoot, FromOCamlException, OCamlError, OCamlException, OCamlInt, OCamlRuntime,
    StandardException, ToOCamlException, ocaml,
};
use rust_driven::{Trouble, in_own_process, ocaml, panic_message, standard};

ocaml! {
    #[ocaml(catch)]
    fn raise_syntax(message: String, line: OCamlInt);
    #[ocaml(catch)]
    fn raise_located(line: OCamlInt);
    #[ocaml(catch)]
    fn raise_too_deep();
    #[ocaml(catch)]
    fn raise_many(count: OCamlInt);
    #[ocaml(catch)]
    fn raise_late(message: String);
    #[ocaml(catch)]
    fn raise_anew(second: bool, n: OCamlInt);
    #[ocaml(catch)]
    fn raise_wide();
    #[ocaml(catch)]
    fn raise_standard(number: OCamlInt);
    #[ocaml(name = "raise_syntax", catch = "Trouble")]
    fn parse(message: String, line: OCamlInt);
    #[ocaml(name = "raise_many", catch = "rust_driven::TooDeep")]
    fn descend(count: OCamlInt);
    #[ocaml(name = "raise_too_deep", catch = "rust_driven::TooDeep")]
    fn descend_too_deep();
    fn register_late_trouble();
    fn register_trouble_anew();
    fn register_trouble_unlike(number: OCamlInt);
    fn trouble_seen(number: OCamlInt) -> String;
    fn standard_trouble_seen(number: OCamlInt) -> String;
    fn trouble_passed() -> String;
    fn other_passed() -> bool;
    fn full_major();
}

fn seen(cr: &mut OCamlRuntime, number: i64) -> String {
    trouble_seen(cr, number).to_rust(cr)
}

/// There, and back at once.
fn back<E: ToOCamlException + FromOCamlException>(cr: &mut OCamlRuntime, error: E) -> E {
    error.to_ocaml_exception(cr).downcast(cr).unwrap()
}

#[test]
fn raised_in_rust_and_matched_in_ocaml() {
    ocaml(|cr| {
        assert_eq!(seen(cr, 0), "syntax \"why\" 7");
        assert_eq!(seen(cr, 1), "located 1 2 0.75");
        assert_eq!(seen(cr, 2), "too deep");
        assert_eq!(seen(cr, 3), "many 100000 1");
        assert_eq!(seen(cr, 9).len(), "syntax \"\" 0".len() + 5_000_000);
    });
}

#[test]
fn raised_in_ocaml_and_caught_in_rust() {
    ocaml(|cr| {
        let error = raise_syntax(cr, "message", 3_i64).unwrap_err();
        let caught = error.downcast::<Trouble>(cr).unwrap();
        assert!(matches!(caught, Trouble::Syntax(message, 3) if message == "message"));
        let caught = raise_located(cr, 5_i64).unwrap_err().downcast(cr).unwrap();
        let Trouble::Located { line: 5, column: 2, weights } = caught else { panic!("{caught:?}") };
        assert_eq!(weights, [0.5, 1.5]);
        let caught = raise_too_deep(cr).unwrap_err().downcast(cr).unwrap();
        assert!(matches!(caught, Trouble::TooDeep));
        let caught = raise_many(cr, 100_000_i64).unwrap_err().downcast(cr).unwrap();
        assert!(matches!(caught, Trouble::Many(all) if all[99_999] == "99999"));
    });
}

#[test]
fn a_declaration_catches_as_a_type() {
    ocaml(|cr| {
        let caught = parse(cr, "declared", 4_i64).unwrap_err();
        assert!(matches!(caught, Trouble::Syntax(message, 4) if message == "declared"));
        assert_eq!(descend_too_deep(cr).unwrap_err(), rust_driven::TooDeep);
        let message = panic_message(|| descend(cr, 2_i64).map(drop));
        assert!(
            message.contains("Many(_), which is no `rust_driven::troubles::TooDeep`"),
            "{message}"
        );
    });
}

#[test]
fn another_exception_stays_itself() {
    ocaml(|cr| {
        let error = raise_wide(cr).unwrap_err();
        let error = error.downcast::<rust_driven::TooDeep>(cr).unwrap_err();
        assert!(error.text().ends_with("Wide(1, 2, 3)"), "{error}");
        assert!(error.source().is_none());
        let Trouble::Other(other) = error.downcast(cr).unwrap() else { panic!("another") };
        assert!(other.text().ends_with("Wide(1, 2, 3)"), "{other}");
        assert!(other_passed(cr).to_rust::<bool>(cr));
        assert_eq!(trouble_passed(cr).to_rust::<String>(cr), "syntax \"passed\" 9");
    });
}

#[test]
fn an_argument_without_counterpart_is_said() {
    ocaml(|cr| {
        #[derive(OCamlException, Debug)]
        #[ocaml(name = "Troubles.Syntax")]
        struct Syntax(String, #[ocaml(as_ = "OCamlInt")] i32);

        let error = raise_syntax(cr, "far", 5_000_000_000_i64).unwrap_err();
        let error = error.downcast::<Syntax>(cr).unwrap_err();
        let reason = error.source().unwrap().to_string();
        let expected = "conversion from OCaml: Syntax.1: the int 5000000000 does not fit i32: use a \
                        wider type";
        assert_eq!(reason, expected);
        // With a variant for others nothing is lost.
        let Trouble::Other(other) = error.downcast(cr).unwrap() else { panic!("another") };
        assert!(
            other.source().unwrap().to_string().contains("Trouble.Syntax.1: the int 5000000000")
        );
        let exception = Syntax("near".to_owned(), 1).to_ocaml_exception(cr);
        let syntax = exception.downcast::<Syntax>(cr).unwrap();
        assert_eq!((syntax.0.as_str(), syntax.1), ("near", 1));
    });
}

#[test]
fn a_payload_that_doesnt_convert_is_the_exception_of_its_panic() {
    ocaml(|cr| {
        let outcome = seen(cr, 8);
        assert!(outcome.contains("9223372036854775807 does not fit"), "{outcome}");
    });
}

#[test]
fn of_rust_alone() {
    ocaml(|cr| {
        assert_eq!(seen(cr, 6), "Troubles.Of_rust_alone(\"alone\", 1.5)");
        let Trouble::OfRustAlone(text, number) = back(cr, Trouble::numbered(6)) else {
            panic!("another")
        };
        assert_eq!((text.as_str(), number), ("alone", 1.5));

        // One exception for all who ask for it by this name.
        #[derive(OCamlException, Debug)]
        #[ocaml(name = "Other.Name", registered = "Troubles.Of_rust_alone")]
        struct Alone(String, f64);
        let error = Trouble::numbered(6).to_ocaml_exception(cr);
        full_major(cr);
        assert_eq!(error.downcast::<Alone>(cr).unwrap().0, "alone");
        let error = Alone("back".to_owned(), 0.0).to_ocaml_exception(cr);
        assert!(matches!(error.downcast(cr), Ok(Trouble::OfRustAlone(text, _)) if text == "back"));
    });
}

#[test]
fn of_one_name_and_other_arguments() {
    #[derive(OCamlException, Debug)]
    #[ocaml(name = "Troubles.Of_two_types")]
    struct OfText(String);
    #[derive(OCamlException, Debug)]
    #[ocaml(name = "Troubles.Of_two_types")]
    struct OfNumber(i64);
    #[derive(OCamlException, Debug)]
    #[ocaml(name = "Troubles.Of_two_types")]
    struct OfNothing;

    ocaml(|cr| {
        let text = OfText("text".to_owned()).to_ocaml_exception(cr);
        let text = text.downcast::<OfNumber>(cr).unwrap_err();
        let text = text.downcast::<OfNothing>(cr).unwrap_err();
        assert_eq!(text.downcast::<OfText>(cr).unwrap().0, "text");
        let number = OfNumber(7).to_ocaml_exception(cr).downcast::<OfText>(cr).unwrap_err();
        assert_eq!(number.downcast::<OfNumber>(cr).unwrap().0, 7);
        let nothing = OfNothing.to_ocaml_exception(cr).downcast::<OfText>(cr).unwrap_err();
        assert!(nothing.downcast::<OfNothing>(cr).is_ok());
    });
}

#[test]
fn registered_late() {
    in_own_process(|| {
        ocaml(|cr| {
            let early = Trouble::numbered(4).to_ocaml_exception(cr);
            assert_eq!(early.text(), "Troubles.Late(\"at last\")");
            // OCaml has no pattern for Rust's own.
            assert_eq!(seen(cr, 4), "Troubles.Late(\"at last\")");
            // Rust doesn't know OCaml's.
            let error = raise_late(cr, "early").unwrap_err();
            assert!(matches!(error.downcast(cr), Ok(Trouble::Other(_))));

            register_late_trouble(cr);
            assert_eq!(seen(cr, 4), "late at last");
            let error = raise_late(cr, "now").unwrap_err();
            assert!(matches!(error.downcast(cr), Ok(Trouble::Late(text)) if text == "now"));
            // What was raised before is the same still.
            assert!(matches!(early.downcast(cr), Ok(Trouble::Late(text)) if text == "at last"));
        });
    });
}

#[test]
fn registered_anew() {
    in_own_process(|| {
        ocaml(|cr| {
            let is_caught = |cr: &mut OCamlRuntime, second: bool| {
                let error = raise_anew(cr, second, 1_i64).unwrap_err();
                matches!(error.downcast(cr), Ok(Trouble::Anew(1)))
            };
            assert_eq!(seen(cr, 5), "anew 5");
            assert_eq!([is_caught(cr, false), is_caught(cr, true)], [true, false]);
            register_trouble_anew(cr);
            assert_eq!(seen(cr, 5), "anew again 5");
            assert_eq!([is_caught(cr, false), is_caught(cr, true)], [false, true]);
        });
    });
}

#[test]
fn registered_unlike() {
    in_own_process(|| {
        ocaml(|cr| {
            let no_exception = "what OCaml registers as \"Troubles.Unlike\" is no exception: write \
                                `let () = Callback.register \"Troubles.Unlike\" \
                                [%extension_constructor Troubles.Unlike]` on the OCaml side";
            for number in [0, 1, 2_i64] {
                register_trouble_unlike(cr, number);
                let message = panic_message(|| Trouble::numbered(7).to_ocaml_exception(cr));
                assert_eq!(message, no_exception);
                assert_eq!(seen(cr, 7), format!("failure {no_exception}"));
                let error = raise_wide(cr).unwrap_err();
                assert!(matches!(error.downcast(cr), Ok(Trouble::Other(_))));
            }
            // Another number of arguments is told when one is caught.
            register_trouble_unlike(cr, 3_i64);
            let error = raise_wide(cr).unwrap_err();
            let Trouble::Other(other) = error.downcast(cr).unwrap() else { panic!("another") };
            let reason = other.source().unwrap().to_string();
            let expected = "conversion from OCaml: Trouble.Unlike: the constructor has 3 arguments in \
                            OCaml, 1 in Rust: the declarations differ";
            assert_eq!(reason, expected);
        });
    });
}

#[test]
fn on_other_domains() {
    #[derive(OCamlException, Debug)]
    #[ocaml(name = "Troubles.Of_two_domains")]
    struct OfTwoDomains(String);

    ocaml(|cr| {
        // Each domain may be the one that makes it.
        let domains: Vec<_> = (0..4)
            .map(|number| {
                let raise = move |cr: &mut OCamlRuntime| {
                    let error = OfTwoDomains(format!("domain {number}")).to_ocaml_exception(cr);
                    let seen = seen(cr, 0);
                    let caught = raise_syntax(cr, seen, number).unwrap_err().downcast(cr);
                    assert!(
                        matches!(caught, Ok(Trouble::Syntax(text, _)) if text == "syntax \"why\" 7")
                    );
                    error
                };
                OCamlRuntime::spawn_domain(cr, raise).unwrap()
            })
            .collect();
        for (number, domain) in domains.into_iter().enumerate() {
            let error = domain.join(cr).unwrap();
            assert_eq!(error.downcast::<OfTwoDomains>(cr).unwrap().0, format!("domain {number}"));
        }
    });
}

#[test]
fn ocamls_own_are_raised() {
    ocaml(|cr| {
        let expected = [
            "not found",
            "failure f",
            "invalid argument i",
            "sys error s",
            "end of file",
            "division by zero",
            "exit",
            "unix ENOENT open /none",
            "unix 12345 f ",
            "stack overflow",
            "out of memory",
            "blocked",
            "match m.ml 1 2",
            "assert m.ml 3 4",
        ];
        for (number, expected) in expected.into_iter().enumerate() {
            let seen = standard_trouble_seen(cr, number as i64).to_rust::<String>(cr);
            assert_eq!(seen, expected);
            let exception = standard(number as isize);
            assert_eq!(back(cr, exception.clone()), exception);
        }
    });
}

#[test]
fn ocamls_own_are_caught() {
    use StandardException::*;

    fn caught(cr: &mut OCamlRuntime, number: i64) -> Result<StandardException, OCamlError> {
        raise_standard(cr, number).unwrap_err().downcast(cr)
    }

    ocaml(|cr| {
        let unix = |code, function: &str, argument: &str| UnixError {
            code,
            function: function.to_owned(),
            argument: argument.to_owned(),
        };
        let file = "/there is no such file";
        for (number, expected) in [
            (0, NotFound),
            (1, Failure("café".to_owned())),
            (2, InvalidArgument("b".to_owned())),
            (3, SysError(format!("{file}: No such file or directory"))),
            (4, InvalidArgument("option is None".to_owned())),
            (5, EndOfFile),
            (6, DivisionByZero),
            (7, Exit),
            (8, unix(2, "open", file)),
            (9, unix(12345, "f", "x")),
            (10, StackOverflow),
            (11, OutOfMemory),
            (12, SysBlockedIo),
            (13, MatchFailure { file: "m.ml".to_owned(), line: 1, column: 2 }),
            (14, AssertFailure { file: "a.ml".to_owned(), line: 3, column: 4 }),
        ] {
            assert_eq!(caught(cr, number).unwrap(), expected);
        }
        let error = caught(cr, 15).unwrap_err();
        assert!(error.source().unwrap().to_string().contains("StandardException.Failure.0"));
        let error = caught(cr, 16).unwrap_err();
        assert!(error.source().is_none() && error.text().ends_with("Too_deep"), "{error}");
    });
}

#[test]
fn io_errors() {
    ocaml(|cr| {
        let caught = |cr: &mut OCamlRuntime, number: i64| {
            raise_standard(cr, number).unwrap_err().downcast::<io::Error>(cr)
        };
        let error = caught(cr, 3).unwrap();
        assert_eq!(error.kind(), io::ErrorKind::Other);
        assert_eq!(error.to_string(), "/there is no such file: No such file or directory");
        assert_eq!(caught(cr, 5).unwrap().kind(), io::ErrorKind::UnexpectedEof);
        let error = caught(cr, 8).unwrap();
        assert_eq!((error.kind(), error.raw_os_error()), (io::ErrorKind::NotFound, Some(2)));
        assert_eq!(caught(cr, 0).unwrap_err().text(), "Not_found");
        let error = io::Error::from_raw_os_error(2).to_ocaml_exception(cr);
        assert_eq!(error.text(), "Sys_error(\"No such file or directory (os error 2)\")");
    });
}

#[derive(Debug)]
struct Outer(io::Error);

impl fmt::Display for Outer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("can't read the settings")
    }
}

impl Error for Outer {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

#[test]
fn chains_of_errors() {
    ocaml(|cr| {
        let outer = || Outer(io::Error::from_raw_os_error(2));
        let message = "can't read the settings: No such file or directory (os error 2)";
        let error: Box<dyn Error> = Box::new(outer());
        assert_eq!(error.to_ocaml_exception(cr).message(cr).unwrap(), message);
        let error: Box<dyn Error + Send + Sync> = Box::new(outer());
        assert_eq!(error.to_ocaml_exception(cr).message(cr).unwrap(), message);
        let error = anyhow::Error::new(outer()).context("outermost");
        let raised = error.to_ocaml_exception(cr);
        assert_eq!(raised.message(cr).unwrap(), format!("outermost: {message}"));
        // The message says the cause already.
        let error = anyhow::anyhow!("{message}").context(format!("at start: {message}"));
        let raised = error.to_ocaml_exception(cr);
        assert_eq!(raised.message(cr).unwrap(), format!("at start: {message}"));
    });
}

#[test]
fn an_exception_among_errors_stays_itself() {
    ocaml(|cr| {
        let raised = |cr: &mut OCamlRuntime| raise_too_deep(cr).unwrap_err();
        let boxed: Box<dyn Error> = raised(cr).into();
        assert!(matches!(boxed.to_ocaml_exception(cr).downcast(cr), Ok(Trouble::TooDeep)));
        let boxed: Box<dyn Error + Send + Sync> = raised(cr).into();
        assert!(matches!(boxed.to_ocaml_exception(cr).downcast(cr), Ok(Trouble::TooDeep)));
        let error = anyhow::Error::new(raised(cr));
        assert!(matches!(error.to_ocaml_exception(cr).downcast(cr), Ok(Trouble::TooDeep)));
        let error = anyhow::Error::new(raised(cr)).context("going down");
        let message = error.to_ocaml_exception(cr).message(cr).unwrap();
        assert!(message.starts_with("going down: OCaml raised "), "{message}");
    });
}

#[test]
fn as_roots_and_as_errors() {
    ocaml(|cr| {
        let error = raise_wide(cr).unwrap_err();
        let root: BoxRoot<OCamlException> = error.downcast(cr).unwrap();
        let error = root.to_ocaml_exception(cr).downcast::<OCamlError>(cr).unwrap();
        assert!(error.text().ends_with("Wide(1, 2, 3)"), "{error}");
        let message = StandardException::UnixError {
            code: 2,
            function: "open".to_owned(),
            argument: "/none".to_owned(),
        };
        assert_eq!(message.to_string(), "open: /none: No such file or directory (os error 2)");
    });
}
