//! Derived and hand-written types, nested in each other: how each is sampled, and what it is in
//! OCaml.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use ocaml_interop::{
    FromOCaml, OCaml, OCamlBytes, OCamlFloat, OCamlFloatArray, OCamlInt, OCamlList, OCamlRuntime,
    OCamlUniformArray, ToOCaml,
};
use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_oneof};
use rust_driven::minor;

use super::model::{Model, variant_hash};
use super::sample::Sample;

/// Records: a struct whose fields are sampled and modelled one by one.
macro_rules! sampled_record {
    ([$($generics:tt)*] $record:ty, $name:ident { $($field:ident: $rust:ty as $ocaml:ty),+ $(,)? }, $make:path) => {
        impl<$($generics)*> Sample<$record> for $record {
            fn any() -> BoxedStrategy<Self> {
                sampled_record!(@any $($rust as $ocaml),+)
                    .prop_map(|sampled_record!(@pattern $($field),+)| $name { $($field),+ })
                    .boxed()
            }
            fn model(&self) -> Model {
                $make(vec![$(<$rust as Sample<$ocaml>>::model(&self.$field)),+])
            }
        }
    };
    (@any $rust:ty as $ocaml:ty) => { <$rust as Sample<$ocaml>>::any() };
    (@any $rust:ty as $ocaml:ty, $($rest:tt)+) => {
        (<$rust as Sample<$ocaml>>::any(), sampled_record!(@any $($rest)+))
    };
    (@pattern $first:ident) => { $first };
    (@pattern $first:ident, $($rest:ident),+) => { ($first, sampled_record!(@pattern $($rest),+)) };
}

#[derive(ToOCaml, FromOCaml, Debug, Clone)]
#[ocaml(unboxed)]
pub struct Metres(f64);

impl Sample<Metres> for Metres {
    fn any() -> BoxedStrategy<Self> {
        f64::any().prop_map(Metres).boxed()
    }
    fn model(&self) -> Model {
        self.0.model()
    }
    fn array(elements: &[Self]) -> Model {
        Model::floats(elements.iter().map(|element| element.0))
    }
}

#[derive(ToOCaml, FromOCaml, Debug, Clone)]
#[ocaml(unboxed)]
pub struct Id {
    id: Cow<'static, str>,
}

impl Sample<Id> for Id {
    fn any() -> BoxedStrategy<Self> {
        <Cow<'static, str> as Sample<String>>::any().prop_map(|id| Id { id }).boxed()
    }
    fn model(&self) -> Model {
        self.id.model()
    }
}

/// Flat: every field is a float, one behind a pointer, one unboxed.
#[derive(ToOCaml, FromOCaml, Debug, Clone)]
pub struct Flat {
    x: f64,
    y: Box<f64>,
    z: Metres,
}
sampled_record!([] Flat, Flat {
    x: f64 as OCamlFloat, y: Box<f64> as OCamlFloat, z: Metres as Metres,
}, Model::flattened);

/// Not flat, and every kind of number in it.
#[derive(ToOCaml, FromOCaml, Debug, Clone)]
pub struct Numbers {
    #[ocaml(as_ = "OCamlInt")]
    int: i64,
    unit: (),
    yes: bool,
    byte: u8,
    short: i16,
    word: u32,
    int32: i32,
    int64: i64,
    float: f64,
    flat: Flat,
    far: Metres,
}
sampled_record!([] Numbers, Numbers {
    int: i64 as OCamlInt, unit: () as (), yes: bool as bool, byte: u8 as OCamlInt,
    short: i16 as OCamlInt, word: u32 as OCamlInt,
    int32: i32 as ocaml_interop::OCamlInt32, int64: i64 as ocaml_interop::OCamlInt64,
    float: f64 as OCamlFloat, flat: Flat as Flat, far: Metres as Metres,
}, Model::tuple);

