//! Types and functions of all kinds, as they are generated: the modules whose bindings are pinned in
//! `crates/ocaml-interop-build/tests/bindings`.

use std::collections::HashMap;

use bindings::ocaml::{abstracts, functions, names, records, variants};
use bindings::with_ocaml;
use ocaml_interop::{
    BoxRoot, Either, OCamlAtomic, OCamlFloat, OCamlInt, OCamlLazy, OCamlList, OCamlReference,
    ToOCaml,
};

#[test]
fn records_are_structs() {
    use records::{Counter, Entry, Handler, Machine, Meters, Pair, Person, Point};
    with_ocaml(|cr| {
        let person = Person { name: "Ada".into(), age: 36, tags: vec!["countess".into()] };
        let older: Person = records::older(cr, 1_i64, &person).to_rust(cr);
        assert_eq!(older, Person { age: 37, ..person });
        let point: Point = records::mirrored(cr, Point { x: 1.0, y: 2.0 }).to_rust(cr);
        assert_eq!(point, Point { x: 2.0, y: 1.0 });
        let longer: Meters = records::longer(cr, 1.0, Meters { meters: 0.5 }).to_rust(cr);
        assert_eq!(longer, Meters { meters: 1.5 });
        let pair: Pair<String> =
            records::swapped(cr, Pair { left: "l".to_owned(), right: "r".to_owned() }).to_rust(cr);
        assert_eq!(pair, Pair { left: "r".to_owned(), right: "l".to_owned() });
        let entry = records::entry::<String, OCamlInt>(cr, "key", 1_i64);
        let entry: Entry<BoxRoot<String>, BoxRoot<OCamlInt>> = entry.to_rust(cr);
        assert_eq!(entry.key.to_rust::<String>(cr), "key");
        assert_eq!(entry.value.map(|value| value.to_rust::<i64>(cr)), Some(1));

        // What changes is copied by a conversion, and stays in a root.
        let counter = Counter { count: 0, step: 2 };
        for _ in 0..2 {
            let count: i64 = records::count(cr, &counter).to_rust(cr);
            assert_eq!(count, 2);
        }
        let counter: BoxRoot<Counter> = counter.to_boxroot(cr);
        records::count(cr, &counter);
        let count: i64 = records::count(cr, &counter).to_rust(cr);
        assert_eq!(count, 4);

        let handler: Handler = records::handler(cr).to_rust(cr);
        assert_eq!(handler.others, [("half".to_owned(), 0.5)]);
        let shown = handler.call.call(cr, 5_i64).unwrap().to_rust::<String>();
        assert_eq!(shown, "5");
        let shown: String = records::call(cr, &handler, 6_i64).to_rust(cr);
        assert_eq!(shown, "6");
        let machine: Machine = records::machine(cr).to_rust(cr);
        assert_eq!((machine.letter, machine.half, machine.whole, machine.word), (b'm', 1, 2, 3));
        assert_eq!((machine.raw, machine.numbers), (vec![0, 255], vec![0.5, 0.5]));
        let problem: String = functions::told(cr, machine.problem.unwrap()).to_rust(cr);
        assert_eq!(problem, "Not_found");
    });
}

