//! Records, variants, polymorphic variants, unboxed and generic types, both ways.

use ocaml_interop::{
    FromOCaml, OCamlDescriber, OCamlFloat, OCamlInt, OCamlInt64, OCamlList, OCamlUniformArray,
    ToOCaml, ocaml,
};
use rust_driven::{minor, ocaml, panic_message};

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, Clone, PartialEq)]
struct Person {
    name: String,
    #[ocaml(as_ = "OCamlInt")]
    age: i64,
    friends: Vec<Person>,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, Clone, Copy, PartialEq)]
struct Vec3 {
    x: f64,
    y: f64,
    z: f64,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, Clone, PartialEq)]
struct Labelled {
    label: String,
    weight: f64,
    at: Vec3,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, Clone, PartialEq)]
enum Shape {
    Empty,
    Circle(f64),
    Unknown,
    Rect(f64, f64),
    Label {
        text: String,
        #[ocaml(as_ = "OCamlInt")]
        size: u16,
    },
    Pair(#[ocaml(as_ = "(OCamlInt, String)")] (i64, String)),
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, Clone, Copy, PartialEq)]
#[ocaml(unboxed)]
struct Metres {
    metres: f64,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, Clone, PartialEq)]
#[ocaml(unboxed)]
struct Id(String);

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, Clone, PartialEq)]
struct Distances {
    there: Metres,
    back: Metres,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, Clone, PartialEq)]
struct Tagged {
    id: Id,
    far: Metres,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, Clone, PartialEq)]
struct Couple<A> {
    left: A,
    right: A,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names)] // OCaml's.
