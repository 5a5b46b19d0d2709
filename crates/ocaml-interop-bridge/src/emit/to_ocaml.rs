//! Rust values to OCaml: a value is shown to the library, which counts its words and writes it.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Ident, Member};

use super::bounds::{bounded, marker, place_of};
use super::{library, local, private, private_at};
use crate::ir::{Constructor, Field, Representation, Shape, Style, Trait, TypeDef};
use crate::syntax;

/// `Shape`, `ToOCaml` and, for the default conversion, `DefaultOCamlMapping`.
pub(super) fn to_ocaml(ty: &TypeDef) -> TokenStream {
    let (library, private) = (library(), private());
    let (rust, ocaml) = (&ty.rust, &ty.marker);
    let generics = bounded(ty, Trait::ToOCaml);
    let (parameters, _, clause) = generics.split_for_impl();
    let (visitor, body, conversion) = (local("visitor"), visit(ty), conversion(ty));
    let mapping = ty.is_default.then(|| {
        quote_spanned! {Span::mixed_site()=>
            #[automatically_derived]
            impl #parameters #library::DefaultOCamlMapping for #rust #clause {
                type OCamlType = #ocaml;
            }
        }
    });
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        unsafe impl #parameters #private::Shape<#ocaml> for #rust #clause {
            #[inline(always)]
            fn visit<__Visitor: #private::Visitor>(&self, #visitor: __Visitor) -> __Visitor::Output {
                #body
            }
        }
        #[automatically_derived]
        unsafe impl #parameters #library::ToOCaml<#ocaml> for #rust #clause {
            #conversion
        }
        #mapping
    }
}

/// The methods of `ToOCaml`, which all go through `Shape`.
fn conversion(ty: &TypeDef) -> TokenStream {
    let (library, private, cr) = (library(), private(), local("cr"));
    let (next, bounds, space) = (local("next"), local("bounds"), local("space"));
    let ocaml = &ty.marker;
    let mut fields = ty.shape.constructors().iter().flat_map(|constructor| &constructor.fields);
    // An expression of the user's may not be evaluated more than once, as writing may.
    let computed = fields.any(|field| field.convert.is_some());
    let build = local(if computed { "build_rooted" } else { "build" });
    let node = ty.is_tree().then(|| {
        let inner = match ty.is_small_tree() {
            true => quote_spanned!(Span::mixed_site()=> __INNER),
            false => quote_spanned!(Span::mixed_site()=> false),
        };
        quote_spanned! {Span::mixed_site()=>
            #[inline(always)]
            unsafe fn write_node<__Mode: #private::Mode, const __INNER: ::core::primitive::bool>(
                &self,
                #space: &mut #private::Space<'_, __Mode>,
            ) -> ::core::option::Option<#library::RawOCaml> {
                // SAFETY: the caller's promise.
                unsafe { #private::write_node::<#ocaml, _, __Mode, #inner>(self, #space) }
            }
        }
    });
    let write = (!computed).then(|| {
        quote_spanned! {Span::mixed_site()=>
            #[inline]
            fn words(&self) -> ::core::primitive::usize {
                #private::words::<#ocaml, _>(self)
            }
            #[inline]
            unsafe fn write_at<__Mode: #private::Mode>(
                &self,
                #next: ::core::primitive::usize,
                #bounds: &mut #private::Bounds,
            ) -> (#library::RawOCaml, ::core::primitive::usize) {
                // SAFETY: the caller's promise.
                unsafe { #private::write_at::<#ocaml, _, __Mode>(self, #next, #bounds) }
            }
            #node
        }
    });
    let float = float(ty);
    quote_spanned! {Span::mixed_site()=>
        #[inline]
        fn to_ocaml<'__gc>(&self, #cr: &'__gc mut #library::OCamlRuntime) -> #library::OCaml<'__gc, #ocaml> {
            #private::#build(self, #cr)
        }
        #write
        #float
    }
}

/// An unboxed type is a float where its only field is one.
fn float(ty: &TypeDef) -> Option<TokenStream> {
    let Shape::Unboxed(constructor) = &ty.shape else {
        return None;
    };
    let [field] = &constructor.fields[..] else {
        return None;
    };
    let (library, pattern) = (library(), pattern(constructor));
    let (binding, field_ty, marker) = (&field.binding, &field.ty, marker(field, Trait::ToOCaml));
    Some(quote_spanned! {Span::mixed_site()=>
        #[inline]
        fn is_float() -> bool {
            <#field_ty as #library::ToOCaml<#marker>>::is_float()
        }
        #[inline]
        fn as_float(&self) -> ::core::option::Option<f64> {
            let #pattern = self;
            <#field_ty as #library::ToOCaml<#marker>>::as_float(#binding)
        }
    })
}

