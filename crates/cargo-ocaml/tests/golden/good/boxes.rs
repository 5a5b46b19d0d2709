//! Rust values that OCaml doesn't see into, and OCaml's types that Rust doesn't.

use std::sync::Mutex;

use ocaml_interop::{
    BoxRoot, DynBox, OCaml, OCamlDescriber, OCamlInt, OCamlList, OCamlRuntime, ToOCaml, export,
};

pub struct Stack(Mutex<Vec<i64>>);

/// A word of OCaml's.
pub struct Object(String);

/// OCaml has it.
#[derive(OCamlDescriber)]
#[ocaml(name = "Buffer.t")]
pub enum Buffer {}

/// OCaml's own.
#[derive(OCamlDescriber)]
pub enum OutChannel {}

#[export]
pub fn started(cr: &mut OCamlRuntime) -> OCaml<DynBox<Stack>> {
    OCaml::box_value(cr, Stack(Mutex::new(Vec::new())))
}

#[export]
pub fn pushed(stack: OCaml<DynBox<Stack>>, #[ocaml(as_ = "OCamlInt")] n: i64) -> isize {
    let mut stack = stack.as_value().0.lock().unwrap();
    stack.push(n);
    stack.len() as isize
}

#[export]
pub fn named<'a>(cr: &'a mut OCamlRuntime, name: String) -> OCaml<'a, Option<DynBox<Object>>> {
    let object = OCaml::box_value(cr, Object(name)).root();
    Some(&object).to_ocaml(cr)
}

#[export]
pub fn name_of(object: OCaml<DynBox<Object>>) -> String {
    object.as_value().0.clone()
}

#[export]
pub fn first(boxes: OCaml<OCamlList<DynBox<Vec<(i64, String)>>>>) -> isize {
    boxes.hd().map_or(0, |first| first.as_value().len() as isize)
}

#[export]
pub fn applied(cr: &mut OCamlRuntime, f: BoxRoot<fn(OCamlInt) -> OCamlInt>) -> BoxRoot<fn(OCamlInt) -> OCamlInt> {
    let _ = cr;
    f
}

#[export]
pub fn same_buffer(buffer: OCaml<Buffer>) -> OCaml<Buffer> {
    buffer
}

#[export]
pub fn same_channel(channel: OCaml<OutChannel>) -> OCaml<OutChannel> {
    channel
}
