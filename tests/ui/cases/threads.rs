//! Handles, values and the guard stay on their thread; what Rust puts inside OCaml doesn't.

use std::rc::Rc;

use ocaml_interop::{BoxRoot, OCaml, OCamlRuntime, ToOCaml};

fn sent<T: Send>(_: T) {}

fn handle(cr: &mut OCamlRuntime) {
    sent(cr);
}

fn value(cr: &mut OCamlRuntime) {
    let text: OCaml<String> = "here".to_ocaml(cr);
    sent(text);
}

fn reference(root: &BoxRoot<String>) {
    let reference: ocaml_interop::OCamlRef<String> = root;
    sent(reference);
}

fn guard() {
    sent(OCamlRuntime::init());
}

fn boxed(cr: &mut OCamlRuntime) {
    OCaml::box_value(cr, Rc::new(1));
}

fn roots_may(root: BoxRoot<String>) {
    sent(&root);
    sent(root);
}

fn main() {}
