//! OCaml's values as Rust's functions.

use std::collections::BTreeSet;

use super::markers::is_known;
use super::names::{self, Names};
use super::types::{Place, Types};
use super::walk::variable;
use crate::interface::model::{Label, Type, Value};

/// A function of the bindings.
#[derive(Debug)]
pub(super) struct Function {
    /// Its name in Rust.
    pub name: String,
    /// OCaml's path.
    pub path: String,
    /// What tells it from the path's function of fewer arguments, where it is registered.
    pub form: &'static str,
    pub doc: Option<String>,
    /// Why it isn't to be used, as OCaml says.
    pub deprecated: Option<String>,
    /// Its type parameters.
    pub parameters: Vec<String>,
    pub arguments: Vec<Argument>,
    /// The result's OCaml type; `()` is left out.
    pub result: Option<String>,
    /// An exception is an error.
    pub raises: bool,
    /// What a caller has to see to, for a function that is `unsafe`.
    pub requirement: Option<&'static str>,
    /// OCaml's labels of the optional arguments, which Rust doesn't pass.
    pub left_out: Vec<String>,
}

/// An argument.
#[derive(Debug)]
pub(super) struct Argument {
    pub name: String,
    /// OCaml's label, with its mark: `~label`.
    pub label: Option<String>,
    /// The OCaml type.
    pub marker: String,
}

/// The functions for a value of the module `path`: one that leaves out what is optional; and another that
/// takes it, where there is any, and Rust has the types.
pub(super) fn functions(
    types: &mut Types<'_>,
    names: &mut Names,
    path: &str,
    module: &[String],
    value: &Value,
) -> Result<Vec<Function>, String> {
    let whole = taken_apart(types, &value.ty);
    let (given, left_out): (Vec<_>, Vec<_>) =
        whole.taken.iter().cloned().partition(|(label, _)| !is_optional(label));
    let left_out: Vec<_> =
        left_out.into_iter().filter_map(|(label, _)| label).map(|label| label.name).collect();
    let has_options = !left_out.is_empty();
    let without = TakenApart { taken: given, left_out, returned: whole.returned.clone() };
    let mut all = vec![function(types, names, path, module, value, without)?];
    if has_options {
        all.extend(function(types, names, path, module, value, whole));
    }
    Ok(all)
}

fn is_optional(label: &Option<Label>) -> bool {
    label.as_ref().is_some_and(|label| label.optional)
}

fn function(
    types: &mut Types<'_>,
    names: &mut Names,
    path: &str,
    module: &[String],
    value: &Value,
    TakenApart { taken, left_out, returned }: TakenApart,
) -> Result<Function, String> {
    let takes_options = taken.iter().any(|(label, _)| is_optional(label));
    let labels: BTreeSet<_> =
        taken.iter().filter_map(|(label, _)| Some(names::value(&label.as_ref()?.name))).collect();
    let mut variables = Variables::default();
    taken.iter().for_each(|(_, ty)| variables.visit(types, ty, false));
    let known = variables.order.len();
    variables.visit(types, &returned, false);
    let place = Place::signature(module, &variables.bare);
    let letters = (b'a'..=b'z').map(|letter| char::from(letter).to_string());
    let mut letters = letters.filter(|letter| !labels.contains(letter));
    let mut arguments = Vec::new();
    for (label, ty) in &taken {
        let name = match label {
            Some(label) => names::value(&label.name),
            None => letters.next().unwrap_or_else(|| format!("argument_{}", arguments.len())),
        };
        let marker = types.marker(ty, place)?;
        let label = label.as_ref().map(|Label { name, optional }| {
            let mark = if *optional { "?" } else { "~" };
            format!("{mark}{name}")
        });
        arguments.push(Argument { name, label, marker });
    }
    let result = types.marker(&returned, place)?;
    let is_anything = match &returned {
        Type::Var { name, .. } => variables.order[known..].contains(name),
        _ => false,
    };
    let requirement = match () {
        () if value.name.starts_with("unsafe_") => {
            Some("OCaml checks nothing: its documentation says what is allowed.")
        }
        () if is_anything => {
            Some("The result is of the type that OCaml makes, whatever is asked for.")
        }
        () => None,
    };
    let has = |name: &str| value.attributes.iter().any(|attribute| attribute.name == name);
    let says_so = value.doc.as_deref().is_some_and(says_that_it_raises);
    let attribute = |name: &str| value.attributes.iter().find(|attribute| attribute.name == name);
    let (ending, form) = if takes_options { ("_with_options", " with options") } else { ("", "") };
    Ok(Function {
        name: names.take(names::value(&format!("{}{ending}", value.name))),
        form,
        path: format!("{path}.{}", parenthesised(&value.name)),
        doc: value.doc.clone(),
        deprecated: attribute("deprecated").map(|one| one.text.clone().unwrap_or_default()),
        parameters: variables.order.iter().map(|name| variable(name)).collect(),
        arguments,
        result: (result != "()").then_some(result),
        raises: says_so || has("ocaml_interop.raises"),
        requirement,
        left_out,
    })
}

