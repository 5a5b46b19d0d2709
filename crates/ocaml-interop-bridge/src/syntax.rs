//! Questions that the other rooms ask of Rust's syntax trees.
//!
//! Types are recognised by their last path segment: a macro sees names, not what they resolve to.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Expr, ExprLit, GenericArgument, Lifetime, Lit, LitStr, Meta, Path, PathArguments,
    PathSegment, Type,
};

/// The type without the parentheses and invisible groups around it.
pub fn peel(ty: &Type) -> &Type {
    match ty {
        Type::Paren(inner) => peel(&inner.elem),
        Type::Group(inner) => peel(&inner.elem),
        _ => ty,
    }
}

/// The last segment of a path type: `OCaml<T>` of `ocaml_interop::OCaml<T>`.
pub fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match peel(ty) {
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        _ => None,
    }
}

/// Whether the last segment of the type is `name`.
pub fn is_named(ty: &Type, name: &str) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == name)
}

/// The type arguments of a segment: `T` and `E` of `Result<T, E>`.
pub fn type_arguments(segment: &PathSegment) -> Vec<&Type> {
    generic_arguments(segment)
        .filter_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        })
        .collect()
}

/// The first lifetime argument of a segment: `'a` of `OCaml<'a, T>`.
pub fn lifetime_argument(segment: &PathSegment) -> Option<&Lifetime> {
    generic_arguments(segment).find_map(|argument| match argument {
        GenericArgument::Lifetime(lifetime) => Some(lifetime),
        _ => None,
    })
}

fn generic_arguments(segment: &PathSegment) -> impl Iterator<Item = &GenericArgument> {
    match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => Some(arguments.args.iter()),
        _ => None,
    }
    .into_iter()
    .flatten()
}

/// Whether the type is `()`.
pub fn is_unit(ty: &Type) -> bool {
    matches!(peel(ty), Type::Tuple(tuple) if tuple.elems.is_empty())
}

/// Whether the type is `str` or `[u8]`: what OCaml's strings can be read as in place.
pub fn is_text(ty: &Type) -> bool {
    match peel(ty) {
        Type::Slice(slice) => is_named(&slice.elem, "u8"),
        ty => is_named(ty, "str"),
    }
}

/// The first lifetime in `ty` that `wanted` accepts; a reference without one counts as `'_`.
pub fn find_lifetime(ty: &Type, wanted: impl Fn(&Lifetime) -> bool) -> Option<Lifetime> {
    struct Finder<F>(F, Option<Lifetime>);
    impl<'ast, F: Fn(&Lifetime) -> bool> Visit<'ast> for Finder<F> {
        fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
            if self.1.is_none() && (self.0)(lifetime) {
                self.1 = Some(lifetime.clone());
            }
        }
        fn visit_type_reference(&mut self, reference: &'ast syn::TypeReference) {
            if reference.lifetime.is_none() {
                let elided = Lifetime::new("'_", reference.and_token.span);
                if self.1.is_none() && (self.0)(&elided) {
                    self.1 = Some(elided);
                }
            }
            visit::visit_type_reference(self, reference);
        }
        // The lifetimes of a function type are its own.
        fn visit_type_bare_fn(&mut self, _: &'ast syn::TypeBareFn) {}
    }
    let mut finder = Finder(wanted, None);
    finder.visit_type(ty);
    finder.1
}

/// Whether a type mentions one of these parameters.
pub fn mentions(ty: &Type, parameter: &Ident) -> bool {
    struct Finder<'a>(&'a Ident, bool);
    impl<'ast> Visit<'ast> for Finder<'_> {
        fn visit_path(&mut self, path: &'ast Path) {
            self.1 |= path.segments.first().is_some_and(|first| first.ident == *self.0);
            visit::visit_path(self, path);
        }
    }
    let mut finder = Finder(parameter, false);
    finder.visit_type(ty);
    finder.1
}

