//! x
use rust_driven as _;
#[test] fn a(){ rust_driven::ocaml(|cr| rust_driven::compact(cr)); }
