pub fn rust_add(_cr: &mut OCamlRuntime, a: f64, b: i64, c: i32, d: isize) -> f64 {
    a + b as f64 + f64::from(c) + d as f64
}
#[allow(deprecated)]
const _: () = {
    #[unsafe(export_name = "rust_add")]
    unsafe extern "C" fn __ocaml_interop_native(
        a0: f64,
        a1: i64,
        a2: i32,
        a3: isize,
    ) -> f64 {
        unsafe {
            ::ocaml_interop::__private::enter(
                "rust_add",
                |cr| {
                    let a0 = <f64 as ::ocaml_interop::__private::Primitive>::from_native(
                        a0,
                    );
                    let a1 = <i64 as ::ocaml_interop::__private::Primitive>::from_native(
                        a1,
                    );
                    let a2 = <i32 as ::ocaml_interop::__private::Primitive>::from_native(
                        a2,
                    );
                    let a3 = <isize as ::ocaml_interop::__private::Primitive>::from_native(
                        a3,
                    );
                    let result = rust_add(cr, a0, a1, a2, a3);
                    ::core::result::Result::Ok(
                        <f64 as ::ocaml_interop::__private::Primitive>::into_native(
                            result,
                        ),
                    )
                },
            )
        }
    }
    #[unsafe(export_name = "rust_add_byte")]
    unsafe extern "C" fn __ocaml_interop_bytecode(
        a0: ::ocaml_interop::RawOCaml,
        a1: ::ocaml_interop::RawOCaml,
        a2: ::ocaml_interop::RawOCaml,
        a3: ::ocaml_interop::RawOCaml,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter(
                "rust_add",
                |cr| {
                    let a0 = <f64 as ::ocaml_interop::__private::Primitive>::unbox(a0);
                    let a1 = <i64 as ::ocaml_interop::__private::Primitive>::unbox(a1);
                    let a2 = <i32 as ::ocaml_interop::__private::Primitive>::unbox(a2);
                    let a3 = <isize as ::ocaml_interop::__private::Primitive>::unbox(a3);
                    let result = rust_add(cr, a0, a1, a2, a3);
                    ::core::result::Result::Ok(
                        <f64 as ::ocaml_interop::__private::Primitive>::to_value(
                            result,
                            cr,
                        ),
                    )
                },
            )
        }
    }
};
pub fn not(it: bool) -> bool {
    !it
}
#[allow(deprecated)]
const _: () = {
    #[unsafe(export_name = "rust_not")]
    unsafe extern "C" fn __ocaml_interop_native(a0: isize) -> isize {
        unsafe {
            ::ocaml_interop::__private::enter_uncaught(
                "rust_not",
                |cr| {
                    let a0 = <bool as ::ocaml_interop::__private::Primitive>::from_native(
                        a0,
                    );
                    let result = not(a0);
                    ::core::result::Result::Ok(
                        <bool as ::ocaml_interop::__private::Primitive>::into_native(
                            result,
                        ),
                    )
                },
            )
        }
    }
    #[unsafe(export_name = "rust_not_bytecode")]
    unsafe extern "C" fn __ocaml_interop_bytecode(
        a0: ::ocaml_interop::RawOCaml,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter_uncaught(
                "rust_not",
                |cr| {
                    let a0 = <bool as ::ocaml_interop::__private::Primitive>::unbox(a0);
                    let result = not(a0);
                    ::core::result::Result::Ok(
                        <bool as ::ocaml_interop::__private::Primitive>::to_value(
                            result,
                            cr,
                        ),
                    )
                },
            )
        }
    }
};
pub fn six(
    cr: &mut OCamlRuntime,
    a: OCaml<'_, OCamlInt>,
    b: OCaml<'_, OCamlInt>,
    c: OCaml<'_, OCamlInt>,
    d: OCaml<'_, OCamlInt>,
    e: OCaml<'_, OCamlInt>,
    f: bool,
) {
    let a = ::ocaml_interop::__private::rebind(&*cr, a);
    let b = ::ocaml_interop::__private::rebind(&*cr, b);
    let c = ::ocaml_interop::__private::rebind(&*cr, c);
    let d = ::ocaml_interop::__private::rebind(&*cr, d);
    let e = ::ocaml_interop::__private::rebind(&*cr, e);
    let _ = (a, b, c, d, e, f);
}
#[allow(deprecated)]
const _: () = {
    #[unsafe(export_name = "six")]
    unsafe extern "C" fn __ocaml_interop_native(
        a0: ::ocaml_interop::RawOCaml,
        a1: ::ocaml_interop::RawOCaml,
        a2: ::ocaml_interop::RawOCaml,
        a3: ::ocaml_interop::RawOCaml,
        a4: ::ocaml_interop::RawOCaml,
        a5: isize,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter(
                "six",
                |cr| {
                    let a0 = ::ocaml_interop::__private::arg_value::<OCamlInt>(a0);
                    let a1 = ::ocaml_interop::__private::arg_value::<OCamlInt>(a1);
                    let a2 = ::ocaml_interop::__private::arg_value::<OCamlInt>(a2);
                    let a3 = ::ocaml_interop::__private::arg_value::<OCamlInt>(a3);
                    let a4 = ::ocaml_interop::__private::arg_value::<OCamlInt>(a4);
                    let a5 = <bool as ::ocaml_interop::__private::Primitive>::from_native(
                        a5,
                    );
                    let result = six(cr, a0, a1, a2, a3, a4, a5);
                    ::core::result::Result::Ok({
                        let () = result;
                        ::ocaml_interop::__private::UNIT
                    })
                },
            )
        }
    }
    #[unsafe(export_name = "six_bytecode")]
    unsafe extern "C" fn __ocaml_interop_bytecode(
        argv: *const ::ocaml_interop::RawOCaml,
        _argn: ::core::ffi::c_int,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            let a0 = *argv.add(0);
            let a1 = *argv.add(1);
            let a2 = *argv.add(2);
            let a3 = *argv.add(3);
            let a4 = *argv.add(4);
            let a5 = *argv.add(5);
            ::ocaml_interop::__private::enter(
                "six",
                |cr| {
                    let a0 = ::ocaml_interop::__private::arg_value::<OCamlInt>(a0);
                    let a1 = ::ocaml_interop::__private::arg_value::<OCamlInt>(a1);
                    let a2 = ::ocaml_interop::__private::arg_value::<OCamlInt>(a2);
                    let a3 = ::ocaml_interop::__private::arg_value::<OCamlInt>(a3);
                    let a4 = ::ocaml_interop::__private::arg_value::<OCamlInt>(a4);
                    let a5 = <bool as ::ocaml_interop::__private::Primitive>::unbox(a5);
                    let result = six(cr, a0, a1, a2, a3, a4, a5);
                    ::core::result::Result::Ok({
                        let () = result;
                        ::ocaml_interop::__private::UNIT
                    })
                },
            )
        }
    }
};
pub fn count(_cr: &OCamlRuntime, text: &str, n: isize) -> isize {
    text.len() as isize + n
}
#[allow(deprecated)]
const _: () = {
    #[unsafe(export_name = "count")]
    unsafe extern "C" fn __ocaml_interop_native(
        a0: ::ocaml_interop::RawOCaml,
        a1: isize,
    ) -> isize {
        unsafe {
            ::ocaml_interop::__private::enter_noalloc(
                "count",
                |cr| {
                    let a0 = ::ocaml_interop::__private::arg_borrowed::<&str>(a0);
                    let a1 = <isize as ::ocaml_interop::__private::Primitive>::from_native(
                        a1,
                    );
                    let result = count(cr, a0, a1);
                    <isize as ::ocaml_interop::__private::Primitive>::into_native(result)
                },
            )
        }
    }
    #[unsafe(export_name = "count_bytecode")]
    unsafe extern "C" fn __ocaml_interop_bytecode(
        a0: ::ocaml_interop::RawOCaml,
        a1: ::ocaml_interop::RawOCaml,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter(
                "count",
                |cr| {
                    let a0 = ::ocaml_interop::__private::arg_borrowed::<&str>(a0);
                    let a1 = <isize as ::ocaml_interop::__private::Primitive>::unbox(a1);
                    let result = count(cr, a0, a1);
                    ::core::result::Result::Ok(
                        <isize as ::ocaml_interop::__private::Primitive>::to_value(
                            result,
                            cr,
                        ),
                    )
                },
            )
        }
    }
};
pub fn pick<'gc>(
    _: &'gc OCamlRuntime,
    which: bool,
    a: OCaml<'gc, String>,
    b: OCaml<'gc, String>,
) -> OCaml<'gc, String> {
    if which { a } else { b }
}
#[allow(deprecated)]
const _: () = {
    #[unsafe(export_name = "pick")]
    unsafe extern "C" fn __ocaml_interop_native(
        a0: isize,
        a1: ::ocaml_interop::RawOCaml,
        a2: ::ocaml_interop::RawOCaml,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter_noalloc(
                "pick",
                |cr| {
                    let a0 = <bool as ::ocaml_interop::__private::Primitive>::from_native(
                        a0,
                    );
                    let a1 = ::ocaml_interop::__private::arg_value::<String>(a1);
                    let a2 = ::ocaml_interop::__private::arg_value::<String>(a2);
                    let result = pick(cr, a0, a1, a2);
                    ::ocaml_interop::__private::return_value(result)
                },
            )
        }
    }
    #[unsafe(export_name = "pick_byte")]
    unsafe extern "C" fn __ocaml_interop_bytecode(
        a0: ::ocaml_interop::RawOCaml,
        a1: ::ocaml_interop::RawOCaml,
        a2: ::ocaml_interop::RawOCaml,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter(
                "pick",
                |cr| {
                    let a0 = <bool as ::ocaml_interop::__private::Primitive>::unbox(a0);
                    let a1 = ::ocaml_interop::__private::arg_value::<String>(a1);
                    let a2 = ::ocaml_interop::__private::arg_value::<String>(a2);
                    let result = pick(cr, a0, a1, a2);
                    ::core::result::Result::Ok(
                        ::ocaml_interop::__private::return_value(result),
                    )
                },
            )
        }
    }
};
pub fn tick() {}
#[allow(deprecated)]
const _: () = {
    #[unsafe(export_name = "tick")]
    unsafe extern "C" fn __ocaml_interop_native(
        _unit: ::ocaml_interop::RawOCaml,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter_noalloc(
                "tick",
                |cr| {
                    let result = tick();
                    {
                        let () = result;
                        ::ocaml_interop::__private::UNIT
                    }
                },
            )
        }
    }
};
