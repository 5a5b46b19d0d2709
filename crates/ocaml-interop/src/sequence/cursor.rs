//! A `Seq.t` taken apart: each step calls OCaml.

use std::fmt;
use std::iter::FusedIterator;
use std::marker::PhantomData;

use crate::call::OCamlError;
use crate::convert::{FromOCaml, FromOCamlDefault};
use crate::describe::OCamlDescriber;
use crate::exception::ToOCamlException;
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlCell, OCamlSeq};

/// What a step gives: `Seq.Nil` or `Seq.Cons (element, rest)` (stdlib/seq.ml).
enum Node<A> {
    #[expect(dead_code, reason = "a name for OCaml's type")]
    Of(PhantomData<fn(A) -> A>),
}

/// An element, and what follows it.
type Split<A> = (BoxRoot<A>, BoxRoot<OCamlSeq<A>>);

impl<A: 'static> OCamlCell<OCamlSeq<A>> {
    /// The first element and the rest; nothing where the sequence is empty. OCaml computes the element
    /// now, and, where the sequence doesn't remember, anew each time.
    ///
    /// # Errors
    /// What OCaml raised.
    pub fn uncons(&self, cr: &mut OCamlRuntime) -> Result<Option<Split<A>>, OCamlError> {
        // SAFETY: a `Seq.t` is a function of unit that gives a node, and this is its cell.
        let force: &OCamlCell<fn(()) -> Node<A>> =
            unsafe { OCamlCell::from_ptr(std::ptr::from_ref(self).cast()) };
        let node = force.call(cr, ())?;
        if node.is_long() {
            return Ok(None);
        }
        // SAFETY: what isn't `Nil` is `Cons`, with an element and a sequence.
        let (element, rest) = unsafe { (node.field::<A>(0), node.field::<OCamlSeq<A>>(1)) };
        Ok(Some((element.root(), rest.root())))
    }

    /// A place in the sequence, before its first element. Nothing is computed yet.
    pub fn cursor(&self, cr: &OCamlRuntime) -> SeqCursor<A> {
        SeqCursor { rest: Some(cr.get(self).root()) }
    }

    /// The elements as Rust values, each computed when it is asked for. See [`SeqIter`].
    pub fn iter<'cr, R: FromOCaml<A>>(&self, cr: &'cr mut OCamlRuntime) -> SeqIter<'cr, A, R> {
        let cursor = self.cursor(cr);
        SeqIter { cr, cursor, _elements: PhantomData }
    }

    /// All elements, converted, into a collection. A sequence without an end fills the memory: take as
    /// many as you need of [`iter`](Self::iter).
    ///
    /// # Errors
    /// The first failure: what OCaml raised, or `Invalid_argument` where an element doesn't convert.
    pub fn collect<R, C>(&self, cr: &mut OCamlRuntime) -> Result<C, OCamlError>
    where
        R: FromOCaml<A>,
        C: FromIterator<R>,
    {
        self.iter::<R>(cr).collect()
    }
}

/// A place in an OCaml sequence: [`next`](Self::next) gives the elements, as OCaml values, one at a time.
///
/// It keeps what follows, not what it has passed. It may be sent to other threads.
///
/// # Example
/// ```
/// use ocaml_interop::{BoxRoot, OCamlInt, OCamlRuntime, OCamlSeq, RustSeq, ToOCaml};
///
/// let _guard = OCamlRuntime::init()?;
/// OCamlRuntime::with_domain_lock(|cr| {
///     // OCaml would have given this one: it has no end.
///     let squares: BoxRoot<OCamlSeq<OCamlInt>> = RustSeq::new((1_isize..).map(|n| n * n)).to_boxroot(cr);
///     let mut cursor = squares.cursor(cr);
///     let mut sum = 0;
///     while let Some(square) = cursor.next(cr)? {
///         sum += square.to_rust::<isize>(cr);
///         if sum > 10 {
///             break;
///         }
///     }
///     assert_eq!(sum, 14);
///     Ok::<(), ocaml_interop::OCamlError>(())
/// })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct SeqCursor<A: 'static> {
    /// Nothing once it has ended.
    rest: Option<BoxRoot<OCamlSeq<A>>>,
}

impl<A: 'static> SeqCursor<A> {
    /// The next element, computed now; nothing at the end, and after an error.
    ///
    /// # Errors
    /// What OCaml raised: that is the end.
    #[allow(clippy::should_implement_trait)] // It takes the runtime.
    pub fn next(&mut self, cr: &mut OCamlRuntime) -> Result<Option<BoxRoot<A>>, OCamlError> {
        // Taken: at an error nothing is left.
        let Some(here) = self.rest.take() else {
            return Ok(None);
        };
        let Some((element, rest)) = here.uncons(cr)? else {
            return Ok(None);
        };
        self.rest = Some(rest);
        Ok(Some(element))
    }

    /// What is left, as an OCaml sequence; nothing at the end.
    pub fn rest(&self) -> Option<&BoxRoot<OCamlSeq<A>>> {
        self.rest.as_ref()
    }
}

impl<A: 'static> fmt::Debug for SeqCursor<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SeqCursor").field("has_ended", &self.rest.is_none()).finish()
    }
}

// SAFETY: the sequence is rooted as it is.
unsafe impl<A: 'static> FromOCaml<OCamlSeq<A>> for SeqCursor<A> {
    fn from_ocaml(v: OCaml<'_, OCamlSeq<A>>) -> Self {
        SeqCursor { rest: Some(v.root()) }
    }
}

impl<A: 'static> FromOCamlDefault for SeqCursor<A> {
    type OCamlType = OCamlSeq<A>;
}

impl<A: OCamlDescriber + 'static> OCamlDescriber for SeqCursor<A> {
    fn ocaml_type_name() -> String {
        <OCamlSeq<A>>::ocaml_type_name()
    }

    const DESCRIPTION: &'static ocaml_interop_schema::form::Type = <OCamlSeq<A>>::DESCRIPTION;
}

/// The elements of an OCaml sequence as Rust values, while the runtime is borrowed.
///
/// An element is computed when it is asked for, and no further one. What OCaml raises is an `Err`, and the
/// end. An element that doesn't convert is an `Err`, too (`Invalid_argument`); the next one may be asked for.
pub struct SeqIter<'cr, A: 'static, R> {
    cr: &'cr mut OCamlRuntime,
    cursor: SeqCursor<A>,
    _elements: PhantomData<fn() -> R>,
}

impl<A: 'static, R: FromOCaml<A>> Iterator for SeqIter<'_, A, R> {
    type Item = Result<R, OCamlError>;

    fn next(&mut self) -> Option<Self::Item> {
        let element = match self.cursor.next(self.cr) {
            Ok(element) => element?,
            Err(raised) => return Some(Err(raised)),
        };
        let converted = element.try_to_rust(self.cr);
        Some(converted.map_err(|error| error.to_ocaml_exception(self.cr)))
    }
}

impl<A: 'static, R: FromOCaml<A>> FusedIterator for SeqIter<'_, A, R> {}

impl<A: 'static, R> fmt::Debug for SeqIter<'_, A, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SeqIter").field("cursor", &self.cursor).finish()
    }
}
