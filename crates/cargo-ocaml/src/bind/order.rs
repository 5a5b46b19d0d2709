//! Modules in modules, and in each what is mentioned before what mentions it.

use std::collections::{BTreeMap, BTreeSet};

use ocaml_interop_schema::form::{Arguments, Definition, Export, Kind, Type};

use super::collect::{Collected, Path, Problem, path};
use super::types::hidden;

/// What a module holds, in order; its exceptions and functions come last.
#[derive(Debug)]
pub struct Scope {
    /// The modules around it, and its own name; nothing for the file.
    pub modules: Vec<String>,
    /// Types and modules.
    pub items: Vec<Item>,
    /// Exceptions.
    pub exceptions: Vec<Path>,
    /// Functions.
    pub functions: Vec<Path>,
}

/// A part of a module.
#[derive(Debug)]
pub enum Item {
    /// Types that are defined together, since they mention each other.
    Types(Vec<Path>),
    /// A module.
    Module(Scope),
}

/// Puts everything into order.
pub fn order(collected: &Collected, problems: &mut Vec<Problem>) -> Scope {
    endless(collected, problems);
    let types = collected.types.iter().map(|(path, one)| (path, mentioned_by(one)));
    let functions =
        collected.functions.iter().map(|(path, one)| (path, mentioned_in_signature(one)));
    let exceptions = mentioned_by_exceptions(collected);
    for (path, mentioned) in types.chain(exceptions).chain(functions) {
        let hidden = mentioned.iter().filter_map(|one| hidden(one, &path.modules, collected));
        problems.extend(hidden);
    }
    scope(Vec::new(), collected, problems)
}

/// A part of a module, while its place isn't known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Type(Path),
    Module(String),
}

/// What stands somewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Type,
    Exception,
    Function,
}

fn scope(modules: Vec<String>, collected: &Collected, problems: &mut Vec<Problem>) -> Scope {
    let node = |path: &Path| {
        let inside = path.modules.strip_prefix(&modules[..])?;
        Some(inside.first().map_or_else(|| Node::Type(path.clone()), |m| Node::Module(m.clone())))
    };
    // What each part mentions of the others.
    let mut graph: BTreeMap<Node, BTreeSet<Node>> = BTreeMap::new();
    let types = collected.types.iter().map(|(path, one)| (path, mentioned_by(one)));
    let functions =
        collected.functions.iter().map(|(path, one)| (path, mentioned_in_signature(one)));
    let exceptions = mentioned_by_exceptions(collected);
    let (mut own_exceptions, mut own_functions) = (Vec::new(), Vec::new());
    let all = (types.map(|one| (What::Type, one)))
        .chain(exceptions.map(|one| (What::Exception, one)))
        .chain(functions.map(|one| (What::Function, one)));
    for (what, (path, mentioned)) in all {
        match node(path) {
            Some(Node::Type(path)) if what == What::Exception => own_exceptions.push(path),
            Some(Node::Type(path)) if what == What::Function => own_functions.push(path),
            Some(one) => {
                let others = mentioned.iter().filter_map(node).filter(|other| *other != one);
                let others: Vec<_> = others.collect();
                graph.entry(one).or_default().extend(others);
            }
            None => {}
        }
    }
    let mut items = Vec::new();
    for group in groups(&graph) {
        let types: Vec<_> = group
            .iter()
            .filter_map(|node| match node {
                Node::Type(path) => Some(path.clone()),
                Node::Module(_) => None,
            })
            .collect();
        match &group[..] {
            [Node::Module(name)] => {
                let inside = modules.iter().chain([name]).cloned().collect();
                items.push(Item::Module(scope(inside, collected, problems)));
            }
            _ if types.len() == group.len() => items.push(Item::Types(types)),
            several => problems.push(in_circles(several)),
        }
    }
    Scope { modules, items, exceptions: own_exceptions, functions: own_functions }
}

fn in_circles(group: &[Node]) -> Problem {
    let shown = group.iter().map(|node| match node {
        Node::Type(path) => format!("the type `{path}`"),
        Node::Module(name) => format!("the module `{name}`"),
    });
    let shown: Vec<_> = shown.collect();
    Problem {
        what: format!("{} mention each other", shown.join(" and ")),
        help: "put the types, and the functions that take them, into one module: \
               `#[ocaml(name = \"Geometry.point\")]`, `#[export(module = \"Geometry\")]`"
            .to_owned(),
    }
}

/// The types that a function's type mentions.
fn mentioned_in_signature(export: &Export) -> BTreeSet<Path> {
    let mut found = BTreeSet::new();
    export.arguments.iter().for_each(|(field, _)| mentions(field.ty, &mut found));
    mentions(export.result.0, &mut found);
    found
}

