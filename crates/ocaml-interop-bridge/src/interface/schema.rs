//! What OCaml says, in the form that it is compared in.

use std::collections::{BTreeMap, VecDeque};

use ocaml_interop_schema::bytes::{self, Writer};
use ocaml_interop_schema::decode;
use ocaml_interop_schema::form::{self, Passing, Representation};

use super::model::{
    Constructor, Declaration, Definition, Field, File, Label, Origin, Place, Primitive, Reading,
    RecordRepresentation, RegisteredException, Type,
};

/// What is registered, which foreign functions are declared, and the definitions of all types in
/// those. `computes_names`: more may be registered than was read. It stays in memory until the
/// program ends.
pub fn schema(reading: &Reading, computes_names: bool) -> form::Schema {
    // Types refer to each other in circles, which is what the form's bytes are good at.
    let written = bytes::written(|writer| {
        let mentions = Mentions { reading, numbers: BTreeMap::new(), queue: VecDeque::new() };
        Converter { writer, mentions }.reading(computes_names);
    });
    decode::schema(&written).expect("what was just written is whole")
}

/// Something that a file registers.
struct Named<'a> {
    name: &'a str,
    module: Option<&'a str>,
    what: Registration<'a>,
    place: Option<&'a Place>,
}

enum Registration<'a> {
    Value(&'a Type),
    Exception(&'a RegisteredException),
}

/// All that a file registers.
fn registered(file: &File) -> impl Iterator<Item = Named<'_>> {
    let module = file.module.as_deref();
    let values = file.registered.iter().map(move |one| Named {
        name: &one.name,
        module,
        what: Registration::Value(&one.ty),
        place: one.location.as_ref(),
    });
    let exceptions = file.registered_exceptions.iter().map(move |one| Named {
        name: &one.name,
        module,
        what: Registration::Exception(one),
        place: one.location.as_ref(),
    });
    values.chain(exceptions)
}

/// What the variables of a type or declaration are called, and how much is seen from where it stands.
struct Variables<'a> {
    /// In the order in which they are met: their numbers.
    names: Vec<String>,
    /// A module's own types are seen as it declares them, whatever its interface hides.
    inside: Option<&'a str>,
}

impl<'a> Variables<'a> {
    fn in_module(inside: Option<&'a str>) -> Variables<'a> {
        Variables { names: Vec::new(), inside }
    }

    fn number(&mut self, name: &str) -> usize {
        self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        })
    }
}

/// A type, and whether it is seen from inside.
type Mention<'a> = (&'a str, bool);

struct Mentions<'a> {
    reading: &'a Reading,
    /// Types that are mentioned, and their numbers.
    numbers: BTreeMap<Mention<'a>, usize>,
    /// Those whose definition isn't written yet.
    queue: VecDeque<Mention<'a>>,
}

impl<'a> Mentions<'a> {
    fn number(&mut self, mention: Mention<'a>) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(mention).or_insert_with(|| {
            self.queue.push_back(mention);
            next
        })
    }
}

struct Converter<'a, 'w, 'r> {
    writer: &'w mut Writer<'r>,
    mentions: Mentions<'a>,
}

