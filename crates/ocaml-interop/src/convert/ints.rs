//! Integers that lie side by side, as a list or an array. Instead of a look at each whether 63 bits
//! suffice, before it is written, all of them are written, and what doesn't fit is known afterwards:
//! so they go in pairs, in the processor's vectors.

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use crate::heap::{Mode, Space};
use crate::repr::{does_not_fit_int, fits_int};

/// The words of a cell: header, element, list.
pub(super) const CELL: usize = 3;

/// Writes a list of one integer at least, before `tail`; none where the space has no room for it.
///
/// # Safety
/// Nothing has allocated since the space was made.
///
/// # Panics
/// When one of them has more than 63 bits.
#[inline(always)]
pub(super) unsafe fn write_cells<M: Mode>(
    ints: &[i64],
    tail: RawOCaml,
    space: &mut Space<'_, M>,
) -> Option<RawOCaml> {
    let words = space.words(CELL * ints.len())?;
    // SAFETY: as many words, which nobody else has seen.
    let excess = unsafe { cells(ints, words, tail) };
    check(ints, excess);
    Some(words.wrapping_add(1) as RawOCaml)
}

/// Writes the fields of an array.
///
/// # Safety
/// It has as many, nobody else has seen it, and none of its fields is a block.
///
/// # Panics
/// When one of the integers has more than 63 bits.
#[inline(always)]
pub(super) unsafe fn write_fields(ints: &[i64], array: RawOCaml) {
    let mut excess = 0;
    for (index, &n) in ints.iter().enumerate() {
        excess |= excess_of(n);
        // SAFETY: in bounds, by the caller's promise; an immediate needs no barrier.
        unsafe { *(array as *mut RawOCaml).add(index) = sys::value_of_long(n as isize) }
    }
    check(ints, excess);
}

/// Negative where 63 bits don't suffice: the sign is another one when the integer has been doubled.
#[inline(always)]
fn excess_of(n: i64) -> i64 {
    n ^ (n << 1)
}

#[inline(always)]
fn check(ints: &[i64], excess: i64) {
    #[cold]
    #[inline(never)]
    fn refuse(ints: &[i64]) {
        if let Some(n) = ints.iter().find(|n| !fits_int(**n)) {
            does_not_fit_int(n);
        }
    }
    if excess < 0 {
        refuse(ints);
    }
}

/// Writes the cells, the first at the lowest address; negative where an integer doesn't fit.
///
/// # Safety
/// There are as many words.
#[inline(always)]
unsafe fn cells(ints: &[i64], words: *mut RawOCaml, tail: RawOCaml) -> i64 {
    // SAFETY: the caller's promise; `words` goes up by the words of the cells that were written, so
    // that the last word is the last cell's list in the end.
    unsafe {
        let (pairs, last) = ints.as_chunks::<2>();
        let (mut excess, mut words) = pairs_of_cells(pairs, words);
        for &n in last {
            excess |= excess_of(n);
            words = cell(n, words);
        }
        *words.sub(1) = tail;
        excess
    }
}

/// Writes a cell and, as its list, the address of the one behind it; where that begins.
///
/// # Safety
/// There are three words.
#[inline(always)]
unsafe fn cell(n: i64, words: *mut RawOCaml) -> *mut RawOCaml {
    // SAFETY: the caller's promise.
    unsafe {
        *words = HEADER;
        *words.add(1) = sys::value_of_long(n as isize);
        *words.add(2) = words.wrapping_add(CELL + 1) as RawOCaml;
    }
    words.wrapping_add(CELL)
}

const HEADER: RawOCaml = sys::make_header(2, 0) as RawOCaml;

