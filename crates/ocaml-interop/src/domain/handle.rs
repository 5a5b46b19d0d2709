//! `spawn_domain`: a closure that owns what it uses.

use std::mem::ManuallyDrop;

use super::DomainError;
use super::spawned::Spawned;
use crate::runtime::{OCamlRuntime, User};

impl OCamlRuntime {
    /// Runs a Rust closure in an OCaml domain of its own, in parallel with this
    /// one. It gets the handle of the new domain.
    ///
    /// A domain is made for work that takes longer than a few milliseconds, and
    /// there should be no more of them than processors; where two hundred tasks
    /// wait for something, take threads. Roots may be sent to it and back;
    /// unrooted values and references to them can't.
    ///
    /// It is OCaml's `Domain.spawn`, which the program has to have linked:
    /// `ocaml-interop-build` without dune does so by itself; where dune builds
    /// the OCaml code, add `ocaml-interop` to its libraries.
    ///
    /// # Errors
    /// [`DomainError::NotLinked`], [`DomainError::Stopped`], and
    /// [`DomainError::NotSpawned`] when too many domains run: OCaml's limit is
    /// 128 unless told otherwise. The closure is dropped then.
    ///
    /// # Example
    /// ```
    /// use ocaml_interop::{BoxRoot, OCamlList, OCamlInt, OCamlRuntime, ToOCaml};
    ///
    /// let _guard = OCamlRuntime::init()?;
    /// OCamlRuntime::with_domain_lock(|cr| {
    ///     let numbers: BoxRoot<OCamlList<OCamlInt>> = vec![1_i64, 2, 3].to_boxroot(cr);
    ///     let sum = cr.spawn_domain(move |cr| numbers.get(cr).iter().map(|n| n.to_i64()).sum::<i64>())?;
    ///     assert_eq!(sum.join(cr)?, 6);
    ///     Ok::<(), ocaml_interop::DomainError>(())
    /// })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn spawn_domain<F, T>(&mut self, f: F) -> Result<DomainJoinHandle<T>, DomainError>
    where
        F: FnOnce(&mut OCamlRuntime) -> T + Send + 'static,
        T: Send + 'static,
    {
        let user = User::enter().ok_or(DomainError::Stopped)?;
        // SAFETY: closure and result borrow nothing.
        let spawned = unsafe { Spawned::new(f) };
        spawned.launch(self)?;
        Ok(DomainJoinHandle { spawned, user: ManuallyDrop::new(user) })
    }
}

/// A domain that was spawned. Dropping the handle lets it run on by itself.
///
/// A runtime inside a Rust program keeps its memory when it is stopped before
/// the domain was joined, so that the domain may go on.
///
/// The handle may be sent to another thread or domain, and joined there.
#[must_use = "the domain's result, or its panic, is got with `join`"]
pub struct DomainJoinHandle<T> {
    spawned: Spawned<T>,
    /// Given up by `join` alone.
    user: ManuallyDrop<User>,
}

impl<T: Send> DomainJoinHandle<T> {
    /// Waits for the domain's end and gives its closure's result. Other threads
    /// of this domain run meanwhile.
    ///
    /// # Errors
    /// [`DomainError::Panicked`] where the closure panicked, with the payload;
    /// [`DomainError::Raised`] where OCaml raised an exception outside of it.
    pub fn join(self, cr: &mut OCamlRuntime) -> Result<T, DomainError> {
        let result = self.spawned.join(cr);
        drop(ManuallyDrop::into_inner(self.user));
        result
    }

    /// Whether the closure has come to its end, so that [`join`](Self::join)
    /// hardly waits.
    pub fn is_finished(&self) -> bool {
        self.spawned.is_finished()
    }
}

impl<T> std::fmt::Debug for DomainJoinHandle<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DomainJoinHandle")
    }
}
