//! Binds a library of the dune project in `ocaml`, and one from outside.

fn main() {
    ocaml_interop_build::Dune::new("ocaml")
        .bindings(["Stock.Ledger", "Stock.Article", "Filename"])
        .compile("embedded.exe.o");
}