impl<'a> Converter<'a, '_, '_> {
    fn reading(&mut self, computes_names: bool) {
        let reading = self.mentions.reading;
        let files = || reading.files.iter();
        let mut registered: Vec<_> = files().flat_map(registered).collect();
        registered.sort_by_key(|one| one.name);
        self.writer.number(registered.len());
        for one in registered {
            let mut variables = Variables::in_module(one.module);
            self.writer.text(one.name);
            match one.what {
                Registration::Value(ty) => self.ty(ty, &mut variables),
                Registration::Exception(exception) => self.exception(exception, &mut variables),
            }
            self.writer.text(&Place::shown(one.place));
        }
        self.writer.flag(computes_names || files().any(|file| !file.computed_names.is_empty()));
        let mut externals: Vec<_> =
            files().flat_map(|file| file.externals.iter().map(move |one| (file, one))).collect();
        // The compiler's own primitives are no functions.
        externals.retain(|(_, one)| !one.primitive.native().starts_with('%'));
        externals.sort_by_key(|(_, one)| one.primitive.native());
        self.writer.number(externals.len());
        for (file, one) in externals {
            let Primitive { bytecode, noalloc, arguments, result, .. } = &one.primitive;
            self.writer.text(one.primitive.native());
            self.writer.text(bytecode);
            self.writer.text(&one.path);
            self.ty(&one.ty, &mut Variables::in_module(file.module.as_deref()));
            self.writer.number(arguments.len());
            arguments.iter().for_each(|one| self.writer.passing(passing(one)));
            self.writer.passing(passing(result));
            self.writer.flag(*noalloc);
            self.writer.text(&Place::shown(one.location.as_ref()));
        }
        while let Some(mention) = self.mentions.queue.pop_front() {
            self.definition(mention);
        }
    }

    fn definition(&mut self, (path, inside): Mention<'a>) {
        let shown = path.split('/').next().unwrap_or(path);
        self.writer.text(shown);
        self.writer.text(path);
        match self.mentions.reading.declaration(path) {
            Some(declaration) => self.declaration(declaration, inside),
            None => {
                self.writer.number(0);
                self.writer.byte(bytes::kind::LANGUAGE);
            }
        }
        // Neither documentation nor a symbol.
        self.writer.text("");
        self.writer.text("");
    }

    /// The number of parameters, and what the type's values are.
    fn declaration(&mut self, declaration: &'a Declaration, sees_inside: bool) {
        if let Some(reason) = &declaration.missing {
            self.writer.number(0);
            return self.other(reason);
        }
        let (parameters, definition, manifest) = match &declaration.inside {
            Some(inside) if sees_inside => {
                (&inside.parameters, &inside.definition, &inside.manifest)
            }
            _ => (&declaration.parameters, &declaration.definition, &declaration.manifest),
        };
        // An unnamed parameter is one, too.
        let name = |parameter: &Type| match parameter {
            Type::Var { name, .. } if name != "_" => name.clone(),
            _ => String::new(),
        };
        let names: Vec<_> = parameters.iter().map(name).collect();
        self.writer.number(names.len());
        let inside = sees_inside.then_some(declaration.module.as_str());
        let mut variables = Variables { names, inside };
        match (definition, manifest) {
            (Definition::Abstract, Some(manifest)) => {
                self.writer.byte(bytes::kind::ALIAS);
                self.ty(manifest, &mut variables);
            }
            (Definition::Abstract, None) => self.writer.byte(bytes::kind::ABSTRACT),
            (Definition::Open, _) => self.other("its type takes new constructors"),
            (Definition::Record { fields, representation }, _) => {
                self.writer.byte(bytes::kind::RECORD);
                self.fields(fields, &mut variables);
                self.writer.representation(match representation {
                    RecordRepresentation::Regular => Representation::Block,
                    RecordRepresentation::Float => Representation::Flat,
                    RecordRepresentation::Unboxed => Representation::Unboxed,
                });
            }
            (Definition::Variant { constructors, .. }, _)
                if constructors.iter().any(|one| one.result.is_some()) =>
            {
                self.other("its type is a GADT");
            }
            (Definition::Variant { constructors, unboxed }, _) => {
                self.writer.byte(bytes::kind::VARIANT);
                self.writer.number(constructors.len());
                constructors.iter().for_each(|one| self.constructor(one, &mut variables));
                self.writer.representation(match unboxed {
                    false => Representation::Block,
                    true => Representation::Unboxed,
                });
            }
        }
    }

    /// A kind that can't be compared.
    fn other(&mut self, reason: &str) {
        self.writer.byte(bytes::kind::OTHER);
        self.writer.text(reason);
    }

    fn fields(&mut self, fields: &'a [Field], variables: &mut Variables<'a>) {
        self.writer.number(fields.len());
        for field in fields {
            self.writer.text(&field.name);
            self.ty(&field.ty, variables);
            self.writer.text("");
        }
    }

