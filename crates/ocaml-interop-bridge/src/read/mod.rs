//! Tokens to the model. What cannot be read is reported; what can be read is kept.

mod attributes;
mod declare;
mod derive;
mod exception;
mod export;
mod impl_grammar;
mod impl_macros;

pub use declare::declarations;
pub use derive::derive;
pub use exception::exceptions;
pub use export::export;
pub use impl_macros::{Direction, ImplMacro, Kind, impl_macro};
