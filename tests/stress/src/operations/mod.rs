//! The operations, each a function of the handle and the place.

pub(crate) mod boxes;
pub(crate) mod calls;
pub(crate) mod roots;
pub(crate) mod threads;
pub(crate) mod values;
