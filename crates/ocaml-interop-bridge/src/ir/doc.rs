//! Documentation, as attributes have it.

use syn::{Attribute, Expr, Meta};

/// What stands behind `doc =`, line by line: text, or a macro that brings some.
#[derive(Clone, Debug, Default)]
pub struct Doc(pub Vec<Expr>);

impl Doc {
    /// The documentation among these attributes.
    pub fn of(attributes: &[Attribute]) -> Doc {
        let line = |attribute: &Attribute| match &attribute.meta {
            Meta::NameValue(one) if one.path.is_ident("doc") => Some(one.value.clone()),
            _ => None,
        };
        Doc(attributes.iter().filter_map(line).collect())
    }
}
