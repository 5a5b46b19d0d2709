//! Numbers, text and time that OCaml has no type of their own for: exact, or an error.

use std::borrow::Cow;
use std::ffi::{CStr, CString, OsStr, OsString};
use std::num::NonZero;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use ocaml_interop::{
    BoxRoot, DefaultOCamlMapping, OCamlBytes, OCamlDescriber, OCamlFloat, OCamlFloatArray,
    OCamlInt, OCamlInt32, OCamlInt64, OCamlList, OCamlNativeint, OCamlRuntime, OCamlUniformArray,
    ToOCaml, ocaml,
};
use rust_driven::{ocaml, panic_message};

ocaml! {
    fn show_int(value: OCamlInt) -> String;
    fn show_int32(value: OCamlInt32) -> String;
    fn show_int64(value: OCamlInt64) -> String;
    fn show_nativeint(value: OCamlNativeint) -> String;
    fn show_float(value: OCamlFloat) -> String;
    fn show_float_list(value: OCamlList<OCamlFloat>) -> String;
    fn show_float_array(value: OCamlUniformArray<OCamlFloat>) -> String;
    fn show_floatarray(value: OCamlFloatArray) -> String;
    fn show_string(value: String) -> String;
    fn show_bytes(value: OCamlBytes) -> String;
    fn make_string_bytes() -> String;
}

fn text(root: BoxRoot<String>, cr: &OCamlRuntime) -> String {
    root.to_rust(cr)
}

/// There and back, through OCaml's type `T`.
fn back<T: 'static, A: ToOCaml<T>, B: ocaml_interop::FromOCaml<T>>(
    cr: &mut OCamlRuntime,
    value: A,
) -> Result<B, String> {
    let root: BoxRoot<T> = value.to_boxroot(cr);
    root.try_to_rust(cr).map_err(|error| error.to_string())
}

#[test]
fn f32_is_the_float_of_the_same_number() {
    ocaml(|cr| {
        let shown = show_float(cr, 0.1_f32);
        assert_eq!(text(shown, cr), "0x1.99999ap-4");
        let shown = show_float_list(cr, vec![0.5_f32, f32::MAX]);
        assert_eq!(text(shown, cr), "[0x1p-1; 0x1.fffffep+127]");
        let shown = show_float_array(cr, vec![0.5_f32, -0.0]);
        assert_eq!(text(shown, cr), "[|0x1p-1; -0x0p+0|]");
        let shown = show_floatarray(cr, vec![0.5_f32, 1.0]);
        assert_eq!(text(shown, cr), "[|0x1p-1; 0x1p+0|]");
        for x in [0.0, -0.0, f32::MIN_POSITIVE, 1e-45, f32::MAX, f32::INFINITY, f32::NEG_INFINITY] {
            let same: f32 = back::<OCamlFloat, _, _>(cr, x).unwrap();
            assert_eq!(same.to_bits(), x.to_bits());
        }
        let nan: f32 = back::<OCamlFloat, _, _>(cr, f64::NAN).unwrap();
        assert!(nan.is_nan());
        for x in [0.1_f64, 1e300, -1e39, 1e-46] {
            let error = back::<OCamlFloat, _, f32>(cr, x).unwrap_err();
            assert!(error.contains(&format!("the float {x:?} is no f32")), "{error}");
        }
        let floats: Vec<f32> = back::<OCamlFloatArray, _, _>(cr, vec![1.5_f64, 2.0]).unwrap();
        assert_eq!(floats, [1.5, 2.0]);
        let error = back::<OCamlFloatArray, _, Vec<f32>>(cr, vec![1.5_f64, 0.1]).unwrap_err();
        assert!(error.contains("[1]: the float 0.1"), "{error}");
        let error = back::<OCamlUniformArray<OCamlFloat>, _, Vec<f32>>(cr, vec![0.1_f64]);
        assert!(error.unwrap_err().contains("[0]: the float 0.1"));
    });
}

