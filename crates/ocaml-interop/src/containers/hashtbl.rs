//! `Hashtbl.t` and Rust's maps; bindings looked up and changed in place.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use super::{changed, made};
use crate::call::{OCamlError, Support};
use crate::convert::{FromOCaml, FromOCamlError, Reader, ToOCaml, field, from_ocaml_by_read};
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlCell, OCamlHashtbl, OCamlList};

static OF_LIST: Support = Support::new(c"ocaml_interop.hashtbl_of_list");
static FIND: Support = Support::new(c"ocaml_interop.hashtbl_find");
static REPLACE: Support = Support::new(c"ocaml_interop.hashtbl_replace");
static REMOVE: Support = Support::new(c"ocaml_interop.hashtbl_remove");
static CLEAR: Support = Support::new(c"ocaml_interop.hashtbl_clear");

/// A table of these bindings: one that comes later hides those of the same key before.
fn table<'a, B: ToOCaml<(K, V)>, K: 'static, V: 'static>(
    bindings: &[B],
    cr: &'a mut OCamlRuntime,
) -> OCaml<'a, OCamlHashtbl<K, V>> {
    let table = made(OF_LIST.call(cr, (field::<OCamlList<(K, V)>, _>(bindings), ())));
    cr.get(&table)
}

// SAFETY: OCaml makes the table.
unsafe impl<A: ToOCaml<K>, B: ToOCaml<V>, K: 'static, V: 'static, S> ToOCaml<OCamlHashtbl<K, V>>
    for HashMap<A, B, S>
{
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlHashtbl<K, V>> {
        table(&self.iter().collect::<Vec<_>>(), cr)
    }
}

// SAFETY: OCaml makes the table.
unsafe impl<A: ToOCaml<K>, B: ToOCaml<V>, K: 'static, V: 'static> ToOCaml<OCamlHashtbl<K, V>>
    for BTreeMap<A, B>
{
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlHashtbl<K, V>> {
        table(&self.iter().collect::<Vec<_>>(), cr)
    }
}

// SAFETY: OCaml makes the table.
unsafe impl<A: ToOCaml<K>, B: ToOCaml<V>, K: 'static, V: 'static> ToOCaml<OCamlHashtbl<K, V>>
    for [(A, B)]
{
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlHashtbl<K, V>> {
        table(self, cr)
    }
}

/// The bindings in the order of the table, which shows first what hides the others of its key.
fn read_each<A: FromOCaml<K>, B: FromOCaml<V>, K, V>(
    table: OCaml<'_, OCamlHashtbl<K, V>>,
    reader: &mut Reader,
    mut put: impl FnMut(A, B),
) -> Result<(), FromOCamlError> {
    let mut bindings = table.iter();
    for (index, (key, value)) in bindings.by_ref().enumerate() {
        let within = |part| move |error: FromOCamlError| error.at(part).at_index(index);
        let key = A::read(key, reader).map_err(within("key"))?;
        put(key, B::read(value, reader).map_err(within("value"))?);
    }
    if bindings.has_seen_all() { Ok(()) } else { Err(changed("hash table")) }
}

from_ocaml_by_read!(
    [A: FromOCaml<K> + Eq + Hash, B: FromOCaml<V>, K, V, S: BuildHasher + Default] HashMap<A, B, S>,
    OCamlHashtbl<K, V>,
    |table, reader| {
        let mut map = HashMap::default();
        read_each(table, reader, |key, value| {
            if let Entry::Vacant(place) = map.entry(key) {
                place.insert(value);
            }
        })?;
        Ok(map)
    }
);

from_ocaml_by_read!(
    [A: FromOCaml<K> + Ord, B: FromOCaml<V>, K, V] BTreeMap<A, B>,
    OCamlHashtbl<K, V>,
    |table, reader| {
        let mut bindings = Vec::new();
        read_each(table, reader, |key, value| bindings.push((key, value)))?;
        // Of several with one key the last stays.
        Ok(bindings.into_iter().rev().collect())
    }
);

from_ocaml_by_read!(
    [A: FromOCaml<K>, B: FromOCaml<V>, K, V] Vec<(A, B)>,
    OCamlHashtbl<K, V>,
    |table, reader| {
        let mut bindings = Vec::new();
        read_each(table, reader, |key, value| bindings.push((key, value)))?;
        // A table made of them hides the same ones.
        bindings.reverse();
        Ok(bindings)
    }
);

/// Bindings of a table that a root refers to. Keys are hashed and compared by OCaml, so each of these
/// calls OCaml, through the library's OCaml module.
///
/// # Errors
/// Where OCaml raises: functions in keys can't be compared, say.
///
/// # Panics
/// When the program lacks the library's OCaml module; the message says how to link it.
impl<K: 'static, V: 'static> OCamlCell<OCamlHashtbl<K, V>> {
    /// The binding of a key, the one that hides others: `Hashtbl.find_opt`.
    ///
    /// ```
    /// # use ocaml_interop::*;
    /// # use std::collections::HashMap;
    /// # let _guard = OCamlRuntime::init()?;
    /// # OCamlRuntime::with_domain_lock(|cr| -> Result<(), OCamlError> {
    /// let ages = HashMap::from([("Ada", 36_i64), ("Alan", 41)]);
    /// let table: BoxRoot<OCamlHashtbl<String, OCamlInt>> = ages.to_boxroot(cr);
    /// table.replace(cr, "Ada", 37_i64)?;
    /// table.remove(cr, "Alan")?;
    /// let age = table.find(cr, "Ada")?.expect("it was put there");
    /// assert_eq!(age.to_rust::<i64>(cr), 37);
    /// assert_eq!(cr.get(&table).len(), 1);
    /// # Ok(())
    /// # }).unwrap();
    /// # Ok::<(), String>(())
    /// ```
    ///
    /// # Errors
    /// What OCaml raised.
    pub fn find(
        &self,
        cr: &mut OCamlRuntime,
        key: impl ToOCaml<K>,
    ) -> Result<Option<BoxRoot<V>>, OCamlError> {
        let table = field::<OCamlHashtbl<K, V>, _>(self);
        let found: BoxRoot<Option<V>> = FIND.call(cr, (table, (field::<K, _>(&key), ())))?;
        Ok(cr.get(&found).to_option().map(OCaml::root))
    }

    /// Binds a key, in place of the binding that it has: `Hashtbl.replace`.
    ///
    /// # Errors
    /// What OCaml raised.
    pub fn replace(
        &self,
        cr: &mut OCamlRuntime,
        key: impl ToOCaml<K>,
        value: impl ToOCaml<V>,
    ) -> Result<(), OCamlError> {
        let table = field::<OCamlHashtbl<K, V>, _>(self);
        let binding = (field::<K, _>(&key), (field::<V, _>(&value), ()));
        REPLACE.call::<_, ()>(cr, (table, binding)).map(drop)
    }

    /// Removes the binding of a key, if it has one; another that it hid is there again:
    /// `Hashtbl.remove`.
    ///
    /// # Errors
    /// What OCaml raised.
    pub fn remove(&self, cr: &mut OCamlRuntime, key: impl ToOCaml<K>) -> Result<(), OCamlError> {
        let table = field::<OCamlHashtbl<K, V>, _>(self);
        REMOVE.call::<_, ()>(cr, (table, (field::<K, _>(&key), ()))).map(drop)
    }

    /// Removes all bindings: `Hashtbl.clear`.
    pub fn clear(&self, cr: &mut OCamlRuntime) {
        made(CLEAR.call::<_, ()>(cr, (field::<OCamlHashtbl<K, V>, _>(self), ())));
    }
}