enum These<A, B> {
    This(A),
    That(B),
    These(A, B),
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, Clone, PartialEq)]
enum Tree {
    Leaf,
    Node(Box<Tree>, #[ocaml(as_ = "OCamlInt")] i64, Box<Tree>),
}

/// A tree with leaves of every kind, and with too many fields for two levels in one function.
#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, Clone, PartialEq)]
enum Leaves {
    Nothing,
    Small(i8),
    Number(f64),
    Wide(#[ocaml(as_ = "OCamlInt64")] i64, f64),
    Text(String),
    Pair(Box<Self>, Box<Leaves>),
    Several(Vec<Leaves>),
    Three(Box<Leaves>, Box<Leaves>, Box<Leaves>),
}

/// The same tree, small enough for that, its small leaves another type of number.
#[derive(ToOCaml, Debug)]
#[ocaml(as_ = "Leaves")]
#[allow(dead_code)] // The other constructors give these their tags.
enum LargeLeaves {
    Nothing,
    Small(#[ocaml(as_ = "OCamlInt")] i64),
    Number(f64),
    Wide(#[ocaml(as_ = "OCamlInt64")] i64, f64),
    Text(String),
    Pair(#[ocaml(as_ = "Leaves")] Box<LargeLeaves>, #[ocaml(as_ = "Leaves")] Box<LargeLeaves>),
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, Clone, PartialEq)]
#[ocaml(polymorphic_variant)]
enum Path {
    End,
    Step(#[ocaml(as_ = "OCamlInt")] i64),
    Jump(#[ocaml(as_ = "OCamlInt")] i64, f64),
    Both(Box<Path>, Box<Path>),
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, Clone, PartialEq)]
#[ocaml(polymorphic_variant)]
enum Movement {
    Stop,
    Step(#[ocaml(as_ = "OCamlInt")] i64),
    Move(#[ocaml(as_ = "OCamlInt")] i64, f64),
    #[ocaml(tag = "Named")]
    Called(String),
    At(
        #[ocaml(as_ = "OCamlInt")] i64,
        #[ocaml(as_ = "OCamlInt")] i64,
        #[ocaml(as_ = "OCamlInt")] i64,
    ),
}

/// A number of OCaml's `int`, which generic types take without `as_`.
type Int = isize;

ocaml! {
    fn show_person(value: Person) -> String;
    fn show_vec3(value: Vec3) -> String;
    fn show_vec3s(value: OCamlList<Vec3>) -> String;
    fn show_labelled(value: Labelled) -> String;
    fn show_shape(value: Shape) -> String;
    fn show_distances(value: Distances) -> String;
    fn show_tagged(value: Tagged) -> String;
    fn show_int_couple(value: Couple<Int>) -> String;
    fn show_float_couple(value: Couple<f64>) -> String;
    fn show_person_couple(value: Couple<Person>) -> String;
    fn show_these(value: These<String, Vec<Int>>) -> String;
    fn show_tree(value: Tree) -> String;
    fn show_leaves(value: Leaves) -> String;
    fn show_path(value: Path) -> String;
    fn show_movement(value: Movement) -> String;
    fn make_person() -> Person;
    fn make_vec3() -> Vec3;
    fn make_labelled() -> Labelled;
    fn make_shapes() -> OCamlList<Shape>;
    fn make_distances() -> Distances;
    fn make_tagged() -> Tagged;
    fn make_int_couple() -> Couple<Int>;
    fn make_float_couple() -> Couple<f64>;
    fn make_these() -> OCamlList<These<String, Vec<Int>>>;
    fn make_tree() -> Tree;
    fn make_leaves() -> Leaves;
    fn make_wide_leaf() -> Leaves;
    fn make_path() -> Path;
    fn make_vine(n: OCamlInt) -> Tree;
    fn is_vine(n: OCamlInt, tree: Tree) -> bool;
    fn make_movements() -> OCamlList<Movement>;
}

fn ann() -> Person {
    let bob = Person { name: "Bob".into(), age: 41, friends: vec![] };
    Person { name: "Ann".into(), age: 40, friends: vec![bob] }
}

#[test]
fn records_nest_and_recur() {
    ocaml(|cr| {
        assert_eq!(show_person(cr, ann()).to_rust::<String>(cr), "Ann 40 [Bob 41 []]");
        assert_eq!(make_person(cr).to_rust::<Person>(cr), ann());
    });
}

#[test]
fn records_of_floats_are_flat() {
    let v = Vec3 { x: 1.0, y: 2.5, z: -3.0 };
    ocaml(|cr| {
        assert_eq!(show_vec3(cr, v).to_rust::<String>(cr), "0x1p+0 0x1.4p+1 -0x1.8p+1");
        assert_eq!(make_vec3(cr).to_rust::<Vec3>(cr), v);
        let shown = show_vec3s(cr, vec![v, v]).to_rust::<String>(cr);
        assert_eq!(shown, "[0x1p+0 0x1.4p+1 -0x1.8p+1; 0x1p+0 0x1.4p+1 -0x1.8p+1]");
        let labelled = Labelled { label: "here".into(), weight: 1.5, at: v };
        let shown = show_labelled(cr, &labelled).to_rust::<String>(cr);
        assert_eq!(shown, "here 0x1.8p+0 (0x1p+0 0x1.4p+1 -0x1.8p+1)");
        assert_eq!(make_labelled(cr).to_rust::<Labelled>(cr), labelled);
    });
}

#[test]
fn variants_with_every_form_of_constructor() {
    let shapes = vec![
        Shape::Empty,
        Shape::Circle(1.5),
        Shape::Unknown,
        Shape::Rect(2.0, 0.5),
        Shape::Label { text: "hi".into(), size: 3 },
        Shape::Pair((4, "five".into())),
    ];
    let texts = [
        "Empty",
        "Circle 0x1.8p+0",
        "Unknown",
        "Rect 0x1p+1 0x1p-1",
        "Label \"hi\" 3",
        "Pair (4, \"five\")",
    ];
    ocaml(|cr| {
        for (shape, text) in shapes.iter().zip(texts) {
            assert_eq!(show_shape(cr, shape).to_rust::<String>(cr), text);
        }
        assert_eq!(make_shapes(cr).to_rust::<Vec<Shape>>(cr), shapes);
    });
}

#[test]
fn unboxed_types_and_flat_records_of_them() {
    ocaml(|cr| {
        let distances = Distances { there: Metres { metres: 3.0 }, back: Metres { metres: 4.5 } };
        let shown = show_distances(cr, &distances).to_rust::<String>(cr);
        assert_eq!(shown, "0x1.8p+1 0x1.2p+2");
        assert_eq!(make_distances(cr).to_rust::<Distances>(cr), distances);
        let tagged = Tagged { id: Id("one".into()), far: Metres { metres: 2.5 } };
        assert_eq!(show_tagged(cr, &tagged).to_rust::<String>(cr), "\"one\" 0x1.4p+1");
        assert_eq!(make_tagged(cr).to_rust::<Tagged>(cr), tagged);
    });
}

#[test]
fn unboxed_floats_in_arrays() {
    ocaml! {
        fn show_float_array(value: OCamlUniformArray<Metres>) -> String;
    }
    ocaml(|cr| {
        let values = vec![Metres { metres: 0.5 }];
        assert_eq!(show_float_array(cr, &values).to_rust::<String>(cr), "[|0x1p-1|]");
        let root = ToOCaml::<OCamlUniformArray<Metres>>::to_boxroot(&values, cr);
        assert_eq!(root.to_rust::<Vec<Metres>>(cr), values);
    });
}

#[test]
fn generic_types_without_as() {
    ocaml(|cr| {
        let couple = Couple::<Int> { left: 1, right: 2 };
        assert_eq!(show_int_couple(cr, &couple).to_rust::<String>(cr), "1 | 2");
        assert_eq!(make_int_couple(cr).to_rust::<Couple<Int>>(cr), couple);
        let couple = Couple { left: ann(), right: ann() };
        let shown = show_person_couple(cr, couple).to_rust::<String>(cr);
        assert_eq!(shown, "Ann 40 [Bob 41 []] | Ann 40 [Bob 41 []]");
        let these = vec![
            These::This("a".to_owned()),
            These::That(vec![1, 2]),
            These::These("b".to_owned(), vec![]),
        ];
        let texts = ["This \"a\"", "That [1; 2]", "These \"b\" []"];
        for (value, text) in these.iter().zip(texts) {
            assert_eq!(show_these(cr, value).to_rust::<String>(cr), text);
        }
        assert_eq!(make_these(cr).to_rust::<Vec<These<String, Vec<Int>>>>(cr), these);
    });
}

/// `'a couple` is never flat in OCaml: a record's form is fixed where it is declared.
#[test]
fn a_generic_record_of_floats_is_not_flat() {
    ocaml(|cr| {
        let couple = Couple { left: 1.5, right: 2.5 };
        assert_eq!(make_float_couple(cr).to_rust::<Couple<f64>>(cr), couple);
        let root = ToOCaml::<Couple<f64>>::to_boxroot(&couple, cr);
        assert_eq!(root.get(cr).tag_value(), 0, "OCaml would read a double as a pointer");
        assert_eq!(show_float_couple(cr, &couple).to_rust::<String>(cr), "0x1.8p+0 | 0x1.4p+1");
    });
}

#[test]
fn trees() {
    let leaf = || Box::new(Tree::Leaf);
    let tree = Tree::Node(Box::new(Tree::Node(leaf(), 1, leaf())), 2, leaf());
    ocaml(|cr| {
        assert_eq!(show_tree(cr, &tree).to_rust::<String>(cr), "((. 1 .) 2 .)");
        assert_eq!(make_tree(cr).to_rust::<Tree>(cr), tree);
    });
}

/// A tree of which every other level is written by the one above it.
fn few_leaves() -> (LargeLeaves, &'static str) {
    use LargeLeaves::{Nothing, Number, Pair, Small, Text, Wide};
    let pair = |left, right| Pair(Box::new(left), Box::new(right));
    let left = pair(pair(Nothing, Text("two".into())), Small(3));
    let right = pair(Number(0.5), pair(pair(Wide(-4, 1.5), Nothing), Text("five".into())));
    let text = "(((Nothing, Text \"two\"), Small 3), (Number 0x1p-1, ((Wide -4 0x1.8p+0, Nothing), \
                Text \"five\")))";
    (pair(left, right), text)
}

/// Their parents write and read them, where their size is known.
#[test]
fn leaves_of_every_kind() {
    use Leaves::{Nothing, Number, Pair, Several, Small, Text, Three, Wide};
    let pair = |left, right| Pair(Box::new(left), Box::new(right));
    let several = Box::new(Several(vec![Small(5), Nothing]));
    let three = Three(several, Box::new(Small(6)), Box::new(pair(Nothing, Number(7.0))));
    let last = pair(Text("four".into()), three);
    let right = pair(Number(0.5), pair(Wide(-1, 1.5), last));
    let leaves = pair(pair(Nothing, Small(-3)), right);
    let text = "((Nothing, Small -3), (Number 0x1p-1, (Wide -1 0x1.8p+0, (Text \"four\", \
                ([Small 5; Nothing], Small 6, (Nothing, Number 0x1.cp+2))))))";
    let (few, text_of_few) = few_leaves();
    ocaml(|cr| {
        // Among them where the minor heap ends.
        for _ in 0..10_000 {
            assert_eq!(show_leaves(cr, &leaves).to_rust::<String>(cr), text);
            assert_eq!(show_leaves(cr, &few).to_rust::<String>(cr), text_of_few);
        }
        assert_eq!(make_leaves(cr).to_rust::<Leaves>(cr), leaves);
        // Alone, and behind a pointer that isn't its parent's.
        assert_eq!(show_leaves(cr, Small(7)).to_rust::<String>(cr), "Small 7");
        assert_eq!(show_leaves(cr, Box::new(Nothing)).to_rust::<String>(cr), "Nothing");
        assert_eq!(*make_leaves(cr).to_rust::<Box<Leaves>>(cr), leaves);
        let path = Path::Both(
            Box::new(Path::Step(1)),
            Box::new(Path::Both(Box::new(Path::End), Box::new(Path::Jump(2, 0.5)))),
        );
        let shown = show_path(cr, &path).to_rust::<String>(cr);
        assert_eq!(shown, "(Step 1, (End, Jump 2 0x1p-1))");
        assert_eq!(make_path(cr).to_rust::<Path>(cr), path);
    });
}

#[test]
fn a_leaf_that_doesnt_fit_is_named() {
    ocaml(|cr| {
        let error = make_wide_leaf(cr).try_to_rust::<Leaves>(cr).unwrap_err();
        assert_eq!(error.path(), "Leaves.Pair.1.Pair.0.Small.0");
        assert!(error.reason().contains("1000 does not fit i8"), "{error}");
        let large = LargeLeaves::Small(1 << 62);
        let tree = LargeLeaves::Pair(Box::new(LargeLeaves::Nothing), Box::new(large));
        let message = panic_message(|| show_leaves(cr, &tree));
        assert!(message.contains("4611686018427387904"), "{message}");
        let tree = LargeLeaves::Pair(
            Box::new(LargeLeaves::Nothing),
            Box::new(LargeLeaves::Small((1 << 62) - 1)),
        );
        let shown = show_leaves(cr, &tree).to_rust::<String>(cr);
        assert_eq!(shown, "(Nothing, Small 4611686018427387903)");
    });
}

#[test]
fn deep_trees_larger_than_a_reservation() {
    let depth = 3000;
    let mut tree = Tree::Leaf;
    for n in 1..=depth {
        tree = Tree::Node(Box::new(Tree::Leaf), n, Box::new(tree));
    }
    let body = move || {
        ocaml(|cr| {
            assert!(is_vine(cr, depth, &tree).to_rust::<bool>(cr));
            minor(cr);
            assert_eq!(make_vine(cr, depth).to_rust::<Tree>(cr), tree);
        });
    };
    // Recursion in a debug build takes stack.
    std::thread::Builder::new().stack_size(256 << 20).spawn(body).unwrap().join().unwrap();
}

#[test]
fn polymorphic_variants() {
    let movements = vec![
        Movement::Stop,
        Movement::Step(1),
        Movement::Move(2, 0.5),
        Movement::Called("east".into()),
        Movement::At(1, 2, 3),
    ];
    let texts = ["Stop", "Step 1", "Move 2 0x1p-1", "Named \"east\"", "At 1 2 3"];
    ocaml(|cr| {
        for (movement, text) in movements.iter().zip(texts) {
            assert_eq!(show_movement(cr, movement).to_rust::<String>(cr), text);
        }
        assert_eq!(make_movements(cr).to_rust::<Vec<Movement>>(cr), movements);
    });
}

#[test]
fn what_the_enum_doesnt_have_is_told() {
    #[derive(FromOCaml, Debug)]
    #[ocaml(as_ = "Shape")]
    enum Fewer {
        Empty,
        #[allow(dead_code)]
        Circle(f64),
    }
    #[derive(FromOCaml, Debug)]
    #[ocaml(polymorphic_variant, as_ = "Movement")]
    enum Still {
        Stop,
    }
    ocaml(|cr| {
        let error = make_shapes(cr).try_to_rust::<Vec<Fewer>>(cr).unwrap_err();
        assert_eq!(error.path(), "[2]");
        assert!(error.reason().contains("`Fewer`"), "{error}");
        assert!(error.reason().contains("constant constructor number 1"), "{error}");
        assert!(matches!(Fewer::Empty, Fewer::Empty));
        let error = make_movements(cr).try_to_rust::<Vec<Still>>(cr).unwrap_err();
        assert_eq!(error.path(), "[1]");
        assert!(matches!(Still::Stop, Still::Stop));
    });
}

#[test]
fn one_rust_type_for_several_ocaml_types() {
    #[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, PartialEq)]
    #[ocaml(as_ = "Vec3")]
    struct Point {
        east: f64,
        #[ocaml(as_ = "OCamlFloat")]
        north: f64,
        up: f64,
    }
    let point = Point { east: 1.0, north: 2.5, up: -3.0 };
    ocaml(|cr| {
        assert_eq!(make_vec3(cr).to_rust::<Point>(cr), point);
        let shown = show_vec3(cr, &point).to_rust::<String>(cr);
        assert_eq!(shown, "0x1p+0 0x1.4p+1 -0x1.8p+1");
    });
}

#[test]
fn a_tuple_struct_is_a_tuple_and_never_flat() {
    #[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, PartialEq)]
    #[ocaml(as_ = "(OCamlFloat, OCamlFloat)")]
    struct Point(f64, f64);
    ocaml(|cr| {
        let tuple: ocaml_interop::BoxRoot<(OCamlFloat, OCamlFloat)> =
            Point(1.0, 2.5).to_boxroot(cr);
        assert_eq!(tuple.to_rust::<(f64, f64)>(cr), (1.0, 2.5));
        assert_eq!(tuple.to_rust::<Point>(cr), Point(1.0, 2.5));
    });
}

/// A record of more fields than the largest young block.
mod wide {
    use super::*;

    macro_rules! record {
        ($($field:ident)*) => {
            #[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, PartialEq)]
            struct Wide {
                $(#[ocaml(as_ = "OCamlInt")] $field: i64,)*
            }
            fn wide(mut next: impl FnMut() -> i64) -> Wide {
                Wide { $($field: next(),)* }
            }
        };
    }
    include!("wide.rs");

    ocaml! {
        fn make_wide() -> Wide;
        fn sum_wide(value: Wide) -> OCamlInt;
    }

    #[test]
    fn records_of_300_fields() {
        let mut n = -1;
        let value = wide(|| {
            n += 1;
            n
        });
        ocaml(|cr| {
            assert_eq!(make_wide(cr).to_rust::<Wide>(cr), value);
            // Each field times its place, so that no two can change places.
            let expected: i64 = (0..300).map(|n| n * n).sum();
            assert_eq!(sum_wide(cr, value).to_rust::<i64>(cr), expected);
        });
    }
}