/// The type with every lifetime for which `replaced` returns one exchanged.
pub fn replace_lifetimes(ty: &Type, replaced: impl Fn(&Lifetime) -> Option<Lifetime>) -> Type {
    struct Replacer<F>(F);
    impl<F: Fn(&Lifetime) -> Option<Lifetime>> VisitMut for Replacer<F> {
        fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
            if let Some(new) = (self.0)(lifetime) {
                *lifetime = new;
            }
        }
        fn visit_type_bare_fn_mut(&mut self, _: &mut syn::TypeBareFn) {}
    }
    let mut ty = ty.clone();
    Replacer(replaced).visit_type_mut(&mut ty);
    ty
}

/// The type with each parameter exchanged for what `numbered` makes of its number, and `Self` for
/// `this`; every lifetime is `'static`.
pub fn replace_parameters(
    ty: &Type,
    parameters: &[Ident],
    this: Option<&Type>,
    numbered: impl Fn(usize) -> Type,
) -> Type {
    struct Replacer<'a, F>(&'a [Ident], Option<&'a Type>, F);
    impl<F: Fn(usize) -> Type> VisitMut for Replacer<'_, F> {
        fn visit_type_mut(&mut self, ty: &mut Type) {
            let named = match ty {
                Type::Path(path) if path.qself.is_none() => path.path.get_ident(),
                _ => None,
            };
            let number = named.and_then(|name| self.0.iter().position(|known| known == name));
            match (number, named, self.1) {
                (Some(number), ..) => *ty = (self.2)(number),
                (None, Some(name), Some(this)) if name == "Self" => *ty = this.clone(),
                _ => visit_mut::visit_type_mut(self, ty),
            }
        }
    }
    let forever = |_: &Lifetime| Some(Lifetime::new("'static", Span::call_site()));
    let mut ty = replace_lifetimes(ty, forever);
    Replacer(parameters, this, numbered).visit_type_mut(&mut ty);
    ty
}

/// The type with `this` in the place of `Self`.
pub fn replace_self(ty: &Type, this: &Type) -> Type {
    struct Replacer<'a>(&'a Type);
    impl VisitMut for Replacer<'_> {
        fn visit_type_mut(&mut self, ty: &mut Type) {
            match ty {
                Type::Path(path) if path.qself.is_none() && path.path.is_ident("Self") => {
                    *ty = self.0.clone();
                }
                _ => visit_mut::visit_type_mut(self, ty),
            }
        }
    }
    let mut ty = ty.clone();
    Replacer(this).visit_type_mut(&mut ty);
    ty
}

/// Whether a Rust value of the type may live inside OCaml: a name, and none that is known to be
/// something else.
pub fn may_be_custom(ty: &Type) -> bool {
    const NEVER: [&str; 20] = [
        "String",
        "str",
        "bool",
        "char",
        "f32",
        "f64",
        "i8",
        "i16",
        "i32",
        "i64",
        "i128",
        "isize",
        "u8",
        "u16",
        "u32",
        "u64",
        "u128",
        "usize",
        "OCamlRuntime",
        "Path",
    ];
    last_segment(ty).is_some_and(|segment| {
        segment.arguments.is_none() && !NEVER.iter().any(|never| segment.ident == never)
    })
}

/// Gives every type of one of these names that says no lifetime, or `'_`, this one.
pub fn fill_lifetime(ty: &mut Type, names: &[&str], lifetime: &Lifetime) {
    struct Filler<'a>(&'a [&'a str], &'a Lifetime);
    impl VisitMut for Filler<'_> {
        fn visit_path_segment_mut(&mut self, segment: &mut PathSegment) {
            visit_mut::visit_path_segment_mut(self, segment);
            if !self.0.iter().any(|name| segment.ident == name) {
                return;
            }
            let PathArguments::AngleBracketed(arguments) = &mut segment.arguments else {
                return;
            };
            match arguments.args.first_mut() {
                Some(GenericArgument::Lifetime(given)) if given.ident == "_" => {
                    *given = self.1.clone();
                }
                Some(GenericArgument::Lifetime(_)) => {}
                _ => arguments.args.insert(0, GenericArgument::Lifetime(self.1.clone())),
            }
        }
    }
    Filler(names, lifetime).visit_type_mut(ty);
}