#[test]
fn integers_fit_boxed_ones_or_are_refused() {
    ocaml(|cr| {
        let shown = show_int64(cr, u64::MAX >> 1);
        assert_eq!(text(shown, cr), "9223372036854775807L");
        let shown = show_int64(cr, -7_isize);
        assert_eq!(text(shown, cr), "-7L");
        let shown = show_int32(cr, u16::MAX);
        assert_eq!(text(shown, cr), "65535l");
        let shown = show_int32(cr, i64::from(i32::MIN));
        assert_eq!(text(shown, cr), "-2147483648l");
        let shown = show_nativeint(cr, -1_i8);
        assert_eq!(text(shown, cr), "-1n");

        let message = panic_message(|| show_int64(cr, u64::MAX));
        assert!(message.contains("18446744073709551615 does not fit OCaml's int64"), "{message}");
        let message = panic_message(|| show_int32(cr, i64::from(i32::MAX) + 1));
        assert!(message.contains("2147483648 does not fit OCaml's int32"), "{message}");
        let message = panic_message(|| show_nativeint(cr, usize::MAX));
        assert!(message.contains("does not fit OCaml's nativeint"), "{message}");

        assert_eq!(back::<OCamlInt64, _, u64>(cr, i64::MAX), Ok(i64::MAX as u64));
        let error = back::<OCamlInt64, _, u64>(cr, -1_i64).unwrap_err();
        assert!(error.contains("the int64 -1 does not fit u64"), "{error}");
        assert!(back::<OCamlInt64, _, i8>(cr, 128_i64).unwrap_err().contains("int64 128"));
        assert_eq!(back::<OCamlInt32, _, usize>(cr, 5_i32), Ok(5));
        assert!(back::<OCamlInt32, _, u8>(cr, -5_i32).unwrap_err().contains("int32 -5"));
        assert_eq!(back::<OCamlNativeint, _, i64>(cr, isize::MIN), Ok(i64::MIN));
        assert!(back::<OCamlNativeint, _, u32>(cr, isize::MAX).is_err());
        // In a list, where the words are counted before.
        let numbers: Vec<u8> =
            back::<OCamlList<OCamlInt64>, _, _>(cr, vec![1_u64, 2, 255]).unwrap();
        assert_eq!(numbers, [1, 2, 255]);
    });
}

#[test]
fn integers_of_128_bits_are_decimal_text() {
    ocaml(|cr| {
        for n in [0, 1, -1, i128::MAX, i128::MIN] {
            let shown = show_string(cr, n);
            assert_eq!(text(shown, cr), format!("\"{n}\""));
            assert_eq!(back::<String, _, i128>(cr, n), Ok(n));
        }
        assert_eq!(back::<String, _, u128>(cr, u128::MAX), Ok(u128::MAX));
        assert_eq!(back::<String, _, u128>(cr, "17"), Ok(17));
        for wrong in ["", " 1", "1.0", "0x10", "-1", "340282366920938463463374607431768211456"] {
            let error = back::<String, _, u128>(cr, wrong).unwrap_err();
            assert!(error.contains(&format!("{wrong:?} is no u128 in decimal")), "{error}");
        }
        let error = back::<String, _, i128>(cr, &b"\xff"[..]).unwrap_err();
        assert!(error.contains("is no i128"), "{error}");
    });
}

#[test]
fn non_zero_integers() {
    ocaml(|cr| {
        let shown = show_int(cr, NonZero::new(7_i64).unwrap());
        assert_eq!(text(shown, cr), "7");
        assert_eq!(back::<OCamlInt, _, NonZero<u8>>(cr, 7_i64), Ok(NonZero::new(7).unwrap()));
        let error = back::<OCamlInt64, _, NonZero<i64>>(cr, 0_i64).unwrap_err();
        assert!(error.contains("0 is no NonZero"), "{error}");
        assert!(back::<OCamlInt, _, NonZero<u8>>(cr, 256_i64).is_err());
    });
}

