pub fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}
#[allow(deprecated)]
const _: () = {
    #[unsafe(export_name = "words")]
    unsafe extern "C" fn __ocaml_interop_native(
        a0: ::ocaml_interop::RawOCaml,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter(
                "words",
                |cr| {
                    let a0 = ::ocaml_interop::__private::rebind(
                        &*cr,
                        ::ocaml_interop::__private::arg_borrowed::<&str>(a0),
                    );
                    let result = words(a0);
                    ::core::result::Result::Ok(
                        ::ocaml_interop::__private::return_converted(cr, &result),
                    )
                },
            )
        }
    }
};
pub fn total(_cr: &mut OCamlRuntime, all: Vec<i64>, _: (), more: i64) -> i64 {
    all.iter().sum::<i64>() + more
}
#[allow(deprecated)]
const _: () = {
    #[unsafe(export_name = "total")]
    unsafe extern "C" fn __ocaml_interop_native(
        a0: ::ocaml_interop::RawOCaml,
        _a1: ::ocaml_interop::RawOCaml,
        a2: ::ocaml_interop::RawOCaml,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter(
                "total",
                |cr| {
                    let a0 = ::ocaml_interop::__private::arg_converted_as::<
                        OCamlList<OCamlInt>,
                        Vec<i64>,
                    >(a0, "all");
                    let a2 = ::ocaml_interop::__private::arg_converted_as::<
                        OCamlInt,
                        i64,
                    >(a2, "more");
                    let result = total(cr, a0, (), a2);
                    ::core::result::Result::Ok(
                        ::ocaml_interop::__private::return_converted_as::<
                            OCamlInt,
                            _,
                        >(cr, &result),
                    )
                },
            )
        }
    }
};
pub fn parse<'a>(
    cr: &mut OCamlRuntime,
    text: &'a str,
    bytes: &[u8],
    cow: Cow<'a, str>,
) -> Result<i64, String> {
    let text = ::ocaml_interop::__private::rebind(&*cr, text);
    let bytes = ::ocaml_interop::__private::rebind(&*cr, bytes);
    let cow = ::ocaml_interop::__private::rebind(&*cr, cow);
    let _ = (&cr, bytes, cow);
    text.parse().map_err(|_| format!("not a number: {text}"))
}
#[allow(deprecated)]
const _: () = {
    #[unsafe(export_name = "parse")]
    unsafe extern "C" fn __ocaml_interop_native(
        a0: ::ocaml_interop::RawOCaml,
        a1: ::ocaml_interop::RawOCaml,
        a2: ::ocaml_interop::RawOCaml,
    ) -> i64 {
        unsafe {
            ::ocaml_interop::__private::enter(
                "parse",
                |cr| {
                    let a0 = ::ocaml_interop::__private::arg_borrowed::<&'_ str>(a0);
                    let a1 = ::ocaml_interop::__private::arg_borrowed::<&[u8]>(a1);
                    let a2 = ::ocaml_interop::__private::arg_borrowed::<
                        Cow<'_, str>,
                    >(a2);
                    let result = parse(cr, a0, a1, a2);
                    match result {
                        ::core::result::Result::Ok(value) => {
                            ::core::result::Result::Ok(
                                <i64 as ::ocaml_interop::__private::Primitive>::into_native(
                                    value,
                                ),
                            )
                        }
                        ::core::result::Result::Err(error) => {
                            ::core::result::Result::Err(
                                ::ocaml_interop::__private::raised(cr, error),
                            )
                        }
                    }
                },
            )
        }
    }
    #[unsafe(export_name = "parse_bytecode")]
    unsafe extern "C" fn __ocaml_interop_bytecode(
        a0: ::ocaml_interop::RawOCaml,
        a1: ::ocaml_interop::RawOCaml,
        a2: ::ocaml_interop::RawOCaml,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter(
                "parse",
                |cr| {
                    let a0 = ::ocaml_interop::__private::arg_borrowed::<&'_ str>(a0);
                    let a1 = ::ocaml_interop::__private::arg_borrowed::<&[u8]>(a1);
                    let a2 = ::ocaml_interop::__private::arg_borrowed::<
                        Cow<'_, str>,
                    >(a2);
                    let result = parse(cr, a0, a1, a2);
                    match result {
                        ::core::result::Result::Ok(value) => {
                            ::core::result::Result::Ok(
                                <i64 as ::ocaml_interop::__private::Primitive>::to_value(
                                    value,
                                    cr,
                                ),
                            )
                        }
                        ::core::result::Result::Err(error) => {
                            ::core::result::Result::Err(
                                ::ocaml_interop::__private::raised(cr, error),
                            )
                        }
                    }
                },
            )
        }
    }
};
pub fn checked<'gc>(
    cr: &'gc mut OCamlRuntime,
    text: OCaml<'_, String>,
) -> Result<OCaml<'gc, String>, String> {
    let text = ::ocaml_interop::__private::rebind(&*cr, text);
    if text.as_bytes().is_empty() {
        return Err("empty".to_owned());
    }
    Ok(cr.get(&text.root()).root().get(cr))
}
#[allow(deprecated)]
const _: () = {
    #[unsafe(export_name = "checked")]
    unsafe extern "C" fn __ocaml_interop_native(
        a0: ::ocaml_interop::RawOCaml,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter(
                "checked",
                |cr| {
                    let a0 = ::ocaml_interop::__private::arg_value::<String>(a0);
                    let result = checked(cr, a0);
                    match result {
                        ::core::result::Result::Ok(value) => {
                            ::core::result::Result::Ok(
                                ::ocaml_interop::__private::return_value(value),
                            )
                        }
                        ::core::result::Result::Err(error) => {
                            ::core::result::Result::Err(
                                ::ocaml_interop::__private::raised(cr, error),
                            )
                        }
                    }
                },
            )
        }
    }
};
pub fn refused(text: String) -> Result<(), String> {
    Err(text)
}
#[allow(deprecated)]
const _: () = {
    #[unsafe(export_name = "refused")]
    unsafe extern "C" fn __ocaml_interop_native(
        a0: ::ocaml_interop::RawOCaml,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe {
            ::ocaml_interop::__private::enter(
                "refused",
                |cr| {
                    let a0 = ::ocaml_interop::__private::arg_converted::<
                        String,
                    >(a0, "text");
                    let result = refused(a0);
                    match result {
                        ::core::result::Result::Ok(value) => {
                            ::core::result::Result::Ok({
                                let () = value;
                                ::ocaml_interop::__private::UNIT
                            })
                        }
                        ::core::result::Result::Err(error) => {
                            ::core::result::Result::Err(
                                ::ocaml_interop::__private::raised(cr, error),
                            )
                        }
                    }
                },
            )
        }
    }
};
