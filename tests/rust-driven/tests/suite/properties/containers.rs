//! Random values of what OCaml has no type of its own for, and of its containers.

use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::time::Duration;

use ocaml_interop::{
    Either, OCamlFloat, OCamlInt, OCamlInt32, OCamlInt64, OCamlReference, OCamlStack,
};
use proptest::prelude::{BoxedStrategy, Strategy, any, prop_oneof};

use super::model::Model;
use super::sample::{MAX_INT, Sample};

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
    u64 => OCamlInt64, (0..=i64::MAX as u64), |n| Model::Int64(*n as i64);
    u16 => OCamlInt32, any::<u16>(), |n| Model::Int32(i32::from(*n));
    i128 => String, any::<i128>(), |n| Model::Text(n.to_string().into_bytes());
    Duration => OCamlInt, (0..=MAX_INT as u64).prop_map(Duration::from_nanos),
        |duration| Model::Int(duration.as_nanos() as i64);
    PathBuf => String, any::<String>().prop_map(PathBuf::from),
        |path| Model::Text(path.as_os_str().as_encoded_bytes().to_vec());
}

impl Sample<OCamlFloat> for f32 {
    fn any() -> BoxedStrategy<Self> {
        // Which NaN it is isn't kept.
        any::<u32>().prop_map(f32::from_bits).prop_filter("a number", |x| !x.is_nan()).boxed()
    }
    fn model(&self) -> Model {
        Model::float(f64::from(*self))
    }
    fn array(elements: &[Self]) -> Model {
        Model::floats(elements.iter().map(|x| f64::from(*x)))
    }
}

impl<T, A: Sample<T> + Copy + 'static> Sample<OCamlReference<T>> for Cell<A> {
    fn any() -> BoxedStrategy<Self> {
        A::any().prop_map(Cell::new).boxed()
    }
    fn model(&self) -> Model {
        Model::tuple([self.get().model()])
    }
}

impl<T, A: Sample<T> + 'static> Sample<OCamlReference<T>> for RefCell<A> {
    fn any() -> BoxedStrategy<Self> {
        A::any().prop_map(RefCell::new).boxed()
    }
    fn model(&self) -> Model {
        Model::tuple([self.borrow().model()])
    }
}

impl<T, U, A: Sample<T> + 'static, B: Sample<U> + 'static> Sample<Either<T, U>> for Either<A, B> {
    fn any() -> BoxedStrategy<Self> {
        prop_oneof![A::any().prop_map(Either::Left), B::any().prop_map(Either::Right)].boxed()
    }
    fn model(&self) -> Model {
        match self {
            Either::Left(value) => Model::Block(0, vec![value.model()]),
            Either::Right(value) => Model::Block(1, vec![value.model()]),
        }
    }
}

/// A record of a list, the top first, and its length.
impl<T, A: Sample<T> + 'static> Sample<OCamlStack<T>> for Vec<A> {
    fn any() -> BoxedStrategy<Self> {
        A::sequence(3)
    }
    fn model(&self) -> Model {
        let elements = Model::list(self.iter().rev().map(A::model));
        Model::tuple([elements, Model::Int(self.len() as i64)])
    }
}
