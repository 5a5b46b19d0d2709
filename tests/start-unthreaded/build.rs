//! Embeds the OCaml program, without threads.

fn main() {
    ocaml_interop_build::Build::new().folder("ocaml").threads(false).compile();
}