#[test]
fn variants_are_enums() {
    use variants::{
        Answer, Chain, Color, Expression, Found, Movement, Only, Shape, Side, Statement,
    };
    with_ocaml(|cr| {
        assert_eq!(variants::next(cr, Color::Blue).to_rust::<Color>(cr), Color::Red);
        let area: f64 = variants::area(cr, Shape::Box { width: 2, height: 3 }).to_rust(cr);
        assert_eq!(area, 6.0);
        let leaf = || Box::new(variants::Tree::Leaf);
        let tree = variants::Tree::Node(leaf(), 1, leaf());
        let tree = variants::Tree::Node(Box::new(tree), 2, leaf());
        assert_eq!(variants::sum(cr, &tree).to_rust::<i64>(cr), 3);
        let words: BoxRoot<OCamlList<String>> = ["a"].to_boxroot(cr);
        let Chain::Link(word, rest) = variants::chain(cr, &words).to_rust(cr) else {
            panic!("an empty chain");
        };
        let word: BoxRoot<String> = word;
        assert_eq!(word.to_rust::<String>(cr), "a");
        assert!(matches!(*rest, Chain::End));
        let expression = Expression::Do {
            body: Box::new(Statement::Block(vec![])),
            result: Box::new(Expression::Number(1)),
        };
        let statement = Statement::If(Box::new(expression), Box::new(Statement::Block(vec![])));
        assert_eq!(variants::depth(cr, &statement).to_rust::<i64>(cr), 3);
        let only: Only = variants::shout(cr, Only::Only("hey".into())).to_rust(cr);
        assert_eq!(only, Only::Only("HEY".into()));
        let turned: Movement = variants::turned(cr, Movement::JumpTo(1, 2)).to_rust(cr);
        assert_eq!(turned, Movement::JumpTo(2, 1));
        let answer: Answer<isize> = variants::asked(cr, true).to_rust(cr);
        assert_eq!(answer, Answer::Yes(42));
        assert_eq!(variants::side(cr, Side::Left).to_rust::<Side>(cr), Side::Right(1));
        let found: Option<Found> = variants::found(cr, "here").to_rust(cr);
        assert_eq!(found, Some(Found::Found(1)));
        let other: Either<i64, String> =
            variants::either(cr, Either::<i64, String>::Left(3)).to_rust(cr);
        assert_eq!(other, Either::Right("3".into()));
    });
}

#[test]
fn abstract_types_are_markers() {
    with_ocaml(|cr| {
        let stack = abstracts::create(cr);
        abstracts::push(cr, &stack, 7_i64);
        assert_eq!(abstracts::pop(cr, &stack).to_rust::<Option<i64>>(cr), Some(7));
        let boxed = abstracts::r#box::<String>(cr, "inside");
        let inside: String = abstracts::unbox(cr, &boxed).unwrap().to_rust(cr);
        assert_eq!(inside, "inside");
        let words = abstracts::words(cr, "one two one");
        assert_eq!(abstracts::count(cr, &words).to_rust::<i64>(cr), 2);
        let (ones, tens) = (abstracts::ones::start(cr, 1_i64), abstracts::tens::start(cr, 1_i64));
        assert_eq!(abstracts::ones::next(cr, &ones).to_rust::<i64>(cr), 2);
        assert_eq!(abstracts::tens::next(cr, &tens).to_rust::<i64>(cr), 11);
        let small = abstracts::small(cr, 12_i64);
        assert_eq!(abstracts::of_small(cr, &small).to_rust::<i64>(cr), 9);
        let position = abstracts::position(cr, 165_i64);
        let shown: abstracts::Position = position.to_rust(cr);
        assert_eq!(shown, abstracts::Position { line: 2, column: 5 });
        assert_eq!(abstracts::line(cr, &position).to_rust::<i64>(cr), 2);
        let level = abstracts::level(cr, true);
        assert_eq!(level.to_rust::<abstracts::Level>(cr), abstracts::Level::High);
        let value = abstracts::int_value(cr, 5_i64);
        assert_eq!(abstracts::eval(cr, &value).to_rust::<i64>(cr), 5);
        let event = abstracts::key(cr, b'k');
        assert_eq!(abstracts::key_of(cr, &event).to_rust::<Option<u8>>(cr), Some(b'k'));
        abstracts::watch(cr, 1_i64);
        let numbers = abstracts::numbers(cr);
        assert!(numbers.uncons(cr).is_ok());
    });
}

