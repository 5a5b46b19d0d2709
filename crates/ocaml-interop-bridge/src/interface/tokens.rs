//! A schema as the Rust constant that the checks of the macros compare with.

use std::ptr;

use ocaml_interop_schema::form::{
    Arguments, Constructor, Definition, Field, Kind, Label, Link, Passing, Representation, Schema,
    Type,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// A Rust expression of the type `Schema`.
pub fn tokens(schema: &Schema) -> TokenStream {
    let mut printer = Printer { mentioned: Vec::new() };
    let registered = schema.registered.iter().map(|one| {
        let (name, ty, place) = (one.name, printer.ty(one.ty), one.place);
        quote!(Registered { name: #name, ty: #ty, place: #place })
    });
    let registered: Vec<_> = registered.collect();
    let externals = schema.externals.iter().map(|one| {
        let (native, bytecode, name, place) = (one.native, one.bytecode, one.name, one.place);
        let (ty, noalloc) = (printer.ty(one.ty), one.noalloc);
        let (arguments, result) = (one.arguments.iter().map(passing), passing(&one.result));
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
    let definitions = printer.definitions();
    let computes_names = schema.computes_names;
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

struct Printer {
    /// Definitions that were mentioned: each becomes a static, named by its number.
    mentioned: Vec<&'static Definition>,
}

impl Printer {
    /// The definitions of all that was mentioned, and of what they mention.
    fn definitions(&mut self) -> TokenStream {
        let mut definitions = TokenStream::new();
        let mut next = 0;
        while let Some(&definition) = self.mentioned.get(next) {
            let (name, kind) = (static_name(next), self.kind(definition.kind));
            let &Definition { name: shown, key, parameters, doc, symbol, .. } = definition;
            definitions.extend(quote! {
                static #name: Definition = Definition {
                    name: #shown,
                    key: #key,
                    parameters: #parameters,
                    kind: #kind,
                    doc: #doc,
                    symbol: #symbol,
                };
            });
            next += 1;
        }
        definitions
    }

    fn kind(&mut self, kind: Kind) -> TokenStream {
        match kind {
            Kind::Language => quote!(Kind::Language),
            Kind::Abstract => quote!(Kind::Abstract),
            Kind::Boxed => quote!(Kind::Boxed),
            Kind::Alias(ty) => {
                let ty = self.ty(ty);
                quote!(Kind::Alias(#ty))
            }
            Kind::Record(fields, how) => {
                let (fields, how) = (self.fields(fields), representation(how));
                quote!(Kind::Record(#fields, #how))
            }
            Kind::Variant(constructors, how) => {
                let all: Vec<_> = constructors.iter().map(|one| self.constructor(one)).collect();
                let how = representation(how);
                quote!(Kind::Variant(&[#(#all),*], #how))
            }
            Kind::Other(reason) => quote!(Kind::Other(#reason)),
        }
    }

    fn fields(&mut self, fields: &[Field]) -> TokenStream {
        let fields = fields.iter().map(|&Field { name, ty, doc }| {
            let ty = self.ty(ty);
            quote!(Field { name: #name, ty: #ty, doc: #doc })
        });
        let fields: Vec<_> = fields.collect();
        quote!(&[#(#fields),*])
    }

    fn constructor(&mut self, &Constructor { name, arguments, doc }: &Constructor) -> TokenStream {
        let arguments = match arguments {
            Arguments::Tuple(types) => {
                let types = self.types(types);
                quote!(Arguments::Tuple(#types))
            }
            Arguments::Record(fields) => {
                let fields = self.fields(fields);
                quote!(Arguments::Record(#fields))
            }
        };
        quote!(Constructor { name: #name, arguments: #arguments, doc: #doc })
    }

    fn types(&mut self, types: &[&'static Type]) -> TokenStream {
        let types: Vec<_> = types.iter().map(|ty| self.ty(ty)).collect();
        quote!(&[#(#types),*])
    }

    fn ty(&mut self, ty: &'static Type) -> TokenStream {
        let ty = match ty {
            Type::Unknown => quote!(Unknown),
            Type::Variable(number) => quote!(Variable(#number)),
            Type::Named(link, arguments) => {
                let (name, arguments) = (self.mentioned(*link), self.types(arguments));
                quote!(Named(Link::to(&#name), #arguments))
            }
            Type::Tuple(components) => {
                let components = self.types(components);
                quote!(Tuple(#components))
            }
            Type::Function(arrow) => {
                let label = label(arrow.label);
                let (argument, result) = (self.ty(arrow.argument), self.ty(arrow.result));
                quote!(Function(&Arrow { label: #label, argument: #argument, result: #result }))
            }
            Type::PolyVariant(row) => {
                let tags = row.tags.iter().map(|tag| {
                    let name = tag.name;
                    let argument = match tag.argument {
                        None => quote!(None),
                        Some(argument) => {
                            let argument = self.ty(argument);
                            quote!(Some(#argument))
                        }
                    };
                    quote!(Tag { name: #name, argument: #argument })
                });
                let (tags, closed) = (tags.collect::<Vec<_>>(), row.closed);
                quote!(PolyVariant(&Row { closed: #closed, tags: &[#(#tags),*] }))
            }
            Type::Other(what) => quote!(Other(#what)),
            Type::Exception(constructor) => {
                let constructor = self.constructor(constructor);
                quote!(Exception(&#constructor))
            }
        };
        quote!(&Type::#ty)
    }

    /// The static that defines a type.
    fn mentioned(&mut self, link: Link) -> Ident {
        let definition = link.definition();
        let known = self.mentioned.iter().position(|&known| ptr::eq(known, definition));
        static_name(known.unwrap_or_else(|| {
            self.mentioned.push(definition);
            self.mentioned.len() - 1
        }))
    }
}

fn static_name(number: usize) -> Ident {
    Ident::new(&format!("D{number}"), Span::call_site())
}

fn label(label: Label) -> TokenStream {
    match label {
        Label::None => quote!(Label::None),
        Label::Labelled(name) => quote!(Label::Labelled(#name)),
        Label::Optional(name) => quote!(Label::Optional(#name)),
    }
}

fn representation(how: Representation) -> TokenStream {
    match how {
        Representation::Block => quote!(Representation::Block),
        Representation::Flat => quote!(Representation::Flat),
        Representation::Unboxed => quote!(Representation::Unboxed),
    }
}

fn passing(how: &Passing) -> TokenStream {
    match how {
        Passing::Value => quote!(Passing::Value),
        Passing::Unboxed => quote!(Passing::Unboxed),
        Passing::Untagged => quote!(Passing::Untagged),
    }
}
