#[automatically_derived]
unsafe impl ::ocaml_interop::__private::Shape<Shape> for Shape {
    fn visit<__Visitor: ::ocaml_interop::__private::Visitor>(
        &self,
        visitor: __Visitor,
    ) -> __Visitor::Output {
        match self {
            Self::Empty => visitor.constant(0),
            Self::Circle(field_0) => {
                visitor
                    .block(
                        0,
                        (
                            ::ocaml_interop::__private::field::<
                                <f64 as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
                                _,
                            >(field_0),
                            (),
                        ),
                    )
            }
            Self::Unknown => visitor.constant(1),
            Self::Rectangle { width: field_0, height: field_1 } => {
                visitor
                    .block(
                        1,
                        (
                            ::ocaml_interop::__private::field::<
                                <f64 as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
                                _,
                            >(field_0),
                            (
                                ::ocaml_interop::__private::field::<
                                    <f64 as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
                                    _,
                                >(field_1),
                                (),
                            ),
                        ),
                    )
            }
            Self::Labelled(field_0, field_1) => {
                visitor
                    .block(
                        2,
                        (
                            ::ocaml_interop::__private::field::<
                                <String as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
                                _,
                            >(field_0),
                            (
                                ::ocaml_interop::__private::field::<
                                    <Box<
                                        Shape,
                                    > as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
                                    _,
                                >(field_1),
                                (),
                            ),
                        ),
                    )
            }
        }
    }
}
#[automatically_derived]
unsafe impl ::ocaml_interop::ToOCaml<Shape> for Shape {
    fn to_ocaml<'__gc>(
        &self,
        cr: &'__gc mut ::ocaml_interop::OCamlRuntime,
    ) -> ::ocaml_interop::OCaml<'__gc, Shape> {
        ::ocaml_interop::__private::build(self, cr)
    }
    fn size_hint(&self, size: &mut ::ocaml_interop::__private::Size) {
        ::ocaml_interop::__private::size_hint::<Shape, _>(self, size)
    }
    unsafe fn write(
        &self,
        space: &mut ::ocaml_interop::__private::Space,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe { ::ocaml_interop::__private::write::<Shape, _>(self, space) }
    }
}
#[automatically_derived]
impl ::ocaml_interop::DefaultOCamlMapping for Shape {
    type OCamlType = Shape;
}
#[automatically_derived]
unsafe impl ::ocaml_interop::FromOCaml<Shape> for Shape {
    fn from_ocaml(value: ::ocaml_interop::OCaml<'_, Shape>) -> Self {
        ::ocaml_interop::__private::unwrap(
            <Self as ::ocaml_interop::FromOCaml<Shape>>::try_from_ocaml(value),
        )
    }
    fn try_from_ocaml(
        value: ::ocaml_interop::OCaml<'_, Shape>,
    ) -> ::core::result::Result<Self, ::ocaml_interop::FromOCamlError> {
        match ::ocaml_interop::__private::variant(value, "Shape")? {
            ::ocaml_interop::__private::Variant::Constant(0) => {
                ::core::result::Result::Ok(Self::Empty)
            }
            ::ocaml_interop::__private::Variant::Block(0, block) => {
                block.expect_len("Circle", 1)?;
                ::core::result::Result::Ok(
                    Self::Circle(
                        block
                            .field::<
                                <f64 as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
                                _,
                            >(0, "Circle.0")?,
                    ),
                )
            }
            ::ocaml_interop::__private::Variant::Constant(1) => {
                ::core::result::Result::Ok(Self::Unknown)
            }
            ::ocaml_interop::__private::Variant::Block(1, block) => {
                block.expect_len("Rectangle", 2)?;
                ::core::result::Result::Ok(Self::Rectangle {
                    width: block
                        .field::<
                            <f64 as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
                            _,
                        >(0, "Rectangle.width")?,
                    height: block
                        .field::<
                            <f64 as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
                            _,
                        >(1, "Rectangle.height")?,
                })
            }
            ::ocaml_interop::__private::Variant::Block(2, block) => {
                block.expect_len("Labelled", 2)?;
                ::core::result::Result::Ok(
                    Self::Labelled(
                        block
                            .field::<
                                <String as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
                                _,
                            >(0, "Labelled.0")?,
                        block
                            .field::<
                                <Box<
                                    Shape,
                                > as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
                                _,
                            >(1, "Labelled.1")?,
                    ),
                )
            }
            other => {
                ::core::result::Result::Err(
                    ::ocaml_interop::__private::unknown_constructor("Shape", &other),
                )
            }
        }
    }
}
#[automatically_derived]
impl ::ocaml_interop::__private::FromOCamlDefault for Shape {
    type OCamlType = Shape;
}
#[automatically_derived]
impl ::ocaml_interop::DefaultRustMapping for Shape {
    type RustType = Shape;
}
#[automatically_derived]
impl ::ocaml_interop::OCamlDescriber for Shape {
    fn ocaml_type_name() -> ::std::string::String {
        ::std::format!("shape",)
    }
}
#[automatically_derived]
unsafe impl ::ocaml_interop::__private::Shape<Id> for Id {
    fn visit<__Visitor: ::ocaml_interop::__private::Visitor>(
        &self,
        visitor: __Visitor,
    ) -> __Visitor::Output {
        let Self::Id(field_0) = self;
        visitor.unboxed((::ocaml_interop::__private::field::<OCamlInt, _>(field_0), ()))
    }
}
#[automatically_derived]
unsafe impl ::ocaml_interop::ToOCaml<Id> for Id {
    fn to_ocaml<'__gc>(
        &self,
        cr: &'__gc mut ::ocaml_interop::OCamlRuntime,
    ) -> ::ocaml_interop::OCaml<'__gc, Id> {
        ::ocaml_interop::__private::build(self, cr)
    }
    fn size_hint(&self, size: &mut ::ocaml_interop::__private::Size) {
        ::ocaml_interop::__private::size_hint::<Id, _>(self, size)
    }
    unsafe fn write(
        &self,
        space: &mut ::ocaml_interop::__private::Space,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe { ::ocaml_interop::__private::write::<Id, _>(self, space) }
    }
    fn is_float() -> bool {
        <i64 as ::ocaml_interop::ToOCaml<OCamlInt>>::is_float()
    }
    fn to_float(&self, cr: &mut ::ocaml_interop::OCamlRuntime) -> f64 {
        let Self::Id(field_0) = self;
        <i64 as ::ocaml_interop::ToOCaml<OCamlInt>>::to_float(field_0, cr)
    }
}
#[automatically_derived]
impl ::ocaml_interop::DefaultOCamlMapping for Id {
    type OCamlType = Id;
}
#[automatically_derived]
unsafe impl ::ocaml_interop::FromOCaml<Id> for Id {
    fn from_ocaml(value: ::ocaml_interop::OCaml<'_, Id>) -> Self {
        ::ocaml_interop::__private::unwrap(
            <Self as ::ocaml_interop::FromOCaml<Id>>::try_from_ocaml(value),
        )
    }
    fn try_from_ocaml(
        value: ::ocaml_interop::OCaml<'_, Id>,
    ) -> ::core::result::Result<Self, ::ocaml_interop::FromOCamlError> {
        ::core::result::Result::Ok(
            Self::Id(
                ::ocaml_interop::__private::unboxed::<Id, OCamlInt, i64>(value, "Id.0")?,
            ),
        )
    }
    fn from_float(
        float: f64,
    ) -> ::core::result::Result<Self, ::ocaml_interop::FromOCamlError> {
        ::core::result::Result::Ok(
            Self::Id(<i64 as ::ocaml_interop::FromOCaml<OCamlInt>>::from_float(float)?),
        )
    }
}
#[automatically_derived]
impl ::ocaml_interop::__private::FromOCamlDefault for Id {
    type OCamlType = Id;
}
#[automatically_derived]
impl ::ocaml_interop::DefaultRustMapping for Id {
    type RustType = Id;
}
#[automatically_derived]
unsafe impl ::ocaml_interop::__private::Shape<Movement> for Movement {
    fn visit<__Visitor: ::ocaml_interop::__private::Visitor>(
        &self,
        visitor: __Visitor,
    ) -> __Visitor::Output {
        match self {
            Self::Stop => visitor.poly_constant(926227490),
            Self::Step(field_0) => {
                visitor
                    .poly_block(
                        -866392244,
                        (::ocaml_interop::__private::field::<OCamlInt, _>(field_0), ()),
                    )
            }
            Self::Rotate(field_0, field_1) => {
                visitor
                    .poly_block(
                        -4932997,
                        (
                            ::ocaml_interop::__private::field::<
                                <f64 as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
                                _,
                            >(field_0),
                            (
                                ::ocaml_interop::__private::field::<
                                    <f64 as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
                                    _,
                                >(field_1),
                                (),
                            ),
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
        match ::ocaml_interop::__private::poly_variant(value, "Movement")? {
            ::ocaml_interop::__private::PolyVariant::Constant(926227490) => {
                ::core::result::Result::Ok(Self::Stop)
            }
            ::ocaml_interop::__private::PolyVariant::Block(-866392244, payload) => {
                ::core::result::Result::Ok(
                    Self::Step(payload.single::<OCamlInt, _>("Step")?),
                )
            }
            ::ocaml_interop::__private::PolyVariant::Block(-4932997, payload) => {
                let block = payload.tuple("Rotate", 2)?;
                ::core::result::Result::Ok(
                    Self::Rotate(
                        block
                            .field::<
                                <f64 as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
                                _,
                            >(0, "Rotate.0")?,
                        block
                            .field::<
                                <f64 as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
                                _,
                            >(1, "Rotate.1")?,
                    ),
                )
            }
            other => {
                ::core::result::Result::Err(
                    ::ocaml_interop::__private::unknown_tag("Movement", &other),
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
