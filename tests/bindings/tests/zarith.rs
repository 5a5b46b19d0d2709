//! Zarith's integers and rationals, compared with Rust's.
#![cfg(zarith)]

use std::cmp::Ordering;

use bindings::ocaml::{q, z};
use bindings::{Random, with_ocaml};
use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use ocaml_interop::{BoxRoot, OCamlRuntime};

type Z = BoxRoot<z::T>;
type Q = BoxRoot<q::T>;

fn to_z(cr: &mut OCamlRuntime, n: &BigInt) -> Z {
    z::of_string(cr, n.to_string()).expect("digits")
}

fn from_z(cr: &mut OCamlRuntime, n: &Z) -> BigInt {
    let digits: String = z::to_string(cr, n).to_rust(cr);
    digits.parse().expect("digits")
}

fn to_q(cr: &mut OCamlRuntime, n: &BigRational) -> Q {
    q::of_string(cr, n.to_string()).expect("digits")
}

fn from_q(cr: &mut OCamlRuntime, n: &Q) -> BigRational {
    let digits: String = q::to_string(cr, n).expect("no infinity").to_rust(cr);
    digits.parse().expect("digits")
}

/// An integer of up to 256 bits, of either sign, often small.
fn integer(random: &mut Random) -> BigInt {
    let words = random.below(9) as usize;
    let words: Vec<u32> = (0..words).map(|_| random.bits() as u32).collect();
    let sign = if random.below(2) == 0 { Sign::Minus } else { Sign::Plus };
    BigInt::from_slice(sign, &words)
}

fn rational(random: &mut Random) -> BigRational {
    let (num, den) = (integer(random), integer(random));
    BigRational::new(num, if den == BigInt::ZERO { 1.into() } else { den })
}

fn sign_of(ordering: Ordering) -> i64 {
    ordering as i64
}

/// 10^2000 · e = 10^2000 · (1/0! + 1/1! + …), each term with 20 digits more than are wanted.
fn digits_of_e() -> String {
    let mut term = BigInt::from(10).pow(2020);
    let (mut sum, mut n) = (BigInt::ZERO, 0);
    while term != BigInt::ZERO {
        sum += &term;
        n += 1;
        term /= n;
    }
    sum.to_string()[..2000].to_owned()
}

#[test]
fn e_in_integers() {
    let digits: String = with_ocaml(|cr| {
        let ten = z::of_int(cr, 10_i64);
        let mut term = z::pow(cr, &ten, 2020_i64).unwrap();
        let (mut sum, zero) = (z::zero(cr), z::zero(cr));
        for n in 1_i64.. {
            sum = z::add(cr, &sum, &term);
            let n = z::of_int(cr, n);
            term = z::div(cr, &term, &n).unwrap();
            if z::equal(cr, &term, &zero).to_rust(cr) {
                break;
            }
        }
        z::to_string(cr, &sum).to_rust(cr)
    });
    assert!(digits.starts_with("2718281828459045235360287471352662497757247093699959574966"));
    assert_eq!(digits[..2000], digits_of_e());
}

#[test]
fn e_in_rationals() {
    let digits: String = with_ocaml(|cr| {
        // 800! has more than 1,970 digits.
        let (mut sum, mut term) = (q::zero(cr).unwrap(), q::one(cr).unwrap());
        for n in 1..850_i64 {
            sum = q::add(cr, &sum, &term).unwrap();
            let n = q::of_int(cr, n).unwrap();
            term = q::div(cr, &term, &n).unwrap();
        }
        let ten = z::of_int(cr, 10_i64);
        let scale = z::pow(cr, &ten, 1999_i64).unwrap();
        let scale = q::of_bigint(cr, &scale).unwrap();
        let scaled = q::mul(cr, &sum, &scale).unwrap();
        let whole = q::to_bigint(cr, &scaled).unwrap();
        z::to_string(cr, &whole).to_rust(cr)
    });
    assert_eq!(digits, digits_of_e());
}

