//! Roots that outlive the domain that made them.

use std::sync::Mutex;

use ocaml_interop::{BoxRoot, OCaml, OCamlRuntime, export};

static KEPT: Mutex<Vec<BoxRoot<String>>> = Mutex::new(Vec::new());

/// Keeps a value in a root.
#[export]
pub fn ad_keep(_cr: &mut OCamlRuntime, text: OCaml<String>) {
    KEPT.lock().expect("not poisoned").push(text.root());
}

/// What the roots hold; makes no root.
#[export]
pub fn ad_kept(cr: &mut OCamlRuntime) -> Vec<String> {
    KEPT.lock().expect("not poisoned").iter().map(|root| root.to_rust(cr)).collect()
}

/// Drops the roots.
#[export]
pub fn ad_drop() {
    KEPT.lock().expect("not poisoned").clear();
}
