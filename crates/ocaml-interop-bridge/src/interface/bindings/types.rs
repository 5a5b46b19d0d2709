//! OCaml's types as Rust has them: as markers in signatures, and as what fields hold.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::names;
use crate::interface::model::{
    Constructor, Declaration, Definition, Field, Origin, Reading, RecordRepresentation, Type,
};

/// A type that is written out.
#[derive(Debug)]
pub(super) struct TypeItem {
    /// The Rust module that it stands in.
    pub module: Vec<String>,
    /// Its name there.
    pub name: String,
    /// OCaml's path.
    pub path: String,
    pub parameters: Vec<String>,
    pub doc: Option<String>,
    pub body: Body,
    /// Can be compared, copied and shown.
    pub is_plain: bool,
    /// OCaml lets nobody else make values.
    pub is_private: bool,
}

/// What a type's values are in Rust.
#[derive(Debug)]
pub(super) enum Body {
    /// Passed on as they are, for the reason given, if OCaml shows more.
    Opaque(Option<String>),
    Record {
        fields: Vec<FieldItem>,
        is_unboxed: bool,
    },
    Variant {
        variants: Vec<VariantItem>,
        is_unboxed: bool,
        is_polymorphic: bool,
    },
}

/// A field, or an argument of a constructor.
#[derive(Debug)]
pub(super) struct FieldItem {
    /// Empty where it has none.
    pub name: String,
    pub doc: Option<String>,
    /// The Rust type.
    pub ty: String,
    /// The OCaml type, where it isn't the default one.
    pub marker: Option<String>,
}

/// A constructor or tag.
#[derive(Debug)]
pub(super) struct VariantItem {
    pub name: String,
    /// OCaml's name, where a tag is spelled otherwise.
    pub tag: Option<String>,
    pub doc: Option<String>,
    pub fields: Vec<FieldItem>,
}

/// What a type becomes.
#[derive(Debug, Clone)]
enum Plan {
    /// Another type.
    Alias,
    /// An opaque marker.
    Opaque(Option<String>),
    /// A struct or enum.
    Structure,
}

/// A type in Rust.
#[derive(Debug, Clone)]
pub(super) struct Rust {
    /// What a field holds.
    pub ty: String,
    /// The OCaml type.
    pub marker: String,
    /// The OCaml type is what the Rust type stands for by default.
    is_default: bool,
    /// Is no root.
    is_plain: bool,
}

/// Where a type is written.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    /// The Rust module.
    pub module: &'p [String],
    /// The type whose definition it is part of.
    owner: Option<&'p str>,
    /// That has parameters: what stands for OCaml types by default is all that fits.
    is_generic: bool,
    /// The value lies in its owner, not behind a pointer.
    is_inline: bool,
}

impl<'p> Place<'p> {
    /// In a function's signature.
    pub fn signature(module: &'p [String]) -> Place<'p> {
        Place { module, owner: None, is_generic: false, is_inline: false }
    }

    fn behind(self) -> Place<'p> {
        Place { is_inline: false, ..self }
    }
}

/// The types of some modules, and what they mention.
pub(super) struct Types<'a> {
    reading: &'a Reading,
    plans: BTreeMap<String, Plan>,
    queue: VecDeque<String>,
    queued: BTreeSet<String>,
    /// Names of types, by module.
    names: BTreeMap<Vec<String>, names::Names>,
    given: BTreeMap<String, String>,
}

/// A type of the standard library that Rust has.
pub(super) const RESULT: &str = "Stdlib.result";

