//! Threads, domains and the lock, inside exported functions.

use std::panic::catch_unwind;
use std::sync::Mutex;
use std::thread::JoinHandle;

use ocaml_interop::{
    BoxRoot, DomainError, OCamlInt, OCamlList, OCamlRuntime, StartupError, ToOCaml, export, ocaml,
};

ocaml! {
    fn th_add(n: OCamlInt);
}

static THREADS: Mutex<Vec<JoinHandle<()>>> = Mutex::new(Vec::new());

/// Takes the lock that it holds already.
#[export]
pub fn th_nested() -> String {
    let caught = catch_unwind(|| OCamlRuntime::with_domain_lock(|_| ()));
    match caught {
        Ok(()) => "not refused".to_owned(),
        Err(payload) => payload.downcast::<String>().map_or_else(
            |payload| payload.downcast::<&str>().map_or("?".into(), |text| (*text).to_owned()),
            |text| *text,
        ),
    }
}

/// Starts OCaml inside OCaml.
#[export]
pub fn th_init() -> String {
    match OCamlRuntime::init() {
        Err(error @ StartupError::OCamlProgram) => error.to_string(),
        other => format!("{other:?}"),
    }
}

/// Rust threads that call OCaml, while this function has released the lock.
#[export]
pub fn th_joined(cr: &mut OCamlRuntime, threads: isize, rounds: isize) {
    cr.releasing_runtime(|| {
        let handles: Vec<_> =
            (0..threads).map(|_| std::thread::spawn(move || work(rounds))).collect();
        for handle in handles {
            handle.join().expect("the thread panicked");
        }
    });
}

fn work(rounds: isize) {
    for n in 0..rounds {
        OCamlRuntime::with_domain_lock(|cr| {
            let text: BoxRoot<String> = format!("{n}").to_boxroot(cr);
            th_add(cr, 1_i64);
            assert_eq!(text.to_rust::<String>(cr), n.to_string());
        });
    }
}

/// Rust threads that go on after this function has returned.
#[export]
pub fn th_spawned(threads: isize, rounds: isize) {
    let spawned = (0..threads).map(|_| std::thread::spawn(move || work(rounds)));
    THREADS.lock().expect("not poisoned").extend(spawned);
}

/// Waits for them.
#[export]
pub fn th_wait(cr: &mut OCamlRuntime) {
    let threads = std::mem::take(&mut *THREADS.lock().expect("not poisoned"));
    cr.releasing_runtime(|| {
        for thread in threads {
            thread.join().expect("the thread panicked");
        }
    });
}

/// Works with the lock released.
#[export]
pub fn th_sleeps(cr: &mut OCamlRuntime, milliseconds: isize) {
    let time = std::time::Duration::from_millis(milliseconds as u64);
    cr.releasing_runtime(|| std::thread::sleep(time));
}

/// Allocates a lot, on whatever domain it is called.
#[export]
pub fn th_allocates(n: isize) -> Vec<String> {
    (0..n).map(|n| format!("element {n}")).collect()
}

/// Makes roots, and drops them.
#[export]
pub fn th_roots(cr: &mut OCamlRuntime, n: isize) -> isize {
    let roots: Vec<BoxRoot<String>> = (0..n).map(|n| n.to_string().to_boxroot(cr)).collect();
    let length = |root: &BoxRoot<String>| root.get(cr).as_bytes().len() as isize;
    roots.iter().map(length).sum()
}

/// The sum of each of `parts` parts, by as many domains.
///
/// # Errors
/// What a domain failed with.
#[export(returns = "OCamlList<OCamlInt>")]
pub fn th_sums(
    cr: &mut OCamlRuntime,
    #[ocaml(as_ = "OCamlList<OCamlInt>")] numbers: Vec<i64>,
    parts: isize,
) -> Result<Vec<i64>, String> {
    let size = numbers.len().div_ceil(parts as usize);
    cr.domain_scope(|scope, cr| {
        let mut domains = Vec::new();
        for part in numbers.chunks(size) {
            let work = |cr: &mut OCamlRuntime| {
                let root: BoxRoot<OCamlList<OCamlInt>> = part.to_boxroot(cr);
                root.get(cr).iter().map(|n| n.to_i64()).sum::<i64>()
            };
            domains.push(scope.spawn(cr, work).map_err(|error| error.to_string())?);
        }
        domains.into_iter().map(|it| it.join(cr).map_err(|error| error.to_string())).collect()
    })
}

/// What is told of a domain that panicked.
#[export]
pub fn th_domain_panics(cr: &mut OCamlRuntime) -> String {
    let told = cr.spawn_domain(|_cr| panic!("in a domain")).and_then(|it| it.join(cr));
    told.map(|(): ()| ()).map_or_else(|error| error.to_string(), |()| "nothing".to_owned())
}

/// Spawns a domain in a program that has no module to do so.
#[export]
pub fn th_spawns_unlinked(cr: &mut OCamlRuntime) -> String {
    match cr.spawn_domain(|_cr| ()) {
        Err(error @ DomainError::NotLinked) => error.to_string(),
        other => format!("{other:?}"),
    }
}

type Roots = Vec<(String, BoxRoot<String>)>;

static KEPT: Mutex<Vec<(String, Roots)>> = Mutex::new(Vec::new());

/// Keeps roots of `n` texts under a name.
#[export]
pub fn th_keeps_roots(cr: &mut OCamlRuntime, name: String, n: isize) {
    let texts = (0..n).map(|n| format!("{name} {n}"));
    let roots = texts.map(|text| (text.clone(), text.to_boxroot(cr))).collect();
    KEPT.lock().expect("not poisoned").push((name, roots));
}

/// Whether the roots of that name hold their texts still; they are dropped.
#[export(returns = "bool")]
pub fn th_kept_roots_are_right(cr: &mut OCamlRuntime, name: String) -> bool {
    let mut kept = KEPT.lock().expect("not poisoned");
    let place = kept.iter().position(|(of, _)| *of == name).expect("roots of that name");
    let (_, roots) = kept.swap_remove(place);
    drop(kept);
    roots.iter().all(|(text, root)| root.get(cr).as_bytes() == text.as_bytes())
}
