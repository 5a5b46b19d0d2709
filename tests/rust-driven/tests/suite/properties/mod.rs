//! Random values of nested types, sent to OCaml and read back.
//!
//! Each value is made in OCaml twice: by the library, and by OCaml's own `Marshal` from bytes that
//! [`model`] writes. Both must be the same value, word for word; what OCaml marshals of ours must
//! be those bytes; and both must read back as the value that was sent.
//!
//! `PROPTEST_CASES` sets how many values of each type are tried.

mod containers;
mod model;
mod sample;
mod types;

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use ocaml_interop::{
    BoxRoot, Either, FromOCaml, OCaml, OCamlBytes, OCamlDescriber, OCamlFloat, OCamlFloatArray,
    OCamlInt, OCamlInt32, OCamlInt64, OCamlList, OCamlReference, OCamlRuntime, OCamlStack,
    OCamlUniformArray, ToOCaml, ocaml,
};
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use rust_driven::ocaml;

use sample::Sample;
use types::{Bags, ByHand, Couple, Flat, Id, Metres, Movement, Numbers, Shape, Universal};

/// A value of any type.
#[derive(OCamlDescriber)]
pub enum Any {}

ocaml! {
    fn marshalled(value: Any) -> String;
    fn unmarshalled(bytes: String) -> Any;
    fn is_the_same(a: Any, b: Any) -> bool;
    unsafe fn marshalled_pair_closure() -> Any;
}

/// The same value, seen as one of another type.
///
/// # Safety
/// The value is one of that type too, or is only handed to functions of OCaml that are `'a -> _`.
unsafe fn seen_as<A, B>(cr: &OCamlRuntime, root: &BoxRoot<A>) -> BoxRoot<B> {
    // SAFETY: the caller's promise; nothing runs between the two.
    BoxRoot::new(unsafe { OCaml::new(cr, root.get(cr).raw()) })
}

/// Sends one value there and back.
fn there_and_back<T, A>(cr: &mut OCamlRuntime, value: &A) -> Result<(), String>
where
    T: 'static,
    A: Sample<T> + ToOCaml<T> + FromOCaml<T>,
{
    let model = value.model();
    let ensure = |holds: bool, what: &str| if holds { Ok(()) } else { Err(what.to_owned()) };
    let ours: BoxRoot<T> = value.to_boxroot(cr);
    // SAFETY: given to `marshalled` and `is_the_same` only.
    let any: BoxRoot<Any> = unsafe { seen_as(cr, &ours) };
    let written = marshalled(cr, &any).to_rust::<Vec<u8>>(cr);
    ensure(written[written.len() - model.data().len()..] == model.data(), "marshalled")?;
    let theirs = unmarshalled(cr, model.marshalled());
    ensure(is_the_same(cr, &any, &theirs).to_rust::<bool>(cr), "compared with OCaml's own")?;
    let back: A = ours.to_rust(cr);
    ensure(back.model() == model, "read back")?;
    // SAFETY: `is_the_same` said so.
    let theirs: BoxRoot<T> = unsafe { seen_as(cr, &theirs) };
    let back: A = theirs.try_to_rust(cr).map_err(|error| error.to_string())?;
    ensure(back.model() == model, "OCaml's own, read")?;
    // As the arguments of one call: made beside each other, in one reservation where they fit.
    let pair = model::Model::tuple([model.clone(), model]).data();
    // SAFETY: a function is a value, too.
    let function = unsafe { marshalled_pair_closure(cr) };
    // SAFETY: the function is `'a -> 'b -> string`.
    let function: BoxRoot<fn(T, T) -> String> = unsafe { seen_as(cr, &function) };
    let written =
        function.try_call(cr, value, &back).map_err(|error| error.name())?.to_rust::<Vec<u8>>();
    ensure(written[written.len() - pair.len()..] == pair, "two arguments")
}