/// Why a type can't be had in Rust.
type Reason = String;

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

    // ---- Plans ----

    fn plan(&mut self, path: &str) -> Plan {
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
            (_, Some(_)) => Plan::Alias,
            (Definition::Open, None) => {
                Plan::Opaque(Some("it takes new constructors at any time".to_owned()))
            }
            _ => self.structure(declaration),
        }
    }

    fn structure(&mut self, declaration: &'a Declaration) -> Plan {
        match self.body(declaration, &[]) {
            Ok(_) => Plan::Structure,
            Err(reason) => Plan::Opaque(Some(reason)),
        }
    }

    fn item(&mut self, path: &str) -> TypeItem {
        let reading = self.reading;
        let (module, name) = self.place(path);
        let declaration = reading.declaration(path);
        let parameters = declaration.map(parameters).unwrap_or_default();
        let body = match (self.plan(path), declaration) {
            (Plan::Structure, Some(declaration)) => {
                self.body(declaration, &module).unwrap_or_else(|why| Body::Opaque(Some(why)))
            }
            (Plan::Opaque(reason), _) => Body::Opaque(reason),
            _ => Body::Opaque(None),
        };
        TypeItem {
            is_plain: self.is_plain(path, &mut BTreeSet::new()),
            module,
            name,
            path: path.to_owned(),
            parameters,
            doc: declaration.and_then(|declaration| declaration.doc.clone()),
            body,
            is_private: declaration.is_some_and(|declaration| declaration.private),
        }
    }

    /// The module and name of a type in Rust.
    fn place(&mut self, path: &str) -> (Vec<String>, String) {
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
    fn referred(&mut self, path: &str, from: &[String]) -> String {
        self.mention(path);
        let (module, name) = self.place(path);
        if module == from {
            return name;
        }
        let up = "super::".repeat(from.len());
        let down: String = module.iter().map(|segment| format!("{segment}::")).collect();
        format!("{up}{down}{name}")
    }

    // ---- Bodies ----

    fn body(&mut self, declaration: &'a Declaration, module: &[String]) -> Result<Body, Reason> {
        let owner = &*declaration.path;
        let place = Place {
            module,
            owner: Some(owner),
            is_generic: !declaration.parameters.is_empty(),
            is_inline: true,
        };
        match (&declaration.definition, &declaration.manifest) {
            (Definition::Record { fields, representation }, _) => Ok(Body::Record {
                fields: self.fields(fields, place)?,
                is_unboxed: *representation == RecordRepresentation::Unboxed,
            }),
            (Definition::Variant { constructors, .. }, _) if constructors.is_empty() => {
                Err("it has no value".to_owned())
            }
            (Definition::Variant { constructors, unboxed }, _) => {
                let variants: Result<_, _> =
                    constructors.iter().map(|one| self.constructor(one, place)).collect();
                Ok(Body::Variant {
                    variants: variants?,
                    is_unboxed: *unboxed,
                    is_polymorphic: false,
                })
            }
            (_, Some(Type::PolyVariant { tags, .. })) => {
                let mut variants = Vec::new();
                for tag in tags {
                    let arguments = match &tag.arguments[..] {
                        [] => Vec::new(),
                        [Type::Tuple { components }] => components.iter().collect(),
                        [one] => vec![one],
                        _ => return Err(format!("the tag `{} has several types", tag.name)),
                    };
                    let fields = self.positional(arguments, place)?;
                    let name = names::constructor(&tag.name);
                    let tag = (name != tag.name).then(|| tag.name.clone());
                    variants.push(VariantItem { name, tag, doc: None, fields });
                }
                Ok(Body::Variant { variants, is_unboxed: false, is_polymorphic: true })
            }
            _ => Err("nothing is shown of it".to_owned()),
        }
    }

    fn constructor(
        &mut self,
        one: &'a Constructor,
        place: Place<'_>,
    ) -> Result<VariantItem, Reason> {
        if one.result.is_some() {
            return Err("it is a GADT".to_owned());
        }
        let fields = match (&one.record, &one.tuple) {
            (Some(fields), _) => self.fields(fields, place)?,
            (None, Some(types)) => self.positional(types.iter().collect(), place)?,
            (None, None) => Vec::new(),
        };
        Ok(VariantItem {
            name: names::constructor(&one.name),
            tag: None,
            doc: one.doc.clone(),
            fields,
        })
    }

    fn positional(
        &mut self,
        types: Vec<&'a Type>,
        place: Place<'_>,
    ) -> Result<Vec<FieldItem>, Reason> {
        types.into_iter().map(|ty| self.field(String::new(), None, ty, place)).collect()
    }

    fn fields(&mut self, fields: &'a [Field], place: Place<'_>) -> Result<Vec<FieldItem>, Reason> {
        let field = |field: &'a Field| {
            self.field(names::value(&field.name), field.doc.clone(), &field.ty, place)
        };
        fields.iter().map(field).collect()
    }

    fn field(
        &mut self,
        name: String,
        doc: Option<String>,
        ty: &'a Type,
        place: Place<'_>,
    ) -> Result<FieldItem, Reason> {
        let rust = self.rust(ty, place)?;
        let marker = (!rust.is_default).then_some(rust.marker);
        Ok(FieldItem { name, doc, ty: rust.ty, marker })
    }

    fn is_plain(&mut self, path: &str, under_way: &mut BTreeSet<String>) -> bool {
        if !under_way.insert(path.to_owned()) {
            return true;
        }
        if !matches!(self.plan(path), Plan::Structure) {
            return false;
        }
        let Some(declaration) = self.reading.declaration(path) else {
            return false;
        };
        let place = Place {
            module: &[],
            owner: Some(path),
            is_generic: !declaration.parameters.is_empty(),
            is_inline: false,
        };
        let mut types = Vec::new();
        components(declaration, &mut types);
        types.into_iter().all(|ty| {
            let is_no_root = self.rust(ty, place).is_ok_and(|rust| rust.is_plain);
            let mut mentioned = Vec::new();
            paths(ty, &mut mentioned);
            is_no_root
                && mentioned.into_iter().all(|path| match self.plan(path) {
                    Plan::Structure => self.is_plain(path, under_way),
                    _ => true,
                })
        })
    }

    /// Whether a type contains another, however deep.
    fn contains(&self, path: &str, wanted: &str, seen: &mut BTreeSet<String>) -> bool {
        if path == wanted {
            return true;
        }
        if !seen.insert(path.to_owned()) {
            return false;
        }
        let Some(declaration) = self.reading.declaration(path) else {
            return false;
        };
        let mut types = Vec::new();
        components(declaration, &mut types);
        let mut mentioned = Vec::new();
        types.into_iter().for_each(|ty| paths(ty, &mut mentioned));
        mentioned.into_iter().any(|path| self.contains(path, wanted, seen))
    }

    // ---- Types ----

    /// A type in a signature.
    pub fn marker(&mut self, ty: &Type, module: &[String]) -> Result<String, Reason> {
        Ok(self.rust(ty, Place::signature(module))?.marker)
    }

    /// A type, and all that it is another name of, one step of it.
    pub fn expanded(&mut self, ty: &Type) -> Option<Type> {
        let Type::Constr { path, arguments, .. } = ty else {
            return None;
        };
        if path == RESULT || !matches!(self.plan(path), Plan::Alias) {
            return None;
        }
        let declaration = self.reading.declaration(path)?;
        let names: Vec<_> = parameters_of(declaration).collect();
        Some(substituted(declaration.manifest.as_ref()?, &names, arguments))
    }

    fn rust(&mut self, ty: &Type, place: Place<'_>) -> Result<Rust, Reason> {
        let plain = |ty: &str, marker: &str, is_default| Rust {
            ty: ty.to_owned(),
            marker: marker.to_owned(),
            is_default,
            is_plain: true,
        };
        match ty {
            Type::Var { weak: true, .. } => Err("a part of its type isn't known".to_owned()),
            Type::Var { name, .. } => {
                let name = variable(name);
                Ok(plain(&name, &name, true))
            }
            Type::Tuple { components } => self.tuple(components, place),
            Type::Labelled { ty, .. } => self.rust(ty, place),
            Type::Arrow { .. } => self.closure(ty, place),
            Type::Constr { path, origin: Origin::Language, arguments } => {
                self.language(path, arguments, place)
            }
            Type::Constr { path, arguments, .. } if path == RESULT => {
                let [ok, error] = &arguments[..] else {
                    return Err("a result of other parameters".to_owned());
                };
                let (ok, error) = (self.rust(ok, place)?, self.rust(error, place)?);
                Ok(Rust {
                    ty: format!("Result<{}, {}>", ok.ty, error.ty),
                    marker: format!("Result<{}, {}>", ok.marker, error.marker),
                    is_default: ok.is_default && error.is_default,
                    is_plain: ok.is_plain && error.is_plain,
                })
            }
            Type::Constr { path, origin, arguments } => {
                if let Some(expanded) = self.expanded(ty) {
                    return self.rust(&expanded, place);
                }
                if *origin == Origin::Hidden {
                    return Err(format!("`{path}` has no name outside of its module"));
                }
                self.named(path, arguments, place)
            }
            Type::Poly { .. } => Err("a type with variables of its own".to_owned()),
            Type::PolyVariant { .. } => Err("a polymorphic variant without a name".to_owned()),
            Type::Other { text } => Err(text.clone()),
        }
    }

    fn tuple(&mut self, components: &[Type], place: Place<'_>) -> Result<Rust, Reason> {
        if components.len() > 12 {
            return Err("a tuple of more than 12".to_owned());
        }
        let all: Result<Vec<_>, _> = components.iter().map(|ty| self.rust(ty, place)).collect();
        let all = all?;
        let joined = |part: fn(&Rust) -> &str| {
            format!("({})", all.iter().map(part).collect::<Vec<_>>().join(", "))
        };
        Ok(Rust {
            ty: joined(|one| &one.ty),
            marker: joined(|one| &one.marker),
            is_default: all.iter().all(|one| one.is_default),
            is_plain: all.iter().all(|one| one.is_plain),
        })
    }

    /// A function, which Rust holds as a value.
    fn closure(&mut self, ty: &Type, place: Place<'_>) -> Result<Rust, Reason> {
        let (mut arguments, mut rest) = (Vec::new(), ty);
        while let Type::Arrow { argument, result, .. } = rest {
            arguments.push(self.rust(argument, place.behind())?.marker);
            rest = result;
        }
        if arguments.len() > 7 {
            return Err("a function of more than 7 arguments, as a value".to_owned());
        }
        let result = self.rust(rest, place.behind())?.marker;
        Ok(rooted(format!("fn({}) -> {result}", arguments.join(", "))))
    }

    fn language(
        &mut self,
        path: &str,
        arguments: &[Type],
        place: Place<'_>,
    ) -> Result<Rust, Reason> {
        let plain = |ty: &str, marker: &str, is_default: bool| {
            let marker = match marker.starts_with("OCaml") {
                true => format!("::ocaml_interop::{marker}"),
                false => marker.to_owned(),
            };
            match is_default || !place.is_generic {
                true => Ok(Rust { ty: ty.to_owned(), marker, is_default, is_plain: true }),
                false => Ok(rooted(marker)),
            }
        };
        match (path, arguments) {
            ("unit", []) => plain("()", "()", true),
            ("bool", []) => plain("bool", "bool", true),
            ("int", []) if place.is_generic => plain("isize", "OCamlInt", true),
            ("int", []) => plain("i64", "OCamlInt", false),
            ("char", []) => plain("u8", "OCamlChar", false),
            ("float", []) => plain("f64", "OCamlFloat", true),
            ("string", []) => plain("String", "String", true),
            ("bytes", []) if place.is_generic => plain("Box<[u8]>", "OCamlBytes", true),
            ("bytes", []) => plain("Vec<u8>", "OCamlBytes", false),
            ("int32", []) => plain("i32", "OCamlInt32", true),
            ("int64", []) => plain("i64", "OCamlInt64", true),
            ("nativeint", []) => plain("isize", "OCamlNativeint", false),
            ("floatarray", []) => plain("Vec<f64>", "OCamlFloatArray", false),
            ("exn", []) => Ok(rooted("::ocaml_interop::OCamlException".to_owned())),
            ("list" | "array" | "option", [element]) => {
                let within = if path == "option" { place } else { place.behind() };
                let element = self.rust(element, within)?;
                let (ty, marker) = match path {
                    "list" => ("Vec", "::ocaml_interop::OCamlList"),
                    "array" => ("Vec", "::ocaml_interop::OCamlUniformArray"),
                    _ => ("Option", "Option"),
                };
                let marker = format!("{marker}<{}>", element.marker);
                let is_default = element.is_default && path != "array";
                if place.is_generic && !is_default {
                    return Ok(rooted(marker));
                }
                let ty = format!("{ty}<{}>", element.ty);
                Ok(Rust { ty, marker, is_default, is_plain: element.is_plain })
            }
            _ => Err(format!("no Rust type for `{path}`")),
        }
    }

    /// A type that is written out.
    fn named(&mut self, path: &str, arguments: &[Type], place: Place<'_>) -> Result<Rust, Reason> {
        let is_structure = matches!(self.plan(path), Plan::Structure);
        let name = self.referred(path, place.module);
        let mut written = Vec::new();
        for argument in arguments {
            // A structure converts its parameters in the default way.
            let within = Place { is_generic: is_structure || place.is_generic, ..place };
            let argument = self.rust(argument, within)?;
            written.push(if is_structure { argument.ty } else { argument.marker });
        }
        let marker = match written.is_empty() {
            true => name,
            false => format!("{name}<{}>", written.join(", ")),
        };
        if !is_structure {
            return Ok(rooted(marker));
        }
        let is_circle = place.is_inline
            && place.owner.is_some_and(|owner| self.contains(path, owner, &mut BTreeSet::new()));
        let ty = if is_circle { format!("Box<{marker}>") } else { marker.clone() };
        Ok(Rust { ty, marker, is_default: true, is_plain: true })
    }
}

