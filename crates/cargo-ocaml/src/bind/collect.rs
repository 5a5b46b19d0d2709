//! What a library's functions mention, and what of that OCaml has no words for.

use std::collections::BTreeMap;
use std::fmt;

use ocaml_interop_bridge::names::is_ocaml_keyword;
use ocaml_interop_schema::form::{
    Arguments, Definition, Exception, Export, Field, Kind, Link, Type,
};

use super::names;
use super::types::{Place, shown};
use crate::library::Library;

/// Something that has no place in OCaml, and what to do about it.
#[derive(Debug)]
pub struct Problem {
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub help: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\nhelp: {}", self.what, self.help)
    }
}

/// Where something stands: the modules around it, from outside in, and its own name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// The modules.
    pub modules: Vec<String>,
    /// The name.
    pub name: String,
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.modules.iter().try_for_each(|module| write!(f, "{module}."))?;
        f.write_str(&self.name)
    }
}

/// Types and functions of the module to be written.
#[derive(Debug, Default)]
pub struct Collected {
    /// Types, by where they stand.
    pub types: BTreeMap<Path, &'static Definition>,
    /// Exceptions, by where they stand.
    pub exceptions: BTreeMap<Path, Exception>,
    /// Functions, by where they stand.
    pub functions: BTreeMap<Path, Export>,
    /// The symbols that the library has as long as all this is as it is.
    pub symbols: Vec<String>,
    /// Those among them that are functions, to be called when the module is initialised.
    pub initialised: Vec<String>,
}

/// Finds all that the exported functions mention.
pub fn collect(library: &Library, problems: &mut Vec<Problem>) -> Collected {
    let mut collector = Collector { collected: Collected::default(), problems, way: Vec::new() };
    let mut exports: Vec<_> = library.exports.values().collect();
    exports.sort_by_key(|one| (one.export.module, one.export.name));
    for one in exports {
        collector.function(one.export);
        collector.collected.symbols.push(one.symbol.clone());
    }
    let generated = library.exceptions.values().filter(|one| one.generated);
    generated.for_each(|one| collector.exception(*one));
    let mut collected = collector.collected;
    let custom = collected.types.values().filter(|one| one.has_name_of_its_own());
    collected.initialised = custom.map(|one| one.symbol.to_owned()).collect();
    let symbols = collected.types.values().map(|one| one.symbol.to_owned());
    let symbols: Vec<_> = symbols.filter(|symbol| !symbol.is_empty()).collect();
    collected.symbols.extend(symbols);
    collected.symbols.sort();
    collected
}

/// Where a type of the module stands; `None` for one that OCaml has already.
pub fn path(definition: &Definition) -> Option<Path> {
    let is_new = match definition.kind {
        Kind::Language | Kind::Abstract | Kind::Other(_) => false,
        Kind::Boxed => !definition.name.is_empty(),
        // The library describes types of OCaml's by their OCaml names, the derive its own by Rust's.
        Kind::Alias(_) | Kind::Record(..) | Kind::Variant(..) => definition.key.contains("::"),
    };
    let module = definition.name.rsplit_once('.').map_or("", |(module, _)| module);
    let mut path = is_new.then(|| place(module, definition.name))?;
    if matches!(definition.kind, Kind::Boxed) && LANGUAGE.contains(&path.name.as_str()) {
        path.name = format!("boxed_{}", path.name);
    }
    Some(path)
}

/// Whether two lists of arguments are one in OCaml.
fn alike(one: Arguments, other: Arguments) -> bool {
    let shown = |arguments| match arguments {
        Arguments::Tuple(types) => types.iter().map(|ty| shown(ty, Place::Alone, &[])).collect(),
        Arguments::Record(fields) => {
            let field =
                |field: &Field| format!("{}: {}", field.name, shown(field.ty, Place::Alone, &[]));
            fields.iter().map(field).collect::<Vec<_>>()
        }
    };
    shown(one) == shown(other)
}

/// What Rust calls the type: what tells it apart from others of this name stands behind a blank.
fn in_rust(definition: &Definition) -> &'static str {
    definition.key.split(' ').next().unwrap_or_default()
}

/// Where an exception stands.
pub fn exception_path(exception: &Exception) -> Path {
    let mut parts: Vec<_> = exception.name.split('.').map(str::to_owned).collect();
    let name = parts.pop().unwrap_or_default();
    Path { modules: parts, name }
}

fn place(module: &str, name: &str) -> Path {
    let modules = module.split('.').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    Path { modules, name: names::lowercase(name.rsplit('.').next().unwrap_or(name)) }
}

/// Types that every OCaml module knows.
const LANGUAGE: [&str; 17] = [
    "array",
    "bool",
    "bytes",
    "char",
    "exn",
    "float",
    "floatarray",
    "in_channel",
    "int",
    "int32",
    "int64",
    "list",
    "nativeint",
    "option",
    "result",
    "string",
    "unit",
];

struct Collector<'a> {
    collected: Collected,
    problems: &'a mut Vec<Problem>,
    /// How the type at hand was reached.
    way: Vec<String>,
}

