//! The word on a command line that chooses among stages, runs and rows.

use crate::run::Outcome;

/// What has the filter in its name.
///
/// # Errors
/// When nothing has: which names there are.
pub fn chosen<T>(
    what: &str,
    all: Vec<T>,
    name: impl Fn(&T) -> String,
    filter: Option<&str>,
) -> Outcome<Vec<T>> {
    let Some(filter) = filter else {
        return Ok(all);
    };
    let names: Vec<_> = all.iter().map(&name).collect();
    let chosen: Vec<_> = all.into_iter().filter(|one| name(one).contains(filter)).collect();
    match chosen.is_empty() {
        true => {
            Err(format!("no {what} has `{filter}` in its name. There are: {}", names.join(", ")))
        }
        false => Ok(chosen),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_that_fits_nothing_says_what_there_is() {
        let name = |name: &&str| (*name).to_owned();
        let error = chosen("stage", vec!["units"], name, Some("unts")).unwrap_err();
        assert!(error.contains("no stage has `unts`") && error.contains("units"), "{error}");
        assert_eq!(chosen("stage", vec!["units", "lint"], name, Some("uni")), Ok(vec!["units"]));
        assert_eq!(chosen("stage", vec!["units", "lint"], name, None).unwrap().len(), 2);
    }
}
