//! Random values of the types that the library knows, and what each is in OCaml.

use std::borrow::Cow;
use std::fmt::Debug;
use std::rc::Rc;
use std::sync::Arc;

use ocaml_interop::{
    OCamlBytes, OCamlFloat, OCamlFloatArray, OCamlInt, OCamlInt32, OCamlInt64, OCamlList,
    OCamlUniformArray,
};
use proptest::collection::vec;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_oneof};
use proptest::sample::select;

use super::model::Model;

/// A Rust type that stands for the OCaml type `T`.
pub trait Sample<T>: Debug + Sized {
    /// Random values, often at the limits.
    fn any() -> BoxedStrategy<Self>;
    /// What the value is in OCaml.
    fn model(&self) -> Model;
    /// Random sequences of them, of `words` words an element in all.
    fn sequence(_words: usize) -> BoxedStrategy<Vec<Self>>
    where
        Self: 'static,
    {
        few().prop_flat_map(|len| vec(Self::any(), len)).boxed()
    }
    /// What an array of them is in OCaml.
    fn array(elements: &[Self]) -> Model {
        Model::tuple(elements.iter().map(Self::model).collect::<Vec<_>>())
    }
}

/// The largest reservation, in words, where the minor heap has its usual size.
const RESERVATION: usize = 16 * 1024;

/// Lengths of what holds other values: small, and now and then around the largest young block.
fn few() -> BoxedStrategy<usize> {
    prop_oneof![400 => 0_usize..4, 1 => 255_usize..=257].boxed()
}

/// Lengths of what holds numbers: around 256 words, and around a reservation, whether `each`
/// element takes one word or several.
fn many(each: usize) -> BoxedStrategy<usize> {
    let limits = select(vec![
        RESERVATION / each - 1,
        RESERVATION / each,
        RESERVATION / each + 1,
        257 / each,
        257 / each + 1,
    ]);
    prop_oneof![
        100 => 0_usize..6,
        8 => select(vec![0_usize, 1, 255, 256, 257]),
        1 => limits,
    ]
    .boxed()
}

/// `len` numbers from a seed: much faster to make than each by a strategy of its own, and what
/// shrinks is the length.
fn numbers<N: Debug + 'static>(
    len: BoxedStrategy<usize>,
    number: impl Fn(u64) -> N + 'static,
) -> BoxedStrategy<Vec<N>> {
    (len, any::<u64>())
        .prop_map(move |(len, seed)| {
            let mut state = seed | 1;
            let mut next = || {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                state
            };
            (0..len).map(|_| number(next())).collect()
        })
        .boxed()
}

/// Bytes around every padding, the largest young string, and past it.
fn bytes() -> BoxedStrategy<Vec<u8>> {
    let limits = select(vec![7_usize, 8, 15, 16, 255, 256, 257, 2039, 2040, 2047, 2048, 2049]);
    let len = prop_oneof![80 => 0_usize..10, 20 => limits, 1 => Just(8 * RESERVATION)].boxed();
    numbers(len, |n| (n >> 24) as u8)
}

/// Text, with NUL and with letters of several bytes.
fn text() -> BoxedStrategy<String> {
    prop_oneof![
        20 => vec(any::<char>(), 0..6).prop_map(|letters| letters.into_iter().collect::<String>()),
        5 => bytes().prop_map(|bytes| bytes.iter().map(|byte| char::from(*byte)).collect()),
    ]
    .boxed()
}

/// Any bits, and those that are special.
fn float() -> BoxedStrategy<f64> {
    let special =
        select(vec![0.0, -0.0, 1.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, f64::MIN_POSITIVE]);
    prop_oneof![special, any::<u64>().prop_map(f64::from_bits), any::<i32>().prop_map(f64::from)]
        .boxed()
}

pub const MIN_INT: i64 = -(1 << 62);
pub const MAX_INT: i64 = (1 << 62) - 1;

fn int() -> BoxedStrategy<i64> {
    let limits = select(vec![MIN_INT, MIN_INT + 1, -1, 0, 1, MAX_INT - 1, MAX_INT]);
    prop_oneof![limits, any::<i64>().prop_map(|n| n >> 1), any::<i16>().prop_map(i64::from)].boxed()
}

macro_rules! simple {
    ($($rust:ty => $ocaml:ty, $any:expr, |$value:ident| $model:expr;)*) => {$(
        impl Sample<$ocaml> for $rust {
            fn any() -> BoxedStrategy<Self> {
                ($any).boxed()
            }
            fn model(&self) -> Model {
                let $value = self;
                $model
            }
        }
    )*};
}

simple! {
    () => (), Just(()), |_unit| Model::Int(0);
    bool => bool, any::<bool>(), |yes| Model::Int(i64::from(*yes));
    isize => OCamlInt, int().prop_map(|n| n as isize), |n| Model::Int(*n as i64);
    u8 => OCamlInt, any::<u8>(), |n| Model::Int(i64::from(*n));
    i16 => OCamlInt, any::<i16>(), |n| Model::Int(i64::from(*n));
    u32 => OCamlInt, any::<u32>(), |n| Model::Int(i64::from(*n));
    i64 => OCamlInt64,
        prop_oneof![select(vec![i64::MIN, -1, 0, i64::MAX]), any::<i64>()], |n| Model::Int64(*n);
    String => String, text(), |text| Model::Text(text.clone().into_bytes());
    Vec<u8> => String, bytes(), |bytes| Model::Text(bytes.clone());
    Box<[u8]> => String, bytes().prop_map(Vec::into), |bytes| Model::Text(bytes.to_vec());
    Vec<u8> => OCamlBytes, bytes(), |bytes| Model::Text(bytes.clone());
    Box<[u8]> => OCamlBytes, bytes().prop_map(Vec::into), |bytes| Model::Text(bytes.to_vec());
    Vec<f64> => OCamlFloatArray, numbers(many(1), f64::from_bits),
        |numbers| Model::floats(numbers.iter().copied());
    Cow<'static, str> => String, text().prop_map(Cow::Owned),
        |text| Model::Text(text.as_bytes().to_vec());
}

