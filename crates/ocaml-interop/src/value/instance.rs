//! Instances of OCaml's functors `Map.Make` and `Set.Make`.

use std::ffi::CStr;

/// An instance of OCaml's `Map.Make` or `Set.Make`: OCaml's order of keys is a function of the
/// instance, so OCaml makes the map, by the instance's `of_list`, registered under a name.
///
/// With such a type `I`, an empty enum, [`OCamlMap<I, V>`](crate::OCamlMap) is the map's OCaml type,
/// and [`OCamlSet<I>`](crate::OCamlSet) the set's.
///
/// ```
/// use ocaml_interop::{BoxRoot, OCamlInstance, OCamlMap, OCamlRuntime, OCamlInt};
/// use std::collections::BTreeMap;
///
/// /// `module Names = Map.Make (String)`
/// pub enum Names {}
///
/// // SAFETY: OCaml registers `Names.of_list` so.
/// unsafe impl OCamlInstance for Names {
///     type Key = String;
///     const TYPE: &'static str = "Names.t";
///     const OF_LIST: &'static std::ffi::CStr = c"Names.of_list";
/// }
///
/// fn largest(cr: &OCamlRuntime, names: &BoxRoot<OCamlMap<Names, OCamlInt>>) -> Option<i64> {
///     let names: BTreeMap<String, i64> = names.to_rust(cr);
///     names.into_values().max()
/// }
/// ```
/// ```ocaml
/// module Names = Map.Make (String)
/// let () =
///   Callback.register "Names.of_list" (fun bindings -> Names.of_seq (List.to_seq bindings))
/// ```
///
/// # Safety
/// Keys of the instance are of OCaml type `Key`; and what OCaml registers under `OF_LIST`, if
/// anything, makes a map of the instance from a list of pairs of key and value, or a set from a list
/// of keys.
pub unsafe trait OCamlInstance: 'static {
    /// The OCaml type of the keys.
    type Key: 'static;

    /// The map's or set's type, as OCaml code names it: `Names.t`.
    const TYPE: &'static str;

    /// The name that OCaml registers the instance's `of_list` under: `Names.of_list`.
    const OF_LIST: &'static CStr;
}
