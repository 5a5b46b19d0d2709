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

fn into_a_scope(cr: &mut OCamlRuntime) {
    let root: BoxRoot<String> = "here".to_boxroot(cr);
    cr.domain_scope(|scope, cr| {
        let value = root.get(cr);
        let _ = scope.spawn(cr, move |_| value.as_str().len());
    });
    cr.domain_scope(|scope, cr| {
        let _ = scope.spawn(cr, |_| cr.releasing_runtime(|| ()));
    });
}

fn out_of_a_domain(cr: &mut OCamlRuntime) {
    let _ = cr.spawn_domain(|cr| -> OCaml<'static, String> { "there".to_ocaml(cr) });
}

fn roots_may(root: BoxRoot<String>) {
    sent(&root);
    sent(root);
}

fn main() {}
