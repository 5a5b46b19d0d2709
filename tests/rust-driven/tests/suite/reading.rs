//! Reading values whose OCaml type is another than Rust declares, or whose conversion fails or
//! panics half way: an error that says which part, and nothing is left behind or dropped twice.

use std::num::NonZero;

use ocaml_interop::{
    BoxRoot, FromOCaml, OCaml, OCamlFloat, OCamlInt, OCamlList, OCamlUniformArray, ToOCaml, ocaml,
};
use rust_driven::{ocaml, panic_message};

type Triple = (OCamlInt, OCamlInt, OCamlInt);

/// What reading `value` as `R` says.
#[track_caller]
fn said<T: 'static, R: FromOCaml<T>>(value: &impl ToOCaml<T>) -> String {
    ocaml(|cr| {
        let root: BoxRoot<T> = value.to_boxroot(cr);
        let error = root.try_to_rust::<R>(cr).map(drop).unwrap_err().to_string();
        let panicked = panic_message(|| root.to_rust::<R>(cr));
        assert_eq!(panicked, error);
        error
    })
}

#[test]
fn another_constructor_or_none() {
    #[derive(FromOCaml)]
    #[ocaml(as_ = "Triple")]
    #[allow(dead_code)]
    enum Shorter {
        _One(#[ocaml(as_ = "OCamlInt")] i64),
    }
    assert_eq!(
        said::<Triple, Shorter>(&(1_i64, 2_i64, 3_i64)),
        "conversion from OCaml: Shorter._One: the constructor has 3 arguments in OCaml, 1 in Rust: \
         the declarations differ"
    );

    type Sum = Result<OCamlInt, OCamlInt>;
    #[derive(FromOCaml)]
    #[ocaml(as_ = "Sum")]
    #[allow(dead_code)]
    enum Fewer {
        _Constant,
        _Ok(#[ocaml(as_ = "OCamlInt")] i64),
    }
    assert!(said::<Sum, Fewer>(&Err::<i64, i64>(2)).starts_with(
        "conversion from OCaml: Fewer: constructor number 1 of those with arguments (counted from 0) \
         is not in the Rust enum"
    ));

    #[derive(FromOCaml)]
    #[ocaml(as_ = "String")]
    #[allow(dead_code)]
    enum Text {
        _One(#[ocaml(as_ = "OCamlInt")] i64),
    }
    assert_eq!(
        said::<String, Text>(&"text"),
        "conversion from OCaml: Text: a string is no variant: the OCaml type and `Text` differ"
    );

    #[derive(FromOCaml)]
    #[ocaml(as_ = "OCamlInt")]
    enum Number {
        _Zero,
        _One,
    }
    for n in [2_i64, -1, i64::MAX >> 1] {
        let said = said::<OCamlInt, Number>(&n);
        assert!(said.starts_with("conversion from OCaml: Number: constant constructor"), "{said}");
    }
    ocaml(|cr| {
        let one: BoxRoot<OCamlInt> = 1_i64.to_boxroot(cr);
        assert!(matches!(one.to_rust::<Number>(cr), Number::_One));
    });
}

#[test]
fn no_record_or_another() {
    #[derive(FromOCaml)]
    #[ocaml(as_ = "OCamlInt")]
    struct Number {
        _a: bool,
    }
    assert_eq!(
        said::<OCamlInt, Number>(&7_i64),
        "conversion from OCaml: Number: the immediate 7 is no record of 1 fields: \
         the OCaml type and `Number` differ"
    );

    #[derive(FromOCaml)]
    #[ocaml(as_ = "Triple")]
    struct Two {
        _a: bool,
        _b: bool,
    }
    assert!(said::<Triple, Two>(&(1_i64, 2_i64, 3_i64)).starts_with(
        "conversion from OCaml: Two: a block with tag 0 and 3 fields is no record of 2 fields"
    ));
}

#[test]
fn a_flat_block_is_read_as_floats_alone() {
    type Floats = OCamlUniformArray<OCamlFloat>;
    #[derive(FromOCaml)]
    #[ocaml(as_ = "Floats")]
    struct Mixed {
        _x: f64,
        _y: Box<f64>,
        _name: String,
        _z: f64,
    }
    assert_eq!(
        said::<Floats, Mixed>(&vec![0.5, 1.5, 2.5, 3.5]),
        "conversion from OCaml: Mixed._name: `alloc::string::String` can't be read from a flat float \
         (a field of a record or array that holds floats only): read an f64 there and convert it, or \
         implement FromOCaml::from_float"
    );

    #[derive(FromOCaml)]
    #[ocaml(as_ = "Floats")]
    struct Two {
        x: f64,
        y: std::rc::Rc<f64>,
    }
    ocaml(|cr| {
        let flat: BoxRoot<Floats> = vec![0.5, 1.5].to_boxroot(cr);
        let two: Two = flat.to_rust(cr);
        assert_eq!((two.x, *two.y), (0.5, 1.5));
    });
    // Boxed floats, as in a record whose declaration has a parameter there.
    #[derive(FromOCaml)]
    #[ocaml(as_ = "(OCamlFloat, OCamlFloat)")]
    struct Boxed {
        x: f64,
        y: f64,
    }
    ocaml(|cr| {
        let pair: BoxRoot<(OCamlFloat, OCamlFloat)> = (0.5, 1.5).to_boxroot(cr);
        let boxed: Boxed = pair.to_rust(cr);
        assert_eq!((boxed.x, boxed.y), (0.5, 1.5));
    });
}

mod half_way {
    use super::*;
    use std::cell::Cell;

    thread_local! {
        static ALIVE: Cell<isize> = const { Cell::new(0) };
    }

    /// Fails at 13, panics at 666.
    #[derive(Debug, PartialEq)]
    struct Picky(i64);

    impl Picky {
        fn new(n: i64) -> Picky {
            ALIVE.set(ALIVE.get() + 1);
            Picky(n)
        }
    }

    impl Drop for Picky {
        fn drop(&mut self) {
            ALIVE.set(ALIVE.get() - 1);
        }
    }

    // SAFETY: the value is read as an int.
    unsafe impl FromOCaml<OCamlInt> for Picky {
        fn from_ocaml(v: OCaml<'_, OCamlInt>) -> Self {
            assert!(v.to_i64() != 666, "this one panics");
            Picky::new(v.to_i64())
        }

        fn try_from_ocaml(v: OCaml<'_, OCamlInt>) -> Result<Self, ocaml_interop::FromOCamlError> {
            match v.to_i64() {
                13 => Err(ocaml_interop::FromOCamlError::new("13 brings bad luck")),
                _ => Ok(Self::from_ocaml(v)),
            }
        }
    }

    type Pair = (OCamlInt, (OCamlInt, OCamlInt));

    #[derive(FromOCaml, Debug, PartialEq)]
    #[ocaml(as_ = "Pair")]
    struct Three {
        #[ocaml(as_ = "OCamlInt")]
        first: Picky,
        #[ocaml(as_ = "(OCamlInt, OCamlInt)")]
        others: Box<(Picky, Picky)>,
    }

    /// Reads `values` as a list of `R`: how it ends, and that nothing stays.
    fn ends<T: 'static, V: ToOCaml<T>, R: FromOCaml<T>>(values: &[V]) -> String {
        ocaml(|cr| {
            let list: BoxRoot<OCamlList<T>> = values.to_boxroot(cr);
            let array: BoxRoot<OCamlUniformArray<T>> = values.to_boxroot(cr);
            let read = |cr: &_| {
                let end = list.try_to_rust::<Vec<R>>(cr).map(|all| all.len());
                let same = array.try_to_rust::<Vec<R>>(cr).map(|all| all.len());
                assert_eq!(end, same);
                format!("{end:?}")
            };
            let end = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| read(cr)));
            assert_eq!(ALIVE.get(), 0);
            end.unwrap_or_else(|panic| {
                panic.downcast_ref::<&str>().copied().unwrap_or("?").to_owned()
            })
        })
    }

    fn ints(last: i64) -> Vec<i64> {
        let mut all: Vec<i64> = (1000..1300).collect();
        all.push(last);
        all
    }

    #[test]
    fn in_sequences() {
        assert_eq!(ends::<OCamlInt, _, Picky>(&ints(1)), "Ok(301)");
        assert!(ends::<OCamlInt, _, Picky>(&ints(13)).contains("\"[300]\""));
        assert_eq!(ends::<OCamlInt, _, Picky>(&ints(666)), "this one panics");
    }

    #[test]
    fn behind_pointers() {
        assert_eq!(ends::<OCamlInt, _, Box<Picky>>(&ints(1)), "Ok(301)");
        assert!(ends::<OCamlInt, _, Box<Picky>>(&ints(13)).contains("\"[300]\""));
        assert_eq!(ends::<OCamlInt, _, Box<Picky>>(&ints(666)), "this one panics");
        assert_eq!(ends::<OCamlInt, _, std::sync::Arc<Picky>>(&ints(666)), "this one panics");
    }

    #[test]
    fn in_derived_types() {
        let all = |last: (i64, (i64, i64))| [(1, (2, 3)), (1, (2, 3)), last];
        assert_eq!(ends::<Pair, _, Three>(&all((1, (2, 3)))), "Ok(3)");
        for last in [(13, (1, 1)), (1, (13, 1)), (1, (1, 13))] {
            let end = ends::<Pair, _, Three>(&all(last));
            let path = ["first", "others.0", "others.1"]
                [[last.0, last.1.0, last.1.1].iter().position(|n| *n == 13).unwrap()];
            assert!(end.contains(&format!("\"[2].{path}\"")), "{end}");
        }
        for last in [(666, (1, 1)), (1, (666, 1)), (1, (1, 666))] {
            assert_eq!(ends::<Pair, _, Three>(&all(last)), "this one panics");
        }
    }
}

