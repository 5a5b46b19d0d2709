/// Joins the parts.
#[must_use]
pub fn concat(
    cr: &mut ::ocaml_interop::OCamlRuntime,
    separator: impl ::ocaml_interop::ToOCaml<String>,
    parts: impl ::ocaml_interop::ToOCaml<OCamlList<String>>,
) -> ::ocaml_interop::BoxRoot<String> {
    static FUNCTION: ::ocaml_interop::__private::NamedFunction = ::ocaml_interop::__private::NamedFunction::new(
        c"concat",
    );
    ::ocaml_interop::__private::call_named(
        cr,
        &FUNCTION,
        (
            ::ocaml_interop::__private::field::<String, _>(&separator),
            (::ocaml_interop::__private::field::<OCamlList<String>, _>(&parts), ()),
        ),
    )
}
pub(crate) fn tick(
    cr: &mut ::ocaml_interop::OCamlRuntime,
) -> ::ocaml_interop::BoxRoot<()> {
    static FUNCTION: ::ocaml_interop::__private::NamedFunction = ::ocaml_interop::__private::NamedFunction::new(
        c"tick",
    );
    ::ocaml_interop::__private::call_named(
        cr,
        &FUNCTION,
        (::ocaml_interop::__private::field::<(), _>(&()), ()),
    )
}
fn parse(
    cr: &mut ::ocaml_interop::OCamlRuntime,
    text: impl ::ocaml_interop::ToOCaml<String>,
) -> ::core::result::Result<
    ::ocaml_interop::BoxRoot<Option<OCamlInt>>,
    ::ocaml_interop::OCamlError,
> {
    static FUNCTION: ::ocaml_interop::__private::NamedFunction = ::ocaml_interop::__private::NamedFunction::new(
        c"Parser.parse",
    );
    ::ocaml_interop::__private::call_named_catching(
        cr,
        &FUNCTION,
        (::ocaml_interop::__private::field::<String, _>(&text), ()),
    )
}
fn print_endline(
    cr: &mut ::ocaml_interop::OCamlRuntime,
    line: impl ::ocaml_interop::ToOCaml<String>,
) -> ::core::result::Result<::ocaml_interop::BoxRoot<()>, ::ocaml_interop::OCamlError> {
    static FUNCTION: ::ocaml_interop::__private::NamedFunction = ::ocaml_interop::__private::NamedFunction::new(
        c"print_endline",
    );
    ::ocaml_interop::__private::call_named_catching(
        cr,
        &FUNCTION,
        (::ocaml_interop::__private::field::<String, _>(&line), ()),
    )
}
#[allow(dead_code)]
unsafe fn vouched(
    cr: &mut ::ocaml_interop::OCamlRuntime,
    cr: impl ::ocaml_interop::ToOCaml<OCamlInt>,
) -> ::ocaml_interop::BoxRoot<OCamlInt> {
    static FUNCTION: ::ocaml_interop::__private::NamedFunction = ::ocaml_interop::__private::NamedFunction::new(
        c"vouched",
    );
    ::ocaml_interop::__private::call_named(
        cr,
        &FUNCTION,
        (::ocaml_interop::__private::field::<OCamlInt, _>(&cr), ()),
    )
}