/// The types that each exception mentions.
fn mentioned_by_exceptions(collected: &Collected) -> impl Iterator<Item = (&Path, BTreeSet<Path>)> {
    collected.exceptions.iter().map(|(path, one)| {
        let mut found = BTreeSet::new();
        mentioned_by_arguments(one.arguments, &mut found);
        (path, found)
    })
}

fn mentioned_by_arguments(arguments: Arguments, found: &mut BTreeSet<Path>) {
    match arguments {
        Arguments::Tuple(types) => types.iter().for_each(|ty| mentions(ty, found)),
        Arguments::Record(fields) => fields.iter().for_each(|field| mentions(field.ty, found)),
    }
}

/// The types that a definition mentions.
fn mentioned_by(definition: &Definition) -> BTreeSet<Path> {
    let mut found = BTreeSet::new();
    match definition.kind {
        Kind::Alias(ty) => mentions(ty, &mut found),
        Kind::Record(fields, _) => fields.iter().for_each(|field| mentions(field.ty, &mut found)),
        Kind::Variant(constructors, _) => {
            for one in constructors {
                mentioned_by_arguments(one.arguments, &mut found);
            }
        }
        Kind::Language | Kind::Abstract | Kind::Boxed | Kind::Other(_) => {}
    }
    found
}

fn mentions(ty: &Type, found: &mut BTreeSet<Path>) {
    match *ty {
        Type::Named(link, arguments) => {
            found.extend(path(link.definition()));
            arguments.iter().for_each(|ty| mentions(ty, found));
        }
        Type::Tuple(types) => types.iter().for_each(|ty| mentions(ty, found)),
        Type::Function(arrow) => {
            mentions(arrow.argument, found);
            mentions(arrow.result, found);
        }
        Type::PolyVariant(row) => {
            row.tags.iter().filter_map(|tag| tag.argument).for_each(|ty| mentions(ty, found));
        }
        Type::Unknown | Type::Variable(_) | Type::Other(_) | Type::Exception(_) => {}
    }
}

/// An abbreviation may mention itself through a type of its own only, or a polymorphic variant.
fn endless(collected: &Collected, problems: &mut Vec<Problem>) {
    let mut graph = BTreeMap::new();
    for (path, definition) in &collected.types {
        let mut mentioned = BTreeSet::new();
        if let Kind::Alias(ty) = definition.kind
            && !matches!(ty, Type::PolyVariant(_))
        {
            mentions(ty, &mut mentioned);
        }
        graph.insert(path.clone(), mentioned);
    }
    for group in groups(&graph) {
        if group.len() > 1 || graph[&group[0]].contains(&group[0]) {
            problems.push(Problem {
                what: format!(
                    "the tuple `{}` contains itself, which OCaml has no words for",
                    group[0]
                ),
                help: "give its fields names, which makes it a record".to_owned(),
            });
        }
    }
}

/// The strongly connected parts of a graph, each behind those that it leads to: Tarjan's algorithm.
fn groups<N: Ord + Clone>(graph: &BTreeMap<N, BTreeSet<N>>) -> Vec<Vec<N>> {
    let mut search =
        Search { graph, numbers: BTreeMap::new(), open: Vec::new(), groups: Vec::new() };
    for node in graph.keys() {
        if !search.numbers.contains_key(node) {
            search.visit(node);
        }
    }
    search.groups
}

struct Search<'a, N> {
    graph: &'a BTreeMap<N, BTreeSet<N>>,
    /// When each node was first seen.
    numbers: BTreeMap<&'a N, usize>,
    /// Nodes whose group isn't complete.
    open: Vec<&'a N>,
    groups: Vec<Vec<N>>,
}

impl<'a, N: Ord + Clone> Search<'a, N> {
    /// The earliest open node that can be reached.
    fn visit(&mut self, node: &'a N) -> usize {
        let number = self.numbers.len();
        self.numbers.insert(node, number);
        self.open.push(node);
        let mut earliest = number;
        for (other, _) in
            self.graph[node].iter().filter_map(|other| self.graph.get_key_value(other))
        {
            let reached = match self.numbers.get(other) {
                None => self.visit(other),
                Some(number) if self.open.contains(&other) => *number,
                Some(_) => continue,
            };
            earliest = earliest.min(reached);
        }
        if earliest == number {
            let start = self.open.iter().position(|open| *open == node).unwrap_or_default();
            let mut group: Vec<N> = self.open.split_off(start).into_iter().cloned().collect();
            group.sort();
            self.groups.push(group);
        }
        earliest
    }
}