#[test]
fn paths_and_the_systems_strings_are_bytes() {
    let odd = OsString::from_vec(b"menu/caf\xe9".to_vec());
    ocaml(|cr| {
        let shown = show_string(cr, Path::new("menu/x"));
        assert_eq!(text(shown, cr), "\"menu/x\"");
        let shown = show_string(cr, &odd);
        assert_eq!(text(shown, cr), r#""menu/caf\233""#);
        let shown = show_string(cr, PathBuf::from(&odd));
        assert_eq!(text(shown, cr), r#""menu/caf\233""#);
        assert_eq!(back::<String, _, OsString>(cr, odd.as_os_str()), Ok(odd.clone()));
        assert_eq!(back::<String, _, PathBuf>(cr, &odd), Ok(PathBuf::from(&odd)));
        let boxed: Box<Path> = back::<String, _, _>(cr, &odd).unwrap();
        assert_eq!(boxed.as_os_str(), odd);
        let cow: Cow<OsStr> = back::<String, _, _>(cr, Cow::Borrowed(odd.as_os_str())).unwrap();
        assert_eq!(cow.as_bytes(), odd.as_bytes());
        let list: Vec<PathBuf> = back::<OCamlList<String>, _, _>(cr, ["a", ""]).unwrap();
        assert_eq!(list, [Path::new("a"), Path::new("")]);
    });
}

#[test]
fn c_strings_have_no_nul_inside() {
    ocaml(|cr| {
        let shown = show_string(cr, c"caf\xe9");
        assert_eq!(text(shown, cr), r#""caf\233""#);
        assert_eq!(back::<String, _, CString>(cr, c""), Ok(CString::default()));
        let boxed: Box<CStr> = back::<String, _, _>(cr, c"x".to_owned()).unwrap();
        assert_eq!(&*boxed, c"x");
        let error = make_string_bytes(cr).try_to_rust::<CString>(cr).unwrap_err();
        assert!(error.reason().contains("NUL byte at 0"), "{error}");
        let error = back::<String, _, Box<CStr>>(cr, "ab\0c").unwrap_err();
        assert!(error.contains("NUL byte at 2"), "{error}");
    });
}

#[test]
fn text_and_bytes_behind_pointers() {
    ocaml(|cr| {
        assert_eq!(back::<String, _, Box<str>>(cr, Box::<str>::from("x")), Ok("x".into()));
        assert_eq!(back::<String, _, Rc<str>>(cr, Rc::<str>::from("x")), Ok("x".into()));
        assert_eq!(back::<String, _, Arc<str>>(cr, Arc::<str>::from("x")), Ok("x".into()));
        assert_eq!(back::<OCamlBytes, _, Arc<str>>(cr, "y"), Ok("y".into()));
        assert_eq!(back::<String, _, Rc<[u8]>>(cr, &b"\xff"[..]), Ok(Rc::from(&b"\xff"[..])));
        assert_eq!(back::<OCamlBytes, _, Arc<[u8]>>(cr, &b"\0"[..]), Ok(Arc::from(&b"\0"[..])));
        assert!(back::<String, _, Arc<str>>(cr, &b"\xff"[..]).unwrap_err().contains("UTF-8"));
        assert!(back::<OCamlBytes, _, Box<str>>(cr, &b"\xff"[..]).unwrap_err().contains("UTF-8"));
    });
}

#[test]
fn bytes_of_bstr() {
    use bstr::{BStr, BString};
    ocaml(|cr| {
        let shown = show_string(cr, BStr::new(b"caf\xe9"));
        assert_eq!(text(shown, cr), r#""caf\233""#);
        let shown = show_bytes(cr, BString::from("x"));
        assert_eq!(text(shown, cr), "bytes \"x\"");
        let owned: BString = back::<String, _, _>(cr, BStr::new(b"\xff\0")).unwrap();
        assert_eq!(owned, BStr::new(b"\xff\0"));
        let cow: Cow<BStr> = back::<OCamlBytes, _, _>(cr, owned).unwrap();
        assert_eq!(cow.len(), 2);
        assert_eq!(<Vec<BString>>::ocaml_type_name(), "string list");
    });
}

#[test]
fn durations_in_nanoseconds() {
    ocaml(|cr| {
        let shown = show_int(cr, Duration::new(1, 2));
        assert_eq!(text(shown, cr), "1000000002");
        let longest = Duration::from_nanos((1 << 62) - 1);
        assert_eq!(back::<OCamlInt, _, Duration>(cr, longest), Ok(longest));
        let message = panic_message(|| show_int(cr, longest + Duration::from_nanos(1)));
        assert!(message.contains("more nanoseconds than OCaml's int holds"), "{message}");
        let longest = Duration::from_nanos(i64::MAX as u64);
        assert_eq!(back::<OCamlInt64, _, Duration>(cr, longest), Ok(longest));
        let message = panic_message(|| show_int64(cr, Duration::MAX));
        assert!(message.contains("OCaml's int64"), "{message}");
        let error = back::<OCamlInt, _, Duration>(cr, -1_i64).unwrap_err();
        assert!(error.contains("-1 nanoseconds are negative"), "{error}");
        assert!(back::<OCamlInt64, _, Duration>(cr, i64::MIN).is_err());
    });
}

#[test]
fn durations_in_seconds() {
    ocaml(|cr| {
        let shown = show_float(cr, Duration::from_millis(1500));
        assert_eq!(text(shown, cr), "0x1.8p+0");
        for duration in [
            Duration::ZERO,
            Duration::from_nanos(1),
            Duration::from_nanos(100_000_001),
            Duration::new(4_000_000, 999_999_999),
            Duration::from_secs(1 << 52),
        ] {
            assert_eq!(back::<OCamlFloat, _, Duration>(cr, duration), Ok(duration));
        }
        // The nearest float to a whole number of nanoseconds, and what isn't.
        assert_eq!(back::<OCamlFloat, _, Duration>(cr, 0.1), Ok(Duration::from_millis(100)));
        assert_eq!(back::<OCamlFloat, _, Duration>(cr, -0.0), Ok(Duration::ZERO));
        for (x, why) in [
            (1.0 / 3.0, "the nearest Duration is 333.333333ms"),
            (1e-10, "the nearest Duration is 0ns"),
            (-1e-3, "negative"),
            (f64::NAN, "no number"),
            (f64::INFINITY, "infinite"),
            (f64::NEG_INFINITY, "infinite"),
            (2e19, "longer than any"),
        ] {
            let error = back::<OCamlFloat, _, Duration>(cr, x).unwrap_err();
            assert!(error.contains(why), "{x}: {error}");
        }
        let half_a_year = Duration::new(15_768_000, 1);
        let message = panic_message(|| show_float(cr, half_a_year));
        assert!(message.contains("no float of seconds"), "{message}");
        // Flat, too.
        let waits: Vec<Duration> =
            back::<OCamlUniformArray<OCamlFloat>, _, _>(cr, vec![0.5_f64, 2.0]).unwrap();
        assert_eq!(waits, [Duration::from_millis(500), Duration::from_secs(2)]);
    });
}

#[test]
fn what_they_are_by_default() {
    type Of<A> = <A as DefaultOCamlMapping>::OCamlType;
    let _: [std::marker::PhantomData<Of<Path>>; 0] = [std::marker::PhantomData::<String>; 0];
    let names = [
        <f32>::ocaml_type_name(),
        <i128>::ocaml_type_name(),
        <Duration>::ocaml_type_name(),
        <PathBuf>::ocaml_type_name(),
        <CStr>::ocaml_type_name(),
        <Box<OsStr>>::ocaml_type_name(),
        <NonZero<i64>>::ocaml_type_name(),
    ];
    assert_eq!(names, ["float", "string", "int", "string", "string", "string", "int64"]);
    let one = |n: Option<Of<NonZero<u8>>>| n;
    let _: Option<OCamlInt> = one(None);
    ocaml(|cr| {
        let bytes = show_bytes(cr, Rc::<str>::from("x"));
        assert_eq!(text(bytes, cr), "bytes \"x\"");
    });
}
