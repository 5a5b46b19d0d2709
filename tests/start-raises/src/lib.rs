//! An OCaml program whose initialisation raises: see `tests/`.
