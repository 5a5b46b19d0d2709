//! Reading a value as a graph, without changing anything: nothing is allocated in OCaml.

use std::collections::{HashMap, VecDeque};

use ocaml_interop::{OCaml, RawOCaml};
use ocaml_interop_sys as sys;

use crate::graph::{GraphNode, GraphSlot, ValueGraph};
use crate::read::{double, doubles, operations, string};

/// How many blocks [`graph`] shows.
const MAX_NODES: usize = 200;
/// How many fields are shown of a block.
const MAX_FIELDS: usize = 24;
/// How many bytes are shown of a string.
const MAX_BYTES: usize = 40;
/// How many doubles are shown of a block.
const MAX_DOUBLES: usize = 4;

/// Surveys a value. 200 blocks are shown; [`ValueGraph::of_at_most`] takes another number.
///
/// ```
/// # #[cfg(feature = "link")] {
/// use ocaml_interop::{OCaml, OCamlRuntime, ToOCaml};
///
/// let _guard = OCamlRuntime::init()?;
/// let picture = OCamlRuntime::with_domain_lock(|cr| {
///     let pair: OCaml<(String, Option<String>)> = ("shown", Some("as boxes")).to_ocaml(cr);
///     ocaml_interop_inspect::graph(pair).to_svg()
/// });
/// assert!(picture.starts_with("<svg"));
/// # }
/// # Ok::<(), String>(())
/// ```
pub fn graph<T>(value: OCaml<'_, T>) -> ValueGraph {
    ValueGraph::of_at_most(value, MAX_NODES)
}

impl ValueGraph {
    /// Surveys a value, of which so many blocks are shown.
    pub fn of_at_most<T>(value: OCaml<'_, T>, nodes: usize) -> ValueGraph {
        // SAFETY: an `OCaml` is a value, and nothing moves it while it is borrowed.
        unsafe { ValueGraph::of_raw(value.raw(), nodes) }
    }

    /// Surveys a word, of which so many blocks are shown.
    ///
    /// # Safety
    /// `raw` is an OCaml value, the domain lock is held, and nothing has moved the
    /// value since it was read.
    pub unsafe fn of_raw(raw: RawOCaml, nodes: usize) -> ValueGraph {
        let mut survey = Survey { most: nodes, ..Survey::default() };
        // SAFETY: the caller's promise; the survey neither allocates nor calls.
        unsafe {
            let root = survey.slot(raw);
            let mut nodes = Vec::new();
            while let Some(block) = survey.met.pop_front() {
                nodes.push(survey.node(block));
            }
            ValueGraph { root, nodes, is_cut: survey.is_cut }
        }
    }
}

#[derive(Default)]
struct Survey {
    /// How many blocks may be shown.
    most: usize,
    /// The number of each block that is shown.
    numbers: HashMap<RawOCaml, usize>,
    /// Those whose content wasn't looked at yet, in the order of their numbers.
    met: VecDeque<RawOCaml>,
    is_cut: bool,
}

impl Survey {
    /// # Safety
    /// `raw` is a value, and nothing moves it during the survey.
    unsafe fn slot(&mut self, raw: RawOCaml) -> GraphSlot {
        if sys::is_long(raw) {
            return GraphSlot::Immediate(sys::long_of_value(raw));
        }
        // SAFETY: a block. The size in an infix header is the distance to the closure's first word
        // (runtime/caml/mlvalues.h, Infix_offset_hd).
        let word = unsafe {
            let header = sys::header(raw);
            if sys::tag_of(header) == sys::INFIX_TAG { sys::wosize_of(header) } else { 0 }
        };
        let block = raw - (word * size_of::<RawOCaml>()) as RawOCaml;
        match self.number(block) {
            Some(number) if word == 0 => GraphSlot::Block(number),
            Some(number) => GraphSlot::Inside(number, word),
            None => GraphSlot::Cut,
        }
    }

    fn number(&mut self, block: RawOCaml) -> Option<usize> {
        let next = self.numbers.len();
        if let Some(number) = self.numbers.get(&block) {
            return Some(*number);
        }
        if next == self.most {
            self.is_cut = true;
            return None;
        }
        self.numbers.insert(block, next);
        self.met.push_back(block);
        Some(next)
    }

    /// # Safety
    /// `raw` is a block, and nothing moves it during the survey.
    unsafe fn node(&mut self, raw: RawOCaml) -> GraphNode {
        // SAFETY: each kind of block is read as the runtime lays it out (manual, "Representation of
        // OCaml data types").
        unsafe {
            let header = sys::header(raw);
            let (tag, size) = (sys::tag_of(header), sys::wosize_of(header));
            let node = |title: String, content: Option<String>| GraphNode {
                tag,
                size,
                title,
                content,
                fields: Vec::new(),
                more_fields: 0,
            };
            match tag {
                sys::STRING_TAG => {
                    let (text, length) = string(raw, MAX_BYTES);
                    let more = if length > MAX_BYTES { " …" } else { "" };
                    node(format!("string, {length} bytes"), Some(format!("{text:?}{more}")))
                }
                sys::DOUBLE_TAG => node("float".to_owned(), Some(format!("{:?}", double(raw, 0)))),
                sys::DOUBLE_ARRAY_TAG => {
                    node(format!("{size} flat floats"), Some(doubles(raw, size, MAX_DOUBLES)))
                }
                sys::ABSTRACT_TAG => node(format!("abstract, {size} words"), None),
                sys::CUSTOM_TAG => node("custom".to_owned(), Some(operations(raw))),
                sys::CLOSURE_TAG => {
                    // SAFETY: a closure's second word holds the first function's number of
                    // arguments and where the environment begins (runtime/caml/mlvalues.h,
                    // Make_closinfo).
                    let info = sys::field(raw, 1);
                    let begin = ((info as usize) << 8 >> 9).min(size);
                    self.fields(node(closure_title(info >> 56), None), raw, begin)
                }
                _ => self.fields(node(block_title(tag), None), raw, 0),
            }
        }
    }

    /// The node with its fields from `begin` on.
    ///
    /// # Safety
    /// `raw` is the node's block, and holds values from there on; nothing moves it during the survey.
    unsafe fn fields(&mut self, node: GraphNode, raw: RawOCaml, begin: usize) -> GraphNode {
        let shown = (node.size - begin).min(MAX_FIELDS);
        // SAFETY: in bounds of a block of values.
        let slot = |index| unsafe { self.slot(sys::field(raw, index)) };
        let fields: Vec<GraphSlot> = (begin..begin + shown).map(slot).collect();
        GraphNode { more_fields: node.size - begin - shown, fields, ..node }
    }
}

fn closure_title(arity: isize) -> String {
    match arity {
        1 => "closure of 1 argument".to_owned(),
        2.. => format!("closure of {arity} arguments"),
        // Of one tuple, whose components are passed apart.
        _ => format!("closure of a tuple of {}", -arity),
    }
}

fn block_title(tag: u8) -> String {
    match tag {
        244 => "lazy, being forced".to_owned(),
        245 => "continuation".to_owned(),
        sys::LAZY_TAG => "lazy".to_owned(),
        sys::OBJECT_TAG => "object".to_owned(),
        250 => "lazy, forced".to_owned(),
        tag => format!("tag {tag}"),
    }
}
