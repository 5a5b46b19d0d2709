//! What the compiler accepts of the macros, and what it says of the rest: see `tests/`.
