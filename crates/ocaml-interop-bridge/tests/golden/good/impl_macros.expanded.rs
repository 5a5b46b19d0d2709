#[automatically_derived]
unsafe impl ::ocaml_interop::__private::Shape<Person> for Person {
    fn visit<__Visitor: ::ocaml_interop::__private::Visitor>(
        &self,
        visitor: __Visitor,
    ) -> __Visitor::Output {
        let Self { name, age, .. } = self;
        visitor
            .record((
                ::ocaml_interop::__private::field::<String, _>(name),
                (::ocaml_interop::__private::field::<OCamlInt, _>(age), ()),
            ))
    }
}
#[automatically_derived]
unsafe impl ::ocaml_interop::ToOCaml<Person> for Person {
    fn to_ocaml<'__gc>(
        &self,
        cr: &'__gc mut ::ocaml_interop::OCamlRuntime,
    ) -> ::ocaml_interop::OCaml<'__gc, Person> {
        ::ocaml_interop::__private::build(self, cr)
    }
    fn size_hint(&self, size: &mut ::ocaml_interop::__private::Size) {
        ::ocaml_interop::__private::size_hint::<Person, _>(self, size)
    }
    unsafe fn write(
        &self,
        space: &mut ::ocaml_interop::__private::Space,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe { ::ocaml_interop::__private::write::<Person, _>(self, space) }
    }
}
#[automatically_derived]
impl ::ocaml_interop::DefaultOCamlMapping for Person {
    type OCamlType = Person;
}
#[automatically_derived]
unsafe impl ::ocaml_interop::FromOCaml<Person> for Person {
    fn from_ocaml(value: ::ocaml_interop::OCaml<'_, Person>) -> Self {
        ::ocaml_interop::__private::unwrap(
            <Self as ::ocaml_interop::FromOCaml<Person>>::try_from_ocaml(value),
        )
    }
    fn try_from_ocaml(
        value: ::ocaml_interop::OCaml<'_, Person>,
    ) -> ::core::result::Result<Self, ::ocaml_interop::FromOCamlError> {
        let block = ::ocaml_interop::__private::record(value, "Person", 2)?;
        ::core::result::Result::Ok(Self {
            name: block.field::<String, _>(0, "name")?,
            age: block.field::<OCamlInt, _>(1, "age")?,
        })
    }
}
#[automatically_derived]
impl ::ocaml_interop::__private::FromOCamlDefault for Person {
    type OCamlType = Person;
}
#[automatically_derived]
impl ::ocaml_interop::DefaultRustMapping for Person {
    type RustType = Person;
}
#[automatically_derived]
unsafe impl ::ocaml_interop::__private::Shape<OCamlPerson> for Person {
    fn visit<__Visitor: ::ocaml_interop::__private::Visitor>(
        &self,
        visitor: __Visitor,
    ) -> __Visitor::Output {
        let Self { name, age, .. } = self;
        visitor
            .record((
                ::ocaml_interop::__private::field::<
                    String,
                    _,
                >(&(name.trim().to_owned())),
                (
                    ::ocaml_interop::__private::field::<
                        OCamlInt,
                        _,
                    >(&(i64::from(*age) + 1)),
                    (),
                ),
            ))
    }
}
#[automatically_derived]
unsafe impl ::ocaml_interop::ToOCaml<OCamlPerson> for Person {
    fn to_ocaml<'__gc>(
        &self,
        cr: &'__gc mut ::ocaml_interop::OCamlRuntime,
    ) -> ::ocaml_interop::OCaml<'__gc, OCamlPerson> {
        ::ocaml_interop::__private::build_rooted(self, cr)
    }
}
#[automatically_derived]
unsafe impl ::ocaml_interop::FromOCaml<OCamlPerson> for Person {
    fn from_ocaml(value: ::ocaml_interop::OCaml<'_, OCamlPerson>) -> Self {
        ::ocaml_interop::__private::unwrap(
            <Self as ::ocaml_interop::FromOCaml<OCamlPerson>>::try_from_ocaml(value),
        )
    }
    fn try_from_ocaml(
        value: ::ocaml_interop::OCaml<'_, OCamlPerson>,
    ) -> ::core::result::Result<Self, ::ocaml_interop::FromOCamlError> {
        let block = ::ocaml_interop::__private::record(value, "Person", 2)?;
        ::core::result::Result::Ok(Self {
            name: block.field::<String, _>(0, "name")?,
            age: block.field::<OCamlInt, _>(1, "age")?,
        })
    }
}
#[automatically_derived]
unsafe impl ::ocaml_interop::__private::Shape<Movement> for Movement {
    fn visit<__Visitor: ::ocaml_interop::__private::Visitor>(
        &self,
        visitor: __Visitor,
    ) -> __Visitor::Output {
        match self {
            Movement::Stop => visitor.constant(0),
            Movement::Step { count, .. } => {
                visitor
                    .block(
                        0,
                        (::ocaml_interop::__private::field::<OCamlInt, _>(count), ()),
                    )
            }
            Movement::Rotate(angle) => {
                visitor
                    .block(
                        1,
                        (::ocaml_interop::__private::field::<OCamlFloat, _>(angle), ()),
                    )
            }
            Movement::Both(a, b) => {
                visitor
                    .block(
                        2,
                        (
                            ::ocaml_interop::__private::field::<OCamlFloat, _>(a),
                            (::ocaml_interop::__private::field::<OCamlFloat, _>(b), ()),
                        ),
                    )
            }
        }
    }
}
#[automatically_derived]
unsafe impl ::ocaml_interop::ToOCaml<Movement> for Movement {
    fn to_ocaml<'__gc>(
        &self,
        cr: &'__gc mut ::ocaml_interop::OCamlRuntime,
    ) -> ::ocaml_interop::OCaml<'__gc, Movement> {
        ::ocaml_interop::__private::build(self, cr)
    }
    fn size_hint(&self, size: &mut ::ocaml_interop::__private::Size) {
        ::ocaml_interop::__private::size_hint::<Movement, _>(self, size)
    }
    unsafe fn write(
        &self,
        space: &mut ::ocaml_interop::__private::Space,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe { ::ocaml_interop::__private::write::<Movement, _>(self, space) }
    }
}
#[automatically_derived]
impl ::ocaml_interop::DefaultOCamlMapping for Movement {
    type OCamlType = Movement;
}
#[automatically_derived]
unsafe impl ::ocaml_interop::FromOCaml<Movement> for Movement {
    fn from_ocaml(value: ::ocaml_interop::OCaml<'_, Movement>) -> Self {
        ::ocaml_interop::__private::unwrap(
            <Self as ::ocaml_interop::FromOCaml<Movement>>::try_from_ocaml(value),
        )
    }
    fn try_from_ocaml(
        value: ::ocaml_interop::OCaml<'_, Movement>,
    ) -> ::core::result::Result<Self, ::ocaml_interop::FromOCamlError> {
        match ::ocaml_interop::__private::variant(value, "Movement")? {
            ::ocaml_interop::__private::Variant::Constant(0) => {
                ::core::result::Result::Ok(Movement::Stop)
            }
            ::ocaml_interop::__private::Variant::Block(0, block) => {
                block.expect_len("Step", 1)?;
                ::core::result::Result::Ok(Movement::Step {
                    count: block.field::<OCamlInt, _>(0, "Step.count")?,
                })
            }
            ::ocaml_interop::__private::Variant::Block(1, block) => {
                block.expect_len("Rotate", 1)?;
                ::core::result::Result::Ok(
                    Movement::Rotate(block.field::<OCamlFloat, _>(0, "Rotate.angle")?),
                )
            }
            ::ocaml_interop::__private::Variant::Block(2, block) => {
                block.expect_len("Both", 2)?;
                let (a, b) = (
                    block.field::<OCamlFloat, _>(0, "Both.a")?,
                    block.field::<OCamlFloat, _>(1, "Both.b")?,
                );
                ::core::result::Result::Ok(Movement::Both(b, a))
            }
            other => {
                ::core::result::Result::Err(
                    ::ocaml_interop::__private::unknown_constructor("Movement", &other),
                )
            }
        }
    }
}
#[automatically_derived]
impl ::ocaml_interop::__private::FromOCamlDefault for Movement {
    type OCamlType = Movement;
}
#[automatically_derived]
impl ::ocaml_interop::DefaultRustMapping for Movement {
    type RustType = Movement;
}
#[automatically_derived]
unsafe impl ::ocaml_interop::__private::Shape<OCamlMovement> for Movement {
    fn visit<__Visitor: ::ocaml_interop::__private::Visitor>(
        &self,
        visitor: __Visitor,
    ) -> __Visitor::Output {
        match self {
            Movement::Stop => visitor.constant(0),
            Movement::Step { count, .. } => {
                visitor
                    .block(
                        0,
                        (
                            ::ocaml_interop::__private::field::<
                                OCamlInt,
                                _,
                            >(&(i64::from(*count))),
                            (),
                        ),
                    )
            }
            Movement::Rotate(angle) => {
                visitor
                    .block(
                        1,
                        (::ocaml_interop::__private::field::<OCamlFloat, _>(angle), ()),
                    )
            }
            Movement::Both(block, visitor) => {
                visitor
                    .block(
                        2,
                        (
                            ::ocaml_interop::__private::field::<OCamlFloat, _>(block),
                            (
                                ::ocaml_interop::__private::field::<OCamlFloat, _>(visitor),
                                (),
                            ),
                        ),
                    )
            }
        }
    }
}
#[automatically_derived]
unsafe impl ::ocaml_interop::ToOCaml<OCamlMovement> for Movement {
    fn to_ocaml<'__gc>(
        &self,
        cr: &'__gc mut ::ocaml_interop::OCamlRuntime,
    ) -> ::ocaml_interop::OCaml<'__gc, OCamlMovement> {
        ::ocaml_interop::__private::build_rooted(self, cr)
    }
}
#[automatically_derived]
unsafe impl ::ocaml_interop::FromOCaml<OCamlMovement> for Movement {
    fn from_ocaml(value: ::ocaml_interop::OCaml<'_, OCamlMovement>) -> Self {
        ::ocaml_interop::__private::unwrap(
            <Self as ::ocaml_interop::FromOCaml<OCamlMovement>>::try_from_ocaml(value),
        )
    }
    fn try_from_ocaml(
        value: ::ocaml_interop::OCaml<'_, OCamlMovement>,
    ) -> ::core::result::Result<Self, ::ocaml_interop::FromOCamlError> {
        match ::ocaml_interop::__private::variant(value, "Movement")? {
            ::ocaml_interop::__private::Variant::Constant(0) => {
                ::core::result::Result::Ok(Movement::Stop)
            }
            ::ocaml_interop::__private::Variant::Block(0, block) => {
                block.expect_len("Step", 1)?;
                ::core::result::Result::Ok(Movement::Step {
                    count: block.field::<OCamlInt, _>(0, "Step.count")?,
                })
            }
            ::ocaml_interop::__private::Variant::Block(1, block) => {
                block.expect_len("Rotate", 1)?;
                ::core::result::Result::Ok(
                    Movement::Rotate(block.field::<OCamlFloat, _>(0, "Rotate.angle")?),
                )
            }
            ::ocaml_interop::__private::Variant::Block(2, block) => {
                block.expect_len("Either", 2)?;
                let (block, value) = (
                    block.field::<OCamlFloat, _>(0, "Either.block")?,
                    block.field::<OCamlFloat, _>(1, "Either.value")?,
                );
                ::core::result::Result::Ok({ Movement::Both(value, block) })
            }
            other => {
                ::core::result::Result::Err(
                    ::ocaml_interop::__private::unknown_constructor("Movement", &other),
                )
            }
        }
    }
}
#[automatically_derived]
unsafe impl ::ocaml_interop::__private::Shape<PolyMovement> for Movement {
    fn visit<__Visitor: ::ocaml_interop::__private::Visitor>(
        &self,
        visitor: __Visitor,
    ) -> __Visitor::Output {
        match self {
            Movement::Stop => visitor.poly_constant(926227490),
            Movement::Step { count, .. } => {
                visitor
                    .poly_block(
                        926225260,
                        (::ocaml_interop::__private::field::<OCamlInt, _>(count), ()),
                    )
            }
            Movement::Rotate(angle) => {
                visitor
                    .poly_block(
                        -4932997,
                        (::ocaml_interop::__private::field::<OCamlFloat, _>(angle), ()),
                    )
            }
            Movement::Both(a, b) => {
                visitor
                    .poly_block(
                        737457313,
                        (
                            ::ocaml_interop::__private::field::<OCamlFloat, _>(a),
                            (::ocaml_interop::__private::field::<OCamlFloat, _>(b), ()),
                        ),
                    )
            }
        }
    }
}
#[automatically_derived]
unsafe impl ::ocaml_interop::ToOCaml<PolyMovement> for Movement {
    fn to_ocaml<'__gc>(
        &self,
        cr: &'__gc mut ::ocaml_interop::OCamlRuntime,
    ) -> ::ocaml_interop::OCaml<'__gc, PolyMovement> {
        ::ocaml_interop::__private::build(self, cr)
    }
    fn size_hint(&self, size: &mut ::ocaml_interop::__private::Size) {
        ::ocaml_interop::__private::size_hint::<PolyMovement, _>(self, size)
    }
    unsafe fn write(
        &self,
        space: &mut ::ocaml_interop::__private::Space,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe { ::ocaml_interop::__private::write::<PolyMovement, _>(self, space) }
    }
}
#[automatically_derived]
unsafe impl ::ocaml_interop::FromOCaml<PolyMovement> for Movement {
    fn from_ocaml(value: ::ocaml_interop::OCaml<'_, PolyMovement>) -> Self {
        ::ocaml_interop::__private::unwrap(
            <Self as ::ocaml_interop::FromOCaml<PolyMovement>>::try_from_ocaml(value),
        )
    }
    fn try_from_ocaml(
        value: ::ocaml_interop::OCaml<'_, PolyMovement>,
    ) -> ::core::result::Result<Self, ::ocaml_interop::FromOCamlError> {
        match ::ocaml_interop::__private::poly_variant(value, "Movement")? {
            ::ocaml_interop::__private::PolyVariant::Constant(926227490) => {
                ::core::result::Result::Ok(Movement::Stop)
            }
            ::ocaml_interop::__private::PolyVariant::Block(926225260, payload) => {
                let (count,) = (payload.single::<OCamlInt, _>("Step")?,);
                ::core::result::Result::Ok(Movement::Step { count })
            }
            ::ocaml_interop::__private::PolyVariant::Block(-4932997, payload) => {
                let (angle,) = (payload.single::<OCamlFloat, _>("Rotate")?,);
                ::core::result::Result::Ok(Movement::Rotate(angle))
            }
            ::ocaml_interop::__private::PolyVariant::Block(737457313, payload) => {
                let block = payload.tuple("Both", 2)?;
                let (a, b) = (
                    block.field::<OCamlFloat, _>(0, "Both.a")?,
                    block.field::<OCamlFloat, _>(1, "Both.b")?,
                );
                ::core::result::Result::Ok(Movement::Both(a, b))
            }
            other => {
                ::core::result::Result::Err(
                    ::ocaml_interop::__private::unknown_tag("Movement", &other),
                )
            }
        }
    }
}