/// A value that Rust holds as it is.
fn rooted(marker: String) -> Rust {
    Rust {
        ty: format!("::ocaml_interop::BoxRoot<{marker}>"),
        marker,
        is_default: true,
        is_plain: false,
    }
}

/// The names of a declaration's parameters.
fn parameters_of(declaration: &Declaration) -> impl Iterator<Item = String> {
    declaration.parameters.iter().map(|parameter| match parameter {
        Type::Var { name, .. } => name.clone(),
        _ => "_".to_owned(),
    })
}

fn parameters(declaration: &Declaration) -> Vec<String> {
    let name = |(index, name): (usize, String)| match &*name {
        "_" => format!("P{index}"),
        name => variable(name),
    };
    parameters_of(declaration).enumerate().map(name).collect()
}

/// A type variable in Rust.
pub(super) fn variable(name: &str) -> String {
    names::ty(name)
}

/// The types in a declaration's definition.
fn components<'a>(declaration: &'a Declaration, types: &mut Vec<&'a Type>) {
    let of_fields = |fields: &'a [Field], types: &mut Vec<&'a Type>| {
        types.extend(fields.iter().map(|field| &field.ty));
    };
    match &declaration.definition {
        Definition::Record { fields, .. } => of_fields(fields, types),
        Definition::Variant { constructors, .. } => {
            for one in constructors {
                types.extend(one.tuple.iter().flatten());
                of_fields(one.record.as_deref().unwrap_or_default(), types);
            }
        }
        Definition::Abstract | Definition::Open => match &declaration.manifest {
            Some(Type::PolyVariant { tags, .. }) => {
                types.extend(tags.iter().flat_map(|tag| &tag.arguments));
            }
            manifest => types.extend(manifest),
        },
    }
}

