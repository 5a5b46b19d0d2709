//! Files in, outlines out: through the library, and through the program.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Once;

use ocaml_interop::OCamlRuntime;
use outline::{Error, Item, Kind, Location, Problem};

/// The outline of a file in `tests/files`. The first test to come starts the runtime for all, and
/// none stops it: the guard is leaked.
fn outline(name: &str) -> Result<Vec<Item>, Error> {
    static START: Once = Once::new();
    START.call_once(|| std::mem::forget(OCamlRuntime::init().expect("nothing else starts it")));
    let file = Path::new("tests/files").join(name);
    OCamlRuntime::with_domain_lock(|cr| outline::outline(cr, &[], &file))
}

/// The problem of a file in `tests/files`.
fn problem(name: &str) -> Problem {
    match outline(name) {
        Err(Error::Problem(problem)) => problem,
        other => panic!("{name} should have a problem, not {other:?}"),
    }
}

fn location(file: &str, [line, column, end_line, end_column]: [i64; 4]) -> Location {
    Location { file: format!("tests/files/{file}"), line, column, end_line, end_column }
}

/// Kind, name and signature of each item, what is inside modules after them.
fn flat(items: &[Item]) -> Vec<(Kind, &str, &str)> {
    let mut all = Vec::new();
    for item in items {
        all.push((item.kind, item.name.as_str(), item.signature.as_str()));
        all.extend(flat(&item.items));
    }
    all
}

#[test]
fn every_kind_of_item_with_its_inferred_type() {
    let items = outline("good.ml").unwrap();
    let expected = [
        (Kind::Type, "shape", "type shape = Circle of float | Square of { side : float; }"),
        (Kind::Exception, "Too_small", "exception Too_small of string"),
        (Kind::Value, "area", "val area : shape -> float"),
        (Kind::Value, "even", "val even : int -> bool"),
        (Kind::Value, "odd", "val odd : int -> bool"),
        (Kind::Value, "least", "val least : int"),
        (Kind::Value, "greatest", "val greatest : string"),
        (Kind::External, "identity", "external identity : 'a -> 'a = \"%identity\""),
        (Kind::ModuleType, "Ordered", "module type Ordered = sig … end"),
        (Kind::Type, "t", "type t"),
        (Kind::Value, "compare", "val compare : t -> t -> int"),
        (Kind::Module, "Sorted", "module Sorted : (Element : Ordered) -> sig … end"),
        (Kind::Type, "t", "type t = Element.t list"),
        (Kind::Value, "sort", "val sort : t -> t"),
        (Kind::Module, "Words", "module Words : sig … end"),
        (Kind::Module, "L", "module L = List"),
        (Kind::Module, "Ping", "module Ping : sig … end"),
        (Kind::Value, "pong", "val pong : int"),
        (Kind::Type, "event", "type event = .."),
        (Kind::Extension, "Key", "type event += Key of char"),
        (Kind::Extension, "Click", "type event += Click"),
        (
            Kind::Class,
            "counter",
            "class counter : object val mutable n : int method next : int end",
        ),
        (Kind::ClassType, "named", "class type named = object method name : string end"),
        (Kind::Open, "Printf", "open Printf"),
        (Kind::Include, "sig … end", "include sig … end"),
        (Kind::Value, "included", "val included : int -> string"),
        (Kind::Expression, "_", "_ : unit"),
    ];
    assert_eq!(flat(&items), expected);
}

#[test]
fn locations_cover_the_whole_definition() {
    let items = outline("good.ml").unwrap();
    let of = |name: &str| &items.iter().find(|item| item.name == name).unwrap().location;
    assert_eq!(*of("shape"), location("good.ml", [2, 1, 2, 58]));
    assert_eq!(*of("odd"), location("good.ml", [8, 1, 8, 35]));
    assert_eq!(*of("Ordered"), location("good.ml", [12, 1, 15, 4]));
    assert_eq!(*of("counter"), location("good.ml", [29, 1, 32, 4]));
}

#[test]
fn syntax_error() {
    let Problem::SyntaxError { location: found, message } = problem("syntax_error.ml") else {
        panic!("not a syntax error");
    };
    assert_eq!(found, location("syntax_error.ml", [4, 1, 4, 1]));
    assert!(message.contains("Syntax error"), "{message}");
}

#[test]
fn type_error() {
    let Problem::TypeError { location: found, message } = problem("type_error.ml") else {
        panic!("not a type error");
    };
    assert_eq!(found, location("type_error.ml", [4, 3, 4, 6]));
    assert!(message.contains("has type int"), "{message}");
    assert!(message.contains("expected of type"), "{message}");
}

#[test]
fn unreadable_files_are_named() {
    for name in ["none.ml", ""] {
        match problem(name) {
            Problem::Unreadable { message } => {
                assert!(message.contains("tests/files"), "{message}")
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn nothing_of_one_file_is_left_in_the_next() {
    assert!(outline("good.ml").is_ok());
    let Problem::TypeError { message, .. } = problem("uses_good.ml") else {
        panic!("not a type error");
    };
    assert!(message.contains("Unbound value area"), "{message}");
    assert!(outline("good.ml").is_ok());
}

#[test]
fn what_is_not_utf8_does_not_matter() {
    // OCaml 5.3 and later refuse the identifier, earlier versions take Latin-1.
    match outline("latin1.ml") {
        Ok(items) => assert_eq!(items[0].name, "caf\u{fffd}"),
        Err(Error::Problem(Problem::SyntaxError { location, .. })) => assert_eq!(location.line, 1),
        Err(other) => panic!("{other}"),
    }
}

fn program(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_outline")).args(arguments).output().unwrap()
}

#[test]
fn program_prints_the_good_reports_the_bad_and_goes_on() {
    let done = program(&["tests/files/type_error.ml", "tests/files/good.ml"]);
    let printed = String::from_utf8(done.stdout).unwrap();
    let lines: Vec<_> = printed.lines().collect();
    assert_eq!(lines[0], "tests/files/good.ml");
    assert_eq!(lines[3], "     6  val area : shape -> float");
    assert_eq!(lines[10], "    13    type t");
    let reported = String::from_utf8(done.stderr).unwrap();
    assert!(reported.starts_with("tests/files/type_error.ml:4:3: "), "{reported}");
    assert_eq!(done.status.code(), Some(1));
}

#[test]
fn program_refuses_wrong_usage() {
    for arguments in [&[][..], &["-I"], &["--what"]] {
        let done = program(arguments);
        assert_eq!(done.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&done.stderr).contains("Usage: outline"));
    }
    assert_eq!(program(&["--help"]).status.code(), Some(0));
}