mod lists {
    use super::*;

    ocaml! {
        fn make_cycle() -> OCamlList<OCamlInt>;
        fn make_long_cycle() -> OCamlList<OCamlInt>;
        fn list_detour(length: OCamlInt, at: OCamlInt) -> OCamlList<OCamlInt>;
        fn list_of_constants(before: OCamlInt) -> OCamlList<OCamlInt>;
        fn list_at_the_end(length: OCamlInt) -> OCamlList<OCamlInt>;
        fn list_scattered(length: OCamlInt) -> OCamlList<OCamlInt>;
        fn list_of_another_domain(length: OCamlInt) -> OCamlList<OCamlInt>;
    }

    /// Owns nothing, and has an alignment, a size or a conversion of its own.
    macro_rules! numbers {
        ($($name:ident, $align:literal, $padding:literal;)*) => {$(
            #[derive(Clone, Copy, Debug, PartialEq)]
            #[repr(align($align))]
            struct $name(i64, [u8; $padding]);

            // SAFETY: the value is read as an int.
            unsafe impl FromOCaml<OCamlInt> for $name {
                fn from_ocaml(v: OCaml<'_, OCamlInt>) -> Self {
                    $name(v.to_rust(), [7; $padding])
                }
            }
        )*};
    }

    numbers! {
        Plain, 8, 0;
        Five, 8, 32;
        Wide, 8, 100;
        Wider, 8, 10_000;
        Aligned, 64, 0;
    }

