//! The inspector's graph, of values as OCaml's compiler makes them.

use ocaml_interop::{BoxRoot, OCamlInt, OCamlList, OCamlRuntime, ToOCaml, ocaml};
use ocaml_interop_inspect::{GraphNode, GraphSlot, ValueGraph, graph};
use rust_driven::{compact, minor, ocaml};

/// OCaml's `Services.shapes`.
enum Shapes {}

ocaml! {
    unsafe fn shapes(n: OCamlInt) -> Shapes;
    fn cyclic() -> OCamlList<OCamlInt>;
}

fn surveyed(cr: &mut OCamlRuntime, n: i64) -> ValueGraph {
    // SAFETY: `shapes` takes an int.
    let value = unsafe { shapes(cr, n) };
    minor(cr);
    graph(cr.get(&value))
}

/// What field `index` of the first block points to.
fn field(graph: &ValueGraph, index: usize) -> &GraphNode {
    match graph.nodes()[0].fields[index] {
        GraphSlot::Block(number) | GraphSlot::Inside(number, _) => &graph.nodes()[number],
        other => panic!("field {index} is {other:?}"),
    }
}

#[test]
fn functions_defined_together_are_one_block() {
    ocaml(|cr| {
        let graph = surveyed(cr, 5);
        assert!(matches!(graph.nodes()[0].fields[0], GraphSlot::Inside(_, _)), "{graph:?}");
        let closure = field(&graph, 0);
        assert_eq!((closure.tag, closure.title.as_str()), (247, "closure of 1 argument"));
        assert_eq!(closure.fields, [GraphSlot::Immediate(5)]);
        assert_eq!(field(&graph, 1).fields, [GraphSlot::Immediate(5)]);
    });
}

#[test]
fn every_kind_that_the_compiler_makes() {
    ocaml(|cr| {
        let graph = surveyed(cr, 5);
        // A polymorphic variant is its tag's hash and its argument.
        let go = field(&graph, 2);
        assert_eq!(go.fields, [GraphSlot::Immediate(15_944), GraphSlot::Immediate(5)]);
        assert_eq!(field(&graph, 3).title, "lazy");
        assert_eq!(field(&graph, 5).content.as_deref(), Some("[0.5; 1.5]"));
        let object = field(&graph, 6);
        assert_eq!(object.title, "object");
        assert_eq!(object.fields[2], GraphSlot::Immediate(7));
        let twice = field(&graph, 7);
        assert_eq!(twice.fields[0], twice.fields[1]);
        assert!(graph.to_svg().contains("object") && graph.to_dot().contains("at word"));
    });
}

#[test]
fn the_same_before_and_after_what_moves_it() {
    ocaml(|cr| {
        let cycle = cyclic(cr);
        let before = graph(cr.get(&cycle));
        assert_eq!(before.nodes().len(), 2);
        assert_eq!(before.nodes()[1].fields, [GraphSlot::Immediate(2), GraphSlot::Block(0)]);
        compact(cr);
        assert_eq!(graph(cr.get(&cycle)), before);
        let text: BoxRoot<String> = "young, then old".to_boxroot(cr);
        let young = graph(cr.get(&text));
        compact(cr);
        assert_eq!(graph(cr.get(&text)), young);
    });
}
