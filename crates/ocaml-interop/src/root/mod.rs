//! Roots: values that the garbage collector knows of and keeps up to date.

mod boxroot;
mod local;
mod param;

pub use boxroot::BoxRoot;
pub use local::Local;
pub use param::RefOrRooted;
