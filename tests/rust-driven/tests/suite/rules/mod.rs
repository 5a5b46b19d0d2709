//! The rules that make the library sound, R1 to R12, where no other test shows one: each test is
//! named after its rule.

mod boxes;
mod exceptions;
mod heap;
mod lock;
mod memory;
mod signals;
