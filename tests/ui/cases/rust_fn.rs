//! Closures that can't become OCaml functions.

use std::cell::Cell;
use std::rc::Rc;

use ocaml_interop::{OCamlInt, OCamlRuntime, RustFn, ToOCaml};

fn not_send_and_sync() {
    let counter = Rc::new(Cell::new(0));
    let _ = RustFn::new(move |n: isize| {
        counter.set(counter.get() + 1);
        n
    });
}

fn changes_what_it_holds() {
    let mut count = 0;
    let _ = RustFn::new(move |n: isize| {
        count += n;
        count
    });
}

fn borrows() {
    let text = String::from("of the frame");
    let _ = RustFn::new(|n: isize| text.len() as isize + n);
}

fn no_arguments() {
    let _ = RustFn::new(|| 1);
}

fn eight_arguments() {
    let _ = RustFn::new(
        |_: isize, _: isize, _: isize, _: isize, _: isize, _: isize, _: isize, _: isize| 1,
    );
}

fn without_the_runtime() {
    let _: RustFn<fn(isize) -> isize> = RustFn::with_runtime(|n: isize| n);
}

fn other_types(cr: &mut OCamlRuntime) {
    let f = RustFn::new(|text: String| text.len());
    let _ = ToOCaml::<fn(OCamlInt) -> OCamlInt>::to_boxroot(&f, cr);
}

fn main() {}
