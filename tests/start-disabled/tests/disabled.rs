//! With the feature `no-caml-startup`, `init` is an error, although a runtime is linked.

use ocaml_interop::{OCamlRuntime, StartupError};
use start_disabled as _;

#[test]
fn init_is_an_error() {
    let error = OCamlRuntime::init().expect_err("the feature forbids it");
    assert_eq!(error, StartupError::NotLinked);
    assert!(error.to_string().contains("no-caml-startup"), "{error}");
    // It stays so, and nothing was started.
    assert_eq!(OCamlRuntime::init().err(), Some(StartupError::NotLinked));
}
