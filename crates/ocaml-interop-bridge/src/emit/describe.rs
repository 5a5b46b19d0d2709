//! A type's description: the name of the OCaml type, and what its values are.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::{GenericParam, LitStr, Type};

use super::bounds::bounded;
use super::{Context, boxed, here, kept, library, local, private, private_at, text};
use crate::ir::{Constructor, Field, Shape, Style, Trait, TypeDef};
use crate::symbols::Kind;
use crate::syntax;

/// `OCamlDescriber`.
pub(super) fn describe(ty: &TypeDef, context: &Context) -> TokenStream {
    let (library, private, rust) = (library(), private(), &ty.rust);
    let generics = bounded(ty, Trait::OCamlDescriber);
    let (parameters, _, clause) = generics.split_for_impl();
    let arguments = ty.generics.type_params().map(|parameter| {
        let parameter = &parameter.ident;
        quote_spanned! {Span::mixed_site()=>
            <#parameter as #library::OCamlDescriber>::ocaml_type_name()
        }
    });
    let name = ty.ocaml_name();
    let format = match ty.generics.type_params().count() {
        0 => name,
        1 => format!("{{}} {name}"),
        several => format!("({}) {name}", vec!["{}"; several].join(", ")),
    };
    let format = LitStr::new(&format, Span::mixed_site());
    let symbol = context.symbol(Kind::Type, &ty.ocaml_name(), ty.hash);
    let (description, kept) = match ty.shape {
        // A marker is a name only.
        Shape::Opaque(_) => (description(ty, ""), TokenStream::new()),
        _ => (
            description(ty, &symbol.to_string()),
            kept(
                &symbol,
                &quote_spanned!(Span::mixed_site()=> u8),
                &quote_spanned!(Span::mixed_site()=> 0),
            ),
        ),
    };
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #parameters #library::OCamlDescriber for #rust #clause {
            fn ocaml_type_name() -> ::std::string::String {
                ::std::format!(#format, #(#arguments),*)
            }
            const DESCRIPTION: &'static #private::form::Type = #description;
        }
        const _: () = { #kept };
    }
}

/// The type: its definition, which is the same for all arguments, and the arguments. The definition
/// is a static, so that those of recursive types can refer to each other.
fn description(ty: &TypeDef, symbol: &str) -> TokenStream {
    let private = private();
    let Some(parameters) = Parameters::of(ty) else {
        return quote_spanned!(Span::mixed_site()=> &#private::form::Type::Unknown);
    };
    let name = ty.ocaml_name();
    let own = syntax::plain(&ty.name);
    let doc = text(&ty.doc);
    let count = parameters.names.len();
    let kind = parameters.kind(ty);
    let library = library();
    let arguments = ty.generics.type_params().map(|parameter| {
        let parameter = &parameter.ident;
        quote_spanned! {Span::mixed_site()=>
            <#parameter as #library::OCamlDescriber>::DESCRIPTION
        }
    });
    quote_spanned! {Span::mixed_site()=>
        {
            #[allow(unused_imports)]
            use #private::Undescribed as _;
            static DEFINITION: #private::form::Definition = #private::form::Definition {
                name: #name,
                // Functions may have types of one name.
                key: ::core::concat!(
                    ::core::module_path!(), "::", #own, " ", ::core::line!(), " ", ::core::column!()
                ),
                parameters: #count,
                kind: #kind,
                doc: #doc,
                symbol: #symbol,
            };
            &#private::form::Type::Named(
                #private::form::Link::to(&DEFINITION),
                &[#(#arguments),*],
            )
        }
    }
}

/// A type's parameters, which its definition knows by their numbers.
pub(super) struct Parameters {
    names: Vec<Ident>,
    /// The type itself, of numbered parameters.
    this: Type,
}

impl Parameters {
    /// Of a type that has none.
    pub fn none(this: &Type) -> Parameters {
        Parameters { names: Vec::new(), this: this.clone() }
    }

    /// `None` where the definition can't be written without the arguments: where a parameter is a
    /// constant, or must have some trait, which the stand-in for it doesn't.
    fn of(ty: &TypeDef) -> Option<Parameters> {
        let generics = &ty.generics;
        let is_bound = |bound: &syn::TypeParamBound| match bound {
            syn::TypeParamBound::Trait(bound) => {
                matches!(bound.modifier, syn::TraitBoundModifier::None)
            }
            syn::TypeParamBound::Lifetime(_) => false,
            _ => true,
        };
        let is_free = |parameter: &GenericParam| match parameter {
            GenericParam::Type(parameter) => !parameter.bounds.iter().any(is_bound),
            GenericParam::Lifetime(_) => true,
            GenericParam::Const(_) => false,
        };
        let has_clause = generics.where_clause.as_ref().is_some_and(|c| !c.predicates.is_empty());
        if has_clause || !generics.params.iter().all(is_free) {
            return None;
        }
        let names: Vec<_> = generics.type_params().map(|p| p.ident.clone()).collect();
        let mut parameters = Parameters { names, this: ty.rust.clone() };
        parameters.this = parameters.replaced(&ty.rust);
        Some(parameters)
    }

