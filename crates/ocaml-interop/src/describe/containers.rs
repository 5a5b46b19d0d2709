//! The standard library's containers, what OCaml calls them.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};

use ocaml_interop_schema::form::{
    Arguments, Constructor, Definition, Kind, Link, Representation, Type,
};

use super::OCamlDescriber;
use super::composed;
use crate::value::{
    Either, OCamlAtomic, OCamlBuffer, OCamlHashtbl, OCamlInstance, OCamlLazy, OCamlMap, OCamlQueue,
    OCamlReference, OCamlSet, OCamlStack,
};

composed! {
    [A] OCamlReference<A> = "{} ref", REF;
    [A] Cell<A> = "{} ref", REF;
    [A] RefCell<A> = "{} ref", REF;
    [A] OCamlLazy<A> = "{} lazy_t", LAZY;
    [A] OCamlAtomic<A> = "{} Atomic.t", ATOMIC;
    [K, V] OCamlHashtbl<K, V> = "({}, {}) Hashtbl.t", HASHTBL;
    [K, V] HashMap<K, V> = "({}, {}) Hashtbl.t", HASHTBL;
    [A] OCamlQueue<A> = "{} Queue.t", QUEUE;
    [A] VecDeque<A> = "{} Queue.t", QUEUE;
    [A] OCamlStack<A> = "{} Stack.t", STACK;
    [] OCamlBuffer = "Buffer.t", BUFFER;
    [A, B] Either<A, B> = "({}, {}) Either.t", EITHER;
}

// A record in OCaml, which nothing is made of here.
static REF: Definition = Definition::abstract_("ref", 1);
// As OCaml infers it; `Lazy.t` is another name for it.
static LAZY: Definition = Definition::language("lazy_t", 1);
static ATOMIC: Definition = Definition::abstract_("Atomic.t", 1);
static HASHTBL: Definition = Definition::abstract_("Hashtbl.t", 2);
static QUEUE: Definition = Definition::abstract_("Queue.t", 1);
static STACK: Definition = Definition::abstract_("Stack.t", 1);
static BUFFER: Definition = Definition::abstract_("Buffer.t", 0);

static EITHER: Definition = Definition::plain(
    "Either.t",
    2,
    Kind::Variant(
        &[
            Constructor {
                name: "Left",
                arguments: Arguments::Tuple(&[&Type::Variable(0)]),
                doc: "",
            },
            Constructor {
                name: "Right",
                arguments: Arguments::Tuple(&[&Type::Variable(1)]),
                doc: "",
            },
        ],
        Representation::Block,
    ),
);

impl<I: OCamlInstance, V: OCamlDescriber> OCamlDescriber for OCamlMap<I, V> {
    fn ocaml_type_name() -> String {
        format!("{} {}", V::ocaml_type_name(), I::TYPE)
    }

    const DESCRIPTION: &'static Type =
        &Type::Named(Link::to(&Definition::abstract_(I::TYPE, 1)), &[V::DESCRIPTION]);
}

impl<I: OCamlInstance> OCamlDescriber for OCamlSet<I> {
    fn ocaml_type_name() -> String {
        I::TYPE.to_owned()
    }

    const DESCRIPTION: &'static Type =
        &Type::Named(Link::to(&Definition::abstract_(I::TYPE, 0)), &[]);
}

#[cfg(feature = "zarith")]
impl OCamlDescriber for crate::value::OCamlZ {
    fn ocaml_type_name() -> String {
        "Z.t".to_owned()
    }

    const DESCRIPTION: &'static Type = {
        static Z: Definition = Definition::abstract_("Z.t", 0);
        &Type::Named(Link::to(&Z), &[])
    };
}
