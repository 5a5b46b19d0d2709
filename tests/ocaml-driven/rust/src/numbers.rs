//! Numbers in registers: `[@unboxed]` and `[@untagged]`, `[@@noalloc]`.

use ocaml_interop::{OCamlRuntime, export};

/// `float`
#[export(bytecode = "nb_twice_float_byte")]
pub fn nb_twice_float(_cr: &mut OCamlRuntime, x: f64) -> f64 {
    x * 2.0
}

/// `int64`
#[export(bytecode = "nb_next_int64_byte")]
pub fn nb_next_int64(_cr: &mut OCamlRuntime, n: i64) -> i64 {
    n.wrapping_add(1)
}

/// `int32`
#[export(bytecode = "nb_next_int32_byte")]
pub fn nb_next_int32(_cr: &mut OCamlRuntime, n: i32) -> i32 {
    n.wrapping_add(1)
}

/// `int`
#[export(bytecode = "nb_negated_byte")]
pub fn nb_negated(_cr: &mut OCamlRuntime, n: isize) -> isize {
    -n
}

/// `bool`, both ways, with a bytecode stub.
#[export(bytecode = "nb_not_byte")]
pub fn nb_not(_cr: &mut OCamlRuntime, b: bool) -> bool {
    !b
}

/// All at once, and more than five: the bytecode stub takes an array.
#[export]
pub fn nb_mixed(a: f64, b: i64, c: i32, d: bool, e: isize, f: f64, g: bool) -> f64 {
    let flag = |b: bool| if b { 1.0 } else { 0.0 };
    a + 10.0 * b as f64
        + 100.0 * f64::from(c)
        + 1000.0 * flag(d)
        + 10_000.0 * e as f64
        + 100_000.0 * f
        + 1_000_000.0 * flag(g)
}

/// An `int` that OCaml's can't hold.
#[export]
pub fn nb_too_big() -> isize {
    isize::MAX
}

/// `[@@noalloc]`, with the runtime.
#[export(noalloc)]
pub fn nb_noalloc_length(cr: &OCamlRuntime, text: ocaml_interop::OCaml<String>) -> isize {
    let _ = cr;
    text.as_bytes().len() as isize
}

/// `[@@noalloc]`, numbers alone.
#[export(noalloc, bytecode = "nb_noalloc_hypot_byte")]
pub fn nb_noalloc_hypot(_cr: &OCamlRuntime, x: f64, y: f64) -> f64 {
    x.hypot(y)
}

/// `[@@noalloc]` with `bool` and `unit`.
#[export(noalloc)]
pub fn nb_noalloc_and(a: bool, b: bool) -> bool {
    a & b
}

/// `[@@noalloc]`, giving back its argument.
#[export(noalloc)]
pub fn nb_noalloc_same<'a>(
    _cr: &'a OCamlRuntime,
    value: ocaml_interop::OCaml<'a, String>,
) -> ocaml_interop::OCaml<'a, String> {
    value
}

/// Without a panic catch.
#[export(no_panic_catch)]
pub fn nb_uncaught_sum(_cr: &mut OCamlRuntime, a: isize, b: isize) -> isize {
    a + b
}

// A function whose `bool` comes in a register full of other bits, as the C calling convention
// allows: only the lowest byte counts.
#[cfg(target_arch = "x86_64")]
std::arch::global_asm!(
    ".globl nb_dirty_register",
    "nb_dirty_register:",
    "movabs rax, 0x5A5A5A5A5A5A5A00",
    "and rdi, 1",
    "or rax, rdi",
    "ret",
);
#[cfg(target_arch = "aarch64")]
std::arch::global_asm!(
    ".globl nb_dirty_register",
    "nb_dirty_register:",
    "and x1, x0, #1",
    "movz x0, #0x5A00",
    "movk x0, #0x5A5A, lsl #16",
    "orr x0, x0, x1",
    "ret",
);

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
unsafe extern "C" {
    fn nb_dirty_register(n: isize) -> bool;
}

/// Whether the number is odd; the answer comes out of a dirty register.
#[export]
pub fn nb_is_odd(n: isize) -> bool {
    #[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
    // SAFETY: the function above only computes.
    return unsafe { nb_dirty_register(n) };
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    return n & 1 == 1;
}

/// The same, with nothing between the answer and OCaml.
#[export(noalloc)]
pub fn nb_is_odd_noalloc(n: isize) -> bool {
    nb_is_odd(n)
}

/// The same, without a panic catch.
#[export(no_panic_catch)]
pub fn nb_is_odd_uncaught(n: isize) -> bool {
    nb_is_odd(n)
}

/// The stub of the predecessor, by hand: a C `bool` where OCaml reads a whole word.
#[unsafe(no_mangle)]
pub extern "C" fn nb_is_odd_old_stub(n: isize) -> bool {
    nb_is_odd(n)
}