    /// Lists that end before, at and after what is read while the list is counted.
    const LENGTHS: [usize; 22] = [
        0, 1, 2, 7, 8, 15, 16, 17, 31, 32, 33, 75, 76, 127, 128, 129, 1023, 1024, 1025, 1567, 1568,
        9000,
    ];

    #[test]
    fn of_any_length_and_size_of_element() {
        ocaml(|cr| {
            for length in LENGTHS {
                let numbers: Vec<i64> = (0..length as i64).collect();
                let list: BoxRoot<OCamlList<OCamlInt>> = numbers.to_boxroot(cr);
                let plain: Vec<Plain> = list.to_rust(cr);
                let five: Vec<Five> = list.to_rust(cr);
                let wide: Vec<Wide> = list.to_rust(cr);
                let wider: Vec<Wider> = list.to_rust(cr);
                let aligned: Vec<Aligned> = list.to_rust(cr);
                for n in 0..length {
                    let number = n as i64;
                    assert_eq!(plain[n], Plain(number, []));
                    assert_eq!(five[n], Five(number, [7; 32]));
                    assert_eq!(wide[n], Wide(number, [7; 100]));
                    assert_eq!(wider[n], Wider(number, [7; 10_000]));
                    assert_eq!(aligned[n], Aligned(number, []));
                }
                let lengths = [plain.len(), five.len(), wide.len(), wider.len(), aligned.len()];
                assert_eq!(lengths, [length; 5]);
                let bools: Vec<bool> = numbers.iter().map(|n| n % 3 == 0).collect();
                let list: BoxRoot<OCamlList<bool>> = bools.to_boxroot(cr);
                assert_eq!(list.to_rust::<Vec<bool>>(cr), bools);
                let units: BoxRoot<OCamlList<()>> = vec![(); length].to_boxroot(cr);
                assert_eq!(units.to_rust::<Vec<()>>(cr).len(), length);
            }
        });
    }

