//! A map of another instance of the functor.

#![allow(dead_code)]

use ocaml_interop::*;

enum Titles {}

// SAFETY: nothing is made of it.
unsafe impl OCamlInstance for Titles {
    type Key = String;
    const TYPE: &'static str = "Titles.t";
    const OF_LIST: &'static std::ffi::CStr = c"Titles.of_list";
}

ocaml! {
    fn ages() -> OCamlMap<Titles, OCamlInt>;
}

fn main() {}
