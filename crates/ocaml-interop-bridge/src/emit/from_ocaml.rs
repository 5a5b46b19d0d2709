//! OCaml values to Rust: the library checks and reads, the generated code puts together.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote_spanned};

use super::bounds::{bounded, marker, place_of};
use super::{library, local, private, private_at};
use crate::ir::{Constructor, Field, Representation, Shape, Style, Trait, TypeDef};
use crate::syntax;

/// `FromOCaml` and, for the default conversion, the mappings that say so.
pub(super) fn from_ocaml(ty: &TypeDef) -> TokenStream {
    let (library, private, value) = (library(), private(), local("value"));
    let (place, reader) = (local("place"), local("reader"));
    let (rust, ocaml) = (&ty.rust, &ty.marker);
    let generics = bounded(ty, Trait::FromOCaml);
    let (parameters, _, clause) = generics.split_for_impl();
    let (body, leaf, float, mappings) = (body(ty), leaf(ty), float(ty), mappings(ty));
    let (here, into) = match is_placed(ty) {
        true => {
            let here = quote_spanned!(Span::mixed_site()=> #private::read_here(#value, #reader));
            (here, body)
        }
        false => {
            let into = quote_spanned! {Span::mixed_site()=>
                let #value = <Self as #library::FromOCaml<#ocaml>>::read_here(#value, #reader);
                #private::put(#place, #value)
            };
            (body, into)
        }
    };
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        unsafe impl #parameters #library::FromOCaml<#ocaml> for #rust #clause {
            #[inline]
            fn from_ocaml(#value: #library::OCaml<'_, #ocaml>) -> Self {
                #private::from_ocaml(#value)
            }
            #[inline]
            fn try_from_ocaml(
                #value: #library::OCaml<'_, #ocaml>,
            ) -> ::core::result::Result<Self, #library::FromOCamlError> {
                #private::try_from_ocaml(#value)
            }
            #[inline]
            fn read(
                #value: #library::OCaml<'_, #ocaml>,
                #reader: &mut #private::Reader,
            ) -> ::core::result::Result<Self, #library::FromOCamlError> {
                #private::read(#value, #reader)
            }
            #[inline(always)]
            fn read_here(
                #value: #library::OCaml<'_, #ocaml>,
                #reader: &mut #private::Reader,
            ) -> ::core::result::Result<Self, #library::FromOCamlError> {
                #here
            }
            #[inline]
            fn read_into(
                #value: #library::OCaml<'_, #ocaml>,
                #place: &mut ::core::mem::MaybeUninit<Self>,
                #reader: &mut #private::Reader,
            ) -> ::core::result::Result<(), #library::FromOCamlError> {
                #into
            }
            #leaf
            #float
        }
        #mappings
    }
}

fn mappings(ty: &TypeDef) -> Option<TokenStream> {
    let (library, private) = (library(), private());
    let (rust, ocaml) = (&ty.rust, &ty.marker);
    let generics = bounded(ty, Trait::FromOCaml);
    let (parameters, _, clause) = generics.split_for_impl();
    // One OCaml type may have several Rust types, but a type that is its own marker has itself.
    let inverse = ty.marks_itself.then(|| {
        let mut owned = generics.clone();
        owned.params = owned.params.into_iter().filter(is_no_lifetime).collect();
        let (parameters, _, clause) = owned.split_for_impl();
        quote_spanned! {Span::mixed_site()=>
            #[automatically_derived]
            impl #parameters #library::DefaultRustMapping for #ocaml #clause {
                type RustType = #ocaml;
            }
        }
    });
    ty.is_default.then(|| {
        quote_spanned! {Span::mixed_site()=>
            #[automatically_derived]
            impl #parameters #private::FromOCamlDefault for #rust #clause {
                type OCamlType = #ocaml;
            }
            #inverse
        }
    })
}

fn is_no_lifetime(parameter: &syn::GenericParam) -> bool {
    !matches!(parameter, syn::GenericParam::Lifetime(_))
}