#[test]
fn functions_take_what_ocaml_takes() {
    with_ocaml(|cr| {
        let pi: f64 = functions::pi(cr).to_rust(cr);
        assert_eq!((100.0 * pi).round(), 325.0);
        let greeting: String = functions::greet(cr, "Dr", "Who").to_rust(cr);
        assert_eq!(greeting, "Hello, Dr Who");
        assert_eq!(functions::connect(cr).to_rust::<String>(cr), "localhost:80");
        let greeting = functions::greet_with_options(cr, Some("Good day"), "Dr", "Who");
        assert_eq!(greeting.to_rust::<String>(cr), "Good day, Dr Who");
        let host = functions::connect_with_options(cr, Some(443_i64), None::<String>, ());
        assert_eq!(host.to_rust::<String>(cr), "localhost:443");
        assert_eq!(functions::optional_with_options(cr, Some(4_i64)).to_rust::<i64>(cr), 4);
        assert_eq!(functions::optional(cr).to_rust::<i64>(cr), 1);
        assert_eq!(functions::labelled(cr, "n").to_rust::<String>(cr), "n1");
        assert_eq!(functions::r#move(cr, 1_i64, 2_i64).to_rust::<(i64, i64)>(cr), (2, 1));
        let many =
            functions::many(cr, 1_i64, 2_i64, 3_i64, 4_i64, 5_i64, 6_i64, 7_i64, 8_i64, 9_i64);
        assert_eq!(many.to_rust::<i64>(cr), 45);
        let sum: f64 = functions::sum(cr, vec![0.5, 0.25]).to_rust(cr);
        assert_eq!(sum, 0.75);
        let outcome: Result<i64, String> = functions::result(cr, 0_i64).to_rust(cr);
        assert_eq!(outcome, Err("not positive".to_owned()));
        let nested: Vec<(i64, Option<String>)> =
            functions::nested(cr, vec![vec![1_i64, 2], vec![]]).to_rust(cr);
        assert_eq!(nested, [(2, Some("1".to_owned())), (0, None)]);
        let cell: BoxRoot<OCamlReference<OCamlInt>> = OCamlReference::new(cr, 1_i64).root();
        functions::cell(cr, &cell);
        assert_eq!(cell.get(cr).get().to_i64(), 2);
        let late = OCamlLazy::from_val(cr, 5_i64).root();
        assert_eq!(functions::late(cr, &late).to_rust::<i64>(cr), 5);
        let total: BoxRoot<OCamlAtomic<OCamlInt>> = OCamlAtomic::new(cr, 1_i64).root();
        functions::total(cr, HashMap::from([("a", 2_i64), ("b", 3)]), &total);
        assert_eq!(total.get(cr).get().to_i64(), 6);
        assert_eq!(functions::next_char(cr, b'a').to_rust::<u8>(cr), b'b');
        assert_eq!(functions::native(cr, 1_isize).to_rust::<isize>(cr), 2);
        #[allow(deprecated)] // As OCaml says.
        let old: i64 = functions::old(cr, 1_i64).to_rust(cr);
        assert_eq!(old, 1);
    });
}

#[test]
fn what_is_said_to_raise_is_a_result() {
    with_ocaml(|cr| {
        let empty: BoxRoot<OCamlList<OCamlFloat>> = Vec::<f64>::new().to_boxroot(cr);
        // By its documentation, an attribute, the build script.
        let errors = [
            functions::first(cr, &empty).map(drop).unwrap_err(),
            functions::checked(cr, -1_i64).map(drop).unwrap_err(),
            functions::unsaid(cr, -1_i64).map(drop).unwrap_err(),
        ];
        let names = errors.map(|error| error.name(cr));
        assert_eq!(names, ["Functions.Empty", "Functions.Code", "Invalid_argument"]);
    });
}

#[test]
fn names_are_rusts() {
    with_ocaml(|cr| {
        assert_eq!(names::op_plus(cr, 1_i64, 2_i64).to_rust::<i64>(cr), 3);
        assert_eq!(names::op_tilde_minus(cr, 1_i64).to_rust::<i64>(cr), -1);
        assert_eq!(names::op_dot_percent_brace(cr, 3_i64, 1_i64).to_rust::<i64>(cr), 2);
        let calls = [names::self_, names::r#fn, names::crate_, names::x_, names::x_prime];
        for (index, call) in calls.into_iter().enumerate() {
            assert_eq!(call(cr, 0_i64).to_rust::<usize>(cr), index + 1);
        }
        assert_eq!(names::a(cr, 1_i64, 2_i64, 3_i64).to_rust::<i64>(cr), 123);
        assert_eq!(names::r#where(cr, 4_i64).to_rust::<i64>(cr), 4);
        let ty = names::Type { match_: 1, r#fn: 2, self_: 3, x_: 4, first_name: 5 };
        let changed: names::Type = names::type_(cr, &ty).to_rust(cr);
        assert_eq!(changed, names::Type { match_: 2, ..ty });
        let option: names::Option_ = names::option(cr, names::Option_::None).to_rust(cr);
        assert_eq!(option, names::Option_::Self_);
        let pair = names::inner::f(cr, (1_i64, names::T2::T)).unwrap();
        assert_eq!(pair.to_rust::<(i64, names::T2)>(cr), (2, names::T2::T));
        let inner = names::inner::deeper::h(cr).unwrap();
        assert!(names::inner::deeper::g(cr, &inner, names::Option_::None).is_ok());
    });
}

#[test]
fn bigarrays_are_the_librarys() {
    use bindings::ocaml::bigarrays::{self, Picture};
    use ocaml_interop::bigarray::{Array1, Array3, Char, Complex64, Genarray, Int};
    with_ocaml(|cr| {
        let range = bigarrays::range(cr, 4_i64);
        assert_eq!(range.to_rust::<Vec<f64>>(cr), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(bigarrays::sum(cr, &range).to_rust::<f64>(cr), 6.0);
        assert_eq!(bigarrays::sum(cr, &[0.5, 0.25][..]).to_rust::<f64>(cr), 0.75);
        let matrix = bigarrays::diagonal(cr, &range);
        assert_eq!(matrix.get(cr).get([2, 2]), Some(2.0));
        let column = bigarrays::column(cr, &matrix, 4_i64);
        assert_eq!(column.get(cr).to_vec(), [0.0, 0.0, 0.0, 3.0]);

        let picture: Picture = bigarrays::black(cr, "night", 2_i64, 2_i64).to_rust(cr);
        picture.pixels.get(cr).set([1, 1, 2], 200);
        assert_eq!((picture.title.as_str(), picture.pixels.get(cr).dims()), ("night", [2, 2, 3]));
        assert_eq!(bigarrays::brightest(cr, &picture).to_rust::<i64>(cr), 200);
        let pixels = Array3::<u8>::from_shape_vec(cr, [1, 1, 3], vec![1, 3, 2]).unwrap().root();
        let made = Picture { title: "three".to_owned(), pixels };
        assert_eq!(bigarrays::brightest(cr, &made).to_rust::<i64>(cr), 3);

        let i = [Complex64 { re: 0.0, im: 1.0 }];
        let phase: f64 = bigarrays::phase(cr, &i[..]).to_rust(cr);
        assert_eq!(phase, std::f64::consts::FRAC_PI_2);
        let text = Array1::<Char>::from_vec(cr, b"shout".map(Char).to_vec()).root();
        bigarrays::upper(cr, &text);
        assert_eq!(text.get(cr).to_vec(), b"SHOUT".map(Char));
        let ints: Vec<Int> = vec![Int::from(1), Int::from(-2)];
        let ints = Genarray::<Int>::from_shape_vec(cr, [1, 2], ints).unwrap().root();
        assert_eq!(bigarrays::ints(cr, &ints).to_rust::<Vec<i64>>(cr), [1, -2]);
    });
}
