//! 10 MB of JSON through Yojson, compared with serde_json, structure by structure.
#![cfg(yojson)]

use std::time::Instant;

use bindings::ocaml::yojson::safe;
use bindings::{Random, with_ocaml};
use serde_json::{Map, Value};

/// Some JSON, at most `depth` levels deep: all kinds of values, strings with what has to be escaped.
fn value(random: &mut Random, depth: u64) -> Value {
    let kinds = if depth == 0 { 6 } else { 8 };
    match random.below(kinds) {
        0 => Value::Null,
        1 => Value::Bool(random.below(2) == 0),
        // OCaml's `int` has 63 bits.
        2 => Value::from(random.bits() as i64 >> 2),
        3 => Value::from(random.below(2000) as i64 - 1000),
        4 => Value::from(random.below(1 << 50) as f64 / 1024.0 + 0.0625),
        5 => Value::String(text(random)),
        6 => (0..random.below(20)).map(|_| value(random, depth - 1)).collect(),
        _ => {
            let field = |random: &mut Random| (text(random), value(random, depth - 1));
            let fields: Map<_, _> = (0..random.below(20)).map(|_| field(random)).collect();
            Value::Object(fields)
        }
    }
}

fn text(random: &mut Random) -> String {
    let letters = ['a', 'b', 'c', ' ', '"', '\\', '\n', '\t', '\u{1}', '/', 'ä', '€', '😀'];
    let length = random.below(30);
    (0..length).map(|_| letters[random.below(letters.len() as u64) as usize]).collect()
}

/// An array of `bytes` bytes of text, or a little more.
fn large(bytes: usize) -> Value {
    let mut random = Random::new(3);
    let (mut all, mut size) = (Vec::new(), 0);
    while size < bytes {
        let one = value(&mut random, 5);
        size += one.to_string().len() + 1;
        all.push(one);
    }
    Value::Array(all)
}

fn to_yojson(value: &Value) -> safe::T {
    match value {
        Value::Null => safe::T::Null,
        Value::Bool(yes) => safe::T::Bool(*yes),
        Value::Number(number) => match number.as_i64() {
            Some(int) => safe::T::Int(int),
            None => safe::T::Float(number.as_f64().expect("a number")),
        },
        Value::String(text) => safe::T::String(text.clone()),
        Value::Array(all) => safe::T::List(all.iter().map(to_yojson).collect()),
        Value::Object(fields) => {
            let field = |(name, value): (&String, &Value)| (name.clone(), to_yojson(value));
            safe::T::Assoc(fields.iter().map(field).collect())
        }
    }
}

#[test]
fn ten_megabytes_parsed_and_printed() {
    let start = Instant::now();
    let value = large(10_000_000);
    let text = value.to_string();
    assert!(text.len() >= 10_000_000);
    let (parsed, printed) = with_ocaml(|cr| {
        let parsed = safe::from_string(cr, &text).expect("JSON");
        let printed: String = safe::to_string(cr, &parsed).expect("text").to_rust(cr);
        (parsed.to_rust::<safe::T>(cr), printed)
    });
    assert!(parsed == to_yojson(&value), "Yojson parses something else");
    let again: Value = serde_json::from_str(&printed).expect("Yojson prints JSON");
    assert!(again == value, "Yojson prints something else");
    eprintln!("{} bytes in {:.1} s", text.len(), start.elapsed().as_secs_f64());
}

#[test]
fn what_rust_makes_is_printed() {
    let value = large(100_000);
    with_ocaml(|cr| {
        let made = to_yojson(&value);
        let printed: String = safe::to_string(cr, &made).unwrap().to_rust(cr);
        assert!(serde_json::from_str::<Value>(&printed).unwrap() == value);
        let parsed = safe::from_string(cr, &printed).unwrap();
        let same: bool = safe::equal(cr, &parsed, &made).to_rust(cr);
        assert!(same);
        let pretty: String = safe::pretty_to_string(cr, &parsed).unwrap().to_rust(cr);
        assert!(serde_json::from_str::<Value>(&pretty).unwrap() == value);
    });
}

#[test]
fn values_are_looked_at_in_ocaml() {
    with_ocaml(|cr| {
        let text = r#"{"name": "Ada", "born": 1815, "children": ["Byron", "Anne", "Ralph"]}"#;
        let person = safe::from_string(cr, text).unwrap();
        let born = safe::util::member(cr, "born", &person).unwrap();
        let born: i64 = safe::util::to_int(cr, &born).unwrap().to_rust(cr);
        assert_eq!(born, 1815);
        let children = safe::util::member(cr, "children", &person).unwrap();
        let second = safe::util::index(cr, 1_i64, &children).unwrap();
        assert_eq!(second.to_rust::<safe::T>(cr), safe::T::String("Anne".into()));
        let error = safe::util::to_int(cr, &children).unwrap_err();
        assert_eq!(error.name(cr), "Yojson__Safe.Util.Type_error");
    });
}

#[test]
fn broken_json_is_an_error() {
    with_ocaml(|cr| {
        for broken in ["", "[1, 2", "{\"a\" 1}", "nul", "\"\\x\"", "[1] 2"] {
            let error = safe::from_string(cr, broken).expect_err(broken);
            let name = error.name(cr);
            assert!(name.ends_with("Json_error"), "{broken}: {name}");
        }
        let error = safe::from_string(cr, "[1,\n 2,, 3]").unwrap_err();
        assert!(error.message(cr).unwrap().contains("Line 2"), "{}", error.text());
    });
}
