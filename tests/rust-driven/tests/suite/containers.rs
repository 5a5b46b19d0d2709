//! The standard library's containers, there and back, in place, and while a domain changes them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::ffi::CStr;

use ocaml_interop::{
    BoxRoot, Either, OCamlBuffer, OCamlError, OCamlFloat, OCamlHashtbl, OCamlInstance, OCamlInt,
    OCamlList, OCamlMap, OCamlQueue, OCamlRuntime, OCamlSet, OCamlStack, ToOCaml, ocaml,
};
use rust_driven::{compact, in_own_process, minor, ocaml, panic_message};

/// The instances, as the OCaml module names them.
macro_rules! instances {
    ($($name:ident of $key:ty = $of_list:literal, $type:literal;)*) => {$(
        enum $name {}
        // SAFETY: as the OCaml module registers it.
        unsafe impl OCamlInstance for $name {
            type Key = $key;
            const TYPE: &'static str = $type;
            const OF_LIST: &'static CStr = $of_list;
        }
    )*};
}

instances! {
    Names of String = c"Names.of_list", "Names.t";
    Backwards of String = c"Backwards.of_list", "Backwards.t";
    Numbers of OCamlInt = c"Numbers.of_list", "Numbers.t";
    Loose of OCamlFloat = c"Loose.of_list", "Loose.t";
}

ocaml! {
    fn show_names(map: OCamlMap<Names, OCamlInt>) -> String;
    fn show_backwards(map: OCamlMap<Backwards, OCamlInt>) -> String;
    fn names_find(map: OCamlMap<Names, OCamlInt>, key: String) -> Option<OCamlInt>;
    fn make_names(n: OCamlInt) -> OCamlMap<Names, OCamlInt>;
    fn make_zeros() -> OCamlMap<Loose, OCamlInt>;
    fn show_numbers(set: OCamlSet<Numbers>) -> String;
    fn make_numbers(n: OCamlInt) -> OCamlSet<Numbers>;
    fn make_table(n: OCamlInt) -> OCamlHashtbl<String, OCamlInt>;
    fn make_hiding_table() -> OCamlHashtbl<String, OCamlInt>;
    fn show_table(table: OCamlHashtbl<String, OCamlInt>) -> String;
    fn find_all(table: OCamlHashtbl<String, OCamlInt>, key: String) -> OCamlList<OCamlInt>;
    fn a_function(n: OCamlInt) -> fn(OCamlInt) -> OCamlInt;
    fn make_queue(n: OCamlInt) -> OCamlQueue<OCamlInt>;
    fn show_queue(queue: OCamlQueue<String>) -> String;
    fn make_stack(n: OCamlInt) -> OCamlStack<OCamlInt>;
    fn show_stack(stack: OCamlStack<String>) -> String;
    fn make_buffer(text: String) -> OCamlBuffer;
    fn show_buffer(buffer: OCamlBuffer) -> String;
    fn show_either(either: Either<OCamlInt, String>) -> String;
    fn torn_table(length: OCamlInt) -> OCamlHashtbl<OCamlInt, String>;
    fn torn_queue(length: OCamlInt) -> OCamlQueue<OCamlInt>;
    fn torn_buffer(length: OCamlInt) -> OCamlBuffer;
    fn changing_table() -> OCamlHashtbl<OCamlInt, String>;
    fn changing_queue() -> OCamlQueue<OCamlInt>;
    fn changing_stack() -> OCamlStack<OCamlInt>;
    fn changing_buffer() -> OCamlBuffer;
    fn containers_change();
    fn containers_rest();
}

/// How many: fewer where each allocation collects.
const MANY: i64 = if cfg!(feature = "gc-stress") { 300 } else { 1_000_000 };

macro_rules! shown {
    ($cr:ident: $($function:ident($value:expr) = $text:expr;)*) => {$(
        assert_eq!($function($cr, $value).to_rust::<String>($cr), $text);
    )*};
}

