//! Values as graphs: as text for Graphviz and as pictures, compared with the files in `golden`.
//! `BLESS=1 cargo test -p ocaml-interop-inspect --features link` writes them anew. Needs a runtime:
//! `--features link`.
#![cfg(feature = "link")]

use std::collections::HashSet;
use std::path::Path;
use std::sync::OnceLock;
use std::{env, fs};

use ocaml_interop::bigarray::Array1;
use ocaml_interop::{
    BoxRoot, OCaml, OCamlError, OCamlFloat, OCamlFloatArray, OCamlInt, OCamlInt64, OCamlList,
    OCamlRuntime, OCamlUniformArray, RawOCaml, ToOCaml,
};
use ocaml_interop_inspect::{GraphSlot, ValueGraph, graph};

/// Runs `body` on a runtime that all tests share.
fn ocaml<T>(body: impl FnOnce(&mut OCamlRuntime) -> T) -> T {
    static STARTED: OnceLock<()> = OnceLock::new();
    STARTED.get_or_init(|| {
        let (told, hears) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let _guard = OCamlRuntime::init().expect("the one start");
            told.send(()).expect("the test waits");
            loop {
                std::thread::park();
            }
        });
        hears.recv().expect("OCaml starts");
    });
    OCamlRuntime::with_domain_lock(body)
}

/// Compares both forms with the files of that name.
fn golden(name: &str, graph: &ValueGraph) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let svg = graph.to_svg();
    assert_well_formed(&svg);
    let mut different = Vec::new();
    for (extension, made) in [("dot", graph.to_dot()), ("svg", svg)] {
        let file = folder.join(name).with_extension(extension);
        if env::var_os("BLESS").is_some() {
            fs::write(&file, made).unwrap();
        } else if fs::read_to_string(&file).unwrap_or_default() != made {
            different.push(format!("{}, now:\n{made}", file.display()));
        }
    }
    assert!(different.is_empty(), "{}\nBLESS=1 accepts", different.join("\n"));
}