fn property<T, A>(cases: u32)
where
    T: 'static,
    A: Sample<T> + ToOCaml<T> + FromOCaml<T> + 'static,
{
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = if cfg!(feature = "gc-stress") { cases.div_ceil(4) } else { cases };
    }
    let outcome = TestRunner::new(config).run(&A::any(), |value| {
        ocaml(|cr| there_and_back::<T, A>(cr, &value)).map_err(TestCaseError::fail)
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

macro_rules! properties {
    ($($name:ident: $rust:ty as $ocaml:ty;)*) => {$(
        #[test]
        fn $name() {
            property::<$ocaml, $rust>(256);
        }
    )*};
}

type Int = OCamlInt;
type Deep = OCamlList<(Option<OCamlUniformArray<(OCamlInt, String)>>, Result<Bags, Shape>)>;

properties! {
    numbers: Numbers as Numbers;
    flat_records: Vec<Flat> as OCamlUniformArray<Flat>;
    texts: (String, Vec<u8>, Box<[u8]>, Vec<u8>, Box<[u8]>, Cow<'static, str>)
        as (String, String, String, OCamlBytes, OCamlBytes, String);
    lists_of_numbers: (Vec<i64>, Vec<i32>, Vec<f64>)
        as (OCamlList<OCamlInt>, OCamlList<OCamlInt32>, OCamlList<OCamlFloat>);
    arrays_of_numbers: (Vec<i64>, Vec<i32>, Vec<f64>, Vec<f64>) as (
        OCamlUniformArray<OCamlInt>,
        OCamlUniformArray<OCamlInt32>,
        OCamlUniformArray<OCamlFloat>,
        OCamlFloatArray,
    );
    nested_lists: Vec<Vec<Vec<String>>> as OCamlList<OCamlList<OCamlList<String>>>;
    nested_arrays: Vec<Vec<Vec<f64>>>
        as OCamlUniformArray<OCamlUniformArray<OCamlUniformArray<OCamlFloat>>>;
    unboxed_floats: (Vec<Metres>, Vec<Metres>, Vec<Box<f64>>)
        as (OCamlUniformArray<Metres>, OCamlList<Metres>, OCamlUniformArray<OCamlFloat>);
    generic_records: Couple<Couple<Couple<Shape>>> as Couple<Couple<Couple<Shape>>>;
    generic_records_of_floats: Vec<Couple<f64>> as OCamlList<Couple<f64>>;
    variants: Vec<Shape> as OCamlList<Shape>;
    polymorphic_variants: Vec<Movement> as OCamlUniformArray<Movement>;
    options_and_results: Option<Option<Result<Option<i64>, Result<(), Option<String>>>>>
        as Option<Option<Result<Option<Int>, Result<(), Option<String>>>>>;
    pointers: Arc<Vec<Rc<Option<Box<Vec<Arc<Id>>>>>>>
        as OCamlList<Option<OCamlList<Id>>>;
    by_hand: Vec<(ByHand, i64, Option<ByHand>, Vec<ByHand>)>
        as OCamlList<(String, OCamlInt64, Option<String>, OCamlUniformArray<String>)>;
    pairs_and_triples: ((i64, f64), (String, (f64, f64), Option<(i32, bool)>))
        as ((OCamlInt, OCamlFloat), (String, (OCamlFloat, OCamlFloat), Option<(OCamlInt32, bool)>));
    tuples_of_12: (i64, i64, i32, f64, bool, (), String, Vec<u8>, Flat, Shape, Movement, Id)
        as (OCamlInt, OCamlInt64, OCamlInt32, OCamlFloat, bool, (), String, OCamlBytes,
            Flat, Shape, Movement, Id);
    bags: Bags as Bags;
    deep: Vec<(Option<Vec<(i64, ByHand)>>, Result<Bags, Shape>)> as Deep;
    other_numbers: Vec<(f32, u64, u16, i128, Duration, PathBuf)>
        as OCamlList<(OCamlFloat, OCamlInt64, OCamlInt32, String, OCamlInt, String)>;
    narrow_floats: Vec<f32> as OCamlUniformArray<OCamlFloat>;
    cells: Vec<(Cell<f64>, Option<RefCell<String>>)>
        as OCamlList<(OCamlReference<OCamlFloat>, Option<OCamlReference<String>>)>;
    either: Vec<Either<i64, Either<Shape, Vec<f32>>>>
        as OCamlList<Either<OCamlInt, Either<Shape, OCamlList<OCamlFloat>>>>;
    stacks: Vec<Vec<Vec<String>>> as OCamlStack<OCamlStack<OCamlList<String>>>;
    universal: Universal as Universal;
}
