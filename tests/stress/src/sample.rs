//! Values that are known from a number: the same as `ocaml/sample.ml` makes.

use ocaml_interop::{
    FromOCaml, OCamlBytes, OCamlDescriber, OCamlFloatArray, OCamlInt, OCamlList, OCamlUniformArray,
    ToOCaml,
};

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, Clone, PartialEq)]
pub enum Tree {
    Leaf,
    Node(Box<Tree>, #[ocaml(as_ = "OCamlInt")] i64, Box<Tree>),
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, Clone, PartialEq)]
pub struct Person {
    name: String,
    #[ocaml(as_ = "OCamlInt")]
    age: i64,
    friends: Vec<Person>,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, Clone, PartialEq)]
pub struct Point {
    x: f64,
    y: f64,
    z: f64,
}

/// A value of one of many shapes, small or large.
#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, Clone, PartialEq)]
pub enum Sample {
    Nothing,
    Number(#[ocaml(as_ = "OCamlInt")] i64),
    Boxed(i64),
    Narrow(i32),
    Text(String),
    Raw(#[ocaml(as_ = "OCamlBytes")] Vec<u8>),
    Numbers(#[ocaml(as_ = "OCamlList<OCamlInt>")] Vec<i64>),
    Words(#[ocaml(as_ = "OCamlUniformArray<String>")] Vec<String>),
    Floats(#[ocaml(as_ = "OCamlFloatArray")] Vec<f64>),
    Person(Person),
    Point(Point),
    Tree(Tree),
    Pair(#[ocaml(as_ = "(OCamlInt, String)")] (i64, String), Option<bool>),
    Labelled { label: String, weight: f64, at: Point },
    Outcome(#[ocaml(as_ = "Result<OCamlInt, String>")] Result<i64, String>),
}

impl Sample {
    /// The sample of a number below 2^30.
    pub(crate) fn of(id: i64) -> Sample {
        match id % 15 {
            0 => Sample::Nothing,
            1 => Sample::Number(number(id, 0)),
            2 => Sample::Boxed(mix(id).wrapping_mul(0x7f4a_7c15)),
            3 => Sample::Narrow(number(id, 0) as i32),
            4 => Sample::Text(long_text(id)),
            5 => Sample::Raw(long_text(id).into_bytes()),
            6 => Sample::Numbers((0..length(id)).map(|i| number(id, i)).collect()),
            7 => Sample::Words((0..length(id)).map(|i| text(id + i, i % 20)).collect()),
            8 => Sample::Floats((0..length(id)).map(|i| float(id, i)).collect()),
            9 => Sample::Person(person(id, 3)),
            10 => Sample::Point(point(id)),
            11 => Sample::Tree(tree(id, 6)),
            12 => {
                let flag = if id % 3 == 0 { None } else { Some(id % 3 == 1) };
                Sample::Pair((number(id, 0), text(id, 5)), flag)
            }
            13 => Sample::Labelled { label: text(id, 9), weight: float(id, 7), at: point(mix(id)) },
            _ if id & 64 == 0 => Sample::Outcome(Ok(number(id, 0))),
            _ => Sample::Outcome(Err(text(id, 11))),
        }
    }
}

fn mix(n: i64) -> i64 {
    (n * 1_103_515_245 + 12345) & 0x3fff_ffff
}

/// One in four is large: strings past 256 words, arrays past 256 fields.
fn length(id: i64) -> i64 {
    let m = mix(id) >> 8;
    if m & 3 == 0 { 257 + m % 500 } else { m % 24 }
}

fn text(id: i64, length: i64) -> String {
    (0..length).map(|i| char::from(b'a' + ((id + i * 7) % 26) as u8)).collect()
}

fn long_text(id: i64) -> String {
    let length = length(id);
    text(id, if length > 256 { 8 * length } else { length })
}

fn number(id: i64, i: i64) -> i64 {
    mix(id + i) - 0x2000_0000
}

fn float(id: i64, i: i64) -> f64 {
    number(id, i) as f64 / 8.0
}

fn point(id: i64) -> Point {
    Point { x: float(id, 0), y: float(id, 1), z: float(id, 2) }
}

fn person(id: i64, depth: u32) -> Person {
    let count = if depth == 0 { 0 } else { id % 4 };
    Person {
        name: text(id, id % 12),
        age: id % 100,
        friends: (0..count).map(|i| person(mix(id + i), depth - 1)).collect(),
    }
}

fn tree(id: i64, depth: u32) -> Tree {
    if depth == 0 || mix(id) & 7 == 0 {
        return Tree::Leaf;
    }
    let below = |i| Box::new(tree(mix(id + i), depth - 1));
    Tree::Node(below(1), number(id, 0), below(2))
}
