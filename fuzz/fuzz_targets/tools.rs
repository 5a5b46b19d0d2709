//! Any text as what ocamlopt, ocamlfind and ocamlobjinfo print: `cargo +nightly fuzz run tools`.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    ocaml_interop_config::read_anything(text);
    ocaml_interop_build::read_anything(text);
});