/// Elements are closed in their order, and text is escaped.
fn assert_well_formed(svg: &str) {
    let mut open = Vec::new();
    let mut rest = svg;
    while let Some(begin) = rest.find('<') {
        assert!(!rest[..begin].contains('>'), "a bare > before {}", &rest[begin..]);
        for entity in rest[..begin].split('&').skip(1) {
            let known = ["lt;", "gt;", "amp;", "quot;"].iter().any(|it| entity.starts_with(it));
            assert!(known, "a bare & before {entity}");
        }
        let end = begin + rest[begin..].find('>').expect("the element's end");
        let element = &rest[begin + 1..end];
        assert_eq!(element.matches('"').count() % 2, 0, "quotes in <{element}>");
        if let Some(name) = element.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !element.ends_with('/') {
            open.push(element.split(' ').next().unwrap_or_default());
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?}, {rest}");
}

/// Each number of a block is one, and each block is pointed to.
fn assert_consistent(graph: &ValueGraph) {
    let root = graph.root();
    let slots = graph.nodes().iter().flat_map(|node| &node.fields).chain([&root]);
    let met: HashSet<usize> = slots
        .filter_map(|slot| match *slot {
            GraphSlot::Block(number) | GraphSlot::Inside(number, _) => Some(number),
            _ => None,
        })
        .collect();
    assert_eq!(met, (0..graph.nodes().len()).collect());
}

/// Makes field `index` of a root's block point to another root's.
fn point<A, B>(cr: &OCamlRuntime, from: &BoxRoot<A>, index: usize, to: &BoxRoot<B>) {
    // SAFETY: both are values, and `from` has that field.
    unsafe {
        let block = cr.get(from).raw();
        let field = (block as *mut RawOCaml).add(index);
        ocaml_interop_sys::caml_modify(field, cr.get(to).raw());
    }
}

#[test]
fn every_kind_of_block() {
    type Kinds = (
        OCamlInt,
        String,
        OCamlFloat,
        OCamlInt64,
        OCamlFloatArray,
        Option<Result<OCamlInt, String>>,
        OCamlList<bool>,
        Array1<u8>,
    );
    ocaml(|cr| {
        let bytes: BoxRoot<Array1<u8>> = [1_u8, 2][..].to_boxroot(cr);
        let floats: Vec<f64> = (0..20).map(f64::from).collect();
        let error: Option<Result<i64, &str>> = Some(Err("no"));
        let kinds: BoxRoot<Kinds> =
            (-3_i64, "text", 1.5, i64::MAX, floats, error, vec![true, false], bytes).to_boxroot(cr);
        let graph = graph(cr.get(&kinds));
        assert_consistent(&graph);
        golden("kinds", &graph);
    });
}

#[test]
fn an_immediate_is_all_there_is() {
    ocaml(|cr| {
        let number: OCaml<'_, OCamlInt> = 42_i64.to_ocaml(cr);
        let graph = graph(number);
        assert_eq!((graph.root(), graph.nodes().len()), (GraphSlot::Immediate(42), 0));
        golden("immediate", &graph);
    });
}

#[test]
fn a_shared_block_is_shown_once() {
    ocaml(|cr| {
        let text: BoxRoot<String> = "shared".to_boxroot(cr);
        let pair: BoxRoot<OCamlUniformArray<String>> = vec![&*text, &*text].to_boxroot(cr);
        let graph = graph(cr.get(&pair));
        assert_eq!(graph.nodes()[0].fields, [GraphSlot::Block(1), GraphSlot::Block(1)]);
        assert_eq!(graph.nodes().len(), 2);
        golden("shared", &graph);
    });
}

#[test]
fn a_cycle_ends() {
    ocaml(|cr| {
        let last: BoxRoot<OCamlList<OCamlInt>> = vec![3_i64].to_boxroot(cr);
        let first: BoxRoot<OCamlList<OCamlInt>> = vec![1_i64, 2].to_boxroot(cr);
        // SAFETY: the second cell.
        let second: BoxRoot<OCamlList<OCamlInt>> =
            unsafe { cr.get(&first).field::<OCamlList<OCamlInt>>(1) }.root();
        point(cr, &second, 1, &last);
        point(cr, &last, 1, &first);
        let graph = graph(cr.get(&first));
        assert_consistent(&graph);
        assert_eq!(graph.nodes().len(), 3);
        assert_eq!(graph.nodes()[2].fields[1], GraphSlot::Block(0));
        golden("cycle", &graph);
    });
}

#[test]
fn text_is_escaped() {
    ocaml(|cr| {
        let texts: BoxRoot<OCamlUniformArray<String>> = [
            "a\"quoted\" {record|label} <b>&amp;</b>",
            "back\\slash, line\nbreak, \0 and \u{7f}, é, \u{1F980}, \u{ffff}",
            "]]> <!-- -->",
            "",
        ]
        .to_boxroot(cr);
        let invalid: BoxRoot<String> = b"\xff\xfe<"[..].to_boxroot(cr);
        point(cr, &texts, 3, &invalid);
        golden("escapes", &graph(cr.get(&texts)));
    });
}

#[test]
fn a_list_of_a_million_is_cut() {
    ocaml(|cr| {
        let list: BoxRoot<OCamlList<OCamlInt>> = vec![7_i64; 1_000_000].to_boxroot(cr);
        let whole = graph(cr.get(&list));
        assert_eq!((whole.nodes().len(), whole.is_cut()), (200, true));
        assert!(whole.to_svg().contains("only the first 200 blocks are shown"));
        let begin = ValueGraph::of_at_most(cr.get(&list), 3);
        assert_eq!(begin.nodes()[2].fields[1], GraphSlot::Cut);
        golden("cut", &begin);
        let nothing = ValueGraph::of_at_most(cr.get(&list), 0);
        assert_eq!((nothing.root(), nothing.is_cut()), (GraphSlot::Cut, true));
        golden("nothing", &nothing);
    });
}

#[test]
fn a_large_array_and_a_long_string_are_cut_in_place() {
    ocaml(|cr| {
        let text: BoxRoot<String> = "x".repeat(10_000).to_boxroot(cr);
        let array: BoxRoot<OCamlUniformArray<String>> = vec![&*text; 100_000].to_boxroot(cr);
        let graph = graph(cr.get(&array));
        let [array, text] = graph.nodes() else { panic!("two nodes") };
        assert_eq!((array.fields.len(), array.more_fields), (24, 99_976));
        assert_eq!(text.title, "string, 10000 bytes");
        assert!(text.content.as_deref().is_some_and(|content| content.len() < 60));
    });
}

#[test]
fn functions_and_rust_values() {
    ocaml(|cr| {
        let boxed = OCaml::box_value(cr, 5_u8).root();
        let shown = graph(cr.get(&boxed));
        assert_eq!(shown.nodes()[0].content.as_deref(), Some("boxed Rust value"));
        // SAFETY: the runtime's own function, of one argument.
        let exit = unsafe { cr.named_value::<fn(()) -> ()>(c"Pervasives.do_at_exit") };
        let exit = exit.expect("the standard library registers it");
        let shown = graph(cr.get(&exit));
        assert_eq!(shown.nodes()[0].title, "closure of 1 argument");
    });
}

#[test]
fn an_exception_is_a_block_with_its_constructor() {
    ocaml(|cr| {
        let error = OCamlError::failure(cr, "no");
        let graph = graph(cr.get(error.exception()));
        let titles: Vec<&str> = graph.nodes().iter().map(|node| node.title.as_str()).collect();
        assert_eq!(titles, ["tag 0", "object", "string, 2 bytes", "string, 7 bytes"]);
        assert_eq!(graph.nodes()[3].content.as_deref(), Some("\"Failure\""));
    });
}

/// As OCaml's compiler lays them out.
#[test]
fn functions_inside_a_closure_abstract_blocks_and_lazy_values() {
    #[repr(C, align(8))]
    struct Static<const N: usize>([usize; N]);
    /// Blocks outside the heap, as the compiler makes them of constants: the header says that they are
    /// the collector's no business.
    fn value<const N: usize>(words: &Static<N>, index: usize) -> RawOCaml {
        std::ptr::from_ref(&words.0[index]).expose_provenance() as RawOCaml
    }
    let header = |size: usize, tag: usize| size << 10 | 3 << 8 | tag;
    // Two functions of one argument and of two, and 11 and 12 in their environment.
    let code = 0x1000;
    let info = |arity: usize, begin: usize| arity << 56 | begin << 1 | 1;
    let closure =
        Static([header(8, 247), code, info(1, 6), header(3, 249), code, info(2, 3), code, 23, 25]);
    let abstract_block = Static([header(3, 251), 8, 16, 24]);
    let lazy = Static([header(1, 250), 99 << 1 | 1]);
    let all = Static([
        header(5, 1),
        value(&closure, 1) as usize,
        value(&closure, 4) as usize,
        value(&abstract_block, 1) as usize,
        value(&lazy, 1) as usize,
        // `Go, as a polymorphic variant's tag.
        15_944 << 1 | 1,
    ]);
    // SAFETY: laid out as the runtime's blocks are.
    let graph = unsafe { ValueGraph::of_raw(value(&all, 1), 100) };
    assert_consistent(&graph);
    assert_eq!(
        graph.nodes()[0].fields,
        [
            GraphSlot::Block(1),
            GraphSlot::Inside(1, 3),
            GraphSlot::Block(2),
            GraphSlot::Block(3),
            GraphSlot::Immediate(15_944),
        ]
    );
    assert_eq!(graph.nodes()[1].fields, [GraphSlot::Immediate(11), GraphSlot::Immediate(12)]);
    golden("outside", &graph);
}

#[test]
fn while_another_domain_writes() {
    ocaml(|cr| {
        let text: BoxRoot<String> = "one".to_boxroot(cr);
        let array: BoxRoot<OCamlUniformArray<String>> = vec![&*text; 50].to_boxroot(cr);
        let (done, texts) = (std::sync::atomic::AtomicBool::new(false), ["two", "three"]);
        cr.domain_scope(|scope, cr| {
            let writer = scope.spawn(cr, |cr| {
                let mut round = 0;
                while !done.load(std::sync::atomic::Ordering::SeqCst) {
                    round += 1;
                    let text: BoxRoot<String> = texts[round % 2].to_boxroot(cr);
                    for index in 0..50 {
                        point(cr, &array, index, &text);
                    }
                }
            });
            for _ in 0..100 {
                let graph = graph(cr.get(&array));
                assert_consistent(&graph);
                let known = ["\"one\"", "\"two\"", "\"three\""];
                for node in &graph.nodes()[1..] {
                    assert!(known.contains(&node.content.as_deref().unwrap_or_default()));
                }
                // Lets the other domain collect.
                cr.poll().unwrap();
            }
            done.store(true, std::sync::atomic::Ordering::SeqCst);
            writer.unwrap().join(cr).unwrap();
        });
    });
}
