//! `RustSeq`: a Rust iterator that becomes an OCaml sequence.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::call::{OCamlError, Support};
use crate::convert::{DefaultOCamlMapping, ToOCaml, field};
use crate::describe::OCamlDescriber;
use crate::exception::ToOCamlException;
use crate::function::{RustFn, with_mutable};
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlSeq};

/// Makes a sequence that remembers its elements of a function that gives the next one.
static SEQUENCE: Support = Support::new(c"ocaml_interop.sequence");

/// What gives the next element.
type Next<R> = RustFn<fn(()) -> Option<R>>;

/// A Rust iterator that becomes an OCaml sequence, `'a Seq.t`.
///
/// It is lazy: the iterator is asked for an element when OCaml first comes to it. It remembers: to go through
/// the sequence again gives the same elements, also on several threads and domains at once, of which one
/// computes an element while the others wait. A panic in the iterator, and an error of a
/// [`fallible`](Self::fallible) one, is raised where the element would have been, each time that OCaml comes
/// there; the iterator isn't asked again. (So is what a signal's handler raises meanwhile, as in
/// OCaml's `Lazy`.)
///
/// It converts once, since an iterator can be gone through once; the second time it panics. As [`RustFn`] it needs
/// the library's OCaml module. The iterator is dropped when OCaml has let go of the sequence.
///
/// # Example
/// ```
/// use ocaml_interop::{BoxRoot, OCamlInt, OCamlRuntime, OCamlSeq, RustSeq, ToOCaml};
///
/// let _guard = OCamlRuntime::init()?;
/// OCamlRuntime::with_domain_lock(|cr| {
///     let evens = RustSeq::new((0_isize..).step_by(2));
///     let evens: BoxRoot<OCamlSeq<OCamlInt>> = evens.to_boxroot(cr);
///     let first: Vec<isize> = evens.iter(cr).take(3).collect::<Result<_, _>>()?;
///     assert_eq!(first, [0, 2, 4]);
///     Ok::<(), ocaml_interop::OCamlError>(())
/// })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct RustSeq<R: 'static> {
    /// Nothing once it was converted.
    next: Mutex<Option<Next<R>>>,
}

impl<R: 'static> RustSeq<R> {
    /// A sequence of these elements.
    pub fn new<I>(elements: I) -> RustSeq<R>
    where
        I: IntoIterator<Item = R, IntoIter: Send + 'static>,
    {
        RustSeq::of(elements.into_iter(), |_, element| Ok(element))
    }

    /// A sequence of these elements; an error is raised in its place.
    pub fn fallible<I, E>(elements: I) -> RustSeq<R>
    where
        I: IntoIterator<Item = Result<R, E>, IntoIter: Send + 'static>,
        E: ToOCamlException,
    {
        RustSeq::of(elements.into_iter(), |cr, element: Result<R, E>| {
            element.map_err(|error| error.to_ocaml_exception(cr))
        })
    }

    fn of<I: Iterator + Send + 'static>(
        elements: I,
        element: fn(&mut OCamlRuntime, I::Item) -> Result<R, OCamlError>,
    ) -> RustSeq<R> {
        let elements = Mutex::new(elements);
        let next = Next::<R>::of(Arc::new(move |cr: &mut OCamlRuntime, (): ()| {
            with_mutable(cr, &elements, |cr, elements| {
                elements.next().map(|one| element(cr, one)).transpose()
            })
        }));
        RustSeq { next: Mutex::new(Some(next)) }
    }
}

// SAFETY: the support module makes a `Seq.t` of a function of unit that gives an option.
unsafe impl<A: 'static, R: ToOCaml<A> + 'static> ToOCaml<OCamlSeq<A>> for RustSeq<R> {
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlSeq<A>> {
        let next = self.next.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(next) = next else {
            panic!(
                "a RustSeq converts to OCaml once: its iterator is in OCaml already; keep the \
                 sequence that it became in a BoxRoot, or make another RustSeq"
            );
        };
        let next: BoxRoot<fn(()) -> Option<A>> = next.to_boxroot(cr);
        let arguments = (field::<fn(()) -> Option<A>, _>(&next), ());
        match SEQUENCE.call::<_, OCamlSeq<A>>(cr, arguments) {
            Ok(sequence) => cr.get(&sequence),
            Err(error) => panic!("no OCaml sequence was made of the Rust iterator: {error}"),
        }
    }
}

impl<R: DefaultOCamlMapping + 'static> DefaultOCamlMapping for RustSeq<R> {
    type OCamlType = OCamlSeq<R::OCamlType>;
}

impl<R: OCamlDescriber + 'static> OCamlDescriber for RustSeq<R> {
    fn ocaml_type_name() -> String {
        <OCamlSeq<R>>::ocaml_type_name()
    }

    const DESCRIPTION: &'static ocaml_interop_schema::form::Type = <OCamlSeq<R>>::DESCRIPTION;
}

impl<R: 'static> fmt::Debug for RustSeq<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RustSeq<{}>", std::any::type_name::<R>())
    }
}