impl Collector<'_> {
    fn function(&mut self, export: Export) {
        let path = place(export.module, export.name);
        if let Some(other) = self.collected.functions.get(&path) {
            self.problems.push(Problem {
                what: format!("`{}` and `{}` would both be `{path}`", other.native, export.native),
                help: "rename one of the Rust functions, or put it into a module: \
                       `#[export(module = \"…\")]`"
                    .to_owned(),
            });
        }
        self.way.push(format!("`{}`", export.native));
        for (index, (field, _)) in export.arguments.iter().enumerate() {
            self.inside(format!("argument {} `{}`", index + 1, field.name), field.ty);
        }
        self.inside("the result".to_owned(), export.result.0);
        self.way.pop();
        self.collected.functions.insert(path, export);
    }

    fn exception(&mut self, exception: Exception) {
        self.collected.symbols.push(exception.symbol.to_owned());
        let path = exception_path(&exception);
        match self.collected.exceptions.get(&path) {
            // Two Rust types of it are compared with OCaml's each.
            Some(other) if alike(other.arguments, exception.arguments) => return,
            Some(_) => self.problems.push(Problem {
                what: format!("two Rust types would both be the exception `{path}`"),
                help: "name one of them: `#[ocaml(name = \"…\")]`, in a module perhaps: \
                       `\"Parser.Syntax\"`; or give both the same fields"
                    .to_owned(),
            }),
            None => {}
        }
        self.way.push(format!("exception `{path}`"));
        self.arguments(exception.name, exception.arguments);
        self.way.pop();
        self.collected.exceptions.insert(path, exception);
    }

    fn problem(&mut self, what: &str, help: &str) {
        let what = format!("{}: {what}", self.way.join(": "));
        self.problems.push(Problem { what, help: help.to_owned() });
    }

    fn inside(&mut self, step: String, ty: &'static Type) {
        self.way.push(step);
        self.ty(ty);
        self.way.pop();
    }

    fn ty(&mut self, ty: &'static Type) {
        match *ty {
            Type::Unknown => self.problem(
                "its type isn't described",
                "write `#[derive(OCamlDescriber)]` on the type; for a type of OCaml's, on an empty \
                 `enum` of its name",
            ),
            // No type, and in no description of Rust's.
            Type::Variable(_) | Type::Exception(_) => {}
            Type::Other(what) => self.problem(
                &format!("its type has no place in generated code: {what}"),
                "describe it as another type",
            ),
            Type::Named(link, arguments) => {
                arguments.iter().for_each(|ty| self.ty(ty));
                self.definition(link);
            }
            Type::Tuple([_]) => self.problem("OCaml has no tuple of one", "drop the tuple"),
            Type::Tuple(types) => types.iter().for_each(|ty| self.ty(ty)),
            Type::Function(arrow) => {
                self.ty(arrow.argument);
                self.ty(arrow.result);
            }
            Type::PolyVariant(row) => {
                for tag in row.tags {
                    if is_ocaml_keyword(tag.name) {
                        self.problem(
                            &format!("the tag `{}` is a reserved word of OCaml's", tag.name),
                            "give it another one: `#[ocaml(tag = \"…\")]`",
                        );
                    }
                    if let Some(argument) = tag.argument {
                        self.inside(format!("the argument of `{}`", tag.name), argument);
                    }
                }
            }
        }
    }

    fn definition(&mut self, link: Link) {
        let definition = link.definition();
        if matches!(definition.kind, Kind::Boxed) && definition.name.is_empty() {
            return self.problem(
                "what is in the box has no name here",
                "write `DynBox<…>` out in the signature, with the type that is in it",
            );
        }
        let Some(path) = path(definition) else {
            return;
        };
        match self.collected.types.get(&path) {
            Some(known) if known.key == definition.key => return,
            Some(known) => {
                let (one, other) = (in_rust(definition), in_rust(known));
                return self.problem(
                    &format!("`{one}` and `{other}` would both be the type `{path}`"),
                    "name one of them: `#[ocaml(name = \"…\")]`, in a module perhaps: \
                     `\"Geometry.point\"`",
                );
            }
            None => {}
        }
        if LANGUAGE.contains(&path.name.as_str()) {
            self.problem(
                &format!("`{}` would be OCaml's own type `{}`", in_rust(definition), path.name),
                "give it another name: `#[ocaml(name = \"…\")]`",
            );
        }
        self.collected.types.insert(path.clone(), definition);
        self.kind(&path, definition.kind);
    }

    fn kind(&mut self, path: &Path, kind: Kind) {
        match kind {
            Kind::Alias(ty) => self.inside(format!("type `{path}`"), ty),
            Kind::Record(fields, _) => self.fields(&path.to_string(), fields),
            Kind::Variant(constructors, _) => {
                let all: Vec<_> =
                    constructors.iter().map(|one| names::capitalized(one.name)).collect();
                self.all_different(&path.to_string(), &all);
                constructors.iter().for_each(|one| self.arguments(one.name, one.arguments));
            }
            Kind::Language | Kind::Abstract | Kind::Boxed | Kind::Other(_) => {}
        }
    }

    fn arguments(&mut self, of: &str, arguments: Arguments) {
        match arguments {
            Arguments::Record(fields) => self.fields(of, fields),
            Arguments::Tuple(types) => {
                for (index, ty) in types.iter().enumerate() {
                    self.inside(format!("argument {} of `{of}`", index + 1), ty);
                }
            }
        }
    }

    fn fields(&mut self, of: &str, fields: &'static [Field]) {
        let all: Vec<_> = fields.iter().map(|field| names::lowercase(field.name)).collect();
        self.all_different(of, &all);
        for field in fields {
            self.inside(format!("field `{}` of `{of}`", field.name), field.ty);
        }
    }

    fn all_different(&mut self, of: &str, names: &[String]) {
        for (index, name) in names.iter().enumerate() {
            if names[..index].contains(name) {
                self.problem(
                    &format!("`{of}` would have `{name}` twice"),
                    "rename one of them in Rust: OCaml's fields begin with small letters, its \
                     constructors with capitals, and reserved words get an underscore",
                );
            }
        }
    }
}
