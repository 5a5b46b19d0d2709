//! `domain_scope`: closures that borrow from the frame around them.

use std::any::Any;
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex};

use super::DomainError;
use super::spawned::{Child, Spawned};
use crate::runtime::{OCamlRuntime, User};

/// Spawns domains that end before
/// [`OCamlRuntime::domain_scope`] returns.
///
/// `'scope` is the time in which its domains may run, `'env` that of what their
/// closures borrow.
pub struct DomainScope<'scope, 'env: 'scope> {
    /// The domains, whose results live no longer than `'scope`, though the type
    /// doesn't say so.
    children: Mutex<Vec<Arc<dyn Child>>>,
    // Invariant, or a closure could be given a shorter `'scope` to borrow for.
    _scope: PhantomData<&'scope mut &'scope ()>,
    _env: PhantomData<&'env mut &'env ()>,
}

impl OCamlRuntime {
    /// Runs `body`, which may spawn domains whose closures borrow from the frame
    /// around the call, and joins all of them before it returns, also when
    /// `body` panics.
    ///
    /// `body` has the handle, and may do with it what it likes between spawning
    /// and joining. What it makes of OCaml values borrows that handle, and so
    /// can't be captured by a domain's closure: send it as a root. A closure may
    /// capture the scope too, and spawn from its own domain.
    ///
    /// # Panics
    /// With `body`'s panic; else when a domain panicked, or OCaml raised in it,
    /// and nobody joined its handle.
    ///
    /// # Example
    /// ```
    /// use ocaml_interop::{DomainError, OCamlRuntime};
    ///
    /// let _guard = OCamlRuntime::init()?;
    /// let numbers: Vec<u64> = (1..=1000).collect();
    /// let sum = OCamlRuntime::with_domain_lock(|cr| {
    ///     cr.domain_scope(|scope, cr| {
    ///         let (low, high) = numbers.split_at(500);
    ///         let low = scope.spawn(cr, |_cr| low.iter().sum::<u64>())?;
    ///         let high = high.iter().sum::<u64>();
    ///         Ok::<u64, DomainError>(low.join(cr)? + high)
    ///     })
    /// })?;
    /// assert_eq!(sum, 500_500);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn domain_scope<'env, F, R>(&mut self, body: F) -> R
    where
        F: for<'scope> FnOnce(&'scope DomainScope<'scope, 'env>, &mut OCamlRuntime) -> R,
    {
        let scope = DomainScope {
            children: Mutex::new(Vec::new()),
            _scope: PhantomData,
            _env: PhantomData,
        };
        let result = catch_unwind(AssertUnwindSafe(|| body(&scope, self)));
        // Nothing up to the end of this call panics.
        let failure = scope.join_all(self);
        match (result, failure) {
            (Err(payload), _) => resume_unwind(payload),
            (Ok(_), Some(failure)) => panic!("{failure}"),
            (Ok(result), None) => result,
        }
    }
}

impl<'scope> DomainScope<'scope, '_> {
    /// Runs a closure in a domain of its own, as
    /// [`OCamlRuntime::spawn_domain`] does; it may borrow what outlives the
    /// scope.
    ///
    /// # Errors
    /// As [`OCamlRuntime::spawn_domain`].
    pub fn spawn<F, T>(
        &'scope self,
        cr: &mut OCamlRuntime,
        f: F,
    ) -> Result<ScopedDomainJoinHandle<'scope, T>, DomainError>
    where
        F: FnOnce(&mut OCamlRuntime) -> T + Send + 'scope,
        T: Send + 'scope,
    {
        let _user = User::enter().ok_or(DomainError::Stopped)?;
        // SAFETY: once in the list it is waited for, and its result taken, before
        // `domain_scope` returns, so before `'scope` ends; nothing between here
        // and there can panic.
        let spawned = Arc::new(unsafe { Spawned::new(f) });
        let child: Arc<dyn Child + 'scope> = Arc::clone(&spawned) as _;
        // SAFETY: only the lifetime changes. `join_all` uses the child during
        // `'scope`; what drops later holds no result any more.
        let child =
            unsafe { std::mem::transmute::<Arc<dyn Child + 'scope>, Arc<dyn Child>>(child) };
        self.children().push(child);
        spawned.launch(cr)?;
        Ok(ScopedDomainJoinHandle { spawned, _scope: PhantomData })
    }
}

impl DomainScope<'_, '_> {
    fn children(&self) -> std::sync::MutexGuard<'_, Vec<Arc<dyn Child>>> {
        self.children.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn child(&self, index: usize) -> Option<Arc<dyn Child>> {
        self.children().get(index).cloned()
    }

    /// Waits for all of them, drops the results that nobody asked for, and tells
    /// of the first failure among those.
    fn join_all(&self, cr: &mut OCamlRuntime) -> Option<String> {
        let mut ended = Vec::new();
        // First come, first waited for: a child is listed before it is spawned,
        // by the body or by a child that stands before it, whose end comes after.
        // So what is waited for here isn't still about to be spawned.
        while let Some(child) = self.child(ended.len()) {
            let failure = child.wait(cr);
            ended.push((child, failure));
        }
        let mut told = None;
        for (child, failure) in ended {
            if child.is_joined() {
                continue;
            }
            let failure = child.discard().map(DomainError::Panicked).or(failure);
            if let Some(failure) = failure {
                told.get_or_insert_with(|| format!("in a scoped domain: {failure}"));
                drop_quietly(failure);
            }
        }
        told
    }
}

/// Drops what may be a panic's payload, whose destructor may panic.
fn drop_quietly(failure: DomainError) {
    if let Err(payload) = catch_unwind(AssertUnwindSafe(|| drop(failure))) {
        std::mem::forget::<Box<dyn Any + Send>>(payload);
    }
}

impl std::fmt::Debug for DomainScope<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DomainScope")
    }
}

/// A domain of a [`DomainScope`]. Dropping the handle leaves joining to the
/// scope.
pub struct ScopedDomainJoinHandle<'scope, T> {
    spawned: Arc<Spawned<T>>,
    _scope: PhantomData<&'scope mut &'scope ()>,
}

impl<T: Send> ScopedDomainJoinHandle<'_, T> {
    /// As [`DomainJoinHandle::join`](crate::DomainJoinHandle::join).
    ///
    /// # Errors
    /// As [`DomainJoinHandle::join`](crate::DomainJoinHandle::join).
    pub fn join(self, cr: &mut OCamlRuntime) -> Result<T, DomainError> {
        self.spawned.join(cr)
    }

    /// Whether the closure has come to its end.
    pub fn is_finished(&self) -> bool {
        self.spawned.is_finished()
    }
}

impl<T> std::fmt::Debug for ScopedDomainJoinHandle<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ScopedDomainJoinHandle")
    }
}
