ocaml! {
    pub fn body(a: String) -> String { a }
    fn generic<T: Copy>(a: T) -> T;
    fn runtime(cr: &mut OCamlRuntime, a: String);
    fn handles(a: OCaml<String>, b: OCamlRef<OCamlInt>, c: &str, d: impl ToOCaml<String>) -> BoxRoot<String>;
    fn method(&self, (a, b): (OCamlInt, OCamlInt), mut c: String, _: String);
    async fn future();
    extern "C" fn foreign();
    #[ocaml(catch = "all", name = "", unboxed)]
    fn keys(#[ocaml(as_ = "OCamlInt")] a: OCamlInt, #[ocaml(what)] b: OCamlInt);
}

ocaml! {
    struct NotAFunction;
}

ocaml! {
    fn unfinished(a: String) fn next();
    fn sound();
    enum NorThis {}
}