/// An unboxed type can be read from a flat float where its only field can.
fn float(ty: &TypeDef) -> Option<TokenStream> {
    let Shape::Unboxed(constructor) = &ty.shape else {
        return None;
    };
    let [field] = &constructor.fields[..] else {
        return None;
    };
    let (library, float) = (library(), local("float"));
    let (field_ty, marker) = (&field.ty, marker(field, Trait::FromOCaml));
    let read = quote_spanned! {Span::mixed_site()=>
        <#field_ty as #library::FromOCaml<#marker>>::from_float(#float)?
    };
    let built = construct(constructor, vec![read]);
    Some(quote_spanned! {Span::mixed_site()=>
        #[inline]
        fn from_float(#float: f64) -> ::core::result::Result<Self, #library::FromOCamlError> {
            ::core::result::Result::Ok(#built)
        }
    })
}

/// Whether each constructor is put into the value's place by itself.
fn is_placed(ty: &TypeDef) -> bool {
    matches!(ty.shape, Shape::Variant(_) | Shape::PolyVariant(_))
}

/// The body of `read_here`; where constructors are placed, of `read_into`.
fn body(ty: &TypeDef) -> TokenStream {
    let (private, value, block) = (private(), local("value"), local("block"));
    let reader = local("reader");
    let name = syntax::plain(&ty.name);
    match &ty.shape {
        Shape::Opaque(_) => TokenStream::new(),
        Shape::Record(record) => {
            let (count, built) = (count(record), build(record));
            quote_spanned! {Span::mixed_site()=>
                let #block = #private::record(#value, #name, #count)?;
                #built
            }
        }
        Shape::Unboxed(one) => {
            let reads = one.fields.iter().map(|field| {
                let (ocaml, marker) = (&ty.marker, marker(field, Trait::FromOCaml));
                let (field_ty, label, here) = (&field.ty, &field.label, place_of(field));
                let private = private_at(here);
                quote_spanned! {here=>
                    #private::unboxed::<#ocaml, #marker, #field_ty>(#value, #label, #reader)?
                }
            });
            ok(construct(one, reads.collect()))
        }
        Shape::Variant(constructors) => {
            let blocks = constructors.iter().filter(|constructor| !constructor.is_constant());
            let blocks = blocks.map(|constructor| {
                let (label, count) = (syntax::plain(&constructor.name), count(constructor));
                quote_spanned!(Span::mixed_site()=> (#label, #count))
            });
            matched(
                ty,
                "Variant",
                quote_spanned!(Span::mixed_site()=> #private::variant(#value, #name)),
                quote_spanned! {Span::mixed_site()=>
                    #private::no_constructor(#value, #name, &[#(#blocks),*])
                },
            )
        }
        Shape::PolyVariant(_) => matched(
            ty,
            "PolyVariant",
            quote_spanned!(Span::mixed_site()=> #private::poly_variant(#value, #name)?),
            quote_spanned!(Span::mixed_site()=> #private::no_tag(#value, #name)),
        ),
    }
}

/// A `match` over the constructors, as the library views the value, which puts one into the place;
/// `none` is the error where it is none of them.
fn matched(ty: &TypeDef, view: &str, viewed: TokenStream, none: TokenStream) -> TokenStream {
    let (private, reader, view) = (private(), local("reader"), local(view));
    let place = local("place");
    let placed = |value| quote_spanned!(Span::mixed_site()=> #private::put(#place, #value));
    let represented = ty.shape.represented();
    let arms = represented.into_iter().map(|(representation, constructor)| {
        let body = placed(build(constructor));
        let (block, payload, count) = (local("block"), local("payload"), count(constructor));
        match representation {
            Representation::Constant(index) => {
                let index = Literal::usize_unsuffixed(index);
                quote_spanned!(Span::mixed_site()=> #private::#view::Constant(#index) => #body)
            }
            Representation::PolyConstant(hash) => {
                let hash = Literal::i32_unsuffixed(hash);
                quote_spanned!(Span::mixed_site()=> #private::#view::Constant(#hash) => #body)
            }
            Representation::Block(tag) => {
                let tag = Literal::usize_unsuffixed(tag);
                quote_spanned! {Span::mixed_site()=>
                    #private::#view::Block(#block) if #block.is(#tag, #count) => #body
                }
            }
            Representation::PolyBlock(hash) => {
                let hash = Literal::i32_unsuffixed(hash);
                let label = syntax::plain(&constructor.name);
                let body = match &constructor.fields[..] {
                    [single] => {
                        let (here, marker) = (place_of(single), marker(single, Trait::FromOCaml));
                        let read = quote_spanned! {here=>
                            #payload.single::<#marker, _>(#label, #reader)?
                        };
                        placed(finish(constructor, vec![read]))
                    }
                    _ => quote_spanned! {Span::mixed_site()=>
                        let #block = #payload.tuple(#label, #count)?;
                        #body
                    },
                };
                quote_spanned! {Span::mixed_site()=>
                    #private::#view::Block(#hash, #payload) => { #body }
                }
            }
        }
    });
    let arms = arms.map(|arm| quote_spanned!(Span::mixed_site()=> #arm,));
    quote_spanned! {Span::mixed_site()=>
        match #viewed {
            #(#arms)*
            _ => ::core::result::Result::Err(#none),
        }
    }
}

/// `read_leaf` of a tree: of its constructors that may hold nothing but leaves.
fn leaf(ty: &TypeDef) -> Option<TokenStream> {
    if !matches!(ty.shape, Shape::Variant(_)) || !ty.is_tree() {
        return None;
    }
    let (library, private, ocaml) = (library(), private(), &ty.marker);
    let (value, place, reader) = (local("value"), local("place"), local("reader"));
    let (block, leaf, name) = (local("block"), local("leaf"), syntax::plain(&ty.name));
    let arms = ty.shape.represented().into_iter().filter_map(|(representation, constructor)| {
        if constructor.build.is_some() {
            return None;
        }
        let body = build(constructor);
        Some(match representation {
            Representation::Block(tag) => {
                let (tag, count) = (Literal::usize_unsuffixed(tag), count(constructor));
                let are_leaves = are_leaves(constructor)?;
                quote_spanned! {Span::mixed_site()=>
                    #private::Variant::Block(#block) if #are_leaves #block.is(#tag, #count) => {
                        (|| #body)()
                    },
                }
            }
            Representation::Constant(index) => {
                let index = Literal::usize_unsuffixed(index);
                quote_spanned! {Span::mixed_site()=>
                    #private::Variant::Constant(#index) => #body,
                }
            }
            Representation::PolyConstant(_) | Representation::PolyBlock(_) => return None,
        })
    });
    let arms: Vec<TokenStream> = arms.collect();
    let of_leaves = quote_spanned! {Span::mixed_site()=>
        #[inline(always)]
        fn read_leaf(
            #value: #library::OCaml<'_, #ocaml>,
            #place: &mut ::core::mem::MaybeUninit<Self>,
            #reader: &mut #private::Reader,
        ) -> ::core::option::Option<::core::result::Result<(), #library::FromOCamlError>> {
            let #leaf: ::core::result::Result<Self, #library::FromOCamlError> =
                match #private::variant(#value, #name) {
                    #(#arms)*
                    _ => return ::core::option::Option::None,
                };
            ::core::option::Option::Some(#private::put(#place, #leaf))
        }
    };
    (!arms.is_empty()).then_some(of_leaves)
}

/// The condition that a constructor holds nothing but leaves, to stand before another one.
fn are_leaves(constructor: &Constructor) -> Option<TokenStream> {
    let library = library();
    let of_field = |field: &Field| {
        let (ty, marker) = (field.ty.as_ref()?, marker(field, Trait::FromOCaml));
        Some(quote_spanned!(place_of(field)=> <#ty as #library::FromOCaml<#marker>>::IS_LEAF &&))
    };
    constructor.fields.iter().map(of_field).collect()
}

fn count(constructor: &Constructor) -> Literal {
    Literal::usize_unsuffixed(constructor.fields.len())
}

/// Reads the fields from `block` and puts the value together.
fn build(constructor: &Constructor) -> TokenStream {
    let reads = constructor.fields.iter().enumerate().map(|(index, field)| {
        let (index, block) = (Literal::usize_unsuffixed(index), local("block"));
        let reader = local("reader");
        let (label, here, marker) =
            (&field.label, place_of(field), marker(field, Trait::FromOCaml));
        quote_spanned!(here=> #block.field::<#marker, _>(#index, #label, #reader)?)
    });
    finish(constructor, reads.collect())
}

/// Puts the value together, by the user's expression where there is one.
fn finish(constructor: &Constructor, reads: Vec<TokenStream>) -> TokenStream {
    let Some(expression) = &constructor.build else {
        return ok(construct(constructor, reads));
    };
    let names = constructor.fields.iter().map(|field| &field.binding);
    // Every field is read before any name is bound; and an arm may be a block.
    ok(quote_spanned! {Span::mixed_site()=>
        match (#(#reads,)*) { (#(#names,)*) => #expression }
    })
}

fn ok(value: TokenStream) -> TokenStream {
    quote_spanned!(Span::mixed_site()=> ::core::result::Result::Ok(#value))
}

/// The value of its constructor and fields.
pub(super) fn construct(constructor: &Constructor, reads: Vec<TokenStream>) -> TokenStream {
    let path = &constructor.path;
    match constructor.style {
        Style::Unit => path.to_token_stream(),
        Style::Tuple => quote_spanned!(Span::mixed_site()=> #path(#(#reads),*)),
        Style::Named => {
            let members = constructor.fields.iter().map(|field| &field.member);
            quote_spanned!(Span::mixed_site()=> #path { #(#members: #reads),* })
        }
    }
}
