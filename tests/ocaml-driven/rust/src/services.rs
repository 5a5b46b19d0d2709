//! Polling, the collector, and the other services of OCaml's runtime, where OCaml is in charge.

use std::sync::atomic::{AtomicIsize, Ordering};
use std::time::{Duration, Instant};

use ocaml_interop::marshal::Flags;
use ocaml_interop::{
    BoxRoot, DynBox, OCaml, OCamlBytes, OCamlError, OCamlInt, OCamlList, OCamlRuntime, ToOCaml,
    export, gc,
};

/// The longest that anything here waits.
const PATIENCE: Duration = Duration::from_secs(60);

struct Counted;

static ALIVE: AtomicIsize = AtomicIsize::new(0);

impl Counted {
    fn new() -> Counted {
        ALIVE.fetch_add(1, Ordering::SeqCst);
        Counted
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::SeqCst);
    }
}

/// How many values are there that an exception should have dropped.
#[export]
pub fn sv_alive() -> isize {
    ALIVE.load(Ordering::SeqCst)
}

/// Computes for ever, and polls. Ctrl-C comes after some milliseconds, from another thread.
///
/// # Errors
/// What the handler raised.
///
/// # Panics
/// When nothing comes.
#[export]
pub fn sv_computes(cr: &mut OCamlRuntime, milliseconds: isize) -> Result<isize, OCamlError> {
    let _here = Counted::new();
    // SAFETY: the thread's own name, which doesn't end before it has got the signal.
    let here = unsafe { libc::pthread_self() } as usize;
    let sender = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(milliseconds as u64));
        // SAFETY: sends a signal to a thread that waits for this one's end.
        assert_eq!(unsafe { libc::pthread_kill(here as libc::pthread_t, libc::SIGINT) }, 0);
    });
    let begun = Instant::now();
    let outcome = loop {
        if let Err(error) = cr.poll() {
            break error;
        }
        assert!(begun.elapsed() < PATIENCE, "no signal has come");
    };
    sender.join().expect("the sender");
    Err(outcome)
}

/// Polls until the closure says that it is enough.
///
/// # Errors
/// What the closure or a handler raised.
#[export]
pub fn sv_polls_until(
    cr: &mut OCamlRuntime,
    enough: BoxRoot<fn(()) -> bool>,
) -> Result<isize, OCamlError> {
    /// Under gc-stress every poll collects.
    const AT_A_TIME: usize = if cfg!(feature = "gc-stress") { 10 } else { 1000 };
    let _here = Counted::new();
    let begun = Instant::now();
    let mut polls = 0;
    loop {
        for _ in 0..AT_A_TIME {
            polls += 1;
            cr.poll()?;
        }
        if enough.call(cr, ())?.to_bool() {
            return Ok(polls);
        }
        assert!(begun.elapsed() < PATIENCE, "it is never enough");
    }
}

/// Allocates, which the sampling of allocations takes note of, and polls.
///
/// # Errors
/// What its callback raised.
#[export]
pub fn sv_allocates_and_polls(cr: &mut OCamlRuntime) -> Result<(), OCamlError> {
    let _here = Counted::new();
    let _text: BoxRoot<String> = "sampled".to_boxroot(cr);
    cr.poll()
}

/// Polls on a thread that Rust started, `n` times; the caller has released the lock.
#[export]
pub fn sv_polls_on_a_rust_thread(cr: &mut OCamlRuntime, n: isize) -> String {
    cr.releasing_runtime(|| {
        let thread = std::thread::spawn(move || {
            OCamlRuntime::with_domain_lock(|cr| {
                let text: BoxRoot<String> = "kept".to_boxroot(cr);
                for _ in 0..n {
                    if let Err(error) = cr.poll() {
                        return error.name(cr);
                    }
                }
                text.to_rust(cr)
            })
        });
        thread.join().expect("the thread panicked")
    })
}

/// Collects, in the way of that number.
///
/// # Errors
/// What a finaliser raised.
#[export]
pub fn sv_collects(cr: &mut OCamlRuntime, way: isize) -> Result<(), OCamlError> {
    let _here = Counted::new();
    match way {
        0 => gc::minor(cr),
        1 => gc::major(cr),
        2 => gc::full_major(cr),
        3 => gc::compact(cr),
        _ => gc::stat(cr).map(drop),
    }
}

/// The minor heap's size in words, and how many minor collections there were.
///
/// # Errors
/// What a signal's handler raised.
#[export]
pub fn sv_figures(cr: &mut OCamlRuntime) -> Result<(isize, isize), OCamlError> {
    let size = gc::get(cr)?.minor_heap_size;
    Ok((size as isize, gc::quick_stat(cr)?.minor_collections as isize))
}

