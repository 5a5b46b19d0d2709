//! OCaml's side of the border: what compiled OCaml says, as `ocaml-interop-build`'s reader writes it.

mod model;

mod schema;

mod tokens;

pub mod bindings;

pub use model::{
    Attribute, Constructor, Declaration, Definition, Exception, External, Field, File, Item, Label,
    Location, Origin, Place, Primitive, Reading, RecordRepresentation, Registered,
    RegisteredException, Tag, Type, Value,
};
pub use schema::schema;
pub use tokens::tokens;