    #[test]
    fn each_element_is_read_once() {
        thread_local!(static READ: std::cell::Cell<usize> = const { std::cell::Cell::new(0) });
        struct Counting(u32);
        // SAFETY: the value is read as an int.
        unsafe impl FromOCaml<OCamlInt> for Counting {
            fn from_ocaml(v: OCaml<'_, OCamlInt>) -> Self {
                READ.set(READ.get() + 1);
                Counting(v.to_rust())
            }
        }
        ocaml(|cr| {
            for length in LENGTHS {
                let list: BoxRoot<OCamlList<OCamlInt>> = vec![1_i64; length].to_boxroot(cr);
                READ.set(0);
                let counting: Vec<Counting> = list.to_rust(cr);
                assert!(counting.len() == length && counting.iter().all(|one| one.0 == 1));
                assert_eq!(READ.get(), length);
            }
        });
    }

    #[test]
    fn with_one_that_does_not_fit() {
        ocaml(|cr| {
            for length in [1, 15, 16, 17, 18, 1000, 1024, 1025, 3000] {
                let mut numbers = vec![1_i64; length];
                numbers[length - 1] = 1000;
                let list: BoxRoot<OCamlList<OCamlInt>> = numbers.to_boxroot(cr);
                let read = list.try_to_rust::<Vec<i16>>(cr).map(|all| all.len());
                assert_eq!(read, Ok(length));
                let error = list.try_to_rust::<Vec<i8>>(cr).unwrap_err();
                assert_eq!(error.path(), format!("[{}]", length - 1));
            }
        });
    }

    #[test]
    fn with_several_that_do_not_fit_name_the_first() {
        const LENGTH: usize = 20_000;
        ocaml(|cr| {
            let mut numbers = vec![1_i64; LENGTH];
            for first in (0..LENGTH).step_by(491) {
                for second in (first + 1..LENGTH).step_by(1999) {
                    [numbers[first], numbers[second]] = [1000, -1000];
                    let list: BoxRoot<OCamlList<OCamlInt>> = numbers.to_boxroot(cr);
                    let error = list.try_to_rust::<Vec<i8>>(cr).unwrap_err();
                    assert_eq!(error.path(), format!("[{first}]"), "and [{second}]");
                    [numbers[first], numbers[second]] = [1, 1];
                }
            }
        });
    }

