//! A program that must never start OCaml: see `tests/`.
