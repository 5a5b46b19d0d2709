//! Roots: values that the garbage collector knows of and keeps up to date.

mod boxroot;
mod param;

pub use boxroot::BoxRoot;
pub use param::RefOrRooted;
