#[ocaml_interop::export]
impl Clone for Counter {
    fn clone(&self) -> Self { Counter }
}

#[ocaml_interop::export]
impl<T: Send> Holder<T> {
    pub fn get(&self) -> isize { 0 }
}

#[ocaml_interop::export]
impl (A, B) {
    pub fn get() -> isize { 0 }
}

#[ocaml_interop::export]
impl Nothing {
    fn get(&self) -> isize { 0 }
    pub(crate) fn set(&self) {}
}

#[ocaml_interop::export(module = "counter", name = "x")]
impl Counter {
    pub fn owned(self) {}
    pub fn owned_mut(mut self, cr: &mut OCamlRuntime) {}
    pub fn shared(self: std::sync::Arc<Self>) {}
    pub async fn later(&self) {}
    pub unsafe fn dangerous(&mut self) {}
    pub fn generic<T>(&self, value: T) {}
    pub fn late(&self, n: isize, cr: &mut OCamlRuntime) {}
    #[ocaml(noalloc)]
    pub fn noalloc(&mut self, other: &mut Other, cr: &OCamlRuntime) -> Self { Counter }
    #[ocaml(name = "größe")]
    pub fn named(&self) {}
    #[ocaml(skip = "yes", bytecode = "x", tag = "y")]
    pub fn keyed(&self, #[ocaml(as_ = "OCamlInt")] other: &Counter) {}
    pub fn borrowed<'a>(&self, other: &'a Counter) -> &'a str { "" }
    pub fn kept(&'static self, other: &'static Counter) {}
    pub fn text(&self, text: &mut String, path: &Vec<u8>) {}
}