/// A value's type.
struct TakenApart {
    /// What Rust passes, each with its label.
    taken: Vec<(Option<Label>, Type)>,
    /// The labels of what is optional, and not passed.
    left_out: Vec<String>,
    returned: Type,
}

fn taken_apart(types: &mut Types<'_>, ty: &Type) -> TakenApart {
    let (mut taken, mut rest) = (Vec::new(), ty.clone());
    loop {
        match rest {
            Type::Arrow { label, argument, result } => {
                taken.push((label, *argument));
                rest = *result;
            }
            // A value of a type that is another name of a function's is a function; a function's result
            // is what its type says.
            other => match types.expanded(&other) {
                Some(expanded) if taken.is_empty() && is_function(types, &expanded) => {
                    rest = expanded;
                }
                _ => return TakenApart { taken, left_out: Vec::new(), returned: other },
            },
        }
    }
}

fn is_function(types: &mut Types<'_>, ty: &Type) -> bool {
    match ty {
        Type::Arrow { .. } => true,
        other => types.expanded(other).is_some_and(|expanded| is_function(types, &expanded)),
    }
}

/// The variables of a type; and those that stand for OCaml types, not only for the Rust types which a
/// structure of Rust's holds.
#[derive(Default)]
struct Variables {
    order: Vec<String>,
    bare: BTreeSet<String>,
}

impl Variables {
    fn visit(&mut self, types: &mut Types<'_>, ty: &Type, in_structure: bool) {
        match ty {
            Type::Var { name, .. } => {
                if !self.order.contains(name) {
                    self.order.push(name.clone());
                }
                if !in_structure {
                    self.bare.insert(name.clone());
                }
            }
            Type::Arrow { argument, result, .. } => {
                self.visit(types, argument, in_structure);
                self.visit(types, result, in_structure);
            }
            Type::Tuple { components } => {
                components.iter().for_each(|ty| self.visit(types, ty, in_structure));
            }
            Type::Labelled { ty, .. } | Type::Poly { ty, .. } => {
                self.visit(types, ty, in_structure);
            }
            Type::Constr { path, arguments, .. } => {
                if let Some(expanded) = types.expanded(ty) {
                    return self.visit(types, &expanded, in_structure);
                }
                let inside = in_structure || !is_known(path) && types.is_structure(path);
                arguments.iter().for_each(|ty| self.visit(types, ty, inside));
            }
            Type::PolyVariant { .. } | Type::Other { .. } => {}
        }
    }
}

/// What OCaml's documentation says in the tag for it, or in plain words.
fn says_that_it_raises(doc: &str) -> bool {
    let doc = doc.to_lowercase();
    let words = doc.split(|c: char| !c.is_alphanumeric() && c != '@' && c != '_');
    words
        .into_iter()
        .any(|word| matches!(word, "@raise" | "@raises" | "raise" | "raises" | "raised"))
}

/// An operator in parentheses; with blanks, since `(*` begins a comment. Some are words.
fn parenthesised(name: &str) -> String {
    let words = ["land", "lor", "lxor", "lsl", "lsr", "asr", "mod", "or"];
    match !names::is_operator(name) && !words.contains(&name) {
        true => name.to_owned(),
        false => format!("( {name} )"),
    }
}
