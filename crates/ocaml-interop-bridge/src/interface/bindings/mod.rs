//! OCaml modules as Rust modules: types with the derives, functions by their paths, nothing to
//! register.
//!
//! Two texts come out. The Rust one declares the functions in `ocaml!`; the OCaml one registers each
//! of them, labelled arguments in place, and optional ones left out, or passed, in a function of their
//! own. What the OCaml one registers is checked against the Rust one as any registration is.

mod names;

mod docs;

mod walk;

mod anonymous;

mod types;

mod bigarrays;

mod markers;

mod items;

mod functions;

mod print;

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Item, Reading};

use functions::Function;
use items::TypeItem;
use names::Names;
use types::Types;

/// Bindings to some modules.
#[derive(Debug)]
pub struct Bindings {
    /// The Rust code: a module for each.
    pub rust: String,
    /// The OCaml module that registers what the Rust code calls.
    pub ocaml: String,
    /// How much of each module there is.
    pub coverage: Vec<Coverage>,
}

/// How much of a module's interface the bindings have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The module.
    pub module: String,
    /// The values, functions among them, that Rust can use.
    pub covered: usize,
    /// The others, each with the reason.
    pub left_out: Vec<(String, String)>,
    /// Modules and classes in it that are left out whole, each with the reason.
    pub left_out_whole: Vec<(String, String)>,
}

impl Coverage {
    /// The values of the interface.
    pub fn total(&self) -> usize {
        self.covered + self.left_out.len()
    }
}

/// What a name begins with under which bindings register.
pub const PREFIX: &str = "ocaml_interop.bindings.";

/// The bindings to the modules that were read. The functions in `raises`, and those of the modules in
/// it, raise, whatever their documentation says.
///
/// # Errors
/// What couldn't be read, and why; what `raises` names in vain.
pub fn bindings(reading: &Reading, raises: &[String]) -> Result<Bindings, Vec<String>> {
    let problems: Vec<_> = reading.files.iter().filter_map(|file| file.error.clone()).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let reading = anonymous::declared(reading);
    let mut types = Types::new(&reading);
    let mut tree = Module::default();
    let mut raises = Raises { named: raises, found: BTreeSet::new() };
    let mut coverage = Vec::new();
    for file in &reading.files {
        let name = file.module.clone().unwrap_or_default();
        let mut one = Coverage { module: name.clone(), ..Coverage::default() };
        add_items(&mut tree, &mut types, &mut raises, &name, &name, &file.items, &mut one);
        coverage.push(one);
    }
    let in_vain: Vec<_> = raises.in_vain().collect();
    if !in_vain.is_empty() {
        return Err(in_vain);
    }
    // What the types mention may mention more.
    while let Some(item) = types.next() {
        tree.at(&item.module).types.push(item);
    }
    let rust = print::rust(&tree, &coverage);
    let ocaml = print::ocaml(&tree);
    Ok(Bindings { rust, ocaml, coverage })
}

/// What is said of functions that raise.
struct Raises<'r> {
    /// Functions and modules, by path.
    named: &'r [String],
    found: BTreeSet<&'r str>,
}

impl<'r> Raises<'r> {
    fn contains(&mut self, path: &str) -> bool {
        let path = names::without_stdlib(path);
        let is_in = |named: &&'r str| {
            let rest = path.strip_prefix(names::without_stdlib(named));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let found: Vec<_> = self.named.iter().map(String::as_str).filter(is_in).collect();
        self.found.extend(&found);
        !found.is_empty()
    }

    fn in_vain(&self) -> impl Iterator<Item = String> {
        let unknown = |named: &&'r String| !self.found.contains(named.as_str());
        let problem =
            |named: &String| format!("the bindings have no function or module `{named}` to raise");
        self.named.iter().filter(unknown).map(problem)
    }
}

/// A Rust module under way.
#[derive(Debug, Default)]
struct Module {
    inner: BTreeMap<String, Module>,
    types: Vec<TypeItem>,
    functions: Vec<Function>,
    names: Names,
}

impl Module {
    fn at(&mut self, path: &[String]) -> &mut Module {
        match path {
            [] => self,
            [first, rest @ ..] => self.inner.entry(first.clone()).or_default().at(rest),
        }
    }
}

/// The values of a module and of those in it.
fn add_items(
    tree: &mut Module,
    types: &mut Types<'_>,
    raises: &mut Raises<'_>,
    unit: &str,
    path: &str,
    items: &[Item],
    coverage: &mut Coverage,
) {
    let module = names::module_path(path);
    for item in items {
        match item {
            Item::Value(value) => {
                let here = tree.at(&module);
                match functions::functions(types, &mut here.names, path, &module, value) {
                    Ok(mut functions) => {
                        let raises = raises.contains(&format!("{path}.{}", value.name));
                        functions.iter_mut().for_each(|one| one.raises |= raises);
                        here.functions.append(&mut functions);
                        coverage.covered += 1;
                    }
                    Err(reason) => {
                        coverage.left_out.push((inside(unit, path, &value.name), reason));
                    }
                }
            }
            Item::Type(declaration) => types.mention(&declaration.path),
            Item::Module { name, items, .. } => {
                add_items(tree, types, raises, unit, &format!("{path}.{name}"), items, coverage);
            }
            item => {
                let left_out = without_values(item);
                let left_out = left_out.map(|(name, reason)| (inside(unit, path, name), reason));
                // A class is a class type, too.
                let before = coverage.left_out_whole.last();
                if before.is_none_or(|before| Some(before) != left_out.as_ref()) {
                    coverage.left_out_whole.extend(left_out);
                }
            }
        }
    }
}

/// A name as it is told to those who know the unit.
fn inside(unit: &str, path: &str, name: &str) -> String {
    let inside = path.strip_prefix(unit).unwrap_or_default();
    match inside.strip_prefix('.') {
        Some(inside) => format!("{inside}.{name}"),
        None => name.to_owned(),
    }
}

/// What may have values that aren't seen here: its name, and why.
fn without_values(item: &Item) -> Option<(&str, String)> {
    match item {
        Item::Alias { name, path } => {
            Some((name, format!("it is another name of `{path}`: bind that")))
        }
        Item::ModuleOf { name, path } => {
            Some((name, format!("its values stand in the module type `{path}`")))
        }
        Item::Functor { name } => {
            Some((name, "it is a functor: apply it in OCaml, and bind the result".to_owned()))
        }
        Item::Class { name } => Some((name, "it is a class".to_owned())),
        _ => None,
    }
}
