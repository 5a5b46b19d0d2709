//! R4, R5: roots that are dropped anywhere, by anyone.

use std::sync::Mutex;

use ocaml_interop::{BoxRoot, OCamlInt, OCamlList, OCamlRuntime, ToOCaml, export};

static ROOTS: Mutex<Vec<BoxRoot<String>>> = Mutex::new(Vec::new());

fn roots() -> std::sync::MutexGuard<'static, Vec<BoxRoot<String>>> {
    ROOTS.lock().expect("no panic while it is held")
}

/// Adds a root, whichever domain this is.
#[export]
pub fn rr_add(cr: &mut OCamlRuntime, text: String) {
    let root = text.to_boxroot(cr);
    roots().push(root);
}

/// Drops the last root, whoever made it.
#[export]
pub fn rr_drop_one() {
    let root = roots().pop();
    drop(root);
}

/// Drops all.
#[export]
pub fn rr_drop_all() {
    let all = std::mem::take(&mut *roots());
    drop(all);
}

/// How many there are.
#[export]
pub fn rr_left() -> usize {
    roots().len()
}

/// What they hold, in order.
#[export]
pub fn rr_texts(cr: &mut OCamlRuntime) -> Vec<String> {
    roots().iter().map(|root| root.to_rust(cr)).collect()
}

/// Makes `n` roots; two Rust threads, which don't know OCaml, drop a third of them each while this
/// one reads those that stay, and keeps collecting.
#[export]
pub fn rr_many(cr: &mut OCamlRuntime, n: isize, round: isize) -> isize {
    let all = (0..n).map(|n| format!("{round} {n}").to_boxroot(cr));
    let (mut kept, mut gone): (Vec<BoxRoot<String>>, Vec<_>) = (Vec::new(), Vec::new());
    for (n, root) in all.enumerate() {
        if n % 3 == 0 { kept.push(root) } else { gone.push(root) }
    }
    std::thread::scope(|scope| {
        let other = gone.split_off(gone.len() / 2);
        scope.spawn(|| drop(other));
        scope.spawn(|| drop(gone));
        let garbage: BoxRoot<OCamlList<OCamlInt>> = vec![0_i64; n as usize].to_boxroot(cr);
        for (n, root) in kept.iter().enumerate() {
            assert_eq!(root.get(cr).as_str(), format!("{round} {}", 3 * n));
        }
        drop(garbage);
    });
    kept.len() as isize
}