    fn constructor(&mut self, one: &'a Constructor, variables: &mut Variables<'a>) {
        self.writer.text(&one.name);
        self.arguments(one.record.as_deref(), one.tuple.as_deref(), variables);
        self.writer.text("");
    }

    fn arguments(
        &mut self,
        record: Option<&'a [Field]>,
        tuple: Option<&'a [Type]>,
        variables: &mut Variables<'a>,
    ) {
        match record {
            Some(fields) => {
                self.writer.byte(bytes::arguments::RECORD);
                self.fields(fields, variables);
            }
            None => {
                self.writer.byte(bytes::arguments::TUPLE);
                self.types(tuple.unwrap_or_default(), variables);
            }
        }
    }

    /// The constructor, where it is known which.
    fn exception(&mut self, one: &'a RegisteredException, variables: &mut Variables<'a>) {
        let Some(path) = &one.exception else {
            return self.writer.byte(bytes::ty::UNKNOWN);
        };
        self.writer.byte(bytes::ty::EXCEPTION);
        self.writer.text(path.split('/').next().unwrap_or(path));
        self.arguments(one.record.as_deref(), one.tuple.as_deref(), variables);
        self.writer.text("");
    }

    fn types(&mut self, types: &'a [Type], variables: &mut Variables<'a>) {
        self.writer.number(types.len());
        types.iter().for_each(|ty| self.ty(ty, variables));
    }

    fn ty(&mut self, ty: &'a Type, variables: &mut Variables<'a>) {
        match ty {
            // One type, and nobody knows which.
            Type::Var { weak: true, .. } => self.writer.byte(bytes::ty::UNKNOWN),
            Type::Var { name, .. } => {
                self.writer.byte(bytes::ty::VARIABLE);
                self.writer.number(variables.number(name));
            }
            Type::Arrow { label, argument, result } => {
                self.writer.byte(bytes::ty::FUNCTION);
                match label {
                    None => self.writer.byte(bytes::label::NONE),
                    Some(Label { name, optional }) => {
                        self.writer.byte(match optional {
                            true => bytes::label::OPTIONAL,
                            false => bytes::label::LABELLED,
                        });
                        self.writer.text(name);
                    }
                }
                self.ty(argument, variables);
                self.ty(result, variables);
            }
            Type::Tuple { components } => {
                self.writer.byte(bytes::ty::TUPLE);
                self.types(components, variables);
            }
            // Labels change nothing in memory.
            Type::Labelled { ty, .. } => self.ty(ty, variables),
            Type::Constr { path, origin, arguments } => {
                let declaration = self.mentions.reading.declaration(path);
                if declaration.is_none() && *origin != Origin::Language {
                    return self.unlike("a type whose declaration wasn't found");
                }
                let inside = declaration.is_some_and(|declaration| {
                    declaration.inside.is_some()
                        && variables.inside == Some(declaration.module.as_str())
                });
                self.writer.byte(bytes::ty::NAMED);
                self.writer.number(self.mentions.number((path, inside)));
                self.types(arguments, variables);
            }
            Type::Poly { .. } => self.unlike("a type with variables of its own"),
            Type::PolyVariant { closed, tags } => {
                self.writer.byte(bytes::ty::POLY_VARIANT);
                self.writer.flag(*closed);
                self.writer.number(tags.len());
                for tag in tags {
                    self.writer.text(&tag.name);
                    self.writer.flag(!tag.arguments.is_empty());
                    match &tag.arguments[..] {
                        [] => {}
                        [one] => self.ty(one, variables),
                        _ => self.unlike("several types at once"),
                    }
                }
            }
            Type::Other { text } => self.unlike(text),
        }
    }

    /// What no Rust type describes.
    fn unlike(&mut self, what: &str) {
        self.writer.byte(bytes::ty::OTHER);
        self.writer.text(what);
    }
}

fn passing(how: &str) -> Passing {
    match how {
        "value" => Passing::Value,
        "untagged" => Passing::Untagged,
        _ => Passing::Unboxed,
    }
}