#[test]
fn hash_tables_there_and_back() {
    let map = HashMap::from([("a", 1_i64), ("b", 2), ("c", 3)]);
    ocaml(|cr| {
        shown! { cr:
            show_table(&map) = "[a=1; b=2; c=3]";
            show_table(BTreeMap::from([("x", 1_i64)])) = "[x=1]";
            show_table([("x", 1_i64), ("y", 2)]) = "[x=1; y=2]";
            show_table(HashMap::<String, i64>::new()) = "[]";
        }
        let table: BoxRoot<OCamlHashtbl<String, OCamlInt>> = map.to_boxroot(cr);
        compact(cr);
        let back: HashMap<String, i64> = table.to_rust(cr);
        assert_eq!(back.len(), 3);
        assert!(map.iter().all(|(key, value)| back[*key] == *value));
        let empty = make_table(cr, 0_i64);
        assert!(empty.get(cr).is_empty() && empty.to_rust::<HashMap<String, i64>>(cr).is_empty());
        // Part of what is made at once otherwise.
        let nested: BoxRoot<OCamlList<(OCamlInt, OCamlHashtbl<String, OCamlInt>)>> =
            vec![(1_i64, &map), (2, &map)].to_boxroot(cr);
        let back: Vec<(i64, BTreeMap<String, i64>)> = nested.to_rust(cr);
        assert_eq!((back[1].0, back[1].1["c"]), (2, 3));
        let error = nested.try_to_rust::<Vec<(i64, HashMap<String, NoNumber>)>>(cr).unwrap_err();
        assert!(error.path().starts_with("[0].1[") && error.path().ends_with("].value"), "{error}");
    });
}

/// Made of no value.
#[derive(Debug)]
struct NoNumber;

// SAFETY: reads nothing.
unsafe impl ocaml_interop::FromOCaml<OCamlInt> for NoNumber {
    fn from_ocaml(_: ocaml_interop::OCaml<'_, OCamlInt>) -> Self {
        unreachable!()
    }
    fn try_from_ocaml(
        _: ocaml_interop::OCaml<'_, OCamlInt>,
    ) -> Result<Self, ocaml_interop::FromOCamlError> {
        Err(ocaml_interop::FromOCamlError::new("none fits"))
    }
}

#[test]
fn the_newest_binding_of_a_key_is_a_maps() {
    ocaml(|cr| {
        let table = make_hiding_table(cr);
        assert_eq!(table.get(cr).len(), 4);
        let map: HashMap<String, i64> = table.to_rust(cr);
        assert_eq!(map, HashMap::from([("a".to_owned(), 4), ("b".to_owned(), 2)]));
        let map: BTreeMap<String, i64> = table.to_rust(cr);
        assert_eq!(map, BTreeMap::from([("a".to_owned(), 4), ("b".to_owned(), 2)]));
        let all: Vec<(String, i64)> = table.to_rust(cr);
        let of_a: Vec<i64> = all.iter().filter(|(key, _)| key == "a").map(|(_, n)| *n).collect();
        assert_eq!(of_a, [1, 3, 4]);
        let again: BoxRoot<OCamlHashtbl<String, OCamlInt>> = all.to_boxroot(cr);
        assert_eq!(find_all(cr, &again, "a").to_rust::<Vec<i64>>(cr), [4, 3, 1]);
    });
}