/// The paths of the types that a type mentions.
fn paths<'a>(ty: &'a Type, found: &mut Vec<&'a str>) {
    match ty {
        Type::Var { .. } | Type::Other { .. } => {}
        Type::Arrow { argument, result, .. } => {
            paths(argument, found);
            paths(result, found);
        }
        Type::Tuple { components } => components.iter().for_each(|ty| paths(ty, found)),
        Type::Labelled { ty, .. } | Type::Poly { ty, .. } => paths(ty, found),
        Type::Constr { path, origin, arguments } => {
            if *origin != Origin::Language {
                found.push(path);
            }
            arguments.iter().for_each(|ty| paths(ty, found));
        }
        Type::PolyVariant { tags, .. } => {
            tags.iter().flat_map(|tag| &tag.arguments).for_each(|ty| paths(ty, found));
        }
    }
}

/// A type with its variables exchanged.
fn substituted(ty: &Type, names: &[String], arguments: &[Type]) -> Type {
    let again = |ty: &Type| substituted(ty, names, arguments);
    let boxed = |ty: &Type| Box::new(again(ty));
    match ty {
        Type::Var { name, .. } => {
            let position = names.iter().position(|known| known == name);
            position.and_then(|at| arguments.get(at)).unwrap_or(ty).clone()
        }
        Type::Arrow { label, argument, result } => {
            Type::Arrow { label: label.clone(), argument: boxed(argument), result: boxed(result) }
        }
        Type::Tuple { components } => {
            Type::Tuple { components: components.iter().map(again).collect() }
        }
        Type::Labelled { name, ty } => Type::Labelled { name: name.clone(), ty: boxed(ty) },
        Type::Constr { path, origin, arguments } => Type::Constr {
            path: path.clone(),
            origin: *origin,
            arguments: arguments.iter().map(again).collect(),
        },
        Type::Poly { variables, ty } => Type::Poly { variables: variables.clone(), ty: boxed(ty) },
        Type::PolyVariant { closed, tags } => {
            let mut tags = tags.clone();
            for argument in tags.iter_mut().flat_map(|tag| &mut tag.arguments) {
                *argument = again(argument);
            }
            Type::PolyVariant { closed: *closed, tags }
        }
        Type::Other { text } => Type::Other { text: text.clone() },
    }
}
