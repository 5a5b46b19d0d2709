//! Modules of OCaml's standard library, as Rust uses them.

use bindings::ocaml::{
    buffer, bytes, closures, format, hashtbl, list, option, queue, result, string,
};
use bindings::with_ocaml;
use ocaml_interop::{
    BoxRoot, OCamlError, OCamlInt, OCamlList, OCamlRuntime, RustFn, RustSeq, ToOCaml,
};

type Ints = BoxRoot<OCamlList<OCamlInt>>;

fn to_ints(cr: &mut OCamlRuntime, list: &[i64]) -> Ints {
    list.to_boxroot(cr)
}

fn from_ints(cr: &mut OCamlRuntime, list: &Ints) -> Vec<i64> {
    list.to_rust(cr)
}

/// The exception's name.
fn raised<T>(cr: &mut OCamlRuntime, outcome: Result<T, OCamlError>) -> String {
    outcome.err().expect("an exception").name(cr)
}

#[test]
fn lists() {
    with_ocaml(|cr| {
        let numbers = to_ints(cr, &[3, 1, 2]);
        let reversed = list::rev(cr, &numbers);
        assert_eq!(from_ints(cr, &reversed), [2, 1, 3]);
        let both = list::append(cr, &numbers, &reversed);
        assert_eq!(from_ints(cr, &both), [3, 1, 2, 2, 1, 3]);
        let first: i64 = list::hd(cr, &numbers).unwrap().to_rust(cr);
        assert_eq!(first, 3);
        let there: bool = list::mem::<OCamlInt>(cr, 2_i64, &numbers).to_rust(cr);
        assert!(there);
        let pairs = list::combine(cr, &numbers, &reversed).unwrap();
        assert_eq!(pairs.to_rust::<Vec<(i64, i64)>>(cr), [(3, 2), (1, 1), (2, 3)]);
        let words: BoxRoot<OCamlList<String>> = ["b", "a"].to_boxroot(cr);
        let words: Vec<String> = list::rev(cr, &words).to_rust(cr);
        assert_eq!(words, ["a", "b"]);
    });
}

#[test]
fn lists_with_functions_of_ocamls() {
    with_ocaml(|cr| {
        let numbers = to_ints(cr, &[3, 1, 2]);
        let triple = closures::times(cr, 3_i64);
        let tripled = list::map(cr, &triple, &numbers);
        assert_eq!(from_ints(cr, &tripled), [9, 3, 6]);
        let shown = closures::shown(cr);
        let words = list::map(cr, &shown, &tripled);
        assert_eq!(words.to_rust::<Vec<String>>(cr), ["9", "3", "6"]);
        let descending = closures::descending(cr);
        let sorted = list::sort(cr, &descending, &tripled);
        assert_eq!(from_ints(cr, &sorted), [9, 6, 3]);
        let sum = closures::sum(cr);
        let sum: i64 = list::fold_left(cr, &sum, 0_i64, &sorted).to_rust(cr);
        assert_eq!(sum, 18);
        let above = closures::above(cr, 5_i64);
        let (large, small): (Vec<i64>, Vec<i64>) = list::partition(cr, &above, &sorted).to_rust(cr);
        assert_eq!((large, small), (vec![9, 6], vec![3]));
        let parsed = closures::parsed(cr);
        let words: BoxRoot<OCamlList<String>> = ["1", "x", "3"].to_boxroot(cr);
        let numbers = list::filter_map(cr, &parsed, &words);
        assert_eq!(from_ints(cr, &numbers), [1, 3]);
    });
}

#[test]
fn lists_raise() {
    with_ocaml(|cr| {
        let empty = to_ints(cr, &[]);
        let one = to_ints(cr, &[1]);
        let outcome = list::hd(cr, &empty);
        assert_eq!(raised(cr, outcome), "Failure");
        let above = closures::above(cr, 5_i64);
        let outcome = list::find(cr, &above, &one);
        assert_eq!(raised(cr, outcome), "Not_found");
        let outcome = list::nth(cr, &one, -1_i64);
        assert_eq!(raised(cr, outcome), "Invalid_argument");
        let outcome = list::combine(cr, &one, &empty);
        assert_eq!(raised(cr, outcome), "Invalid_argument");
    });
}

