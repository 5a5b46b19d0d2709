//! R2, R5, R6, R7: what only a process of its own can show: its end, and the end of its memory.

use std::cell::RefCell;
use std::fs;
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use ocaml_interop::bigarray::Array1;
use ocaml_interop::{
    BoxRoot, OCaml, OCamlBytes, OCamlError, OCamlFloatArray, OCamlInt, OCamlList, OCamlRuntime,
    OCamlUniformArray, ToOCaml, export,
};

use super::Counted;
use super::lock::outcome;

/// Rust threads that take the lock, call the closure and release the lock, for ever.
#[export]
pub fn re_threads_for_ever(cr: &mut OCamlRuntime, f: BoxRoot<fn(()) -> ()>, n: isize) {
    let f = std::sync::Arc::new(f);
    for _ in 0..n {
        let f = std::sync::Arc::clone(&f);
        std::thread::spawn(move || {
            loop {
                OCamlRuntime::with_domain_lock(|cr| {
                    let text: BoxRoot<String> = "x".repeat(100).to_boxroot(cr);
                    f.call(cr, ()).expect("it raises nothing");
                    cr.releasing_runtime(std::thread::yield_now);
                    drop(text);
                });
            }
        });
    }
    // So that they are at it when this returns.
    cr.releasing_runtime(|| std::thread::sleep(Duration::from_millis(20)));
}

/// Takes the lock, and tries to start OCaml, when it is dropped: at the very end.
struct AtTheEnd(#[allow(dead_code)] Option<BoxRoot<String>>);

impl Drop for AtTheEnd {
    fn drop(&mut self) {
        let started = OCamlRuntime::init().err().map(|error| error.to_string());
        eprintln!("at the end: {}", outcome());
        eprintln!("at the end: {}", started.unwrap_or_default());
    }
}

thread_local! {
    static KEPT: RefCell<Option<AtTheEnd>> = const { RefCell::new(None) };
}

/// Leaves a root to the thread's destructors.
#[export]
pub fn re_leaves_a_root(cr: &mut OCamlRuntime) {
    KEPT.set(Some(AtTheEnd(Some("a root".to_boxroot(cr)))));
}

/// Calls the closure, on this thread or on one of Rust's, with values alive.
///
/// # Errors
/// What the closure raised.
#[export]
pub fn re_calls(
    cr: &mut OCamlRuntime,
    f: BoxRoot<fn(()) -> ()>,
    on_a_rust_thread: isize,
) -> Result<(), OCamlError> {
    let _here = Counted::new();
    if on_a_rust_thread != 0 {
        return cr.releasing_runtime(|| {
            std::thread::scope(|scope| {
                let thread = scope.spawn(|| {
                    OCamlRuntime::with_domain_lock(|cr| {
                        let _there = Counted::new();
                        f.call(cr, ()).map(drop)
                    })
                });
                thread.join().expect("no panic")
            })
        });
    }
    f.call(cr, ()).map(drop)
}

/// Works with the lock released, for ever.
#[export]
pub fn re_sleeps_for_ever(cr: &mut OCamlRuntime) {
    cr.releasing_runtime(|| {
        loop {
            std::thread::park();
        }
    });
}

static LARGE: OnceLock<Vec<u8>> = OnceLock::new();

fn large() -> &'static [u8] {
    LARGE.get_or_init(|| vec![b'x'; 64 << 20])
}

/// Leaves this process so many bytes of address space beside what it uses.
#[export]
pub fn re_limit_memory(bytes: isize) {
    large();
    let status = fs::read_to_string("/proc/self/status").expect("Linux's /proc");
    let size =
        status.lines().find_map(|line| line.strip_prefix("VmSize:")?.split_whitespace().next());
    let used: u64 = size.and_then(|kib| kib.parse().ok()).expect("a number of KiB");
    let limit =
        libc::rlimit { rlim_cur: (used << 10) + bytes as u64, rlim_max: libc::RLIM_INFINITY };
    // SAFETY: the limit is read during the call only.
    assert_eq!(unsafe { libc::setrlimit(libc::RLIMIT_AS, &raw const limit) }, 0);
}

macro_rules! too_large {
    ($($name:ident -> $ocaml:ty: |$text:ident| $value:expr;)*) => {$(
        /// A value that memory has no room for.
        #[export]
        pub fn $name(cr: &mut OCamlRuntime) -> BoxRoot<$ocaml> {
            let _here = Counted::new();
            let $text = large();
            ToOCaml::<$ocaml>::to_boxroot(&$value, cr)
        }
    )*};
}

/// Numbers in 64 MiB.
fn numbers() -> &'static [i64] {
    static NUMBERS: OnceLock<Vec<i64>> = OnceLock::new();
    NUMBERS.get_or_init(|| vec![1; 8 << 20])
}

/// Floats in 64 MiB.
fn floats() -> &'static [f64] {
    static FLOATS: OnceLock<Vec<f64>> = OnceLock::new();
    FLOATS.get_or_init(|| vec![0.5; 8 << 20])
}

/// Makes what the following need, while there is room.
#[export]
pub fn re_prepares() {
    let _ = (numbers(), floats());
    let message = String::from_utf8(large().to_vec()).expect("ASCII");
    *MESSAGE.lock().expect("no panic while it is held") = Some(message);
}

too_large! {
    re_string -> String: |text| text;
    re_bytes -> OCamlBytes: |text| text;
    re_floats -> OCamlFloatArray: |_text| floats();
    re_numbers -> OCamlUniformArray<OCamlInt>: |_text| numbers();
    re_bigarray -> Array1<i64>: |_text| numbers();
    re_option -> Option<String>: |text| Some(text);
    re_tuple -> (String, OCamlBytes, String): |text| ("before", text, "after");
    re_list -> OCamlList<(String, String)>:
        |text| vec![("a".to_owned(), &b""[..]), ("b".to_owned(), text)];
    re_array -> OCamlUniformArray<(String, String)>:
        |text| vec![("a".to_owned(), &b""[..]), ("b".to_owned(), text)];
    re_result -> Result<OCamlInt, String>: |text| Err::<i64, _>(text);
}

/// Fails with a message that memory has no room for.
///
/// # Errors
/// Always.
#[export]
pub fn re_fails(cr: &mut OCamlRuntime) -> Result<(), OCamlError> {
    let _here = Counted::new();
    let message = std::str::from_utf8(large()).expect("ASCII");
    Err(OCamlError::failure(cr, message))
}

static MESSAGE: Mutex<Option<String>> = Mutex::new(None);

/// Panics with a message that OCaml's memory has no room for.
#[export]
pub fn re_panics() {
    let _here = Counted::new();
    let message = MESSAGE.lock().expect("no panic while it is held").take();
    std::panic::panic_any(message.expect("prepared, and thrown once"));
}

/// A string that there is room for.
#[export]
pub fn re_small<'a>(cr: &'a mut OCamlRuntime) -> OCaml<'a, String> {
    "small".to_ocaml(cr)
}
