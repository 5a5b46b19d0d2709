//! Declarations of OCaml's functions.
use ocaml_interop::*;

ocaml! {
    pub fn body(a: String) -> String { a }
    fn generic<T: Copy>(a: T) -> T;
    fn runtime(cr: &mut OCamlRuntime, a: String);
    fn handles(a: OCaml<String>, b: &str) -> BoxRoot<String>;
    fn method(&self, (a, b): (OCamlInt, OCamlInt));
    async fn future();
    #[ocaml(catch = "all", name = "", unboxed)]
    fn keys(a: OCamlInt);
    struct NotAFunction;
}

fn main() {}