#[test]
fn hash_tables_are_changed_in_place() {
    ocaml(|cr| {
        let table = make_hiding_table(cr);
        table.replace(cr, "c", 9_i64).unwrap();
        table.remove(cr, "a").unwrap();
        table.remove(cr, "nobody").unwrap();
        assert_eq!(table.find(cr, "a").unwrap().unwrap().to_rust::<i64>(cr), 3);
        assert!(table.find(cr, "d").unwrap().is_none());
        for n in 0..200_i64 {
            table.replace(cr, n.to_string(), n).unwrap();
        }
        assert_eq!(table.get(cr).len(), 204);
        assert_eq!(table.get(cr).iter().count(), 204);
        let sum: i64 = table.get(cr).iter().map(|(_, value)| value.to_i64()).sum();
        assert_eq!(sum, 199 * 200 / 2 + 9 + 2 + 3 + 1);
        table.clear(cr);
        assert!(table.get(cr).is_empty());
        // What OCaml can't compare.
        let (one, other) = (a_function(cr, 1_i64), a_function(cr, 1_i64));
        type Function = fn(OCamlInt) -> OCamlInt;
        let table: BoxRoot<OCamlHashtbl<Function, OCamlInt>> = [(&one, 1_i64)].to_boxroot(cr);
        let error: OCamlError = table.replace(cr, &other, 2_i64).unwrap_err();
        assert!(error.text().contains("functional value"), "{error}");
        assert!(table.find(cr, &other).is_err());
        assert_eq!(table.get(cr).len(), 1);
    });
}

#[test]
fn huge_tables_maps_and_sets() {
    ocaml(|cr| {
        let table = make_table(cr, MANY / 3);
        let map: HashMap<String, i64> = table.to_rust(cr);
        assert_eq!((map.len() as i64, map["7"]), (MANY / 3, 7));
        drop((table, map));
        let map = make_names(cr, MANY);
        let back: BTreeMap<String, i64> = map.to_rust(cr);
        assert_eq!((back.len() as i64, back["0000099"]), (MANY, 99));
        assert!(map.get(cr).iter().map(|(_, n)| n.to_i64()).eq(0..MANY));
        let again: BoxRoot<OCamlMap<Names, OCamlInt>> = back.to_boxroot(cr);
        assert_eq!(names_find(cr, &again, "0000123").to_rust::<Option<i64>>(cr), Some(123));
        let set: BTreeSet<i64> = make_numbers(cr, MANY / 3).to_rust(cr);
        assert!(set.into_iter().eq(0..MANY / 3));
    });
}

#[test]
fn maps_and_sets_in_their_own_order() {
    let map = BTreeMap::from([("bb", 2_i64), ("a", 1), ("ccc", 3)]);
    ocaml(|cr| {
        shown! { cr:
            show_names(&map) = "[a=1; bb=2; ccc=3]";
            show_names(HashMap::from([("x", 1_i64)])) = "[x=1]";
            show_names(BTreeMap::<String, i64>::new()) = "[]";
            show_backwards(&map) = "[ccc=3; bb=2; a=1]";
            // Two keys for Rust, one for OCaml.
            show_backwards(BTreeMap::from([("A", 1_i64), ("a", 2)])) = "[a=2]";
            show_numbers(BTreeSet::from([3_i64, 1, 2])) = "[1; 2; 3]";
            show_numbers(HashSet::from([5_i64])) = "[5]";
        }
        let backwards: BoxRoot<OCamlMap<Backwards, OCamlInt>> = map.to_boxroot(cr);
        let pairs: Vec<(String, i64)> = backwards.to_rust(cr);
        assert_eq!(pairs[0], ("ccc".to_owned(), 3));
        let back: BTreeMap<String, i64> = backwards.to_rust(cr);
        assert!(back.iter().map(|(key, value)| (&**key, *value)).eq(map));
        let back: HashMap<String, i64> = backwards.to_rust(cr);
        assert_eq!(back["bb"], 2);
        let set: BoxRoot<OCamlSet<Numbers>> = BTreeSet::from([3_i64, 1]).to_boxroot(cr);
        assert_eq!(set.to_rust::<Vec<i64>>(cr), [1, 3]);
        assert_eq!(set.to_rust::<HashSet<i64>>(cr), HashSet::from([1, 3]));
        let error = set.try_to_rust::<Vec<NoNumber>>(cr).unwrap_err();
        assert_eq!(error.path(), "[0]");
        // One key for Rust, two for OCaml.
        let zeros = make_zeros(cr);
        let error = zeros.try_to_rust::<BTreeMap<Number, i64>>(cr).unwrap_err();
        assert!(error.reason().contains("of 2 keys only 1 differ in Rust"), "{error}");
        assert_eq!(zeros.to_rust::<Vec<(f64, i64)>>(cr).len(), 2);
    });
}

