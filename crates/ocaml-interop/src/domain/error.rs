//! Why a domain wasn't spawned, or gave no result.

use std::any::Any;
use std::fmt;

use crate::call::{LINK_IT, OCamlError};
use crate::runtime::panics;

/// Why a domain wasn't spawned, or gave no result.
#[non_exhaustive]
pub enum DomainError {
    /// The program lacks the OCaml module that spawns domains.
    NotLinked,
    /// The runtime is being stopped.
    Stopped,
    /// `Domain.spawn` raised: as many domains run as the runtime allows, or the
    /// system has no thread for another one.
    NotSpawned(OCamlError),
    /// The closure panicked; the payload is the panic's.
    Panicked(Box<dyn Any + Send + 'static>),
    /// OCaml raised an exception in the domain outside the closure (in a function
    /// given to `Domain.at_exit`, or a signal's handler), or in the thread that
    /// waited for it.
    Raised(OCamlError),
}

/// What a panic says.
pub(super) fn panic_text(payload: &(dyn Any + Send)) -> &str {
    panics::text(payload).unwrap_or("(its payload is not text)")
}

impl fmt::Display for DomainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotLinked => {
                write!(f, "the program has no OCaml module to spawn domains with: {LINK_IT}")
            }
            Self::Stopped => f.write_str(
                "the OCaml runtime is being stopped: spawn domains while the guard of \
                 OCamlRuntime::init() lives",
            ),
            Self::NotSpawned(error) => write!(
                f,
                "no domain was spawned: {error}; join domains that have done their work, or raise \
                 the runtime's limit (OCAMLRUNPARAM=d=256, from OCaml 5.3 on)"
            ),
            Self::Panicked(payload) => {
                write!(f, "the domain's closure panicked: {}", panic_text(&**payload))
            }
            Self::Raised(error) => write!(f, "while a domain ended: {error}"),
        }
    }
}

impl fmt::Debug for DomainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotLinked => f.write_str("NotLinked"),
            Self::Stopped => f.write_str("Stopped"),
            Self::NotSpawned(error) => f.debug_tuple("NotSpawned").field(error).finish(),
            Self::Panicked(payload) => {
                f.debug_tuple("Panicked").field(&panic_text(&**payload)).finish()
            }
            Self::Raised(error) => f.debug_tuple("Raised").field(error).finish(),
        }
    }
}

impl std::error::Error for DomainError {}
