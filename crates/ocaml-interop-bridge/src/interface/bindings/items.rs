//! Types that are written out, from their declarations.

use std::collections::BTreeSet;

use super::names;
use super::types::{Place, Plan, Reason, Types};
use super::walk::{components, parameters, paths};
use crate::interface::model::{
    Constructor, Declaration, Definition, Field, RecordRepresentation, Type,
};

/// A type that is written out.
#[derive(Debug)]
pub(super) struct TypeItem {
    /// The Rust module that it stands in.
    pub module: Vec<String>,
    /// Its name there.
    pub name: String,
    /// OCaml's path.
    pub path: String,
    pub parameters: Vec<String>,
    pub doc: Option<String>,
    pub body: Body,
    /// Can be compared, copied and shown.
    pub is_plain: bool,
    /// OCaml lets nobody else make values.
    pub is_private: bool,
}

/// What a type's values are in Rust.
#[derive(Debug)]
pub(super) enum Body {
    /// Passed on as they are, for the reason given, if OCaml shows more.
    Opaque(Option<String>),
    Record {
        fields: Vec<FieldItem>,
        is_unboxed: bool,
        is_mutable: bool,
    },
    Variant {
        variants: Vec<VariantItem>,
        is_unboxed: bool,
        is_polymorphic: bool,
    },
}

/// A field, or an argument of a constructor.
#[derive(Debug)]
pub(super) struct FieldItem {
    /// Empty where it has none.
    pub name: String,
    pub doc: Option<String>,
    /// The Rust type.
    pub ty: String,
    /// The OCaml type, where it isn't the default one.
    pub marker: Option<String>,
}

/// A constructor or tag.
#[derive(Debug)]
pub(super) struct VariantItem {
    pub name: String,
    /// OCaml's name, where a tag is spelled otherwise.
    pub tag: Option<String>,
    pub doc: Option<String>,
    pub fields: Vec<FieldItem>,
}

impl<'a> Types<'a> {
    /// A type, written out.
    pub fn item(&mut self, path: &str) -> TypeItem {
        let reading = self.reading;
        let (module, name) = self.place(path);
        let declaration = reading.declaration(path);
        let parameters = declaration.map(parameters).unwrap_or_default();
        let body = match (self.plan(path), declaration) {
            (Plan::Structure, Some(declaration)) => {
                self.body(declaration, &module).unwrap_or_else(|why| Body::Opaque(Some(why)))
            }
            (Plan::Opaque(reason), _) => Body::Opaque(reason),
            _ => Body::Opaque(None),
        };
        TypeItem {
            is_plain: self.is_plain(path, &mut BTreeSet::new()),
            module,
            name,
            path: path.to_owned(),
            parameters,
            doc: declaration.and_then(|declaration| declaration.doc.clone()),
            body,
            is_private: declaration.is_some_and(|declaration| declaration.private),
        }
    }

    /// What its values are; the reason, where Rust can't have them.
    pub fn body(
        &mut self,
        declaration: &'a Declaration,
        module: &[String],
    ) -> Result<Body, Reason> {
        let place = Place::definition(module, declaration);
        match (&declaration.definition, &declaration.manifest) {
            (Definition::Record { fields, representation }, _) => Ok(Body::Record {
                fields: self.fields(fields, place)?,
                is_unboxed: *representation == RecordRepresentation::Unboxed,
                is_mutable: fields.iter().any(|field| field.mutable),
            }),
            (Definition::Variant { constructors, .. }, _) if constructors.is_empty() => {
                Err("it has no value".to_owned())
            }
            (Definition::Variant { constructors, unboxed }, _) => {
                let variants: Result<Vec<_>, _> =
                    constructors.iter().map(|one| self.constructor(one, place)).collect();
                let variants = variants?;
                all_differ(variants.iter().map(|one| &*one.name))?;
                Ok(Body::Variant { variants, is_unboxed: *unboxed, is_polymorphic: false })
            }
            (_, Some(Type::PolyVariant { tags, .. })) => {
                let mut variants = Vec::new();
                for tag in tags {
                    let arguments = match &tag.arguments[..] {
                        [] => Vec::new(),
                        [Type::Tuple { components }] => components.iter().collect(),
                        [one] => vec![one],
                        _ => return Err(format!("the tag `{} has several types", tag.name)),
                    };
                    let fields = self.positional(arguments, place)?;
                    let name = names::constructor(&tag.name);
                    let other = (name != tag.name).then(|| tag.name.clone());
                    variants.push(VariantItem {
                        name,
                        tag: other,
                        doc: documented(&None, &tag.name),
                        fields,
                    });
                }
                all_differ(variants.iter().map(|one| &*one.name))?;
                Ok(Body::Variant { variants, is_unboxed: false, is_polymorphic: true })
            }
            _ => Err("nothing is shown of it".to_owned()),
        }
    }

