//! Embeds the OCaml program.

fn main() {
    ocaml_interop_build::Build::new().folder("ocaml").compile();
}
