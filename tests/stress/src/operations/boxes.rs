//! Rust values inside OCaml.

use ocaml_interop::{BoxRoot, DynBox, OCaml, OCamlInt, OCamlRuntime, ocaml};

use super::values::allocate_some;
use crate::boxed::Boxed;
use crate::kept::Kept;
use crate::worker::At;

ocaml! {
    fn same_box(value: DynBox<Boxed>) -> DynBox<Boxed>;
    fn exchange_box(slot: OCamlInt, value: DynBox<Boxed>) -> Option<DynBox<Boxed>>;
}

/// A box; one in four holds a root.
fn make(cr: &mut OCamlRuntime, at: &mut At, id: i64) -> BoxRoot<DynBox<Boxed>> {
    let owned = at.random.one_in(4).then(|| Kept::new(cr, id));
    OCaml::box_value(cr, Boxed::new(id, owned)).root()
}

pub(crate) fn boxed(cr: &mut OCamlRuntime, at: &mut At) {
    let id = at.random.id();
    if at.random.one_in(3) {
        // Dead at once.
        OCaml::box_value(cr, Boxed::new(id, None)).as_value().check(id);
        return;
    }
    let root = make(cr, at, id);
    allocate_some(cr, at);
    let again = same_box(cr, &root);
    drop(root);
    again.get(cr).as_value().check(id);
}

pub(crate) fn exchange(cr: &mut OCamlRuntime, at: &mut At) {
    let id = at.random.id();
    let root = make(cr, at, id);
    let before = exchange_box(cr, at.random.index(64), &root);
    drop(root);
    if let Some(before) = before.get(cr).to_option() {
        before.as_value().check_itself();
    }
}