/// Generic: never flat, whatever it holds.
#[derive(ToOCaml, FromOCaml, Debug, Clone)]
pub struct Couple<A> {
    left: A,
    right: A,
}
sampled_record!([A: Sample<A> + 'static] Couple<A>, Couple { left: A as A, right: A as A },
    Model::tuple);

impl Sample<Couple<f64>> for Couple<f64> {
    fn any() -> BoxedStrategy<Self> {
        (f64::any(), f64::any()).prop_map(|(left, right)| Couple { left, right }).boxed()
    }
    fn model(&self) -> Model {
        Model::tuple([self.left.model(), self.right.model()])
    }
}

/// Converts by hand, without a size: what holds it is built part by part.
#[derive(Debug, Clone)]
pub struct ByHand(Vec<u8>);

// SAFETY: the value made is a string.
unsafe impl ToOCaml<String> for ByHand {
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, String> {
        minor(cr);
        self.0.to_ocaml(cr)
    }
}

// SAFETY: the value is read as a string.
unsafe impl FromOCaml<String> for ByHand {
    fn from_ocaml(v: OCaml<'_, String>) -> Self {
        ByHand(v.to_rust())
    }
}

impl Sample<String> for ByHand {
    fn any() -> BoxedStrategy<Self> {
        <Vec<u8> as Sample<String>>::any().prop_map(ByHand).boxed()
    }
    fn model(&self) -> Model {
        Model::Text(self.0.clone())
    }
}

/// Sequences and pointers of everything.
#[derive(ToOCaml, FromOCaml, Debug, Clone)]
pub struct Bags {
    #[ocaml(as_ = "OCamlUniformArray<Flat>")]
    flats: Vec<Flat>,
    #[ocaml(as_ = "OCamlUniformArray<OCamlFloat>")]
    floats: Rc<Vec<f64>>,
    #[ocaml(as_ = "OCamlFloatArray")]
    float_array: Vec<f64>,
    #[ocaml(as_ = "OCamlUniformArray<Metres>")]
    unboxed: Vec<Metres>,
    ids: Vec<Id>,
    #[ocaml(as_ = "OCamlUniformArray<OCamlList<String>>")]
    by_hand: Vec<Vec<ByHand>>,
    #[ocaml(as_ = "OCamlBytes")]
    bytes: Arc<Vec<u8>>,
    #[ocaml(as_ = "OCamlList<OCamlUniformArray<OCamlInt>>")]
    rows: Vec<Vec<i64>>,
    shapes: Vec<Arc<Shape>>,
}
sampled_record!([] Bags, Bags {
    flats: Vec<Flat> as OCamlUniformArray<Flat>,
    floats: Rc<Vec<f64>> as OCamlUniformArray<OCamlFloat>,
    float_array: Vec<f64> as OCamlFloatArray,
    unboxed: Vec<Metres> as OCamlUniformArray<Metres>,
    ids: Vec<Id> as OCamlList<Id>,
    by_hand: Vec<Vec<ByHand>> as OCamlUniformArray<OCamlList<String>>,
    bytes: Arc<Vec<u8>> as OCamlBytes,
    rows: Vec<Vec<i64>> as OCamlList<OCamlUniformArray<OCamlInt>>,
    shapes: Vec<Arc<Shape>> as OCamlList<Shape>,
}, Model::tuple);

/// Constant, tuple and inline-record constructors.
#[derive(ToOCaml, FromOCaml, Debug, Clone)]
pub enum Shape {
    Empty,
    Circle(f64),
    Unknown,
    Floats(f64, f64),
    Label { text: String, size: u16, at: Option<Box<Shape>> },
    Pair(#[ocaml(as_ = "(OCamlInt, String)")] (i64, ByHand)),
    Moved(Movement, Result<Id, Flat>),
}

impl Sample<Shape> for Shape {
    fn any() -> BoxedStrategy<Self> {
        let leaf = prop_oneof![
            Just(Shape::Empty),
            f64::any().prop_map(Shape::Circle),
            Just(Shape::Unknown),
            (f64::any(), f64::any()).prop_map(|(x, y)| Shape::Floats(x, y)),
            <(i64, ByHand) as Sample<(OCamlInt, String)>>::any().prop_map(Shape::Pair),
            (Movement::any(), <Result<Id, Flat> as Sample<Result<Id, Flat>>>::any())
                .prop_map(|(movement, outcome)| Shape::Moved(movement, outcome)),
        ];
        leaf.prop_recursive(8, 32, 1, |inner| {
            (<String as Sample<String>>::any(), any::<u16>(), proptest::option::of(inner))
                .prop_map(|(text, size, at)| Shape::Label { text, size, at: at.map(Box::new) })
        })
        .boxed()
    }
    fn model(&self) -> Model {
        match self {
            Shape::Empty => Model::Int(0),
            Shape::Unknown => Model::Int(1),
            Shape::Circle(r) => Model::Block(0, vec![r.model()]),
            // Two floats beside each other in a constructor are not flat.
            Shape::Floats(x, y) => Model::Block(1, vec![x.model(), y.model()]),
            Shape::Label { text, size, at } => {
                Model::Block(2, vec![text.model(), Model::Int(i64::from(*size)), at.model()])
            }
            Shape::Pair(pair) => {
                Model::Block(3, vec![<_ as Sample<(OCamlInt, String)>>::model(pair)])
            }
            Shape::Moved(movement, outcome) => {
                Model::Block(4, vec![movement.model(), outcome.model()])
            }
        }
    }
}

#[derive(ToOCaml, FromOCaml, Debug, Clone)]
#[ocaml(polymorphic_variant)]
pub enum Movement {
    Stop,
    Step(#[ocaml(as_ = "OCamlInt")] i64),
    Move(i32, f64),
    #[ocaml(tag = "Named")]
    Called(String),
    Path(Vec<Metres>),
}

impl Sample<Movement> for Movement {
    fn any() -> BoxedStrategy<Self> {
        prop_oneof![
            Just(Movement::Stop),
            <i64 as Sample<OCamlInt>>::any().prop_map(Movement::Step),
            (i32::any(), f64::any()).prop_map(|(n, x)| Movement::Move(n, x)),
            <String as Sample<String>>::any().prop_map(Movement::Called),
            <Vec<Metres> as Sample<OCamlList<Metres>>>::any().prop_map(Movement::Path),
        ]
        .boxed()
    }
    fn model(&self) -> Model {
        let with = |tag, argument| Model::tuple([Model::Int(variant_hash(tag)), argument]);
        match self {
            Movement::Stop => Model::Int(variant_hash("Stop")),
            Movement::Step(n) => with("Step", Model::Int(*n)),
            Movement::Move(n, x) => with("Move", Model::tuple([n.model(), x.model()])),
            Movement::Called(name) => with("Named", name.model()),
            Movement::Path(path) => with("Path", <_ as Sample<OCamlList<Metres>>>::model(path)),
        }
    }
}

/// Everything that a value may be, to any depth and of any shape.
#[derive(ToOCaml, FromOCaml, Debug, Clone)]
pub enum Universal {
    Nothing,
    Int(isize),
    Int32(i32),
    Int64(i64),
    Float(f64),
    Text(#[ocaml(as_ = "String")] Vec<u8>),
    Floats(#[ocaml(as_ = "OCamlUniformArray<OCamlFloat>")] Vec<f64>),
    ByHand(#[ocaml(as_ = "String")] ByHand),
    List(Vec<Universal>),
    Array(#[ocaml(as_ = "OCamlUniformArray<Universal>")] Vec<Universal>),
    Pair(Box<(Universal, Universal)>),
    Record { key: Option<Arc<Universal>>, value: Result<Box<Universal>, Rc<Universal>> },
}

impl Sample<Universal> for Universal {
    fn any() -> BoxedStrategy<Self> {
        let leaf = prop_oneof![
            Just(Universal::Nothing),
            isize::any().prop_map(Universal::Int),
            i32::any().prop_map(Universal::Int32),
            <i64 as Sample<ocaml_interop::OCamlInt64>>::any().prop_map(Universal::Int64),
            f64::any().prop_map(Universal::Float),
            <Vec<u8> as Sample<String>>::any().prop_map(Universal::Text),
            <Vec<f64> as Sample<OCamlFloatArray>>::any().prop_map(Universal::Floats),
            ByHand::any().prop_map(Universal::ByHand),
        ];
        leaf.prop_recursive(24, 300, 6, |inner| {
            let both = (inner.clone(), inner.clone());
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(Universal::List),
                proptest::collection::vec(inner.clone(), 0..6).prop_map(Universal::Array),
                both.prop_map(|pair| Universal::Pair(Box::new(pair))),
                (proptest::option::of(inner.clone()), inner, any::<bool>()).prop_map(
                    |(key, value, ok)| Universal::Record {
                        key: key.map(Arc::new),
                        value: if ok { Ok(Box::new(value)) } else { Err(Rc::new(value)) },
                    }
                ),
            ]
        })
        .boxed()
    }
    fn model(&self) -> Model {
        let (tag, fields) = match self {
            Universal::Nothing => return Model::Int(0),
            Universal::Int(n) => (0, vec![n.model()]),
            Universal::Int32(n) => (1, vec![n.model()]),
            Universal::Int64(n) => (2, vec![Model::Int64(*n)]),
            Universal::Float(x) => (3, vec![x.model()]),
            Universal::Text(bytes) => (4, vec![Model::Text(bytes.clone())]),
            Universal::Floats(numbers) => (5, vec![Model::floats(numbers.iter().copied())]),
            Universal::ByHand(text) => (6, vec![text.model()]),
            Universal::List(elements) => {
                (7, vec![Model::list(elements.iter().map(Universal::model))])
            }
            Universal::Array(elements) => (8, vec![Universal::array(elements)]),
            Universal::Pair(pair) => (9, vec![Model::tuple([pair.0.model(), pair.1.model()])]),
            Universal::Record { key, value } => (10, vec![key.model(), value.model()]),
        };
        Model::Block(tag, fields)
    }
}
