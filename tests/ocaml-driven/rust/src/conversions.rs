//! Arguments and results that convert.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use ocaml_interop::{FromOCaml, OCamlInt, OCamlList, ToOCaml, export};

/// Borrowed text.
#[export]
pub fn cv_words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Borrowed bytes, whatever they are.
#[export]
pub fn cv_count_bytes(bytes: &[u8], byte: u8) -> usize {
    bytes.iter().filter(|b| **b == byte).count()
}

/// Borrowed, and maybe owned when it is returned.
#[export]
pub fn cv_trimmed(cr: &mut ocaml_interop::OCamlRuntime, text: Cow<'_, str>) -> String {
    let trimmed = text.trim().to_owned();
    rest(cr);
    trimmed
}

/// Borrowed bytes.
#[export]
pub fn cv_reversed(bytes: Cow<'_, [u8]>) -> Box<[u8]> {
    bytes.iter().rev().copied().collect()
}

fn rest(cr: &mut ocaml_interop::OCamlRuntime) {
    let _: ocaml_interop::OCaml<String> = "garbage".to_ocaml(cr);
}

/// Owned text.
#[export]
pub fn cv_owned(text: String) -> String {
    text + "!"
}

/// Containers of containers.
#[export]
pub fn cv_lengths(lists: Vec<Option<Vec<String>>>) -> Vec<Result<usize, String>> {
    lists.into_iter().map(|list| list.map(|list| list.len()).ok_or("none".into())).collect()
}

/// Tuples.
#[export]
pub fn cv_swap(pair: (String, (bool, f64))) -> ((f64, bool), String) {
    let (text, (flag, x)) = pair;
    ((x, flag), text)
}

/// A tuple of twelve.
#[export]
#[allow(clippy::type_complexity)]
pub fn cv_twelve(
    t: (u8, i8, u16, i16, u32, isize, bool, String, f64, (), i64, i32),
) -> (i32, i64, (), f64, String, bool, isize, u32, i16, u16, i8, u8) {
    let (a, b, c, d, e, f, g, h, i, j, k, l) = t;
    (l, k, j, i, h, g, f, e, d, c, b, a)
}

/// Shared pointers.
#[export]
pub fn cv_shared(
    text: Rc<String>,
    number: Arc<i64>,
    boxed: Box<f64>,
) -> Rc<(Arc<i64>, Box<f64>, Rc<String>)> {
    Rc::new((number, boxed, text))
}

/// Another OCaml type than the default one, in and out.
#[export(returns = "OCamlList<OCamlInt>")]
pub fn cv_sorted(#[ocaml(as_ = "OCamlList<OCamlInt>")] mut numbers: Vec<i64>) -> Vec<i64> {
    numbers.sort_unstable();
    numbers
}

/// A record of floats, flat in OCaml.
#[derive(ToOCaml, FromOCaml, Debug, Clone, Copy)]
pub struct Point {
    x: f64,
    y: f64,
}

/// A record with a flat one, a variant, and itself inside.
#[derive(ToOCaml, FromOCaml, Debug, Clone)]
pub struct Place {
    name: String,
    at: Point,
    kind: Kind,
    near: Vec<Place>,
}

/// A variant with every form of constructor.
#[derive(ToOCaml, FromOCaml, Debug, Clone)]
pub enum Kind {
    /// A constant.
    Unknown,
    /// One argument.
    City(#[ocaml(as_ = "OCamlInt")] i64),
    /// An inline record.
    River {
        /// In kilometres.
        length: f64,
        /// Seas and rivers.
        into: Option<String>,
    },
}

/// A polymorphic variant.
#[derive(ToOCaml, FromOCaml, Debug, Clone)]
#[ocaml(polymorphic_variant)]
pub enum Turn {
    /// `` `Left ``
    Left,
    /// `` `By of float ``
    By(f64),
    /// `` `To of string * point ``
    To(String, Point),
}

/// A derived type in and out.
#[export]
pub fn cv_moved(place: Place, by: Point) -> Place {
    let at = Point { x: place.at.x + by.x, y: place.at.y + by.y };
    let near = place.near.into_iter().map(|near| cv_moved(near, by)).collect();
    let kind = match place.kind {
        Kind::Unknown => Kind::City(0),
        Kind::City(n) => Kind::River { length: n as f64, into: Some("sea".into()) },
        Kind::River { into, .. } => {
            into.map_or(Kind::Unknown, |into| Kind::City(into.len() as i64))
        }
    };
    Place { name: place.name, at, kind, near }
}

/// Points there and back.
#[export]
pub fn cv_points(points: Vec<Point>) -> Vec<Point> {
    points.into_iter().rev().collect()
}

/// A polymorphic variant in and out.
#[export]
pub fn cv_turned(turn: Turn) -> Vec<Turn> {
    match turn {
        Turn::Left => vec![Turn::By(1.5), Turn::Left],
        Turn::By(x) => vec![Turn::To("there".into(), Point { x, y: -x })],
        Turn::To(name, at) => vec![Turn::To(name + "!", at), Turn::By(at.x)],
    }
}

/// A type parameter without `as_`.
#[derive(ToOCaml, FromOCaml, Debug)]
pub struct Couple<A> {
    left: A,
    right: A,
}

/// A generic record of floats: not flat in OCaml.
#[export]
pub fn cv_swapped(couple: Couple<f64>) -> Couple<f64> {
    Couple { left: couple.right, right: couple.left }
}

/// Narrow numbers are exact, or an exception.
#[export]
pub fn cv_narrow(n: u8) -> i64 {
    i64::from(n)
}

/// Many of each.
#[export]
pub fn cv_many(n: usize) -> Vec<Place> {
    let place = |n: usize| Place {
        name: format!("place {n}"),
        at: Point { x: n as f64, y: 0.5 },
        kind: Kind::City(n as i64),
        near: Vec::new(),
    };
    (0..n).map(place).collect()
}
