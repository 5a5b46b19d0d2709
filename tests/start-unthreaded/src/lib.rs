//! An OCaml program without the threads library: see `tests/`.