/// As [`cells`], each cell before another: what is to follow the last is the caller's to write. And
/// where it begins.
///
/// # Safety
/// As [`cells`].
#[cfg(target_arch = "x86_64")]
#[inline(always)]
unsafe fn pairs_of_cells(pairs: &[[i64; 2]], words: *mut RawOCaml) -> (i64, *mut RawOCaml) {
    use std::arch::x86_64::{
        __m128i, _mm_add_epi64, _mm_castsi128_pd, _mm_loadu_si128, _mm_movemask_pd, _mm_or_si128,
        _mm_set_epi64x, _mm_set1_epi64x, _mm_setzero_si128, _mm_storeu_si128, _mm_unpackhi_epi64,
        _mm_unpacklo_epi64, _mm_xor_si128,
    };

    let mut to = words;
    let address = |offset: usize| words.wrapping_add(offset) as i64;
    // SAFETY: every x86-64 has SSE2. Each pair is two integers, for which there are the words of two
    // cells, by the caller's promise.
    unsafe {
        let (header, tag) = (_mm_set1_epi64x(HEADER as i64), _mm_set1_epi64x(1));
        let step = _mm_set1_epi64x((2 * CELL * size_of::<RawOCaml>()) as i64);
        let mut lists = _mm_set_epi64x(address(2 * CELL + 1), address(CELL + 1));
        let mut excess = _mm_setzero_si128();
        for pair in pairs {
            let ints = _mm_loadu_si128(pair.as_ptr().cast());
            let doubled = _mm_add_epi64(ints, ints);
            excess = _mm_or_si128(excess, _mm_xor_si128(ints, doubled));
            let elements = _mm_or_si128(doubled, tag);
            let six: *mut __m128i = to.cast();
            _mm_storeu_si128(six, _mm_unpacklo_epi64(header, elements));
            _mm_storeu_si128(six.add(1), _mm_unpacklo_epi64(lists, header));
            _mm_storeu_si128(six.add(2), _mm_unpackhi_epi64(elements, lists));
            lists = _mm_add_epi64(lists, step);
            to = to.add(2 * CELL);
        }
        // The signs of the two halves, as bits.
        (-i64::from(_mm_movemask_pd(_mm_castsi128_pd(excess))), to)
    }
}

#[cfg(not(target_arch = "x86_64"))]
use one_by_one as pairs_of_cells;

/// As [`pairs_of_cells`], on processors whose vectors we don't know.
///
/// # Safety
/// As [`cells`].
#[cfg(any(test, not(target_arch = "x86_64")))]
#[inline(always)]
unsafe fn one_by_one(pairs: &[[i64; 2]], mut words: *mut RawOCaml) -> (i64, *mut RawOCaml) {
    let mut excess = 0;
    for &[first, second] in pairs {
        excess |= excess_of(first) | excess_of(second);
        // SAFETY: the words of two cells, by the caller's promise.
        words = unsafe { cell(second, cell(first, words)) };
    }
    (excess, words)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAX: i64 = (1 << 62) - 1;

    #[test]
    fn what_is_too_wide_is_found_wherever_it_stands() {
        assert_eq!([0, MAX, -MAX - 1].map(|n| excess_of(n) < 0), [false; 3]);
        assert_eq!([MAX + 1, -MAX - 2, i64::MAX, i64::MIN].map(|n| excess_of(n) < 0), [true; 4]);
        let mut words = [0; 5 * CELL];
        for place in 0..5 {
            for wide in [MAX + 1, i64::MIN] {
                let mut ints = [1, -1, MAX, -MAX - 1, 0];
                // SAFETY: fifteen words.
                assert!(unsafe { cells(&ints, words.as_mut_ptr(), sys::UNIT) } >= 0);
                ints[place] = wide;
                // SAFETY: fifteen words.
                assert!(unsafe { cells(&ints, words.as_mut_ptr(), sys::UNIT) } < 0, "{ints:?}");
            }
        }
    }

    #[test]
    fn pairs_are_written_as_one_by_one() {
        let pairs = [[0, 1], [-1, MAX], [-MAX - 1, 7], [i64::MIN, 2]];
        let mut words = [[0; 8 * CELL]; 2];
        let [fast, slow] = &mut words;
        // SAFETY: as many words as eight cells take.
        let (fast, slow) = unsafe {
            (pairs_of_cells(&pairs, fast.as_mut_ptr()), one_by_one(&pairs, slow.as_mut_ptr()))
        };
        assert_eq!((fast.0 < 0, slow.0 < 0), (true, true));
        let [fast_words, slow_words] = words.each_mut();
        assert_eq!(fast.1, fast_words.as_mut_ptr_range().end);
        assert_eq!(slow.1, slow_words.as_mut_ptr_range().end);
        // Addresses as distances: the two stand elsewhere.
        let distance = (slow.1 as isize) - (fast.1 as isize);
        for (index, word) in fast_words.iter_mut().enumerate() {
            *word += if index % CELL == 2 { distance } else { 0 };
        }
        assert_eq!(fast_words, slow_words);
    }
}