#[test]
fn lists_with_functions_of_rusts() {
    with_ocaml(|cr| {
        let numbers = to_ints(cr, &[3, 1, 2]);
        let texts =
            list::map::<OCamlInt, String>(cr, RustFn::new(|n: i64| n.to_string()), &numbers);
        assert_eq!(texts.to_rust::<Vec<String>>(cr), ["3", "1", "2"]);
        let descending = RustFn::new(|a: i64, b: i64| (b - a) as isize);
        let sorted = list::sort(cr, descending, &numbers);
        assert_eq!(from_ints(cr, &sorted), [3, 2, 1]);
    });
}

#[test]
fn sequences() {
    with_ocaml(|cr| {
        let numbers = to_ints(cr, &[1, 2]);
        let sequence = list::to_seq(cr, &numbers);
        assert_eq!(sequence.collect::<i64, Vec<_>>(cr).unwrap(), [1, 2]);
        let squares = list::of_seq(cr, RustSeq::new((1..4_i64).map(|n| n * n)));
        assert_eq!(from_ints(cr, &squares), [1, 4, 9]);
        let table = hashtbl::create::<String, OCamlInt>(cr, 1_i64);
        hashtbl::add(cr, &table, "one", 1_i64);
        let entries = hashtbl::to_seq(cr, &table);
        let again = hashtbl::of_seq(cr, &entries);
        let one: i64 = hashtbl::find(cr, &again, "one").unwrap().to_rust(cr);
        assert_eq!(one, 1);
    });
}

#[test]
fn hash_tables() {
    with_ocaml(|cr| {
        let table = hashtbl::create::<String, OCamlInt>(cr, 16_i64);
        for (key, n) in [("one", 1_i64), ("two", 2), ("two", 22)] {
            hashtbl::add(cr, &table, key, n);
        }
        let length: i64 = hashtbl::length(cr, &table).to_rust(cr);
        assert_eq!(length, 3);
        let all: Vec<i64> = hashtbl::find_all(cr, &table, "two").to_rust(cr);
        assert_eq!(all, [22, 2]);
        hashtbl::remove(cr, &table, "two");
        let two: i64 = hashtbl::find(cr, &table, "two").unwrap().to_rust(cr);
        assert_eq!(two, 2);
        let none: Option<i64> = hashtbl::find_opt(cr, &table, "three").to_rust(cr);
        assert_eq!(none, None);
        let outcome = hashtbl::find(cr, &table, "three");
        assert_eq!(raised(cr, outcome), "Not_found");
        let statistics: hashtbl::Statistics = hashtbl::stats(cr, &table).to_rust(cr);
        assert_eq!((statistics.num_bindings, statistics.num_buckets), (2, 16));
    });
}

#[test]
fn buffers_and_formats() {
    with_ocaml(|cr| {
        let text = buffer::create(cr, 10_i64);
        buffer::add_string(cr, &text, "[");
        buffer::add_char(cr, &text, b'x');
        buffer::add_int16_be(cr, &text, 0x4142_i64);
        let contents: String = buffer::contents(cr, &text).to_rust(cr);
        assert_eq!(contents, "[xAB");
        let outcome = buffer::nth(cr, &text, 4_i64);
        assert_eq!(raised(cr, outcome), "Invalid_argument");
        let outcome = buffer::truncate(cr, &text, 9_i64);
        assert_eq!(raised(cr, outcome), "Invalid_argument");
        buffer::clear(cr, &text);

        let formatter = format::formatter_of_buffer(cr, &text);
        format::pp_set_margin(cr, &formatter, 20_i64);
        format::pp_open_hovbox(cr, &formatter, 2_i64);
        for word in ["one", "two", "three", "four", "five"] {
            format::pp_print_string(cr, &formatter, word);
            format::pp_print_space(cr, &formatter, ());
        }
        format::pp_close_box(cr, &formatter, ());
        format::pp_print_flush(cr, &formatter, ());
        let contents: String = buffer::contents(cr, &text).to_rust(cr);
        assert_eq!(contents, "one two three four\n  five ");
    });
}

