//! `Duration`: whole nanoseconds as `int` or `int64`, seconds as `float`.

use std::time::Duration;

use ocaml_interop_sys::RawOCaml;

use super::build::build_leaf;
use super::{FromOCaml, FromOCamlError, ToOCaml};
use crate::heap::{Mode, Space};
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlFloat, OCamlInt, OCamlInt64};

/// The duration as what is written in its place.
macro_rules! to_ocaml_as {
    ($($ocaml:ty, $number:ty, |$duration:ident| $as_number:expr;)*) => {$(
        // SAFETY: as the conversion of the number.
        unsafe impl ToOCaml<$ocaml> for Duration {
            fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, $ocaml> {
                build_leaf(self, cr)
            }
            const FIXED_WORDS: Option<usize> = <$number as ToOCaml<$ocaml>>::FIXED_WORDS;
            unsafe fn write<M: Mode>(&self, space: &mut Space<'_, M>) -> RawOCaml {
                let $duration = *self;
                let number: $number = $as_number;
                // SAFETY: the caller's promise.
                unsafe { ToOCaml::<$ocaml>::write(&number, space) }
            }
        }
    )*};
}

to_ocaml_as! {
    OCamlInt, i64, |duration| nanoseconds(duration, "int");
    OCamlInt64, i64, |duration| nanoseconds(duration, "int64");
    OCamlFloat, f64, |duration| seconds(duration);
}

fn nanoseconds(duration: Duration, ocaml: &str) -> i64 {
    let nanoseconds = duration.as_nanos();
    // 62 bits are 146 years.
    let fits = |bits| nanoseconds < 1_u128 << bits;
    match ocaml {
        "int" if fits(62) => nanoseconds as i64,
        "int64" if fits(63) => nanoseconds as i64,
        _ => panic!(
            "conversion to OCaml: {duration:?} is more nanoseconds than OCaml's {ocaml} holds: \
             convert its seconds"
        ),
    }
}

fn seconds(duration: Duration) -> f64 {
    let seconds = duration.as_secs_f64();
    if Duration::try_from_secs_f64(seconds) != Ok(duration) {
        panic!(
            "conversion to OCaml: {duration:?} is no float of seconds, the nearest one is \
             {seconds:?}: convert it to nanoseconds (OCamlInt), or round it"
        );
    }
    seconds
}

// SAFETY: reads an int.
unsafe impl FromOCaml<OCamlInt> for Duration {
    fn from_ocaml(v: OCaml<'_, OCamlInt>) -> Self {
        super::from_ocaml(v)
    }
    fn try_from_ocaml(v: OCaml<'_, OCamlInt>) -> Result<Self, FromOCamlError> {
        of_nanoseconds(v.to_i64())
    }
}

// SAFETY: reads an int64.
unsafe impl FromOCaml<OCamlInt64> for Duration {
    fn from_ocaml(v: OCaml<'_, OCamlInt64>) -> Self {
        super::from_ocaml(v)
    }
    fn try_from_ocaml(v: OCaml<'_, OCamlInt64>) -> Result<Self, FromOCamlError> {
        of_nanoseconds(v.to_i64())
    }
}

fn of_nanoseconds(n: i64) -> Result<Duration, FromOCamlError> {
    let negative =
        |_| FromOCamlError::new(format!("{n} nanoseconds are negative, which no Duration is"));
    u64::try_from(n).map(Duration::from_nanos).map_err(negative)
}

// SAFETY: reads a float.
unsafe impl FromOCaml<OCamlFloat> for Duration {
    fn from_ocaml(v: OCaml<'_, OCamlFloat>) -> Self {
        super::from_ocaml(v)
    }
    fn try_from_ocaml(v: OCaml<'_, OCamlFloat>) -> Result<Self, FromOCamlError> {
        of_seconds(v.to_f64())
    }
    fn from_float(x: f64) -> Result<Self, FromOCamlError> {
        of_seconds(x)
    }
}

/// The nearest duration, if the float is the nearest to it.
fn of_seconds(x: f64) -> Result<Duration, FromOCamlError> {
    let nearest = Duration::try_from_secs_f64(x);
    match nearest {
        // 0. and -0. are the same number.
        Ok(duration) if duration.as_secs_f64() == x => Ok(duration),
        _ => Err(no_duration(x, nearest.ok())),
    }
}

#[cold]
fn no_duration(x: f64, nearest: Option<Duration>) -> FromOCamlError {
    let why = match nearest {
        Some(nearest) => format!(
            "no whole number of nanoseconds, the nearest Duration is {nearest:?}: \
             round it, or read an f64"
        ),
        None if x.is_nan() => "no number".to_owned(),
        None if x.is_infinite() => "infinite, which no Duration is".to_owned(),
        None if x < 0.0 => "negative, which no Duration is".to_owned(),
        None => "longer than any Duration".to_owned(),
    };
    FromOCamlError::new(format!("the float {x:?}, in seconds, is {why}"))
}
