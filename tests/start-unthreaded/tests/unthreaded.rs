//! Without OCaml's threads library the starting thread works, and another one is told what is
//! missing. Nor is there the library Unix.

use ocaml_interop::{OCamlInt, OCamlRuntime, StandardException, ToOCamlException, ocaml};
use start_unthreaded as _;

ocaml! {
    fn answer() -> OCamlInt;
}

#[test]
fn r06_other_threads_are_told_what_to_link() {
    let _guard = OCamlRuntime::init().expect("OCaml starts");
    let ask = || OCamlRuntime::with_domain_lock(|cr| answer(cr).to_rust::<i64>(cr));
    assert_eq!(ask(), 42);

    let refused = std::thread::spawn(ask).join().expect_err("no threads library");
    let message = refused.downcast_ref::<String>().expect("a text");
    assert!(message.contains("add `threads.posix`"), "{message}");

    assert_eq!(ask(), 42);

    OCamlRuntime::with_domain_lock(|cr| {
        let (function, argument) = ("open".to_owned(), "/none".to_owned());
        let exception = StandardException::UnixError { code: 2, function, argument };
        let raised = exception.to_ocaml_exception(cr);
        let message = "open: /none: No such file or directory (os error 2)";
        assert_eq!(raised.text(), format!("Sys_error(\"{message}\")"));
    });
}