    #[test]
    fn that_are_long_are_read_in_order() {
        ocaml(|cr| {
            for length in [8 * 64 * 2 + 1024, 100_000, 131_072 + 1024, 300_007] {
                let numbers: Vec<i64> = (0..length).collect();
                let list: BoxRoot<OCamlList<OCamlInt>> = numbers.to_boxroot(cr);
                assert_eq!(list.to_rust::<Vec<i64>>(cr), numbers);
            }
        });
    }

    /// Cells are looked for where those before let expect them.
    #[test]
    fn whose_cells_lie_elsewhere() {
        ocaml(|cr| {
            for length in [60_i64, 61, 2000, 2001] {
                for at in (1..length - 1).step_by(length as usize / 40) {
                    let list = list_detour(cr, length, at);
                    let expected: Vec<i64> =
                        (0..length).map(|n| if n == at { -n } else { n }).collect();
                    assert_eq!(list.to_rust::<Vec<i64>>(cr), expected, "{at} of {length}");
                    assert_eq!(list.to_rust::<Vec<Box<i64>>>(cr).len(), length as usize);
                }
            }
            for length in [10, 40, 1000, 5000] {
                let numbers: Vec<i64> = (0..length).collect();
                let scattered = list_scattered(cr, length);
                assert_eq!(scattered.to_rust::<Vec<i64>>(cr), numbers);
                let other = list_of_another_domain(cr, length);
                assert_eq!(other.to_rust::<Vec<i64>>(cr), numbers);
                let before: Vec<i64> = (-length..40).collect();
                let constants = list_of_constants(cr, length);
                assert_eq!(constants.to_rust::<Vec<i64>>(cr), before);
            }
            let constants = list_of_constants(cr, 0_i64);
            assert_eq!(constants.to_rust::<Vec<i64>>(cr), (0..40).collect::<Vec<i64>>());
        });
    }

    /// Behind the minor heap there may be no memory.
    #[test]
    fn that_end_where_the_minor_heap_does() {
        ocaml(|cr| {
            for length in 20..60 {
                let list = list_at_the_end(cr, length);
                assert_eq!(list.to_rust::<Vec<i64>>(cr), (1..=length).collect::<Vec<i64>>());
            }
        });
    }

    #[test]
    fn that_are_cyclic_are_that_first() {
        #[derive(FromOCaml, Debug)]
        #[ocaml(as_ = "OCamlInt")]
        enum Bit {
            _Zero,
            _One,
        }
        // Fits nothing at all.
        #[derive(Debug)]
        struct Never;
        // SAFETY: the value isn't read.
        unsafe impl FromOCaml<OCamlInt> for Never {
            fn from_ocaml(v: OCaml<'_, OCamlInt>) -> Self {
                panic!("{v:?}")
            }
            fn try_from_ocaml(
                _v: OCaml<'_, OCamlInt>,
            ) -> Result<Self, ocaml_interop::FromOCamlError> {
                Err(ocaml_interop::FromOCamlError::new("it never fits"))
            }
        }
        ocaml(|cr| {
            // Found while nothing, the first elements, or more of them have been read.
            let errors = [
                make_cycle(cr).try_to_rust::<Vec<Never>>(cr).unwrap_err(),
                make_cycle(cr).try_to_rust::<Vec<NonZero<u8>>>(cr).unwrap_err(),
                make_cycle(cr).try_to_rust::<Vec<Bit>>(cr).unwrap_err(),
                make_long_cycle(cr).try_to_rust::<Vec<NonZero<i64>>>(cr).unwrap_err(),
            ];
            for error in errors {
                assert!(error.reason().contains("cyclic") && error.path().is_empty(), "{error}");
            }
            let one: BoxRoot<OCamlList<OCamlInt>> = vec![1_i64].to_boxroot(cr);
            let error = one.try_to_rust::<Vec<Never>>(cr).unwrap_err();
            assert_eq!((error.path().as_str(), error.reason()), ("[0]", "it never fits"));
        });
    }
}