/// Shows the value to the visitor.
fn visit(ty: &TypeDef) -> TokenStream {
    let visitor = local("visitor");
    let single = |constructor: &Constructor, shown: TokenStream| {
        let pattern = pattern(constructor);
        quote_spanned! {Span::mixed_site()=>
            let #pattern = self;
            #visitor.#shown
        }
    };
    match &ty.shape {
        // Records of floats are flat; tuples and generic records never are.
        Shape::Record(record) if record.style == Style::Tuple || is_generic(ty, record) => {
            single(record, show(Representation::Block(0), record))
        }
        Shape::Record(record) => {
            let fields = fields(record);
            single(record, quote_spanned!(Span::mixed_site()=> record(#fields)))
        }
        Shape::Unboxed(one) => {
            let field = fields(one);
            single(one, quote_spanned!(Span::mixed_site()=> unboxed(#field)))
        }
        Shape::Opaque(_) => TokenStream::new(),
        Shape::Variant(_) | Shape::PolyVariant(_) => {
            let represented = ty.shape.represented();
            let arms = represented.into_iter().map(|(representation, constructor)| {
                let (pattern, shown) = (pattern(constructor), show(representation, constructor));
                quote_spanned!(Span::mixed_site()=> #pattern => #visitor.#shown,)
            });
            quote_spanned!(Span::mixed_site()=> match self { #(#arms)* })
        }
    }
}

/// Whether a field's type is a parameter, or made of one. OCaml decides where the record is
/// declared whether it is flat, and a parameter is no float there, whatever it becomes later.
fn is_generic(ty: &TypeDef, record: &Constructor) -> bool {
    let made_of_one = |ocaml: &syn::Type| {
        ty.generics.type_params().any(|parameter| syntax::mentions(ocaml, &parameter.ident))
    };
    record
        .fields
        .iter()
        .any(|field| field.marker.as_ref().or(field.ty.as_ref()).is_some_and(made_of_one))
}

fn show(representation: Representation, constructor: &Constructor) -> TokenStream {
    let fields = fields(constructor);
    match representation {
        Representation::Constant(index) => {
            let index = Literal::usize_unsuffixed(index);
            quote_spanned!(Span::mixed_site()=> constant(#index))
        }
        Representation::Block(tag) => {
            let tag = Literal::usize_unsuffixed(tag);
            quote_spanned!(Span::mixed_site()=> block(#tag, #fields))
        }
        Representation::PolyConstant(hash) => {
            let hash = Literal::i32_unsuffixed(hash);
            quote_spanned!(Span::mixed_site()=> poly_constant(#hash))
        }
        Representation::PolyBlock(hash) => {
            let hash = Literal::i32_unsuffixed(hash);
            quote_spanned!(Span::mixed_site()=> poly_block(#hash, #fields))
        }
    }
}

/// The fields as a nested list, without a limit to their number.
pub(super) fn fields(constructor: &Constructor) -> TokenStream {
    let end = quote_spanned!(Span::mixed_site()=> ());
    constructor.fields.iter().rev().fold(end, |rest, field| {
        let (here, marker) = (place_of(field), marker(field, Trait::ToOCaml));
        let private = private_at(here);
        let binding = &field.binding;
        let value = match &field.convert {
            None => quote_spanned!(here=> #binding),
            Some(expression) => quote_spanned!(here=> &(#expression)),
        };
        quote_spanned!(here=> (#private::field::<#marker, _>(#value), #rest))
    })
}

/// Takes a value apart into its fields.
pub(super) fn pattern(constructor: &Constructor) -> TokenStream {
    let path = &constructor.path;
    let bindings = constructor.fields.iter().map(|field| &field.binding);
    match constructor.style {
        Style::Unit => path.to_token_stream(),
        Style::Tuple => quote_spanned!(Span::mixed_site()=> #path(#(#bindings),*)),
        Style::Named => {
            let bound = constructor.fields.iter().map(named);
            let rest = constructor.open.then(|| quote_spanned!(Span::mixed_site()=> ..));
            quote_spanned!(Span::mixed_site()=> #path { #(#bound,)* #rest })
        }
    }
}

fn named(field: &Field) -> TokenStream {
    let (member, binding) = (&field.member, &field.binding);
    match member {
        Member::Named(name) if same(name, binding) => binding.to_token_stream(),
        _ => quote_spanned!(Span::mixed_site()=> #member: #binding),
    }
}

fn same(name: &Ident, binding: &Ident) -> bool {
    name == binding
}
