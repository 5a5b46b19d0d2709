//! What OCaml says, as the Rust constants that the checks of the macros compare with.

use std::collections::{BTreeMap, VecDeque};

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::model::{
    Constructor, Declaration, Definition, Field, Label, Origin, Place, Primitive, Reading,
    RecordRepresentation, Type,
};

/// A Rust expression of the type `Schema`: what is registered, which foreign functions are
/// declared, and the definitions of all types in those. `computes_names`: more may be registered
/// than was read.
pub fn schema(reading: &Reading, computes_names: bool) -> TokenStream {
    let mut writer = Writer { reading, numbers: BTreeMap::new(), queue: VecDeque::new() };
    let files = || reading.files.iter();
    let mut registered: Vec<_> =
        files().flat_map(|file| file.registered.iter().map(move |one| (file, one))).collect();
    registered.sort_by_key(|(_, one)| &one.name);
    let registered = registered.into_iter().map(|(file, one)| {
        let (name, place) = (&one.name, Place::shown(one.location.as_ref()));
        let ty = writer.ty(&one.ty, &mut Variables::in_module(file.module.as_deref()));
        quote!(Registered { name: #name, ty: #ty, place: #place })
    });
    let registered: Vec<_> = registered.collect();
    let mut externals: Vec<_> =
        files().flat_map(|file| file.externals.iter().map(move |one| (file, one))).collect();
    // The compiler's own primitives are no functions.
    externals.retain(|(_, one)| !one.primitive.native().starts_with('%'));
    externals.sort_by_key(|(_, one)| one.primitive.native());
    let externals = externals.into_iter().map(|(file, one)| {
        let Primitive { bytecode, noalloc, arguments, result, .. } = &one.primitive;
        let (native, name, place) =
            (one.primitive.native(), &one.path, Place::shown(one.location.as_ref()));
        let ty = writer.ty(&one.ty, &mut Variables::in_module(file.module.as_deref()));
        let (arguments, result) = (arguments.iter().map(|one| passing(one)), passing(result));
        quote! {
            External {
                native: #native,
                bytecode: #bytecode,
                name: #name,
                ty: #ty,
                arguments: &[#(#arguments),*],
                result: #result,
                noalloc: #noalloc,
                place: #place,
            }
        }
    });
    let externals: Vec<_> = externals.collect();
    let definitions = writer.definitions();
    let computes_names = computes_names || files().any(|file| !file.computed_names.is_empty());
    quote! {{
        #[allow(unused_imports)]
        use ::ocaml_interop::__private::form::*;
        #definitions
        Schema {
            registered: &[#(#registered),*],
            computes_names: #computes_names,
            externals: &[#(#externals),*],
        }
    }}
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

struct Writer<'a> {
    reading: &'a Reading,
    /// Types that are mentioned, and their numbers.
    numbers: BTreeMap<Mention<'a>, usize>,
    /// Those whose definition isn't written yet.
    queue: VecDeque<Mention<'a>>,
}

impl<'a> Writer<'a> {
    /// The definitions of all that was mentioned, and of what they mention.
    fn definitions(&mut self) -> TokenStream {
        let mut definitions = TokenStream::new();
        while let Some(mention) = self.queue.pop_front() {
            definitions.extend(self.definition(mention));
        }
        definitions
    }

    fn definition(&mut self, mention: Mention<'a>) -> TokenStream {
        let name = static_name(self.numbers[&mention]);
        let (path, inside) = mention;
        let shown = path.split('/').next().unwrap_or(path);
        let reading = self.reading;
        let (parameters, kind) = match reading.declaration(path) {
            Some(declaration) => self.kind(declaration, inside),
            None => (0, quote!(Kind::Language)),
        };
        quote! {
            static #name: Definition =
                Definition { name: #shown, key: #path, parameters: #parameters, kind: #kind };
        }
    }

    fn kind(&mut self, declaration: &'a Declaration, sees_inside: bool) -> (usize, TokenStream) {
        if let Some(reason) = &declaration.missing {
            return (0, quote!(Kind::Other(#reason)));
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
        let count = names.len();
        let inside = sees_inside.then_some(declaration.module.as_str());
        let mut variables = Variables { names, inside };
        let kind = match (definition, manifest) {
            (Definition::Abstract, Some(manifest)) => {
                let ty = self.ty(manifest, &mut variables);
                quote!(Kind::Alias(#ty))
            }
            (Definition::Abstract, None) => quote!(Kind::Abstract),
            (Definition::Open, _) => quote!(Kind::Other("its type takes new constructors")),
            (Definition::Record { fields, representation }, _) => {
                let fields = self.fields(fields, &mut variables);
                let representation = match representation {
                    RecordRepresentation::Regular => quote!(Representation::Block),
                    RecordRepresentation::Float => quote!(Representation::Flat),
                    RecordRepresentation::Unboxed => quote!(Representation::Unboxed),
                };
                quote!(Kind::Record(#fields, #representation))
            }
            (Definition::Variant { constructors, .. }, _)
                if constructors.iter().any(|one| one.result.is_some()) =>
            {
                quote!(Kind::Other("its type is a GADT"))
            }
            (Definition::Variant { constructors, unboxed }, _) => {
                let representation = match unboxed {
                    false => quote!(Representation::Block),
                    true => quote!(Representation::Unboxed),
                };
                let all = constructors.iter().map(|one| self.constructor(one, &mut variables));
                let all: Vec<_> = all.collect();
                quote!(Kind::Variant(&[#(#all),*], #representation))
            }
        };
        (count, kind)
    }

    fn fields(&mut self, fields: &'a [Field], variables: &mut Variables<'a>) -> TokenStream {
        let fields = fields.iter().map(|field| {
            let (name, ty) = (&field.name, self.ty(&field.ty, variables));
            quote!(Field { name: #name, ty: #ty })
        });
        let fields: Vec<_> = fields.collect();
        quote!(&[#(#fields),*])
    }

    fn constructor(&mut self, one: &'a Constructor, variables: &mut Variables<'a>) -> TokenStream {
        let name = &one.name;
        let arguments = match (&one.record, &one.tuple) {
            (Some(fields), _) => {
                let fields = self.fields(fields, variables);
                quote!(Arguments::Record(#fields))
            }
            (None, types) => {
                let types = self.types(types.as_deref().unwrap_or_default(), variables);
                quote!(Arguments::Tuple(#types))
            }
        };
        quote!(Constructor { name: #name, arguments: #arguments })
    }

    fn types(&mut self, types: &'a [Type], variables: &mut Variables<'a>) -> TokenStream {
        let types: Vec<_> = types.iter().map(|ty| self.ty(ty, variables)).collect();
        quote!(&[#(#types),*])
    }

    fn ty(&mut self, ty: &'a Type, variables: &mut Variables<'a>) -> TokenStream {
        match ty {
            Type::Var { weak: true, .. } => {
                // One type, and nobody knows which.
                quote!(&Type::Unknown)
            }
            Type::Var { name, .. } => {
                let number = variables.number(name);
                quote!(&Type::Variable(#number))
            }
            Type::Arrow { label, argument, result } => {
                let label = self::label(label.as_ref());
                let (argument, result) = (self.ty(argument, variables), self.ty(result, variables));
                quote! {
                    &Type::Function(&Arrow { label: #label, argument: #argument, result: #result })
                }
            }
            Type::Tuple { components } => {
                let components = self.types(components, variables);
                quote!(&Type::Tuple(#components))
            }
            // Labels change nothing in memory.
            Type::Labelled { ty, .. } => self.ty(ty, variables),
            Type::Constr { path, origin, arguments } => {
                let arguments = self.types(arguments, variables);
                let declaration = self.reading.declaration(path);
                if declaration.is_none() && *origin != Origin::Language {
                    return quote!(&Type::Other("a type whose declaration wasn't found"));
                }
                let inside = declaration.is_some_and(|declaration| {
                    declaration.inside.is_some()
                        && variables.inside == Some(declaration.module.as_str())
                });
                let link = self.mentioned((path, inside));
                quote!(&Type::Named(Link::to(&#link), #arguments))
            }
            Type::Poly { .. } => quote!(&Type::Other("a type with variables of its own")),
            Type::PolyVariant { closed, tags } => {
                let tags: Vec<_> = tags
                    .iter()
                    .map(|tag| {
                        let name = &tag.name;
                        let argument = match &tag.arguments[..] {
                            [] => quote!(None),
                            [one] => {
                                let one = self.ty(one, variables);
                                quote!(Some(#one))
                            }
                            _ => quote!(Some(&Type::Other("several types at once"))),
                        };
                        quote!(Tag { name: #name, argument: #argument })
                    })
                    .collect();
                quote!(&Type::PolyVariant(&Row { closed: #closed, tags: &[#(#tags),*] }))
            }
            Type::Other { text } => quote!(&Type::Other(#text)),
        }
    }

    /// The static that defines a type.
    fn mentioned(&mut self, mention: Mention<'a>) -> Ident {
        let next = self.numbers.len();
        let number = *self.numbers.entry(mention).or_insert_with(|| {
            self.queue.push_back(mention);
            next
        });
        static_name(number)
    }
}

fn static_name(number: usize) -> Ident {
    Ident::new(&format!("D{number}"), Span::call_site())
}

fn label(label: Option<&Label>) -> TokenStream {
    match label {
        None => quote!(Label::None),
        Some(Label { name, optional: false }) => quote!(Label::Labelled(#name)),
        Some(Label { name, optional: true }) => quote!(Label::Optional(#name)),
    }
}

fn passing(how: &str) -> TokenStream {
    match how {
        "value" => quote!(Passing::Value),
        "untagged" => quote!(Passing::Untagged),
        _ => quote!(Passing::Unboxed),
    }
}
