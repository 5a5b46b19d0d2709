//! Instances of `Map` and `Set`, and Rust's maps and sets.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasher, Hash};

use super::made;
use crate::call::{NamedFunction, call_named_catching};
use crate::convert::{FromOCaml, FromOCamlError, Reader, ToOCaml, field, from_ocaml_by_read};
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlInstance, OCamlList, OCamlMap, OCamlSet};

/// What the instance's own function makes of a list of `E`.
fn of_list<'a, I: OCamlInstance, E: 'static, A: ToOCaml<E>, R: 'static>(
    elements: &[A],
    cr: &'a mut OCamlRuntime,
) -> OCaml<'a, R> {
    let function = NamedFunction::new(I::OF_LIST);
    let tree = made(call_named_catching(cr, &function, (field::<OCamlList<E>, _>(elements), ())));
    cr.get(&tree)
}

/// Rust's maps and sets, whose elements an iterator shows.
macro_rules! to_ocaml {
    ($([$($generics:tt)*] $rust:ty => $ocaml:ty, $element:ty;)*) => {$(
        // SAFETY: the instance makes it.
        unsafe impl<$($generics)*> ToOCaml<$ocaml> for $rust {
            fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, $ocaml> {
                of_list::<I, $element, _, _>(&self.iter().collect::<Vec<_>>(), cr)
            }
        }
    )*};
}

to_ocaml! {
    [I: OCamlInstance, A: ToOCaml<I::Key>, B: ToOCaml<V>, V: 'static] BTreeMap<A, B>
        => OCamlMap<I, V>, (I::Key, V);
    [I: OCamlInstance, A: ToOCaml<I::Key>, B: ToOCaml<V>, V: 'static, S] HashMap<A, B, S>
        => OCamlMap<I, V>, (I::Key, V);
    [I: OCamlInstance, A: ToOCaml<I::Key>] BTreeSet<A> => OCamlSet<I>, I::Key;
    [I: OCamlInstance, A: ToOCaml<I::Key>, S] HashSet<A, S> => OCamlSet<I>, I::Key;
}

/// The bindings in OCaml's order.
fn bindings<I: OCamlInstance, A: FromOCaml<I::Key>, B: FromOCaml<V>, V>(
    map: OCaml<'_, OCamlMap<I, V>>,
    reader: &mut Reader,
) -> Result<Vec<(A, B)>, FromOCamlError> {
    let read = |(index, (key, value))| {
        let within = |part| move |error: FromOCamlError| error.at(part).at_index(index);
        let key = A::read(key, reader).map_err(within("key"))?;
        Ok((key, B::read(value, reader).map_err(within("value"))?))
    };
    map.iter().enumerate().map(read).collect()
}

/// The elements in OCaml's order.
fn elements<I: OCamlInstance, A: FromOCaml<I::Key>>(
    set: OCaml<'_, OCamlSet<I>>,
    reader: &mut Reader,
) -> Result<Vec<A>, FromOCamlError> {
    let read = |(index, element)| {
        A::read(element, reader).map_err(|error: FromOCamlError| error.at_index(index))
    };
    set.iter().enumerate().map(read).collect()
}

/// A map or set of as many keys as there were.
fn of_distinct<C: FromIterator<E>, E>(
    all: Vec<E>,
    count: impl Fn(&C) -> usize,
) -> Result<C, FromOCamlError> {
    let expected = all.len();
    let made = all.into_iter().collect();
    match count(&made) {
        same if same == expected => Ok(made),
        fewer => Err(FromOCamlError::new(format!(
            "of {expected} keys only {fewer} differ in Rust: the instance tells keys apart that Rust \
             doesn't; read a Vec"
        ))),
    }
}

from_ocaml_by_read!(
    [I: OCamlInstance, A: FromOCaml<I::Key> + Ord, B: FromOCaml<V>, V] BTreeMap<A, B>,
    OCamlMap<I, V>,
    |map, reader| of_distinct(bindings(map, reader)?, BTreeMap::len)
);

from_ocaml_by_read!(
    [
        I: OCamlInstance, A: FromOCaml<I::Key> + Eq + Hash, B: FromOCaml<V>, V,
        S: BuildHasher + Default
    ] HashMap<A, B, S>,
    OCamlMap<I, V>,
    |map, reader| of_distinct(bindings(map, reader)?, HashMap::len)
);

from_ocaml_by_read!(
    [I: OCamlInstance, A: FromOCaml<I::Key>, B: FromOCaml<V>, V] Vec<(A, B)>,
    OCamlMap<I, V>,
    |map, reader| bindings(map, reader)
);

from_ocaml_by_read!(
    [I: OCamlInstance, A: FromOCaml<I::Key> + Ord] BTreeSet<A>,
    OCamlSet<I>,
    |set, reader| of_distinct(elements(set, reader)?, BTreeSet::len)
);

from_ocaml_by_read!(
    [I: OCamlInstance, A: FromOCaml<I::Key> + Eq + Hash, S: BuildHasher + Default] HashSet<A, S>,
    OCamlSet<I>,
    |set, reader| of_distinct(elements(set, reader)?, HashSet::len)
);

from_ocaml_by_read!(
    [I: OCamlInstance, A: FromOCaml<I::Key>] Vec<A>,
    OCamlSet<I>,
    |set, reader| elements(set, reader)
);