/// Sets the minor heap's size.
///
/// # Errors
/// What a finaliser raised.
#[export]
pub fn sv_sets(cr: &mut OCamlRuntime, minor_heap_size: isize) -> Result<(), OCamlError> {
    let mut parameters = gc::get(cr)?;
    parameters.minor_heap_size = minor_heap_size as usize;
    gc::set(cr, &parameters)
}

/// What a function is told in a program without the support module, or nothing.
#[export]
pub fn sv_unlinked(cr: &mut OCamlRuntime, which: isize) -> String {
    let counted = Counted::new();
    super::rules::told(|| {
        let text: BoxRoot<String> = "a text".to_boxroot(cr);
        let outcome = match which {
            0 => gc::full_major(cr),
            1 => gc::get(cr).map(drop),
            2 => cr.at_exit(move |_cr| drop(counted)),
            3 => text.marshal(cr, Flags::default()).map(drop),
            4 => text.compare(cr, "another").map(drop),
            // SAFETY: a name of nobody else's.
            5 => unsafe { cr.register_named_value::<String>(c"services.rs", &text) },
            _ => OCamlError::failure(cr, "text").printed(cr).map(drop),
        };
        outcome.map_or_else(|error| error.to_string(), |()| "linked".to_owned())
    })
}

/// `Hashtbl.hash`, which needs no module.
#[export]
pub fn sv_hash(value: OCaml<(String, OCamlList<OCamlInt>)>) -> isize {
    value.hash() as isize
}

/// Marshals; a closure is an error.
///
/// # Errors
/// What OCaml raised.
#[export(returns = "OCamlBytes")]
pub fn sv_marshals(
    cr: &mut OCamlRuntime,
    value: BoxRoot<Any>,
    closures: isize,
) -> Result<Vec<u8>, OCamlError> {
    let _here = Counted::new();
    value.marshal(cr, Flags { closures: closures == 1, ..Flags::default() })
}

/// Any value: the OCaml side sees to it that types fit.
pub enum Any {}

/// Unmarshals.
///
/// # Errors
/// What OCaml raised.
#[export]
pub fn sv_unmarshals(
    cr: &mut OCamlRuntime,
    #[ocaml(as_ = "OCamlBytes")] bytes: Vec<u8>,
) -> Result<BoxRoot<Any>, OCamlError> {
    let _here = Counted::new();
    // SAFETY: the OCaml side passes what it has marshalled as the type that it expects, or no header.
    unsafe { BoxRoot::unmarshal(cr, &bytes) }
}

/// Compares: -1, 0, 1.
///
/// # Errors
/// What OCaml raised.
#[export]
pub fn sv_compares(
    cr: &mut OCamlRuntime,
    left: BoxRoot<Any>,
    right: BoxRoot<Any>,
) -> Result<isize, OCamlError> {
    let _here = Counted::new();
    let order = left.compare(cr, &right)?;
    assert_eq!(left.equals(cr, &right)?, order.is_eq());
    Ok(order as isize)
}

/// A value of Rust's.
#[export]
pub fn sv_boxes(cr: &mut OCamlRuntime) -> OCaml<DynBox<u8>> {
    OCaml::box_value(cr, 1)
}

/// The text that is registered under the name, and registers it again, doubled.
///
/// # Errors
/// What OCaml raised.
#[export]
pub fn sv_doubles_a_name(cr: &mut OCamlRuntime) -> Result<String, OCamlError> {
    // SAFETY: the OCaml side registers a string under this name, and nobody else does.
    unsafe {
        let text = cr.named_value::<String>(c"services: a text");
        let text = text.map_or_else(|| "none".to_owned(), |text| text.to_rust(cr));
        cr.register_named_value::<String>(c"services: a text", format!("{text}{text}"))?;
        Ok(text)
    }
}

/// What the exception is printed as, which the closure raises.
///
/// # Errors
/// What a signal's handler raised.
#[export]
pub fn sv_prints(cr: &mut OCamlRuntime, f: BoxRoot<fn(()) -> ()>) -> Result<String, OCamlError> {
    match f.call(cr, ()) {
        Ok(_) => Ok("nothing was raised".to_owned()),
        Err(error) => error.printed(cr),
    }
}

/// Says the text at the exit, or panics, or registers another.
///
/// # Errors
/// What a signal's handler raised.
#[export]
pub fn sv_at_exit(cr: &mut OCamlRuntime, text: String) -> Result<(), OCamlError> {
    cr.at_exit(move |cr| {
        println!("{text}");
        match text.as_str() {
            "panics" => panic!("at the exit"),
            "registers" => {
                cr.at_exit(|_cr| println!("late")).expect("no signal comes");
                gc::compact(cr).expect("no finaliser raises");
            }
            _ => {}
        }
    })
}
