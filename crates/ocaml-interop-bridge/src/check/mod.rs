//! What reads well and is wrong all the same.

mod custom;
mod declared;
mod exceptions;
mod exported;
mod types;

use crate::ir::Item;
use crate::report::Report;

/// Reports everything that is wrong with an item.
pub fn check(item: &Item, report: &mut Report) {
    match item {
        Item::Export(export) => exported::check(export, report),
        Item::Methods(block) => custom::methods(block, report),
        Item::Custom(ty) => custom::check(ty, report),
        Item::Declarations(all) => all.iter().for_each(|one| declared::check(one, report)),
        Item::Type(ty) => types::check(ty, report),
        Item::Exceptions(ty) => exceptions::check(ty, report),
    }
}
