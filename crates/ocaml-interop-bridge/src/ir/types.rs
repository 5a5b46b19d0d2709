//! Types that both sides have.

use proc_macro2::Ident;
use syn::{Expr, Generics, LitStr, Member, Path, Type, Visibility};

use super::Doc;
use crate::names;
use crate::symbols::Hash;
use crate::syntax;

/// A record or variant type, with the traits to implement for it.
#[derive(Debug)]
pub struct TypeDef {
    /// Its name in Rust, as messages show it.
    pub name: Ident,
    /// Its parameters.
    pub generics: Generics,
    /// The Rust type.
    pub rust: Type,
    /// The marker of the OCaml type, as in `OCaml<Marker>`.
    pub marker: Type,
    /// The Rust type is its own marker.
    pub marks_itself: bool,
    /// The conversion is the one to use where no marker is named.
    pub is_default: bool,
    /// The name of the OCaml type, where one was given.
    pub ocaml_name: Option<LitStr>,
    /// What its values look like.
    pub shape: Shape,
    /// The traits to implement.
    pub traits: Vec<Trait>,
    /// Its documentation.
    pub doc: Doc,
    /// The hash of its definition.
    pub hash: Hash,
}

/// A trait that the macros implement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trait {
    /// Rust to OCaml.
    ToOCaml,
    /// OCaml to Rust.
    FromOCaml,
    /// The name of the OCaml type.
    OCamlDescriber,
    /// A constant for each field of a record.
    OCamlFields,
}

/// What the values of a type look like.
#[derive(Debug)]
pub enum Shape {
    /// A record: one block. Whether it is flat is the library's to know.
    Record(Constructor),
    /// `[@@unboxed]`: the value of its only field.
    Unboxed(Constructor),
    /// Constructors in OCaml's order.
    Variant(Vec<Constructor>),
    /// Constructors told apart by the hash of their tags.
    PolyVariant(Vec<Constructor>),
    /// No value can be converted: a union, an empty type.
    Opaque(Opaque),
}

/// Why no value of a type can be converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opaque {
    /// A struct without fields.
    NoField,
    /// An enum without variants.
    NoVariant,
    /// A union.
    Union,
}

/// A way to build a value: the record itself, or one constructor of a variant type.
#[derive(Debug)]
pub struct Constructor {
    /// What Rust calls it: `Self`, `Self::Circle`, `Shape::Circle`.
    pub path: Path,
    /// What messages call it, and where they point.
    pub name: Ident,
    /// OCaml's tag, where it differs from the name.
    pub tag: Option<LitStr>,
    /// The form of its fields.
    pub style: Style,
    /// Its fields, in OCaml's order.
    pub fields: Vec<Field>,
    /// Fields may be left out of a pattern.
    pub open: bool,
    /// How Rust builds it, if not by its path.
    pub build: Option<Expr>,
    /// Its documentation.
    pub doc: Doc,
}

/// The form of a constructor's fields in Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `Unit`
    Unit,
    /// `Tuple(…)`
    Tuple,
    /// `Named { … }`
    Named,
}

/// A field, or an argument of a constructor.
#[derive(Debug)]
pub struct Field {
    /// What Rust calls it.
    pub member: Member,
    /// The variable that holds it in generated code.
    pub binding: Ident,
    /// What messages call it: `name`, `Circle.0`.
    pub label: String,
    /// Its Rust type, where the macro sees it.
    pub ty: Option<Type>,
    /// Its OCaml type, if it isn't the default one.
    pub marker: Option<Type>,
    /// What to convert instead of the field itself.
    pub convert: Option<Expr>,
    /// Who sees it in Rust.
    pub visibility: Visibility,
    /// OCaml may change it.
    pub is_mutable: bool,
    /// Its documentation.
    pub doc: Doc,
}

/// How a constructor is told apart from its siblings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Representation {
    /// An immediate, numbered among the constant constructors.
    Constant(usize),
    /// A block, its tag numbered among the others.
    Block(usize),
    /// An immediate that is a hash.
    PolyConstant(i32),
    /// A block of a hash and a payload.
    PolyBlock(i32),
}

impl TypeDef {
    /// Whether values are converted, in one direction or the other.
    pub fn converts(&self) -> bool {
        self.traits.iter().any(|t| matches!(t, Trait::ToOCaml | Trait::FromOCaml))
    }

    /// Whether it is a variant that names itself, as a tree does: it has leaves.
    pub fn is_tree(&self) -> bool {
        let (Shape::Variant(constructors) | Shape::PolyVariant(constructors)) = &self.shape else {
            return false;
        };
        let itself = Ident::new("Self", self.name.span());
        let names = |ty: &Type| [&self.name, &itself].iter().any(|name| syntax::mentions(ty, name));
        let mut fields = constructors.iter().flat_map(|constructor| &constructor.fields);
        fields.any(|field| field.ty.as_ref().is_some_and(names))
    }

    /// Whether it is a tree that is little code: two of its levels are written by one function, whose
    /// size grows with the square of this.
    pub fn is_small_tree(&self) -> bool {
        const FIELDS: usize = 8;
        let fields = self.shape.constructors().iter().map(|constructor| constructor.fields.len());
        self.is_tree() && fields.sum::<usize>() <= FIELDS
    }

    /// The name of the OCaml type.
    pub fn ocaml_name(&self) -> String {
        let custom = || names::snake_case(&syntax::plain(&self.name));
        self.ocaml_name.as_ref().map_or_else(custom, LitStr::value)
    }
}

impl Shape {
    /// All constructors, one for a record.
    pub fn constructors(&self) -> &[Constructor] {
        match self {
            Self::Record(one) | Self::Unboxed(one) => std::slice::from_ref(one),
            Self::Variant(all) | Self::PolyVariant(all) => all,
            Self::Opaque(_) => &[],
        }
    }

    /// The constructors of a variant type, each with its representation.
    pub fn represented(&self) -> Vec<(Representation, &Constructor)> {
        let (mut constants, mut blocks) = (0.., 0..);
        let poly = matches!(self, Self::PolyVariant(_));
        let represent = |constructor: &Constructor| match (poly, constructor.is_constant()) {
            (true, true) => Representation::PolyConstant(names::hash_tag(&constructor.tag())),
            (true, false) => Representation::PolyBlock(names::hash_tag(&constructor.tag())),
            (false, true) => Representation::Constant(constants.next().unwrap_or(usize::MAX)),
            (false, false) => Representation::Block(blocks.next().unwrap_or(usize::MAX)),
        };
        let represented = self.constructors().iter().map(represent).collect::<Vec<_>>();
        represented.into_iter().zip(self.constructors()).collect()
    }
}

impl Constructor {
    /// A constructor without arguments is an immediate value.
    pub fn is_constant(&self) -> bool {
        self.fields.is_empty()
    }

    /// OCaml's name for it.
    pub fn tag(&self) -> String {
        let own = || syntax::plain(&self.name);
        self.tag.as_ref().map_or_else(own, LitStr::value)
    }
}
