//! Declarations that OCaml agrees with: each compiles, links and runs. Their twins in `cases/` don't
//! compile.

use std::sync::Once;

use border as _;
use ocaml_interop::bigarray::{Array1, Array2, Complex64, FortranLayout, Genarray};
use ocaml_interop::{
    BoxRoot, FromOCaml, OCamlBytes, OCamlDescriber, OCamlException, OCamlFloat, OCamlInt,
    OCamlInt64, OCamlList, OCamlRuntime, OCamlUniformArray, ToOCaml, ToOCamlException, ocaml,
};

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Clone, Debug, PartialEq)]
struct Person {
    name: String,
    #[ocaml(as_ = "OCamlInt")]
    age: i64,
    tags: Vec<String>,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, PartialEq)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, PartialEq)]
struct Pair<A> {
    left: A,
    right: A,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, PartialEq)]
struct Both<A, B> {
    one: A,
    other: B,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, PartialEq)]
#[ocaml(unboxed)]
struct Metres {
    metres: f64,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, PartialEq)]
struct Handle {
    handle: i64,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, PartialEq)]
enum Color {
    Red,
    Green,
    Blue,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
enum Shape {
    Circle(f64),
    Line(Point, Point),
    Label {
        text: String,
        #[ocaml(as_ = "OCamlInt")]
        size: i64,
    },
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
enum Tree {
    Leaf,
    Node(Box<Tree>, #[ocaml(as_ = "OCamlInt")] i64, Box<Tree>),
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
struct Folder {
    files: Vec<File>,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
enum File {
    Text(String),
    Folder(Folder),
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
struct Named {
    #[ocaml(as_ = "OCamlInt")]
    id: i64,
    called: Vec<String>,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
struct Long {
    first_name: String,
    last_name: String,
    #[ocaml(as_ = "OCamlInt")]
    r#type: i64,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, PartialEq)]
#[ocaml(polymorphic_variant)]
enum Movement {
    Stop,
    Step(#[ocaml(as_ = "OCamlInt")] i64),
    Jump(#[ocaml(as_ = "OCamlInt")] i64, #[ocaml(as_ = "OCamlInt")] i64),
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
#[ocaml(polymorphic_variant)]
enum Halt {
    Stop,
}

#[derive(OCamlDescriber)]
enum Counter {}

#[derive(OCamlDescriber)]
enum OutChannel {}

#[derive(OCamlDescriber)]
#[ocaml(name = "Counter.size")]
enum Size {}

ocaml! {
    fn add(a: OCamlInt, b: OCamlInt) -> OCamlInt;
    fn repeat(n: OCamlInt, text: String) -> String;
    fn half(x: OCamlFloat) -> OCamlFloat;
    fn successor(n: OCamlInt64) -> OCamlInt64;
    fn sum(numbers: OCamlList<OCamlInt>) -> OCamlInt;
    fn evens(n: OCamlInt) -> OCamlUniformArray<OCamlInt>;
    fn or_zero(n: Option<OCamlInt>) -> OCamlInt;
    fn first(numbers: OCamlList<OCamlInt>) -> Option<OCamlInt>;
    fn digit(n: OCamlInt) -> Result<OCamlInt, String>;
    fn filled(n: OCamlInt) -> OCamlBytes;
    fn divide(a: OCamlInt, b: OCamlInt) -> (OCamlInt, OCamlInt);
    fn ignore_int(n: OCamlInt);
    #[ocaml(name = "choose")]
    fn choose_text(first: bool, a: String, b: String) -> String;
    #[ocaml(name = "choose")]
    fn choose_people(first: bool, a: OCamlList<Person>, b: OCamlList<Person>) -> OCamlList<Person>;
    fn choose<A>(first: bool, a: A, b: A) -> A;
    fn apply(f: fn(OCamlInt) -> OCamlInt, n: OCamlInt) -> OCamlInt;
    #[ocaml(name = "add")]
    fn partial(a: OCamlInt) -> fn(OCamlInt) -> OCamlInt;
    fn scale(by: Option<OCamlInt>, value: OCamlInt, unit: ()) -> OCamlInt;
    fn total(numbers: OCamlUniformArray<OCamlFloat>) -> OCamlFloat;
    #[ocaml(name = "total")]
    fn total_of_floatarray(numbers: ocaml_interop::OCamlFloatArray) -> OCamlFloat;
    fn adder(a: OCamlInt, b: OCamlInt, c: OCamlInt) -> OCamlInt;

    fn greet(person: Person) -> String;
    fn youngest(people: OCamlList<Person>) -> Person;
    fn middle(p: Point, q: Point) -> Point;
    fn swap(pair: Pair<String>) -> Pair<String>;
    #[ocaml(name = "swap")]
    fn swap_lists(pair: Pair<Vec<String>>) -> Pair<Vec<String>>;
    fn sum_pair(pair: Pair<f64>) -> OCamlFloat;
    fn exchange(both: Both<String, isize>) -> Both<isize, String>;
    fn longer(m: Metres) -> Metres;
    fn next_handle(handle: Handle) -> Handle;
    fn next_color(color: Color) -> Color;
    fn describe(shape: Shape) -> String;
    fn depth(tree: Tree) -> OCamlInt;
    fn texts(folder: Folder) -> OCamlList<String>;
    fn label(named: Named) -> String;
    fn whole(long: Long) -> String;
    #[ocaml(name = "move")]
    fn move_(movement: Movement) -> String;
    #[ocaml(name = "move")]
    fn halt(movement: Halt) -> String;
    fn moved(n: OCamlInt) -> Movement;

    fn counter(n: OCamlInt) -> Counter;
    fn count(counter: Counter) -> OCamlInt;
    fn open_null() -> OutChannel;
    fn close(channel: OutChannel);
    fn size(x: OCamlFloat) -> Size;
    fn numbers(n: OCamlInt) -> Array1<f64>;
    fn table(n: OCamlInt) -> Array2<f64, FortranLayout>;
    fn pixels(n: OCamlInt) -> Genarray<Complex64>;

    fn run_externals() -> String;
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, PartialEq)]
struct Position {
    #[ocaml(as_ = "OCamlInt")]
    line: i64,
    #[ocaml(as_ = "OCamlInt")]
    column: i64,
}

#[derive(OCamlException, Debug, PartialEq)]
enum Trouble {
    #[ocaml(name = "Border.Syntax")]
    Syntax(String, #[ocaml(as_ = "OCamlInt")] i64),
    #[ocaml(name = "Border.Located")]
    Located { text: String, at: Position },
    #[ocaml(name = "Border.Closed")]
    Closed,
    #[ocaml(name = "Border.Nested")]
    Nested(Vec<Position>),
    /// OCaml has none of this name.
    #[ocaml(name = "Border.Of_rust")]
    OfRust(f64),
}

ocaml! {
    fn matched(exception: OCamlException) -> String;
    #[ocaml(catch = "Trouble")]
    fn raise_numbered(n: OCamlInt);
}

fn with_ocaml(test: impl FnOnce(&mut OCamlRuntime)) {
    // For all tests of the process: what is stopped doesn't start again.
    static START: Once = Once::new();
    START.call_once(|| std::mem::forget(OCamlRuntime::init().expect("OCaml")));
    OCamlRuntime::with_domain_lock(test);
}

fn person(name: &str, age: i64) -> Person {
    Person { name: name.to_owned(), age, tags: vec!["a".to_owned(), "b".to_owned()] }
}

#[test]
fn types_of_the_language() {
    with_ocaml(|cr| {
        assert_eq!(add(cr, 1_i64, 2_i64).to_rust::<i64>(cr), 3);
        assert_eq!(repeat(cr, 2_i64, "ab").to_rust::<String>(cr), "abab");
        assert_eq!(half(cr, 3.0).to_rust::<f64>(cr), 1.5);
        assert_eq!(successor(cr, i64::MAX - 1).to_rust::<i64>(cr), i64::MAX);
        assert_eq!(sum(cr, vec![1_i64, 2, 3]).to_rust::<i64>(cr), 6);
        assert_eq!(evens(cr, 3_i64).to_rust::<Vec<i64>>(cr), [0, 2, 4]);
        assert_eq!(or_zero(cr, Some(4_i64)).to_rust::<i64>(cr), 4);
        assert_eq!(first(cr, vec![5_i64]).to_rust::<Option<i64>>(cr), Some(5));
        assert_eq!(digit(cr, 12_i64).to_rust::<Result<i64, String>>(cr), Err("12".to_owned()));
        assert_eq!(filled(cr, 2_i64).to_rust::<Vec<u8>>(cr), b"xx");
        assert_eq!(divide(cr, 7_i64, 2_i64).to_rust::<(i64, i64)>(cr), (3, 1));
        ignore_int(cr, 1_i64);
        assert_eq!(choose_text(cr, true, "a", "b").to_rust::<String>(cr), "a");
        let chosen = choose::<OCamlInt>(cr, false, 1_i64, 2_i64);
        assert_eq!(chosen.to_rust::<i64>(cr), 2);
        let (ann, bob) = (vec![person("Ann", 3)], vec![person("Bob", 4)]);
        assert_eq!(choose_people(cr, false, &ann, &bob).to_rust::<Vec<Person>>(cr), bob);
        let add_two = partial(cr, 2_i64);
        assert_eq!(apply(cr, &add_two, 3_i64).to_rust::<i64>(cr), 6);
        assert_eq!(scale(cr, None::<i64>, 4_i64, ()).to_rust::<i64>(cr), 8);
        assert_eq!(scale(cr, Some(3_i64), 4_i64, ()).to_rust::<i64>(cr), 12);
        assert_eq!(total(cr, vec![0.5, 1.0]).to_rust::<f64>(cr), 1.5);
        assert_eq!(total_of_floatarray(cr, vec![0.5, 2.0]).to_rust::<f64>(cr), 2.5);
        assert_eq!(adder(cr, 1_i64, 2_i64, 3_i64).to_rust::<i64>(cr), 6);
    });
}

#[test]
fn records_and_variants() {
    with_ocaml(|cr| {
        let (ann, bob) = (person("Ann", 3), person("Bob", 2));
        assert_eq!(greet(cr, &ann).to_rust::<String>(cr), "Ann is 3: a, b");
        assert_eq!(youngest(cr, vec![ann, bob.clone()]).to_rust::<Person>(cr), bob);
        let point = middle(cr, Point { x: 0.0, y: 1.0 }, Point { x: 1.0, y: 2.0 });
        assert_eq!(point.to_rust::<Point>(cr), Point { x: 0.5, y: 1.5 });
        let pair = Pair { left: "a".to_owned(), right: "b".to_owned() };
        let swapped: Pair<String> = swap(cr, pair).to_rust(cr);
        assert_eq!(swapped, Pair { left: "b".to_owned(), right: "a".to_owned() });
        let lists = Pair { left: vec!["a".to_owned()], right: vec![] };
        assert_eq!(swap_lists(cr, lists).to_rust::<Pair<Vec<String>>>(cr).right, ["a"]);
        assert_eq!(sum_pair(cr, Pair { left: 0.5, right: 1.0 }).to_rust::<f64>(cr), 1.5);
        let both = Both { one: "a".to_owned(), other: 1_isize };
        let exchanged: Both<isize, String> = exchange(cr, both).to_rust(cr);
        assert_eq!(exchanged, Both { one: 1, other: "a".to_owned() });
        assert_eq!(longer(cr, Metres { metres: 1.0 }).to_rust::<Metres>(cr).metres, 2.0);
        assert_eq!(next_handle(cr, Handle { handle: 1 }).to_rust::<Handle>(cr).handle, 2);
        assert_eq!(next_color(cr, Color::Green).to_rust::<Color>(cr), Color::Blue);
        let shapes = [
            Shape::Circle(0.5),
            Shape::Line(Point { x: 3.0, y: 2.0 }, Point { x: 1.0, y: 1.0 }),
            Shape::Label { text: "t".to_owned(), size: 3 },
        ];
        let described = shapes.map(|shape| describe(cr, shape).to_rust::<String>(cr));
        assert_eq!(described, ["circle 0.5", "line 2 1", "label t 3"]);
        let leaf = || Box::new(Tree::Leaf);
        let tree = Tree::Node(Box::new(Tree::Node(leaf(), 1, leaf())), 2, leaf());
        assert_eq!(depth(cr, tree).to_rust::<i64>(cr), 2);
        let inner = Folder { files: vec![File::Text("b".to_owned())] };
        let folder = Folder { files: vec![File::Text("a".to_owned()), File::Folder(inner)] };
        assert_eq!(texts(cr, folder).to_rust::<Vec<String>>(cr), ["a", "b"]);
        let named = Named { id: 1, called: vec!["a".to_owned()] };
        assert_eq!(label(cr, named).to_rust::<String>(cr), "1:a");
        let long = Long { first_name: "A".to_owned(), last_name: "B".to_owned(), r#type: 3 };
        assert_eq!(whole(cr, long).to_rust::<String>(cr), "A B 3");
    });
}

#[test]
fn tags_and_abstract_types() {
    with_ocaml(|cr| {
        assert_eq!(move_(cr, Movement::Jump(1, 2)).to_rust::<String>(cr), "jump 1 2");
        assert_eq!(halt(cr, Halt::Stop).to_rust::<String>(cr), "stop");
        assert_eq!(moved(cr, 5_i64).to_rust::<Movement>(cr), Movement::Step(5));
        let counter: BoxRoot<Counter> = counter(cr, 3_i64);
        assert_eq!(count(cr, &counter).to_rust::<i64>(cr), 3);
        let channel = open_null(cr);
        close(cr, &channel);
        size(cr, 1.5);
        assert_eq!(numbers(cr, 3_i64).to_rust::<Vec<f64>>(cr), [0.0, 1.0, 2.0]);
        assert_eq!(table(cr, 2_i64).get(cr).to_vec(), [1.0, 2.0, 2.0, 4.0]);
        assert_eq!(pixels(cr, 2_i64).get(cr).dims(), [2, 2]);
    });
}

#[test]
fn exceptions() {
    with_ocaml(|cr| {
        let position = |line| Position { line, column: 2 };
        let all = [
            (Trouble::Syntax("s".to_owned(), 1), "syntax s 1"),
            (Trouble::Located { text: "l".to_owned(), at: position(1) }, "located l 1 2"),
            (Trouble::Closed, "closed"),
            (Trouble::Nested(vec![position(3), position(3)]), "nested 2"),
        ];
        for (number, (trouble, expected)) in (0_i64..).zip(all) {
            let caught = raise_numbered(cr, number).map(drop);
            assert_eq!(caught, Err(trouble));
            let raised = caught.unwrap_err().to_ocaml_exception(cr);
            assert_eq!(matched(cr, raised.exception()).to_rust::<String>(cr), expected);
        }
    });
}

#[test]
fn exported_functions() {
    with_ocaml(|cr| {
        let said = run_externals(cr).to_rust::<String>(cr);
        assert_eq!(said, "42 1.5 a-b 2,1 why yes 12 6 294 7 1 b 42 X -5 12");
    });
}