    /// What the type's values are.
    fn kind(&self, ty: &TypeDef) -> TokenStream {
        let private = private();
        let kind = |name: &str| {
            let kind = local(name);
            quote_spanned!(Span::mixed_site()=> #private::form::Kind::#kind)
        };
        let block = local(match &ty.shape {
            Shape::Unboxed(_) => "Unboxed",
            _ => "Block",
        });
        let representation =
            quote_spanned!(Span::mixed_site()=> #private::form::Representation::#block);
        match &ty.shape {
            Shape::Opaque(_) => kind("Abstract"),
            Shape::Record(one) | Shape::Unboxed(one) if one.style == Style::Named => {
                let (kind, fields) = (kind("Record"), self.fields(&one.fields));
                quote_spanned!(Span::mixed_site()=> #kind(#fields, #representation))
            }
            Shape::Record(one) if one.fields.len() > 1 => {
                let (kind, types) = (kind("Alias"), self.types(&one.fields));
                quote_spanned! {Span::mixed_site()=>
                    #kind(&#private::form::Type::Tuple(#types))
                }
            }
            // OCaml has no tuple of one.
            Shape::Record(one) | Shape::Unboxed(one) => {
                let (kind, one) = (kind("Variant"), self.constructor(one));
                quote_spanned!(Span::mixed_site()=> #kind(&[#one], #representation))
            }
            Shape::Variant(all) => {
                let kind = kind("Variant");
                let all = all.iter().map(|one| self.constructor(one));
                quote_spanned!(Span::mixed_site()=> #kind(&[#(#all),*], #representation))
            }
            Shape::PolyVariant(all) => {
                let kind = kind("Alias");
                let tags = all.iter().map(|one| self.tag(one));
                quote_spanned! {Span::mixed_site()=>
                    #kind(&#private::form::Type::PolyVariant(&#private::form::Row {
                        closed: true,
                        tags: &[#(#tags),*],
                    }))
                }
            }
        }
    }

    fn constructor(&self, one: &Constructor) -> TokenStream {
        let private = private();
        let (name, doc, arguments) = (one.tag(), text(&one.doc), self.arguments(one));
        quote_spanned! {Span::mixed_site()=>
            #private::form::Constructor { name: #name, arguments: #arguments, doc: #doc }
        }
    }

    /// The arguments of a constructor.
    pub fn arguments(&self, one: &Constructor) -> TokenStream {
        let private = private();
        let (style, arguments) = match one.style {
            Style::Named => ("Record", self.fields(&one.fields)),
            Style::Unit | Style::Tuple => ("Tuple", self.types(&one.fields)),
        };
        let style = local(style);
        quote_spanned!(Span::mixed_site()=> #private::form::Arguments::#style(#arguments))
    }

    /// A tag of several arguments has a tuple of them.
    fn tag(&self, one: &Constructor) -> TokenStream {
        let private = private();
        let name = one.tag();
        let argument = match &one.fields[..] {
            [] => quote_spanned!(Span::mixed_site()=> ::core::option::Option::None),
            [single] => {
                let ty = self.ty(single);
                quote_spanned!(Span::mixed_site()=> ::core::option::Option::Some(#ty))
            }
            several => {
                let types = self.types(several);
                quote_spanned! {Span::mixed_site()=>
                    ::core::option::Option::Some(&#private::form::Type::Tuple(#types))
                }
            }
        };
        quote_spanned! {Span::mixed_site()=>
            #private::form::Tag { name: #name, argument: #argument }
        }
    }

    fn fields(&self, fields: &[Field]) -> TokenStream {
        let private = private();
        let fields = fields.iter().map(|field| {
            let name = match &field.member {
                syn::Member::Named(name) => syntax::plain(name),
                syn::Member::Unnamed(_) => String::new(),
            };
            let (ty, doc) = (self.ty(field), text(&field.doc));
            quote_spanned! {Span::mixed_site()=>
                #private::form::Field { name: #name, ty: #ty, doc: #doc }
            }
        });
        quote_spanned!(Span::mixed_site()=> &[#(#fields),*])
    }

    fn types(&self, fields: &[Field]) -> TokenStream {
        let types = fields.iter().map(|field| self.ty(field));
        quote_spanned!(Span::mixed_site()=> &[#(#types),*])
    }

    /// The description of a field's OCaml type.
    fn ty(&self, field: &Field) -> TokenStream {
        let Some(ty) = field.marker.as_ref().or(field.ty.as_ref()) else {
            let private = private();
            return quote_spanned!(Span::mixed_site()=> &#private::form::Type::Unknown);
        };
        let is_fixed =
            |inside: &Type| !self.names.iter().any(|name| syntax::mentions(inside, name));
        let (here, (ty, boxes)) = (here(ty), boxed::named(ty.clone(), is_fixed));
        let (ty, private) = (self.replaced(&ty), private_at(here));
        let described = quote_spanned!(here=> #private::Described::<#ty>::TYPE);
        match boxes.is_empty() {
            true => described,
            false => quote_spanned!(here=> { #boxes #described }),
        }
    }

    /// A type with the parameters exchanged for their numbers.
    fn replaced(&self, ty: &Type) -> Type {
        syntax::replace_parameters(ty, &self.names, Some(&self.this), super::variable)
    }
}
