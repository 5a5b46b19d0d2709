/// Twice the same.
///
/// In a pair.
#[inline]
#[must_use]
pub fn duplicate<'gc>(
    cr: &'gc mut OCamlRuntime,
    text: OCaml<'_, String>,
) -> OCaml<'gc, (String, String)> {
    let text = ::ocaml_interop::__private::rebind(&*cr, text);
    let root = text.root();
    (&root, &root).to_ocaml(cr)
}
#[allow(deprecated)]
const _: () = {
    #[unsafe(export_name = "duplicate")]
    unsafe extern "C" fn __ocaml_interop_native(
        a0: ::ocaml_interop::RawOCaml,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter(
                "duplicate",
                |cr| {
                    let a0 = ::ocaml_interop::__private::arg_value::<String>(a0);
                    let result = duplicate(cr, a0);
                    ::core::result::Result::Ok(
                        ::ocaml_interop::__private::return_value(result),
                    )
                },
            )
        }
    }
};
pub fn keep(
    cr: &mut OCamlRuntime,
    kept: OCaml<'_, String>,
    rooted: BoxRoot<String>,
    _unit: OCaml<'_, ()>,
) -> BoxRoot<String> {
    let mut kept = ::ocaml_interop::__private::rebind(&*cr, kept);
    let _unit = ::ocaml_interop::__private::rebind(&*cr, _unit);
    kept = cr.get(&rooted);
    kept.root()
}
#[allow(deprecated)]
const _: () = {
    #[unsafe(export_name = "keep")]
    unsafe extern "C" fn __ocaml_interop_native(
        a0: ::ocaml_interop::RawOCaml,
        a1: ::ocaml_interop::RawOCaml,
        a2: ::ocaml_interop::RawOCaml,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter(
                "keep",
                |cr| {
                    let a1 = ::ocaml_interop::__private::arg_root::<String>(a1);
                    let a0 = ::ocaml_interop::__private::arg_value::<String>(a0);
                    let a2 = ::ocaml_interop::__private::arg_value::<()>(a2);
                    let result = keep(cr, a0, a1, a2);
                    ::core::result::Result::Ok(
                        ::ocaml_interop::__private::return_root(result),
                    )
                },
            )
        }
    }
};
pub fn length<'a>(
    cr: &'a mut OCamlRuntime,
    list: OCamlRef<'a, OCamlList<String>>,
) -> OCaml<'a, OCamlInt> {
    let length = list.to_rust::<Vec<String>>(cr).len() as i64;
    length.to_ocaml(cr)
}
#[allow(deprecated)]
const _: () = {
    #[unsafe(export_name = "length")]
    unsafe extern "C" fn __ocaml_interop_native(
        a0: ::ocaml_interop::RawOCaml,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter(
                "length",
                |cr| {
                    let a0 = ::ocaml_interop::__private::arg_root::<
                        OCamlList<String>,
                    >(a0);
                    let result = length(cr, &a0);
                    ::core::result::Result::Ok(
                        ::ocaml_interop::__private::return_value(result),
                    )
                },
            )
        }
    }
};
pub fn first<'gc>(a: OCaml<'gc, String>, _: OCaml<'gc, String>) -> OCaml<'gc, String> {
    a
}
#[allow(deprecated)]
const _: () = {
    #[unsafe(export_name = "first")]
    unsafe extern "C" fn __ocaml_interop_native(
        a0: ::ocaml_interop::RawOCaml,
        a1: ::ocaml_interop::RawOCaml,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter(
                "first",
                |cr| {
                    let a0 = ::ocaml_interop::__private::rebind(
                        &*cr,
                        ::ocaml_interop::__private::arg_value::<String>(a0),
                    );
                    let a1 = ::ocaml_interop::__private::rebind(
                        &*cr,
                        ::ocaml_interop::__private::arg_value::<String>(a1),
                    );
                    let result = first(a0, a1);
                    ::core::result::Result::Ok(
                        ::ocaml_interop::__private::return_value(result),
                    )
                },
            )
        }
    }
};
pub fn nameless_runtime(cr: &mut OCamlRuntime, text: &str) -> String {
    let text = ::ocaml_interop::__private::rebind(&*cr, text);
    text.to_uppercase()
}
#[allow(deprecated)]
const _: () = {
    #[unsafe(export_name = "nameless_runtime")]
    unsafe extern "C" fn __ocaml_interop_native(
        a0: ::ocaml_interop::RawOCaml,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter(
                "nameless_runtime",
                |cr| {
                    let a0 = ::ocaml_interop::__private::arg_borrowed::<&str>(a0);
                    let result = nameless_runtime(cr, a0);
                    ::core::result::Result::Ok(
                        ::ocaml_interop::__private::return_converted(cr, &result),
                    )
                },
            )
        }
    }
};
pub fn nothing() {}
#[allow(deprecated)]
const _: () = {
    #[unsafe(export_name = "nothing")]
    unsafe extern "C" fn __ocaml_interop_native(
        _unit: ::ocaml_interop::RawOCaml,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter(
                "nothing",
                |cr| {
                    let result = nothing();
                    ::core::result::Result::Ok({
                        let () = result;
                        ::ocaml_interop::__private::UNIT
                    })
                },
            )
        }
    }
};
#[cfg(any())]
#[cfg_attr(all(), cfg(all()))]
pub fn absent(cr: &mut OCamlRuntime) {}
#[cfg(any())]
#[cfg_attr(all(), cfg(all()))]
#[allow(deprecated)]
const _: () = {
    #[unsafe(export_name = "absent")]
    unsafe extern "C" fn __ocaml_interop_native(
        _unit: ::ocaml_interop::RawOCaml,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter(
                "absent",
                |cr| {
                    let result = absent(cr);
                    ::core::result::Result::Ok({
                        let () = result;
                        ::ocaml_interop::__private::UNIT
                    })
                },
            )
        }
    }
};
pub fn native(native: OCaml<'_, OCamlInt>) {
    let _ = native;
}
#[allow(deprecated)]
const _: () = {
    #[unsafe(export_name = "native")]
    unsafe extern "C" fn __ocaml_interop_native(
        a0: ::ocaml_interop::RawOCaml,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter(
                "native",
                |cr| {
                    let a0 = ::ocaml_interop::__private::rebind(
                        &*cr,
                        ::ocaml_interop::__private::arg_value::<OCamlInt>(a0),
                    );
                    let result = native(a0);
                    ::core::result::Result::Ok({
                        let () = result;
                        ::ocaml_interop::__private::UNIT
                    })
                },
            )
        }
    }
};