#[test]
fn random_integers() {
    let mut random = Random::new(1);
    with_ocaml(|cr| {
        for _ in 0..600 {
            let (a, b) = (integer(&mut random), integer(&mut random));
            let bits = random.below(300);
            let (za, zb) = (to_z(cr, &a), to_z(cr, &b));
            assert_eq!(from_z(cr, &za), a);

            let found = z::add(cr, &za, &zb);
            assert_eq!(from_z(cr, &found), &a + &b);
            let found = z::sub(cr, &za, &zb);
            assert_eq!(from_z(cr, &found), &a - &b);
            let found = z::mul(cr, &za, &zb);
            assert_eq!(from_z(cr, &found), &a * &b);
            let found = z::gcd(cr, &za, &zb);
            assert_eq!(from_z(cr, &found), gcd(&a, &b));
            let found = z::shift_left(cr, &za, bits);
            assert_eq!(from_z(cr, &found), &a << bits);
            let found = z::shift_right(cr, &za, bits);
            assert_eq!(from_z(cr, &found), &a >> bits);
            let exponent = bits % 20;
            let found = z::pow(cr, &za, exponent).unwrap();
            assert_eq!(from_z(cr, &found), a.pow(exponent as u32));
            let found = z::logxor(cr, &za, &zb);
            assert_eq!(from_z(cr, &found), &a ^ &b);
            let found: i64 = z::compare(cr, &za, &zb).to_rust(cr);
            assert_eq!(found, sign_of(a.cmp(&b)));
            let found: bool = z::lt(cr, &za, &zb).to_rust(cr);
            assert_eq!(found, a < b);
            let hexadecimal: String = z::format(cr, "%x", &za).to_rust(cr);
            assert_eq!(hexadecimal, a.to_str_radix(16));
            if b != BigInt::ZERO {
                let both = z::div_rem(cr, &za, &zb).unwrap();
                let (quotient, rest): (Z, Z) = both.to_rust(cr);
                assert_eq!(from_z(cr, &quotient), &a / &b);
                assert_eq!(from_z(cr, &rest), &a % &b);
            }
        }
    });
}

#[test]
fn random_rationals() {
    let mut random = Random::new(2);
    with_ocaml(|cr| {
        for _ in 0..500 {
            let (a, b) = (rational(&mut random), rational(&mut random));
            let bits = random.below(100);
            let (qa, qb) = (to_q(cr, &a), to_q(cr, &b));
            assert_eq!(from_q(cr, &qa), a);

            let found = q::add(cr, &qa, &qb).unwrap();
            assert_eq!(from_q(cr, &found), &a + &b);
            let found = q::sub(cr, &qa, &qb).unwrap();
            assert_eq!(from_q(cr, &found), &a - &b);
            let found = q::mul(cr, &qa, &qb).unwrap();
            assert_eq!(from_q(cr, &found), &a * &b);
            let found = q::mul_2exp(cr, &qa, bits).unwrap();
            assert_eq!(from_q(cr, &found), &a * BigRational::from(BigInt::from(1) << bits));
            let found: i64 = q::compare(cr, &qa, &qb).unwrap().to_rust(cr);
            assert_eq!(found, sign_of(a.cmp(&b)));
            let found: f64 = q::to_float(cr, &qa).unwrap().to_rust(cr);
            assert!(found.is_finite());
            let parts: q::T = qa.to_rust(cr);
            assert_eq!(from_z(cr, &parts.num), *a.numer());
            assert_eq!(from_z(cr, &parts.den), *a.denom());
            if *b.numer() != BigInt::ZERO {
                let found = q::div(cr, &qa, &qb).unwrap();
                assert_eq!(from_q(cr, &found), &a / &b);
            }
        }
    });
}

fn gcd(a: &BigInt, b: &BigInt) -> BigInt {
    let (mut a, mut b) = (a.clone(), b.clone());
    while b != BigInt::ZERO {
        (a, b) = (b.clone(), a % b);
    }
    if a.sign() == Sign::Minus { -a } else { a }
}

#[test]
fn exceptions_are_errors() {
    with_ocaml(|cr| {
        let (one, zero) = (z::one(cr), z::zero(cr));
        for outcome in
            [z::div(cr, &one, &zero), z::rem(cr, &one, &zero), z::op_slash(cr, &one, &zero)]
        {
            assert_eq!(outcome.unwrap_err().name(cr), "Division_by_zero");
        }
        let large = z::shift_left(cr, &one, 100_i64);
        let fits: bool = z::fits_int(cr, &large).to_rust(cr);
        assert!(!fits);
        assert_eq!(z::to_int(cr, &large).unwrap_err().name(cr), "Z.Overflow");
        assert_eq!(z::to_int32(cr, &large).unwrap_err().name(cr), "Z.Overflow");
        let error = z::of_string(cr, "12x").unwrap_err();
        assert_eq!(error.name(cr), "Invalid_argument");
        // An exception of C code, under the documentation's name and under `raises`.
        assert!(z::pow(cr, &one, -1_i64).is_err());
        assert!(z::of_string_base(cr, 1_i64, "1").is_err());
        // Q has infinities.
        let (one, zero) = (q::one(cr).unwrap(), q::zero(cr).unwrap());
        let infinite = q::div(cr, &one, &zero).unwrap();
        let kind: q::Kind = q::classify(cr, &infinite).unwrap().to_rust(cr);
        assert_eq!(kind, q::Kind::INF);
        assert!(q::to_bigint(cr, &infinite).is_err());
    });
}
