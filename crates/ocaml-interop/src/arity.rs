//! The one table of arities: tuples, functions and closures take theirs here.

/// Calls `$callback!` for tuples of 2 to 12 components, each component a row
/// `(OCaml type, Rust type, index, accessor's name)`.
macro_rules! for_each_tuple {
    ($callback:ident) => {
        $crate::arity::grow!($callback [(A RA 0 fst) (B RB 1 snd)]
            (C RC 2 tuple_3) (D RD 3 tuple_4) (E RE 4 tuple_5) (F RF 5 tuple_6) (G RG 6 tuple_7)
            (H RH 7 tuple_8) (I RI 8 tuple_9) (J RJ 9 tuple_10) (K RK 10 tuple_11)
            (L RL 11 tuple_12));
    };
}

/// Calls `$callback!` for functions of 1 to 7 arguments, each argument a row
/// `(OCaml type, Rust type, argument's name)`.
macro_rules! for_each_function {
    ($callback:ident) => {
        $crate::arity::grow!($callback [(A RA a)] (B RB b) (C RC c) (D RD d) (E RE e) (F RF f)
            (G RG g));
    };
}

/// Calls `$callback!` with the first rows, then with one more each time.
macro_rules! grow {
    ($callback:ident [$($done:tt)*] $next:tt $($rest:tt)*) => {
        $callback!($($done)*);
        $crate::arity::grow!($callback [$($done)* $next] $($rest)*);
    };
    ($callback:ident [$($done:tt)*]) => {
        $callback!($($done)*);
    };
}

pub(crate) use {for_each_function, for_each_tuple, grow};