#[test]
fn queues() {
    with_ocaml(|cr| {
        let queue = queue::create::<String>(cr);
        for word in ["first", "second"] {
            queue::push(cr, word, &queue);
        }
        let copy = queue::copy(cr, &queue);
        let first: String = queue::take(cr, &queue).unwrap().to_rust(cr);
        assert_eq!(first, "first");
        let second: String = queue::pop(cr, &queue).unwrap().to_rust(cr);
        assert_eq!(second, "second");
        let outcome = queue::take(cr, &queue);
        assert_eq!(raised(cr, outcome), "Stdlib.Queue.Empty");
        let outcome = queue::pop(cr, &queue);
        assert_eq!(raised(cr, outcome), "Stdlib.Queue.Empty");
        let length: i64 = queue::length(cr, &copy).to_rust(cr);
        assert_eq!(length, 2);
        let text = buffer::create(cr, 10_i64);
        let visit = closures::visit(cr, &text);
        queue::iter(cr, &visit, &copy);
        let contents: String = buffer::contents(cr, &text).to_rust(cr);
        assert_eq!(contents, "firstsecond");
    });
}

#[test]
fn strings_and_bytes() {
    with_ocaml(|cr| {
        let index: i64 = string::index(cr, "hello", b'l').to_rust(cr);
        assert_eq!(index, 2);
        let outcome = string::index_from(cr, "hello", 0_i64, 'x');
        assert_eq!(raised(cr, outcome), "Not_found");
        let letter: u8 = string::get(cr, "hello", 1_i64).unwrap().to_rust(cr);
        assert_eq!(letter, b'e');
        let outcome = string::get(cr, "hello", 5_i64);
        assert_eq!(raised(cr, outcome), "Invalid_argument");
        let parts: Vec<String> = string::split_on_char(cr, ',', "a,b,,c").to_rust(cr);
        assert_eq!(parts, ["a", "b", "", "c"]);
        let upper = closures::upper(cr);
        let loud: String = string::map(cr, &upper, "hello").to_rust(cr);
        assert_eq!(loud, "HELLO");
        let vowel = closures::vowel(cr);
        let vowels: bool = string::exists(cr, &vowel, "xyz").to_rust(cr);
        assert!(!vowels);

        let made = bytes::make(cr, 3_i64, b'-').unwrap();
        bytes::set(cr, &made, 1_i64, 0xff_u8).unwrap();
        assert_eq!(made.to_rust::<Vec<u8>>(cr), b"-\xff-");
        let outcome = bytes::sub(cr, &made, 2_i64, 2_i64);
        assert_eq!(raised(cr, outcome), "Invalid_argument");
        // SAFETY: the index is in bounds.
        let last = unsafe { bytes::unsafe_get(cr, &made, 2_i64) };
        assert_eq!(last.to_rust::<u8>(cr), b'-');
    });
}

#[test]
fn options_and_results() {
    with_ocaml(|cr| {
        let some: BoxRoot<Option<OCamlInt>> = Some(5_i64).to_boxroot(cr);
        let double = closures::times(cr, 2_i64);
        let doubled: Option<i64> = option::map(cr, &double, &some).to_rust(cr);
        assert_eq!(doubled, Some(10));
        let none: BoxRoot<Option<OCamlInt>> = option::none(cr);
        let value: i64 = option::value(cr, &none, 7_i64).to_rust(cr);
        assert_eq!(value, 7);
        let outcome = option::get(cr, &none);
        assert_eq!(raised(cr, outcome), "Invalid_argument");

        let halving = closures::halving(cr);
        let ok = closures::half(cr, 12_i64);
        let quarter = result::bind(cr, &ok, &halving);
        assert_eq!(quarter.to_rust::<Result<i64, String>>(cr), Ok(3));
        let none = result::bind(cr, &quarter, &halving);
        assert_eq!(none.to_rust::<Result<i64, String>>(cr), Err("odd".to_owned()));
        let error: String = result::get_error(cr, &none).unwrap().to_rust(cr);
        assert_eq!(error, "odd");
        let outcome = result::get_ok(cr, &none);
        assert_eq!(raised(cr, outcome), "Invalid_argument");
    });
}
