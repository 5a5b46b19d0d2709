//! Dates and appointments. What OCaml calls is marked with `#[export]`; `cargo ocaml bind` reads it out
//! of the library, and writes `src/calendar.ml` and `src/calendar.mli`.

use std::collections::BTreeMap;
use std::sync::Mutex;

use ocaml_interop::{
    DynBox, FromOCaml, OCaml, OCamlDescriber, OCamlException, OCamlInt, OCamlRuntime, ToOCaml,
    export,
};

/// A day of the Gregorian calendar.
#[derive(
    ToOCaml, FromOCaml, OCamlDescriber, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord,
)]
#[ocaml(name = "Date.t")]
pub struct Date {
    /// The year, such as 2026.
    #[ocaml(as_ = "OCamlInt")]
    pub year: i64,
    /// The month, from 1.
    #[ocaml(as_ = "OCamlInt")]
    pub month: i64,
    /// The day of the month, from 1.
    #[ocaml(as_ = "OCamlInt")]
    pub day: i64,
}

/// A day of the week.
#[derive(ToOCaml, FromOCaml, OCamlDescriber, Clone, Copy, Debug, PartialEq, Eq)]
#[ocaml(name = "Date.weekday")]
#[allow(missing_docs, reason = "they are called what they are")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// What is to be done.
#[derive(ToOCaml, FromOCaml, OCamlDescriber, Clone, Debug, PartialEq)]
pub enum Appointment {
    /// All day long.
    Holiday(String),
    /// From one hour to another.
    Meeting {
        /// What it is about.
        about: String,
        /// When it begins, in hours.
        from: f64,
        /// When it ends, in hours.
        until: f64,
    },
}

/// Why an appointment isn't made.
#[derive(OCamlException, Clone, Debug, PartialEq)]
pub enum Refused {
    /// The meeting would end before it begins.
    Backwards {
        /// What it is about.
        about: String,
        /// How many hours before.
        by: f64,
    },
    /// The appointment would be about nothing.
    Nameless,
}

/// Appointments by day. OCaml doesn't see into it, and may use it from several domains.
#[derive(Debug, Default)]
pub struct Calendar(Mutex<BTreeMap<Date, Vec<Appointment>>>);

/// Days since 1 March of the year 0, by the civil calendar's 400 years of 146097 days.
fn days(date: Date) -> i64 {
    let Date { year, month, day } = date;
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let century = year.rem_euclid(400);
    let in_year = (153 * month + 2) / 5 + day - 1;
    year.div_euclid(400) * 146_097 + century * 365 + century / 4 - century / 100 + in_year
}

/// The date of so many days.
fn date(days: i64) -> Date {
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let in_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * in_year + 2) / 153;
    let day = in_year - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    Date { year: era * 400 + year + later, month, day }
}

/// A date, if there is such a day: `make 2026 2 29` isn't.
#[export(module = "Date", name = "calendar_date_make")]
pub fn make(year: isize, month: isize, day: isize) -> Option<Date> {
    let made = Date { year: year as i64, month: month as i64, day: day as i64 };
    (date(days(made)) == made).then_some(made)
}

/// The day of the week.
#[export(module = "Date", name = "calendar_date_weekday")]
pub fn weekday(of: Date) -> Weekday {
    use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    let names = [Wednesday, Thursday, Friday, Saturday, Sunday, Monday, Tuesday];
    names[days(of).rem_euclid(7) as usize]
}

/// The date so many days later, or earlier where `days` is negative.
#[export(module = "Date", name = "calendar_date_later")]
pub fn later(than: Date, by: isize) -> Date {
    date(days(than) + by as i64)
}

/// A calendar without appointments.
#[export(name = "calendar_empty")]
pub fn empty(cr: &mut OCamlRuntime) -> OCaml<DynBox<Calendar>> {
    OCaml::box_value(cr, Calendar::default())
}

/// Adds an appointment.
#[export(name = "calendar_add")]
pub fn add(
    calendar: OCaml<DynBox<Calendar>>,
    date: Date,
    appointment: Appointment,
) -> Result<(), Refused> {
    let (Appointment::Holiday(about) | Appointment::Meeting { about, .. }) = &appointment;
    if about.is_empty() {
        return Err(Refused::Nameless);
    }
    if let Appointment::Meeting { about, from, until } = &appointment
        && from > until
    {
        return Err(Refused::Backwards { about: about.clone(), by: from - until });
    }
    let mut calendar = calendar.as_value().0.lock().expect("nobody panics with it");
    calendar.entry(date).or_default().push(appointment);
    Ok(())
}

/// The appointments between two dates, both of them included.
#[export(name = "calendar_between")]
pub fn between(
    calendar: OCaml<DynBox<Calendar>>,
    from: Date,
    until: Date,
) -> Vec<(Date, Vec<Appointment>)> {
    let calendar = calendar.as_value().0.lock().expect("nobody panics with it");
    match from <= until {
        true => calendar.range(from..=until).map(|(date, all)| (*date, all.clone())).collect(),
        false => Vec::new(),
    }
}

/// How many hours a person would sit in meetings that day.
#[export(name = "calendar_hours")]
pub fn hours(calendar: OCaml<DynBox<Calendar>>, of: Date) -> f64 {
    let calendar = calendar.as_value().0.lock().expect("nobody panics with it");
    let hours = |one: &Appointment| match one {
        Appointment::Holiday(_) => 0.0,
        Appointment::Meeting { from, until, .. } => until - from,
    };
    calendar.get(&of).into_iter().flatten().map(hours).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_come_one_by_one() {
        let mut known = make(1999, 12, 31).expect("a date");
        for day in 0..200_000 {
            assert_eq!(date(days(known)), known);
            let next = later(known, 1);
            assert!(next > known && later(next, -1) == known, "{day}: {known:?}, {next:?}");
            known = next;
        }
        assert_eq!(make(2026, 2, 29), None);
        assert_eq!(weekday(make(2026, 11, 26).expect("a date")), Weekday::Thursday);
    }
}