impl Sample<OCamlInt> for i64 {
    fn any() -> BoxedStrategy<Self> {
        int()
    }
    fn model(&self) -> Model {
        Model::Int(*self)
    }
    fn sequence(words: usize) -> BoxedStrategy<Vec<Self>> {
        numbers(many(words), |n| (n as i64) >> 1)
    }
}

impl Sample<OCamlInt32> for i32 {
    fn any() -> BoxedStrategy<Self> {
        prop_oneof![select(vec![i32::MIN, -1, 0, i32::MAX]), any::<i32>()].boxed()
    }
    fn model(&self) -> Model {
        Model::Int32(*self)
    }
    fn sequence(words: usize) -> BoxedStrategy<Vec<Self>> {
        numbers(many(words + 3), |n| n as i32)
    }
}

impl Sample<OCamlFloat> for f64 {
    fn any() -> BoxedStrategy<Self> {
        float()
    }
    fn model(&self) -> Model {
        Model::float(*self)
    }
    fn sequence(words: usize) -> BoxedStrategy<Vec<Self>> {
        // A float in a list is a block, and in an array none.
        numbers(many(if words > 1 { words + 2 } else { 1 }), f64::from_bits)
    }
    fn array(elements: &[Self]) -> Model {
        Model::floats(elements.iter().copied())
    }
}

impl<T, A: Sample<T> + 'static> Sample<OCamlList<T>> for Vec<A> {
    fn any() -> BoxedStrategy<Self> {
        A::sequence(3)
    }
    fn model(&self) -> Model {
        Model::list(self.iter().map(A::model))
    }
}

impl<T, A: Sample<T> + 'static> Sample<OCamlUniformArray<T>> for Vec<A> {
    fn any() -> BoxedStrategy<Self> {
        A::sequence(1)
    }
    fn model(&self) -> Model {
        A::array(self)
    }
}

impl<T, A: Sample<T> + 'static> Sample<Option<T>> for Option<A> {
    fn any() -> BoxedStrategy<Self> {
        proptest::option::of(A::any()).boxed()
    }
    fn model(&self) -> Model {
        self.as_ref().map_or(Model::Int(0), |value| Model::tuple([value.model()]))
    }
}

impl<T, F, A: Sample<T> + 'static, E: Sample<F> + 'static> Sample<Result<T, F>> for Result<A, E> {
    fn any() -> BoxedStrategy<Self> {
        prop_oneof![A::any().prop_map(Ok), E::any().prop_map(Err)].boxed()
    }
    fn model(&self) -> Model {
        match self {
            Ok(value) => Model::Block(0, vec![value.model()]),
            Err(error) => Model::Block(1, vec![error.model()]),
        }
    }
}

macro_rules! pointers {
    ($($pointer:ident)*) => {$(
        impl<T, A: Sample<T> + 'static> Sample<T> for $pointer<A> {
            fn any() -> BoxedStrategy<Self> {
                A::any().prop_map($pointer::new).boxed()
            }
            fn model(&self) -> Model {
                (**self).model()
            }
            fn array(elements: &[Self]) -> Model {
                let models: Vec<Model> = elements.iter().map(Self::model).collect();
                Model::flattened(models)
            }
        }
    )*};
}

pointers!(Box Rc Arc);

/// Proptest's tuples end at ten components: the strategies are nested pairs.
macro_rules! tuples {
    (@strategy $first:ident) => { $first::any() };
    (@strategy $first:ident $($rest:ident)+) => { ($first::any(), tuples!(@strategy $($rest)+)) };
    (@pattern $first:ident) => { $first };
    (@pattern $first:ident $($rest:ident)+) => { ($first, tuples!(@pattern $($rest)+)) };
    ($($ocaml:ident $rust:ident),+) => {
        impl<$($ocaml, $rust: Sample<$ocaml> + 'static),+> Sample<($($ocaml,)+)> for ($($rust,)+) {
            fn any() -> BoxedStrategy<Self> {
                tuples!(@strategy $($rust)+)
                    .prop_map(
                        #[allow(non_snake_case)]
                        |tuples!(@pattern $($rust)+)| ($($rust,)+),
                    )
                    .boxed()
            }
            fn model(&self) -> Model {
                #[allow(non_snake_case)]
                let ($($rust,)+) = self;
                Model::tuple([$($rust.model()),+])
            }
        }
    };
}

tuples!(T1 A1, T2 A2);
tuples!(T1 A1, T2 A2, T3 A3);
tuples!(T1 A1, T2 A2, T3 A3, T4 A4);
tuples!(T1 A1, T2 A2, T3 A3, T4 A4, T5 A5, T6 A6);
tuples!(T1 A1, T2 A2, T3 A3, T4 A4, T5 A5, T6 A6, T7 A7, T8 A8, T9 A9);
tuples!(T1 A1, T2 A2, T3 A3, T4 A4, T5 A5, T6 A6, T7 A7, T8 A8, T9 A9, T10 A10, T11 A11, T12 A12);
