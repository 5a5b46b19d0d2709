//! Panics and errors.

use std::error::Error;
use std::sync::atomic::{AtomicIsize, Ordering};

use ocaml_interop::{
    BoxRoot, FromOCamlError, OCamlError, OCamlException, OCamlInt, OCamlRuntime, ToOCaml,
    ToOCamlException, export,
};

static ALIVE: AtomicIsize = AtomicIsize::new(0);

struct Counted;

impl Counted {
    fn new() -> Self {
        ALIVE.fetch_add(1, Ordering::SeqCst);
        Self
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::SeqCst);
    }
}

/// How many values are alive that a panic or an error should have dropped.
#[export]
pub fn fl_alive() -> isize {
    ALIVE.load(Ordering::SeqCst)
}

/// The processor: raising with a backtrace takes an instruction or two of its own.
#[export(returns = "bool")]
pub fn fl_is_x86_64() -> Answer {
    Answer(cfg!(target_arch = "x86_64"))
}

/// A `bool` that is a value, not a machine word.
#[derive(ToOCaml)]
#[ocaml(unboxed, as_ = "bool")]
pub struct Answer(bool);

/// Turns the panic hook's output off.
#[export]
pub fn fl_quiet() {
    std::panic::set_hook(Box::new(|_| ()));
}

/// Panics with the message.
#[export]
pub fn fl_panics(message: &str) {
    let _one = Counted::new();
    let message = message.to_owned();
    let _two = (Counted::new(), vec![0_u8; 4096]);
    panic!("{message}");
}

/// Panics with a payload that is no text.
#[export]
pub fn fl_panics_oddly() {
    std::panic::panic_any(5_u32);
}

struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("the payload's own drop");
    }
}

/// Panics with a payload whose drop panics.
#[export]
pub fn fl_panics_twice() {
    std::panic::panic_any(Bomb);
}

/// Panics with a root of the exported function alive.
#[export]
pub fn fl_panics_rooted(_cr: &mut OCamlRuntime, text: BoxRoot<String>) -> BoxRoot<String> {
    let _alive = Counted::new();
    if ALIVE.load(Ordering::SeqCst) > 0 {
        panic!("rooted");
    }
    text
}

macro_rules! fails {
    ($($(#[$doc:meta])* $name:ident -> $error:ty: $value:expr;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// Always.
        #[export]
        pub fn $name() -> Result<i64, $error> {
            let _alive = Counted::new();
            Err($value)
        }
    )*};
}

fails! {
    /// `Failure`
    fl_string -> String: "a string".to_owned();
    /// `Failure`
    fl_str -> &'static str: "a str";
    /// `Failure`
    fl_box -> Box<dyn Error>: "a box".into();
    /// `Failure`
    fl_parse -> std::num::ParseIntError: "x".parse::<i32>().unwrap_err();
    /// `Invalid_argument`
    fl_from -> FromOCamlError: FromOCamlError::new("unfit").at("field");
    /// `Invalid_argument`
    #[allow(invalid_from_utf8)]
    fl_utf8 -> std::str::Utf8Error: std::str::from_utf8(b"\xff").unwrap_err();
    /// `Sys_error`
    fl_io -> std::io::Error: std::io::Error::other("no disk");
    /// An error of our own.
    fl_own -> Syntax: Syntax { line: 7 };
}

/// An error with an exception of its own: `exception Syntax of int`.
#[derive(Debug)]
pub struct Syntax {
    line: i64,
}

impl ToOCamlException for Syntax {
    fn to_ocaml_exception(self, cr: &mut OCamlRuntime) -> OCamlError {
        // SAFETY: the OCaml side registers `exception Syntax of int` under this name.
        let registered =
            unsafe { OCamlError::registered::<OCamlInt, i64>(cr, c"syntax_error", self.line) };
        registered.unwrap_or_else(|line| OCamlError::failure(cr, &format!("line {line}")))
    }
}

/// The primitive result of a fallible function.
///
/// # Errors
/// For zero.
#[export]
pub fn fl_inverse(x: f64) -> Result<f64, String> {
    if x == 0.0 { Err("division by zero".into()) } else { Ok(1.0 / x) }
}

/// A fallible function without a result.
///
/// # Errors
/// When told so.
#[export]
pub fn fl_maybe(fail: bool) -> Result<(), String> {
    if fail { Err("told so".into()) } else { Ok(()) }
}

/// A constructor of `OCamlError` for each number.
///
/// # Errors
/// Always.
#[export]
pub fn fl_exception(cr: &mut OCamlRuntime, kind: isize) -> Result<(), OCamlError> {
    Err(match kind {
        0 => OCamlError::failure(cr, "f"),
        1 => OCamlError::invalid_argument(cr, "i"),
        2 => OCamlError::sys_error(cr, "s"),
        _ => OCamlError::not_found(cr),
    })
}

/// An exception that OCaml passed, raised.
///
/// # Errors
/// Always: the exception.
#[export]
pub fn fl_raise(
    _cr: &mut OCamlRuntime,
    exception: BoxRoot<OCamlException>,
) -> Result<(), BoxRoot<OCamlException>> {
    let _alive = Counted::new();
    Err(exception)
}