/// A float that compares as a number.
#[derive(PartialEq, Debug)]
struct Number(f64);

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.partial_cmp(&other.0).unwrap()
    }
}

// SAFETY: reads a float.
unsafe impl ocaml_interop::FromOCaml<OCamlFloat> for Number {
    fn from_ocaml(v: ocaml_interop::OCaml<'_, OCamlFloat>) -> Self {
        Number(v.to_f64())
    }
}

#[test]
fn an_instance_that_nobody_registered() {
    instances! { Nobodys of OCamlInt = c"Nobodys.of_list", "Nobodys.t"; }
    ocaml(|cr| {
        let message = panic_message(|| -> BoxRoot<OCamlSet<Nobodys>> {
            BTreeSet::from([1_i64]).to_boxroot(cr)
        });
        assert!(message.contains("\"Nobodys.of_list\" is not registered"), "{message}");
    });
}

#[test]
fn queues_and_stacks() {
    ocaml(|cr| {
        shown! { cr:
            show_queue(["first", "second"]) = r#"["first"; "second"]"#;
            show_queue(VecDeque::from(["x"])) = r#"["x"]"#;
            show_queue(Vec::<String>::new()) = "[]";
            show_stack(["bottom", "top"]) = r#"["top"; "bottom"]"#;
        }
        let queue = make_queue(cr, 1000_i64);
        assert_eq!(queue.get(cr).len(), 1000);
        assert!(queue.get(cr).iter().map(|n| n.to_i64()).eq(0..1000));
        assert!(queue.to_rust::<VecDeque<i64>>(cr).into_iter().eq(0..1000));
        assert_eq!(queue.try_to_rust::<Vec<u8>>(cr).unwrap_err().path(), "[256]");
        queue.add(cr, 1000_i64);
        assert_eq!(queue.take(cr).unwrap().to_rust::<i64>(cr), 0);
        minor(cr);
        assert!(queue.to_rust::<Vec<i64>>(cr).into_iter().eq(1..=1000));
        let empty = make_queue(cr, 0_i64);
        assert!(empty.get(cr).is_empty() && empty.take(cr).is_none());

        let stack = make_stack(cr, 3_i64);
        assert_eq!(stack.to_rust::<Vec<i64>>(cr), [0, 1, 2]);
        stack.push(cr, 9_i64);
        assert!(stack.get(cr).iter().map(|n| n.to_i64()).eq([9, 2, 1, 0]));
        assert_eq!((stack.get(cr).len(), stack.get(cr).is_empty()), (4, false));
        assert_eq!(stack.pop(cr).unwrap().to_rust::<i64>(cr), 9);
        (0..3).for_each(|_| assert!(stack.pop(cr).is_some()));
        assert!(stack.pop(cr).is_none() && stack.get(cr).is_empty());
    });
}

#[test]
fn buffers() {
    ocaml(|cr| {
        let buffer = make_buffer(cr, "text");
        assert_eq!(buffer.to_rust::<String>(cr), "text!");
        buffer.add(cr, " and more");
        buffer.add(cr, vec![b'.'; 1000]);
        assert_eq!(buffer.get(cr).len(), 1014);
        assert_eq!(buffer.to_rust::<Vec<u8>>(cr)[..15], *b"text! and more.");
        buffer.clear(cr);
        assert!(buffer.get(cr).is_empty());
        buffer.add(cr, &b"\xff"[..]);
        let error = buffer.try_to_rust::<String>(cr).unwrap_err();
        assert!(error.reason().contains("not UTF-8"), "{error}");
        shown! { cr:
            show_buffer("a\0b") = r#""a\000b""#;
            show_buffer(String::new()) = "\"\"";
            show_buffer(&buffer) = r#""\255""#;
        }
    });
}

