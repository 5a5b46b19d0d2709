//! Gathers errors, so that one compilation shows all of them.

use quote::ToTokens;

use crate::errors::Problem;

/// The errors found so far, in the order in which they were found.
#[derive(Debug, Default)]
pub struct Report {
    errors: Option<syn::Error>,
}

impl Report {
    /// An empty report.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a problem with the tokens `at`.
    pub fn problem(&mut self, at: impl ToTokens, problem: Problem) {
        self.syntax(syn::Error::new_spanned(at, problem));
    }

    /// Notes an error of the parser.
    pub fn syntax(&mut self, error: syn::Error) {
        match &mut self.errors {
            None => self.errors = Some(error),
            Some(errors) => errors.combine(error),
        }
    }

    /// Keeps the value of a result, or notes its error.
    pub fn keep<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.syntax(error)).ok()
    }

    /// Whether nothing went wrong so far.
    pub fn is_empty(&self) -> bool {
        self.errors.is_none()
    }

    /// Ends the report.
    ///
    /// # Errors
    /// All that was noted, combined into one error.
    pub fn finish(self) -> syn::Result<()> {
        self.errors.map_or(Ok(()), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proc_macro2::Span;
    use quote::quote;

    #[test]
    fn keeps_every_error_in_order() {
        let mut report = Report::new();
        assert!(report.is_empty());
        report.problem(quote!(async), Problem::Async);
        report.syntax(syn::Error::new(Span::call_site(), "second"));
        assert_eq!(report.keep(Ok(3)), Some(3));
        let errors = report.finish().expect_err("two errors were noted");
        let texts: Vec<_> = errors.into_iter().map(|e| e.to_string()).collect();
        assert_eq!(texts.len(), 2);
        assert!(texts[0].contains("async") && texts[1] == "second");
    }
}
