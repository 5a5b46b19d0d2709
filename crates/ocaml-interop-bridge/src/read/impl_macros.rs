//! `impl_conv_ocaml_record!` and its seven sisters, read into the model of the derives.

use proc_macro2::TokenStream;
use syn::{Expr, Generics, Ident, Member, Path};

use super::impl_grammar::{ConstructorEntry, FieldEntry, Mapping, Slots};
use crate::errors::Problem;
use crate::ir::{Constructor, Doc, Field, Shape, Style, Trait, TypeDef};
use crate::report::Report;
use crate::symbols::Hash;
use crate::syntax;

/// Which of the eight macros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImplMacro {
    /// Which conversions it implements.
    pub direction: Direction,
    /// For what kind of type.
    pub kind: Kind,
}

/// `impl_to_…`, `impl_from_…` or `impl_conv_…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Rust to OCaml.
    To,
    /// OCaml to Rust.
    From,
    /// Both.
    Conv,
}

/// `…_record!`, `…_variant!` or `…_polymorphic_variant!`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A record.
    Record,
    /// A variant type.
    Variant,
    /// A polymorphic variant type.
    PolyVariant,
}

/// Reads the input of one of the eight macros.
pub fn impl_macro(which: ImplMacro, input: TokenStream, report: &mut Report) -> Option<TypeDef> {
    let (from, to, shape) = match which.kind {
        Kind::Record => {
            let Mapping { from, to, entries } = report.keep(syn::parse2(input))?;
            (from, to, RawShape::Record(entries))
        }
        Kind::Variant | Kind::PolyVariant => {
            let Mapping { from, to, entries } = report.keep(syn::parse2(input))?;
            (from, to, RawShape::Variant(entries))
        }
    };
    let marks_itself = to.is_none();
    let second = to.unwrap_or_else(|| from.clone());
    let (rust, marker) = match which.direction {
        Direction::From => (second, from),
        Direction::To | Direction::Conv => (from, second),
    };
    let Some(name) = syntax::last_segment(&rust).map(|segment| segment.ident.clone()) else {
        report.problem(&rust, Problem::ImplPathType { ty: syntax::show(&rust) });
        return None;
    };
    let shape = match shape {
        RawShape::Record(entries) => Shape::Record(record(which, &name, entries, report)),
        RawShape::Variant(entries) => {
            let read = |entry| constructor(which, entry, report);
            let all = entries.into_iter().map(read).collect();
            match which.kind {
                Kind::PolyVariant => Shape::PolyVariant(all),
                _ => Shape::Variant(all),
            }
        }
    };
    Some(TypeDef {
        name,
        generics: Generics::default(),
        rust,
        marker,
        marks_itself,
        // Two names say that this is one mapping of perhaps several.
        is_default: marks_itself,
        ocaml_name: None,
        shape,
        traits: match which.direction {
            Direction::To => vec![Trait::ToOCaml],
            Direction::From => vec![Trait::FromOCaml],
            Direction::Conv => vec![Trait::ToOCaml, Trait::FromOCaml],
        },
        doc: Doc::default(),
        hash: Hash::NOTHING,
    })
}

enum RawShape {
    Record(Vec<FieldEntry>),
    Variant(Vec<ConstructorEntry>),
}

fn record(
    which: ImplMacro,
    name: &Ident,
    entries: Vec<FieldEntry>,
    report: &mut Report,
) -> Constructor {
    let fields = fields(which, "", Style::Named, entries, report);
    Constructor {
        path: syn::parse_quote!(Self),
        name: name.clone(),
        tag: None,
        style: Style::Named,
        fields,
        open: true,
        build: None,
        doc: Doc::default(),
    }
}

fn constructor(which: ImplMacro, entry: ConstructorEntry, report: &mut Report) -> Constructor {
    let ConstructorEntry { path, slots, expression } = entry;
    let name = path.segments.last().expect("a path has a segment").ident.clone();
    let (style, entries) = match slots {
        Slots::None => (Style::Unit, Vec::new()),
        Slots::Tuple(entries) => (Style::Tuple, entries),
        Slots::Named(entries) => (Style::Named, entries),
    };
    let prefix = format!("{name}.");
    let fields = fields(which, &prefix, style, entries, report);
    let build = build(which, &path, &name, expression, report);
    let open = style == Style::Named;
    Constructor { path, name, tag: None, style, fields, open, build, doc: Doc::default() }
}

/// How the `from` form builds the constructor, where it isn't by its path.
fn build(
    which: ImplMacro,
    path: &Path,
    tag: &Ident,
    expression: Option<Expr>,
    report: &mut Report,
) -> Option<Expr> {
    match (which.direction, &expression) {
        (Direction::To, Some(expression)) => {
            report.problem(expression, Problem::ConstructorExpression);
            None
        }
        (Direction::From, None) if which.kind == Kind::PolyVariant && path.segments.len() == 1 => {
            report.problem(path, Problem::NothingToBuild { tag: tag.to_string() });
            None
        }
        _ => expression,
    }
}

fn fields(
    which: ImplMacro,
    prefix: &str,
    style: Style,
    entries: Vec<FieldEntry>,
    report: &mut Report,
) -> Vec<Field> {
    let read = |(index, entry): (usize, FieldEntry)| {
        let FieldEntry { name, ty, expression } = entry;
        if let (Direction::From, Some(expression)) = (which.direction, &expression) {
            report.problem(expression, Problem::FieldExpression);
        }
        Field {
            label: format!("{prefix}{}", syntax::plain(&name)),
            member: match style {
                Style::Tuple => Member::from(index),
                _ => Member::from(name.clone()),
            },
            binding: name,
            ty: None,
            marker: Some(ty),
            convert: expression,
            visibility: syn::Visibility::Inherited,
            is_mutable: false,
            doc: Doc::default(),
        }
    };
    entries.into_iter().enumerate().map(read).collect()
}

impl ImplMacro {
    /// The macro of this name, such as `impl_to_ocaml_record`.
    pub fn named(name: &str) -> Option<Self> {
        let (direction, kind) = name.strip_prefix("impl_")?.split_once("_ocaml_")?;
        let direction = match direction {
            "to" => Direction::To,
            "from" => Direction::From,
            "conv" => Direction::Conv,
            _ => return None,
        };
        let kind = match kind {
            "record" => Kind::Record,
            "variant" => Kind::Variant,
            "polymorphic_variant" if direction != Direction::Conv => Kind::PolyVariant,
            _ => return None,
        };
        Some(Self { direction, kind })
    }
}
