//! An exception during initialisation is `init`'s error; the runtime counts as stopped.

use std::panic::catch_unwind;

use ocaml_interop::{OCamlRuntime, StartupError};
use start_raises as _;

#[test]
fn r06_a_raising_initialiser_is_an_error() {
    let Err(error) = OCamlRuntime::init() else {
        panic!("the program raises");
    };
    let StartupError::Raised(text) = &error else {
        panic!("another error: {error}");
    };
    assert_eq!(text, "Raises.Not_configured(\"no settings\")");
    assert!(error.to_string().contains("while it was initialised"), "{error}");

    assert_eq!(OCamlRuntime::init().err(), Some(StartupError::Stopped));
    let refused = catch_unwind(|| OCamlRuntime::with_domain_lock(|_| ()));
    let message = refused.expect_err("the runtime was stopped");
    let message = message.downcast_ref::<String>().expect("a text");
    assert!(message.contains("was stopped"), "{message}");
}
