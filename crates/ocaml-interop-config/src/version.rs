//! OCaml version numbers.

use std::fmt;

/// The oldest OCaml that the library supports.
pub const OLDEST_SUPPORTED: Version = Version::new(5, 1, 0);

/// An OCaml version; ordered, without pre-release suffixes (`5.4.0~rc1` counts as 5.4.0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// 5 in 5.3.0.
    pub major: u32,
    /// 3 in 5.3.0.
    pub minor: u32,
    /// 0 in 5.3.0.
    pub patch: u32,
}

impl Version {
    /// Makes a version from its parts.
    pub const fn new(major: u32, minor: u32, patch: u32) -> Self {
        Self { major, minor, patch }
    }

    /// Reads `5.3.0`, `5.4.0~rc1`, `5.2.0+flambda` or `3.17`; a missing part is 0.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = [0; 3];
        for (slot, part) in parts.iter_mut().zip(text.trim().split('.')) {
            let digits = part.find(|c: char| !c.is_ascii_digit()).map_or(part, |end| &part[..end]);
            *slot = digits.parse().ok()?;
        }
        Some(Self::new(parts[0], parts[1], parts[2]))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_releases_and_pre_releases() {
        assert_eq!(Version::parse("5.3.0\n"), Some(Version::new(5, 3, 0)));
        assert_eq!(Version::parse("5.4.0~rc1"), Some(Version::new(5, 4, 0)));
        assert_eq!(Version::parse("5.2.1+flambda"), Some(Version::new(5, 2, 1)));
        assert_eq!(Version::parse("3.17"), Some(Version::new(3, 17, 0)));
    }

    #[test]
    fn refuses_what_is_no_version() {
        assert_eq!(Version::parse(""), None);
        assert_eq!(Version::parse("camel"), None);
        assert_eq!(Version::parse("5.x.0"), None);
    }

    #[test]
    fn compares_by_number() {
        assert!(Version::new(5, 10, 0) > Version::new(5, 2, 9));
        assert!(Version::new(4, 14, 2) < OLDEST_SUPPORTED);
    }
}
