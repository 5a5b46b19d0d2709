//! A value ends where something may move it: an allocation, a call, a release of the lock.

use ocaml_interop::{BoxRoot, OCaml, OCamlInt, OCamlRuntime, ToOCaml, ocaml};

ocaml! {
    #[allow(deprecated)] // No OCaml code: not checked.
    fn length(text: String) -> OCamlInt;
}

fn allocation(cr: &mut OCamlRuntime) {
    let first: OCaml<String> = "first".to_ocaml(cr);
    let second: OCaml<String> = "second".to_ocaml(cr);
    println!("{} {}", first.as_str(), second.as_str());
}

fn call(cr: &mut OCamlRuntime, root: &BoxRoot<String>) {
    let text = cr.get(root);
    let length = length(cr, root);
    println!("{} {:?}", text.as_str(), length);
}

fn release(cr: &mut OCamlRuntime, root: &BoxRoot<String>) {
    let text = root.get(cr).as_str();
    cr.releasing_runtime(|| println!("others run"));
    println!("{text}");
}

fn captured(cr: &mut OCamlRuntime, root: &BoxRoot<String>) {
    let text = root.get(cr);
    cr.releasing_runtime(|| println!("{}", text.as_str()));
}

fn reference(cr: &mut OCamlRuntime) {
    let value: OCaml<String> = "moved".to_ocaml(cr);
    let reference = value.as_ref();
    length(cr, reference);
}

fn escaped() -> String {
    let text = OCamlRuntime::with_domain_lock(|cr| {
        let text: OCaml<String> = "gone".to_ocaml(cr);
        text
    });
    text.to_rust()
}

fn main() {}