    fn constructor(
        &mut self,
        one: &'a Constructor,
        place: Place<'_>,
    ) -> Result<VariantItem, Reason> {
        if one.result.is_some() {
            return Err("it is a GADT".to_owned());
        }
        let fields = match (&one.record, &one.tuple) {
            (Some(fields), _) => self.fields(fields, place)?,
            (None, Some(types)) => self.positional(types.iter().collect(), place)?,
            (None, None) => Vec::new(),
        };
        Ok(VariantItem {
            name: names::constructor(&one.name),
            tag: None,
            doc: documented(&one.doc, &one.name),
            fields,
        })
    }

    fn positional(
        &mut self,
        types: Vec<&'a Type>,
        place: Place<'_>,
    ) -> Result<Vec<FieldItem>, Reason> {
        types.into_iter().map(|ty| self.field(String::new(), None, ty, place)).collect()
    }

    fn fields(&mut self, fields: &'a [Field], place: Place<'_>) -> Result<Vec<FieldItem>, Reason> {
        let field = |field: &'a Field| {
            self.field(
                names::value(&field.name),
                documented(&field.doc, &field.name),
                &field.ty,
                place,
            )
        };
        let fields: Vec<_> = fields.iter().map(field).collect::<Result<_, _>>()?;
        all_differ(fields.iter().map(|field| &*field.name))?;
        Ok(fields)
    }

    fn field(
        &mut self,
        name: String,
        doc: Option<String>,
        ty: &'a Type,
        place: Place<'_>,
    ) -> Result<FieldItem, Reason> {
        let rust = self.rust(ty, place)?;
        let marker = (!rust.is_default).then_some(rust.marker);
        Ok(FieldItem { name, doc, ty: rust.ty, marker })
    }

    /// Whether a type can be compared, copied and shown: there is no root in it, however deep.
    fn is_plain(&mut self, path: &str, under_way: &mut BTreeSet<String>) -> bool {
        if !under_way.insert(path.to_owned()) {
            return true;
        }
        if matches!(self.plan(path), Plan::Opaque(_)) {
            return false;
        }
        let Some(declaration) = self.reading.declaration(path) else {
            return false;
        };
        let place = Place::definition(&[], declaration).behind();
        let mut types = Vec::new();
        components(declaration, &mut types);
        types.into_iter().all(|ty| {
            let is_no_root = self.rust(ty, place).is_ok_and(|rust| rust.is_plain);
            let mut mentioned = Vec::new();
            paths(ty, &mut mentioned);
            is_no_root
                && mentioned.into_iter().all(|path| match self.plan(path) {
                    Plan::Structure | Plan::Alias => self.is_plain(path, under_way),
                    // Only a root holds one, if anything does.
                    Plan::Opaque(_) => true,
                })
        })
    }

    /// Whether a type contains another, however deep.
    pub fn contains(&self, path: &str, wanted: &str, seen: &mut BTreeSet<String>) -> bool {
        if path == wanted {
            return true;
        }
        if !seen.insert(path.to_owned()) {
            return false;
        }
        let Some(declaration) = self.reading.declaration(path) else {
            return false;
        };
        let mut types = Vec::new();
        components(declaration, &mut types);
        let mut mentioned = Vec::new();
        types.into_iter().for_each(|ty| paths(ty, &mut mentioned));
        mentioned.into_iter().any(|path| self.contains(path, wanted, seen))
    }
}

/// OCaml's documentation of a field or constructor, or its name there.
fn documented(doc: &Option<String>, name: &str) -> Option<String> {
    doc.clone().or_else(|| Some(format!("[{name}]")))
}

/// Names that OCaml tells apart may be one in Rust.
fn all_differ<'n>(names: impl Iterator<Item = &'n str>) -> Result<(), Reason> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(format!("two of its names are `{name}` in Rust"));
        }
    }
    Ok(())
}
