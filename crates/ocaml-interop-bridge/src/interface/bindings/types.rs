//! The types of some modules: what becomes of each, and what it is called.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::items::TypeItem;
use super::names;
use super::walk::{components, variables};
use crate::interface::model::{Declaration, Definition, Reading, Type};

/// What a type becomes.
#[derive(Debug, Clone)]
pub(super) enum Plan {
    /// Another type.
    Alias,
    /// An opaque marker.
    Opaque(Option<String>),
    /// A struct or enum.
    Structure,
}

/// Where a type is written.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    /// The Rust module.
    pub module: &'p [String],
    /// The type whose definition it is part of.
    pub owner: Option<&'p str>,
    /// That has parameters: what stands for OCaml types by default is all that fits.
    pub is_generic: bool,
    /// The value lies in its owner, not behind a pointer.
    pub is_inline: bool,
    /// Variables that stand for OCaml types elsewhere in the signature: a structure, which holds Rust
    /// types, holds their values in roots.
    pub markers: &'p BTreeSet<String>,
}

/// No variables.
pub(super) static NONE: BTreeSet<String> = BTreeSet::new();

impl<'p> Place<'p> {
    /// In a function's signature.
    pub fn signature(module: &'p [String], markers: &'p BTreeSet<String>) -> Place<'p> {
        Place { module, owner: None, is_generic: false, is_inline: false, markers }
    }

    /// In the definition of a type.
    pub fn definition(module: &'p [String], declaration: &'p Declaration) -> Place<'p> {
        Place {
            module,
            owner: Some(&declaration.path),
            is_generic: !declaration.parameters.is_empty(),
            is_inline: true,
            markers: &NONE,
        }
    }

    /// Behind a pointer.
    pub fn behind(self) -> Place<'p> {
        Place { is_inline: false, ..self }
    }
}

/// The types of some modules, and what they mention.
pub(super) struct Types<'a> {
    pub reading: &'a Reading,
    plans: BTreeMap<String, Plan>,
    queue: VecDeque<String>,
    queued: BTreeSet<String>,
    /// Names of types, by module.
    names: BTreeMap<Vec<String>, names::Names>,
    given: BTreeMap<String, String>,
}

/// Why a type can't be had in Rust.
pub(super) type Reason = String;

impl<'a> Types<'a> {
    pub fn new(reading: &'a Reading) -> Types<'a> {
        Types {
            reading,
            plans: BTreeMap::new(),
            queue: VecDeque::new(),
            queued: BTreeSet::new(),
            names: BTreeMap::new(),
            given: BTreeMap::new(),
        }
    }

    /// A type of the interface, which is written out whether anything mentions it or not.
    pub fn mention(&mut self, path: &str) {
        if matches!(self.plan(path), Plan::Opaque(_) | Plan::Structure)
            && self.queued.insert(path.to_owned())
        {
            self.queue.push_back(path.to_owned());
        }
    }

    /// The next type that was mentioned.
    pub fn next(&mut self) -> Option<TypeItem> {
        let path = self.queue.pop_front()?;
        Some(self.item(&path))
    }

    /// What a type becomes.
    pub fn plan(&mut self, path: &str) -> Plan {
        if let Some(plan) = self.plans.get(path) {
            return plan.clone();
        }
        // While it is being decided, a type that contains itself is a structure.
        self.plans.insert(path.to_owned(), Plan::Structure);
        let plan = self.decided(path);
        self.plans.insert(path.to_owned(), plan.clone());
        plan
    }

    /// Whether a type's values are converted.
    pub fn is_structure(&mut self, path: &str) -> bool {
        self.reading.declaration(path).is_some() && matches!(self.plan(path), Plan::Structure)
    }

    fn decided(&mut self, path: &str) -> Plan {
        let Some(declaration) = self.reading.declaration(path) else {
            return Plan::Opaque(Some("its declaration wasn't found".to_owned()));
        };
        if let Some(reason) = &declaration.missing {
            return Plan::Opaque(Some(reason.clone()));
        }
        match (&declaration.definition, &declaration.manifest) {
            (Definition::Abstract, None) => Plan::Opaque(None),
            (Definition::Abstract, Some(Type::PolyVariant { closed: true, .. })) => {
                self.structure(declaration)
            }
            (Definition::Abstract, Some(_)) if declaration.private => {
                Plan::Opaque(Some("its module alone makes them".to_owned()))
            }
            (_, Some(_)) => Plan::Alias,
            (Definition::Open, None) => {
                Plan::Opaque(Some("it takes new constructors at any time".to_owned()))
            }
            _ => self.structure(declaration),
        }
    }

    fn structure(&mut self, declaration: &'a Declaration) -> Plan {
        let mut inside = Vec::new();
        components(declaration, &mut inside);
        let mut used = Vec::new();
        inside.into_iter().for_each(|ty| variables(ty, &mut used));
        if declaration.parameters.iter().any(|parameter| !used.contains(parameter)) {
            return Plan::Opaque(Some("nothing in it is of its parameter's type".to_owned()));
        }
        match self.body(declaration, &[]) {
            Ok(_) => Plan::Structure,
            Err(reason) => Plan::Opaque(Some(reason)),
        }
    }

    /// The module and name of a type in Rust.
    pub fn place(&mut self, path: &str) -> (Vec<String>, String) {
        let (module, name) = path.rsplit_once('.').unwrap_or(("", path));
        // A functor's application is a module of its own.
        let module = module.replace(['(', ')'], ".").replace("..", ".");
        let module = match module.trim_end_matches('.') {
            "" => Vec::new(),
            module => names::module_path(module),
        };
        if let Some(name) = self.given.get(path) {
            return (module, name.clone());
        }
        let names = self.names.entry(module.clone()).or_default();
        let name = names.take(names::ty(name));
        self.given.insert(path.to_owned(), name.clone());
        (module, name)
    }

    /// How a type is referred to.
    pub fn referred(&mut self, path: &str, from: &[String]) -> String {
        self.mention(path);
        let (module, name) = self.place(path);
        if module == from {
            return name;
        }
        let common = module.iter().zip(from).take_while(|(a, b)| a == b).count();
        let up = "super::".repeat(from.len() - common);
        let down: String = module[common..].iter().map(|segment| format!("{segment}::")).collect();
        format!("{up}{down}{name}")
    }
}