#[test]
fn either_is_left_or_right() {
    ocaml(|cr| {
        shown! { cr:
            show_either(Either::<i64, String>::Left(3)) = "Left 3";
            show_either(Either::<i64, &str>::Right("text")) = "Right text";
        }
        let both: BoxRoot<OCamlList<Either<OCamlInt, String>>> =
            vec![Either::Left(1_i64), Either::Right("x")].to_boxroot(cr);
        let back: Vec<Either<i64, String>> = both.to_rust(cr);
        assert_eq!(back, [Either::Left(1), Either::Right("x".to_owned())]);
        match both.get(cr).hd().unwrap().to_either() {
            Either::Left(n) => assert_eq!(n.to_i64(), 1),
            Either::Right(text) => panic!("{}", text.as_str()),
        }
        let long: BoxRoot<Either<OCamlInt, String>> = Either::<i64, &str>::Left(300).to_boxroot(cr);
        let error = long.try_to_rust::<Either<u8, String>>(cr).unwrap_err();
        assert_eq!(error.path(), "Left");
    });
}

#[test]
fn lengths_arent_believed() {
    ocaml(|cr| {
        for length in [i64::MIN >> 1, -1, 0, 2, 4, 1 << 40, i64::MAX >> 1] {
            let table = torn_table(cr, length);
            let error = table.try_to_rust::<HashMap<i64, String>>(cr).unwrap_err();
            assert!(error.reason().starts_with("the hash table was changed"), "{error}");
            assert!(table.try_to_rust::<Vec<(i64, String)>>(cr).is_err());
            let seen = table.get(cr).iter().count() as i64;
            assert_eq!(seen, length.clamp(0, 3));
            let queue = torn_queue(cr, length);
            let error = queue.try_to_rust::<Vec<i64>>(cr).unwrap_err();
            assert!(error.reason().starts_with("the queue was changed"), "{error}");
            assert_eq!(queue.get(cr).iter().count() as i64, length.clamp(0, 3));
        }
        let error = torn_buffer(cr, 1_i64 << 40).try_to_rust::<String>(cr).unwrap_err();
        assert!(error.reason().starts_with("the buffer was changed"), "{error}");
        assert!(torn_buffer(cr, -1_i64).to_rust::<Vec<u8>>(cr).is_empty());
        assert_eq!(torn_buffer(cr, 2_i64).to_rust::<String>(cr), "ab");
        assert_eq!(torn_table(cr, 3_i64).to_rust::<BTreeMap<i64, String>>(cr).len(), 3);
    });
}

/// A domain changes one of each without end: what is read is whole, or an error that says so.
#[test]
fn containers_that_a_domain_changes() {
    fn is_changed<T>(result: Result<T, ocaml_interop::FromOCamlError>, what: &str) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                let expected = format!("the {what} was changed while it was read");
                assert!(error.reason().starts_with(&expected), "{error}");
                None
            }
        }
    }
    fn read_all(cr: &mut OCamlRuntime) -> usize {
        let mut whole = 0;
        if let Some(table) =
            is_changed(changing_table(cr).try_to_rust::<HashMap<i64, String>>(cr), "hash table")
        {
            whole += 1;
            assert!(table.values().all(|value| value == "value"));
        }
        changing_table(cr).get(cr).iter().for_each(|(key, _)| assert!(key.to_i64() >= 0));
        if let Some(queue) = is_changed(changing_queue(cr).try_to_rust::<Vec<i64>>(cr), "queue") {
            whole += 1;
            assert!(queue.iter().all(|n| (0..=200).contains(n)));
        }
        let stack: Vec<i64> = changing_stack(cr).to_rust(cr);
        assert!(stack.iter().zip(0..).all(|(n, index)| *n == index));
        is_changed(changing_buffer(cr).try_to_rust::<Vec<u8>>(cr), "buffer");
        whole
    }
    in_own_process(|| {
        ocaml(|cr| {
            containers_change(cr);
            let rounds = if cfg!(feature = "gc-stress") { 20 } else { 3000 };
            for _ in 0..rounds {
                read_all(cr);
                cr.releasing_runtime(|| ());
            }
            containers_rest(cr);
            assert_eq!(read_all(cr), 2);
        });
    });
}