/// The string literal behind an expression, if it is one.
pub fn string_literal(expr: &Expr) -> Option<&LitStr> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text),
        Expr::Group(group) => string_literal(&group.expr),
        _ => None,
    }
}

/// Whether the attribute decides if the item exists: `#[cfg(…)]`, or `#[cfg_attr(…, cfg(…))]`.
pub fn is_conditional(attribute: &Attribute) -> bool {
    if attribute.path().is_ident("cfg_attr") {
        let Meta::List(list) = &attribute.meta else {
            return false;
        };
        let tokens = list.tokens.clone().into_iter();
        return tokens.skip(1).any(|token| token.to_string() == "cfg");
    }
    attribute.path().is_ident("cfg")
}

/// A type as messages show it: without the spaces that the tokens bring.
pub fn show(ty: &Type) -> String {
    let mut shown = ty.to_token_stream().to_string();
    for (spaced, tight) in [
        (" < ", "<"),
        ("< ", "<"),
        (" <", "<"),
        (" >", ">"),
        ("& ", "&"),
        (" ,", ","),
        (" :: ", "::"),
        ("[ ", "["),
        (" ]", "]"),
        ("( ", "("),
        (" )", ")"),
        (" ;", ";"),
    ] {
        shown = shown.replace(spaced, tight);
    }
    shown
}

/// The name of an identifier as a string, without a raw identifier's `r#`.
pub fn plain(ident: &Ident) -> String {
    use syn::ext::IdentExt;
    ident.unraw().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn types_are_known_by_their_last_segment() {
        let ty: Type = parse_quote!((ocaml_interop::OCaml<'a, String>));
        assert!(is_named(&ty, "OCaml"));
        let segment = last_segment(&ty).unwrap();
        assert_eq!(lifetime_argument(segment).unwrap().ident, "a");
        assert_eq!(type_arguments(segment), [&parse_quote!(String)]);
        assert!(!is_named(&parse_quote!(<T as Trait>::OCaml), "OCaml"));
    }

    #[test]
    fn lifetimes_are_found_also_where_they_are_elided() {
        let elided = |l: &Lifetime| l.ident == "_";
        assert!(find_lifetime(&parse_quote!(Vec<&str>), elided).is_some());
        assert!(find_lifetime(&parse_quote!(Vec<&'static str>), elided).is_none());
        assert!(find_lifetime(&parse_quote!(fn(&str)), elided).is_none());
    }

    #[test]
    fn lifetimes_are_filled_where_none_is_said() {
        let mut ty: Type = parse_quote!(Result<OCaml<String>, OCaml<'a, T>>);
        fill_lifetime(&mut ty, &["OCaml"], &parse_quote!('gc));
        let expected: Type = parse_quote!(Result<OCaml<'gc, String>, OCaml<'a, T>>);
        assert_eq!(ty.to_token_stream().to_string(), expected.to_token_stream().to_string());
    }

    #[test]
    fn a_parameter_is_mentioned_as_a_path_only() {
        let p: Ident = parse_quote!(P);
        assert!(mentions(&parse_quote!(Vec<Option<P>>), &p));
        assert!(mentions(&parse_quote!(<P as Tr>::Out), &p));
        assert!(!mentions(&parse_quote!(Vec<other::P>), &p));
    }

    #[test]
    fn conditions_hide_in_cfg_attr() {
        assert!(is_conditional(&parse_quote!(#[cfg(unix)])));
        assert!(is_conditional(&parse_quote!(#[cfg_attr(unix, cfg(test))])));
        assert!(!is_conditional(&parse_quote!(#[cfg_attr(unix, inline)])));
        assert!(!is_conditional(&parse_quote!(#[inline])));
    }
}
