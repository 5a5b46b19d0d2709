#[automatically_derived]
unsafe impl ::ocaml_interop::__private::Shape<Person> for Person {
    fn visit<__Visitor: ::ocaml_interop::__private::Visitor>(
        &self,
        visitor: __Visitor,
    ) -> __Visitor::Output {
        let Self { name: field_0, age: field_1, friends: field_2, visitor: field_3 } = self;
        visitor
            .record((
                ::ocaml_interop::__private::field::<
                    <String as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
                    _,
                >(field_0),
                (
                    ::ocaml_interop::__private::field::<OCamlInt, _>(field_1),
                    (
                        ::ocaml_interop::__private::field::<
                            <Vec<
                                Person,
                            > as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
                            _,
                        >(field_2),
                        (
                            ::ocaml_interop::__private::field::<
                                <Option<
                                    Box<Person>,
                                > as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
                                _,
                            >(field_3),
                            (),
                        ),
                    ),
                ),
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
        let block = ::ocaml_interop::__private::record(value, "Person", 4)?;
        ::core::result::Result::Ok(Self {
            name: block
                .field::<
                    <String as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
                    _,
                >(0, "name")?,
            age: block.field::<OCamlInt, _>(1, "age")?,
            friends: block
                .field::<
                    <Vec<
                        Person,
                    > as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
                    _,
                >(2, "friends")?,
            visitor: block
                .field::<
                    <Option<
                        Box<Person>,
                    > as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
                    _,
                >(3, "visitor")?,
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
impl ::ocaml_interop::OCamlDescriber for Person {
    fn ocaml_type_name() -> ::std::string::String {
        ::std::format!("person",)
    }
}
#[automatically_derived]
unsafe impl ::ocaml_interop::__private::Shape<Point> for Point {
    fn visit<__Visitor: ::ocaml_interop::__private::Visitor>(
        &self,
        visitor: __Visitor,
    ) -> __Visitor::Output {
        let Self(field_0, field_1) = self;
        visitor
            .record((
                ::ocaml_interop::__private::field::<
                    <f64 as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
                    _,
                >(field_0),
                (::ocaml_interop::__private::field::<OCamlFloat, _>(field_1), ()),
            ))
    }
}
#[automatically_derived]
unsafe impl ::ocaml_interop::ToOCaml<Point> for Point {
    fn to_ocaml<'__gc>(
        &self,
        cr: &'__gc mut ::ocaml_interop::OCamlRuntime,
    ) -> ::ocaml_interop::OCaml<'__gc, Point> {
        ::ocaml_interop::__private::build(self, cr)
    }
    fn size_hint(&self, size: &mut ::ocaml_interop::__private::Size) {
        ::ocaml_interop::__private::size_hint::<Point, _>(self, size)
    }
    unsafe fn write(
        &self,
        space: &mut ::ocaml_interop::__private::Space,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe { ::ocaml_interop::__private::write::<Point, _>(self, space) }
    }
}
#[automatically_derived]
impl ::ocaml_interop::DefaultOCamlMapping for Point {
    type OCamlType = Point;
}
#[automatically_derived]
unsafe impl ::ocaml_interop::FromOCaml<Point> for Point {
    fn from_ocaml(value: ::ocaml_interop::OCaml<'_, Point>) -> Self {
        ::ocaml_interop::__private::unwrap(
            <Self as ::ocaml_interop::FromOCaml<Point>>::try_from_ocaml(value),
        )
    }
    fn try_from_ocaml(
        value: ::ocaml_interop::OCaml<'_, Point>,
    ) -> ::core::result::Result<Self, ::ocaml_interop::FromOCamlError> {
        let block = ::ocaml_interop::__private::record(value, "Point", 2)?;
        ::core::result::Result::Ok(
            Self(
                block
                    .field::<
                        <f64 as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
                        _,
                    >(0, "0")?,
                block.field::<OCamlFloat, _>(1, "1")?,
            ),
        )
    }
}
#[automatically_derived]
impl ::ocaml_interop::__private::FromOCamlDefault for Point {
    type OCamlType = Point;
}
#[automatically_derived]
impl ::ocaml_interop::DefaultRustMapping for Point {
    type RustType = Point;
}
#[automatically_derived]
impl ::ocaml_interop::OCamlDescriber for Point {
    fn ocaml_type_name() -> ::std::string::String {
        ::std::format!("Geometry.point",)
    }
}
#[automatically_derived]
unsafe impl ::ocaml_interop::__private::Shape<Metres> for Metres {
    fn visit<__Visitor: ::ocaml_interop::__private::Visitor>(
        &self,
        visitor: __Visitor,
    ) -> __Visitor::Output {
        let Self { r#type: field_0 } = self;
        visitor
            .unboxed((
                ::ocaml_interop::__private::field::<
                    <f64 as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
                    _,
                >(field_0),
                (),
            ))
    }
}
#[automatically_derived]
unsafe impl ::ocaml_interop::ToOCaml<Metres> for Metres {
    fn to_ocaml<'__gc>(
        &self,
        cr: &'__gc mut ::ocaml_interop::OCamlRuntime,
    ) -> ::ocaml_interop::OCaml<'__gc, Metres> {
        ::ocaml_interop::__private::build(self, cr)
    }
    fn size_hint(&self, size: &mut ::ocaml_interop::__private::Size) {
        ::ocaml_interop::__private::size_hint::<Metres, _>(self, size)
    }
    unsafe fn write(
        &self,
        space: &mut ::ocaml_interop::__private::Space,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe { ::ocaml_interop::__private::write::<Metres, _>(self, space) }
    }
    fn is_float() -> bool {
        <f64 as ::ocaml_interop::ToOCaml<
            <f64 as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
        >>::is_float()
    }
    fn to_float(&self, cr: &mut ::ocaml_interop::OCamlRuntime) -> f64 {
        let Self { r#type: field_0 } = self;
        <f64 as ::ocaml_interop::ToOCaml<
            <f64 as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
        >>::to_float(field_0, cr)
    }
}
#[automatically_derived]
impl ::ocaml_interop::DefaultOCamlMapping for Metres {
    type OCamlType = Metres;
}
#[automatically_derived]
unsafe impl ::ocaml_interop::FromOCaml<Metres> for Metres {
    fn from_ocaml(value: ::ocaml_interop::OCaml<'_, Metres>) -> Self {
        ::ocaml_interop::__private::unwrap(
            <Self as ::ocaml_interop::FromOCaml<Metres>>::try_from_ocaml(value),
        )
    }
    fn try_from_ocaml(
        value: ::ocaml_interop::OCaml<'_, Metres>,
    ) -> ::core::result::Result<Self, ::ocaml_interop::FromOCamlError> {
        ::core::result::Result::Ok(Self {
            r#type: ::ocaml_interop::__private::unboxed::<
                Metres,
                <f64 as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
                f64,
            >(value, "type")?,
        })
    }
    fn from_float(
        float: f64,
    ) -> ::core::result::Result<Self, ::ocaml_interop::FromOCamlError> {
        ::core::result::Result::Ok(Self {
            r#type: <f64 as ::ocaml_interop::FromOCaml<
                <f64 as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
            >>::from_float(float)?,
        })
    }
}
#[automatically_derived]
impl ::ocaml_interop::__private::FromOCamlDefault for Metres {
    type OCamlType = Metres;
}
#[automatically_derived]
impl ::ocaml_interop::DefaultRustMapping for Metres {
    type RustType = Metres;
}
#[automatically_derived]
impl ::ocaml_interop::OCamlDescriber for Metres {
    fn ocaml_type_name() -> ::std::string::String {
        ::std::format!("metres",)
    }
}
#[automatically_derived]
unsafe impl<A, B> ::ocaml_interop::__private::Shape<Pair<A, B>> for Pair<A, B>
where
    A: 'static,
    A: ::ocaml_interop::DefaultOCamlMapping
        + ::ocaml_interop::ToOCaml<
            <A as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
        >,
    B: 'static,
    B: ::ocaml_interop::DefaultOCamlMapping
        + ::ocaml_interop::ToOCaml<
            <B as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
        >,
{
    fn visit<__Visitor: ::ocaml_interop::__private::Visitor>(
        &self,
        visitor: __Visitor,
    ) -> __Visitor::Output {
        let Self { first: field_0, second: field_1 } = self;
        visitor
            .record((
                ::ocaml_interop::__private::field::<
                    <A as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
                    _,
                >(field_0),
                (
                    ::ocaml_interop::__private::field::<
                        <Vec<B> as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
                        _,
                    >(field_1),
                    (),
                ),
            ))
    }
}
#[automatically_derived]
unsafe impl<A, B> ::ocaml_interop::ToOCaml<Pair<A, B>> for Pair<A, B>
where
    A: 'static,
    A: ::ocaml_interop::DefaultOCamlMapping
        + ::ocaml_interop::ToOCaml<
            <A as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
        >,
    B: 'static,
    B: ::ocaml_interop::DefaultOCamlMapping
        + ::ocaml_interop::ToOCaml<
            <B as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
        >,
{
    fn to_ocaml<'__gc>(
        &self,
        cr: &'__gc mut ::ocaml_interop::OCamlRuntime,
    ) -> ::ocaml_interop::OCaml<'__gc, Pair<A, B>> {
        ::ocaml_interop::__private::build(self, cr)
    }
    fn size_hint(&self, size: &mut ::ocaml_interop::__private::Size) {
        ::ocaml_interop::__private::size_hint::<Pair<A, B>, _>(self, size)
    }
    unsafe fn write(
        &self,
        space: &mut ::ocaml_interop::__private::Space,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe { ::ocaml_interop::__private::write::<Pair<A, B>, _>(self, space) }
    }
}
#[automatically_derived]
impl<A, B> ::ocaml_interop::DefaultOCamlMapping for Pair<A, B>
where
    A: 'static,
    A: ::ocaml_interop::DefaultOCamlMapping
        + ::ocaml_interop::ToOCaml<
            <A as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
        >,
    B: 'static,
    B: ::ocaml_interop::DefaultOCamlMapping
        + ::ocaml_interop::ToOCaml<
            <B as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
        >,
{
    type OCamlType = Pair<A, B>;
}
#[automatically_derived]
unsafe impl<A, B> ::ocaml_interop::FromOCaml<Pair<A, B>> for Pair<A, B>
where
    A: 'static,
    A: ::ocaml_interop::__private::FromOCamlDefault
        + ::ocaml_interop::FromOCaml<
            <A as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
        >,
    B: 'static,
    B: ::ocaml_interop::__private::FromOCamlDefault
        + ::ocaml_interop::FromOCaml<
            <B as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
        >,
{
    fn from_ocaml(value: ::ocaml_interop::OCaml<'_, Pair<A, B>>) -> Self {
        ::ocaml_interop::__private::unwrap(
            <Self as ::ocaml_interop::FromOCaml<Pair<A, B>>>::try_from_ocaml(value),
        )
    }
    fn try_from_ocaml(
        value: ::ocaml_interop::OCaml<'_, Pair<A, B>>,
    ) -> ::core::result::Result<Self, ::ocaml_interop::FromOCamlError> {
        let block = ::ocaml_interop::__private::record(value, "Pair", 2)?;
        ::core::result::Result::Ok(Self {
            first: block
                .field::<
                    <A as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
                    _,
                >(0, "first")?,
            second: block
                .field::<
                    <Vec<B> as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
                    _,
                >(1, "second")?,
        })
    }
}
#[automatically_derived]
impl<A, B> ::ocaml_interop::__private::FromOCamlDefault for Pair<A, B>
where
    A: 'static,
    A: ::ocaml_interop::__private::FromOCamlDefault
        + ::ocaml_interop::FromOCaml<
            <A as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
        >,
    B: 'static,
    B: ::ocaml_interop::__private::FromOCamlDefault
        + ::ocaml_interop::FromOCaml<
            <B as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
        >,
{
    type OCamlType = Pair<A, B>;
}
#[automatically_derived]
impl<A, B> ::ocaml_interop::DefaultRustMapping for Pair<A, B>
where
    A: 'static,
    A: ::ocaml_interop::__private::FromOCamlDefault
        + ::ocaml_interop::FromOCaml<
            <A as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
        >,
    B: 'static,
    B: ::ocaml_interop::__private::FromOCamlDefault
        + ::ocaml_interop::FromOCaml<
            <B as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
        >,
{
    type RustType = Pair<A, B>;
}
#[automatically_derived]
impl<A, B> ::ocaml_interop::OCamlDescriber for Pair<A, B>
where
    A: ::ocaml_interop::OCamlDescriber,
    B: ::ocaml_interop::OCamlDescriber,
{
    fn ocaml_type_name() -> ::std::string::String {
        ::std::format!(
            "({}, {}) pair", < A as ::ocaml_interop::OCamlDescriber >
            ::ocaml_type_name(), < B as ::ocaml_interop::OCamlDescriber >
            ::ocaml_type_name()
        )
    }
}
#[automatically_derived]
unsafe impl<P> ::ocaml_interop::__private::Shape<Marked<P>> for Marked<P>
where
    P: 'static,
    Vec<P>: ::ocaml_interop::ToOCaml<OCamlList<OCamlInt>>,
{
    fn visit<__Visitor: ::ocaml_interop::__private::Visitor>(
        &self,
        visitor: __Visitor,
    ) -> __Visitor::Output {
        let Self { all: field_0 } = self;
        visitor
            .record((
                ::ocaml_interop::__private::field::<OCamlList<OCamlInt>, _>(field_0),
                (),
            ))
    }
}
#[automatically_derived]
unsafe impl<P> ::ocaml_interop::ToOCaml<Marked<P>> for Marked<P>
where
    P: 'static,
    Vec<P>: ::ocaml_interop::ToOCaml<OCamlList<OCamlInt>>,
{
    fn to_ocaml<'__gc>(
        &self,
        cr: &'__gc mut ::ocaml_interop::OCamlRuntime,
    ) -> ::ocaml_interop::OCaml<'__gc, Marked<P>> {
        ::ocaml_interop::__private::build(self, cr)
    }
    fn size_hint(&self, size: &mut ::ocaml_interop::__private::Size) {
        ::ocaml_interop::__private::size_hint::<Marked<P>, _>(self, size)
    }
    unsafe fn write(
        &self,
        space: &mut ::ocaml_interop::__private::Space,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe { ::ocaml_interop::__private::write::<Marked<P>, _>(self, space) }
    }
}
#[automatically_derived]
impl<P> ::ocaml_interop::DefaultOCamlMapping for Marked<P>
where
    P: 'static,
    Vec<P>: ::ocaml_interop::ToOCaml<OCamlList<OCamlInt>>,
{
    type OCamlType = Marked<P>;
}
#[automatically_derived]
unsafe impl<P> ::ocaml_interop::FromOCaml<Marked<P>> for Marked<P>
where
    P: 'static,
    Vec<P>: ::ocaml_interop::FromOCaml<OCamlList<OCamlInt>>,
{
    fn from_ocaml(value: ::ocaml_interop::OCaml<'_, Marked<P>>) -> Self {
        ::ocaml_interop::__private::unwrap(
            <Self as ::ocaml_interop::FromOCaml<Marked<P>>>::try_from_ocaml(value),
        )
    }
    fn try_from_ocaml(
        value: ::ocaml_interop::OCaml<'_, Marked<P>>,
    ) -> ::core::result::Result<Self, ::ocaml_interop::FromOCamlError> {
        let block = ::ocaml_interop::__private::record(value, "Marked", 1)?;
        ::core::result::Result::Ok(Self {
            all: block.field::<OCamlList<OCamlInt>, _>(0, "all")?,
        })
    }
}
#[automatically_derived]
impl<P> ::ocaml_interop::__private::FromOCamlDefault for Marked<P>
where
    P: 'static,
    Vec<P>: ::ocaml_interop::FromOCaml<OCamlList<OCamlInt>>,
{
    type OCamlType = Marked<P>;
}
#[automatically_derived]
impl<P> ::ocaml_interop::DefaultRustMapping for Marked<P>
where
    P: 'static,
    Vec<P>: ::ocaml_interop::FromOCaml<OCamlList<OCamlInt>>,
{
    type RustType = Marked<P>;
}
#[automatically_derived]
impl<P> ::ocaml_interop::OCamlDescriber for Marked<P>
where
    P: ::ocaml_interop::OCamlDescriber,
{
    fn ocaml_type_name() -> ::std::string::String {
        ::std::format!(
            "{} marked", < P as ::ocaml_interop::OCamlDescriber > ::ocaml_type_name()
        )
    }
}
#[automatically_derived]
unsafe impl<'a> ::ocaml_interop::__private::Shape<Borrowed<'static>> for Borrowed<'a> {
    fn visit<__Visitor: ::ocaml_interop::__private::Visitor>(
        &self,
        visitor: __Visitor,
    ) -> __Visitor::Output {
        let Self { text: field_0 } = self;
        visitor
            .record((
                ::ocaml_interop::__private::field::<
                    <&'a str as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
                    _,
                >(field_0),
                (),
            ))
    }
}
#[automatically_derived]
unsafe impl<'a> ::ocaml_interop::ToOCaml<Borrowed<'static>> for Borrowed<'a> {
    fn to_ocaml<'__gc>(
        &self,
        cr: &'__gc mut ::ocaml_interop::OCamlRuntime,
    ) -> ::ocaml_interop::OCaml<'__gc, Borrowed<'static>> {
        ::ocaml_interop::__private::build(self, cr)
    }
    fn size_hint(&self, size: &mut ::ocaml_interop::__private::Size) {
        ::ocaml_interop::__private::size_hint::<Borrowed<'static>, _>(self, size)
    }
    unsafe fn write(
        &self,
        space: &mut ::ocaml_interop::__private::Space,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe { ::ocaml_interop::__private::write::<Borrowed<'static>, _>(self, space) }
    }
}
#[automatically_derived]
impl<'a> ::ocaml_interop::DefaultOCamlMapping for Borrowed<'a> {
    type OCamlType = Borrowed<'static>;
}
#[automatically_derived]
impl<'a> ::ocaml_interop::OCamlDescriber for Borrowed<'a> {
    fn ocaml_type_name() -> ::std::string::String {
        ::std::format!("borrowed",)
    }
}
#[automatically_derived]
unsafe impl ::ocaml_interop::__private::Shape<OCamlAccount> for Account {
    fn visit<__Visitor: ::ocaml_interop::__private::Visitor>(
        &self,
        visitor: __Visitor,
    ) -> __Visitor::Output {
        let Self { balance: field_0 } = self;
        visitor
            .record((
                ::ocaml_interop::__private::field::<
                    <i64 as ::ocaml_interop::DefaultOCamlMapping>::OCamlType,
                    _,
                >(field_0),
                (),
            ))
    }
}
#[automatically_derived]
unsafe impl ::ocaml_interop::ToOCaml<OCamlAccount> for Account {
    fn to_ocaml<'__gc>(
        &self,
        cr: &'__gc mut ::ocaml_interop::OCamlRuntime,
    ) -> ::ocaml_interop::OCaml<'__gc, OCamlAccount> {
        ::ocaml_interop::__private::build(self, cr)
    }
    fn size_hint(&self, size: &mut ::ocaml_interop::__private::Size) {
        ::ocaml_interop::__private::size_hint::<OCamlAccount, _>(self, size)
    }
    unsafe fn write(
        &self,
        space: &mut ::ocaml_interop::__private::Space,
    ) -> ::ocaml_interop::RawOCaml {
        unsafe { ::ocaml_interop::__private::write::<OCamlAccount, _>(self, space) }
    }
}
#[automatically_derived]
impl ::ocaml_interop::DefaultOCamlMapping for Account {
    type OCamlType = OCamlAccount;
}
#[automatically_derived]
unsafe impl ::ocaml_interop::FromOCaml<OCamlAccount> for Account {
    fn from_ocaml(value: ::ocaml_interop::OCaml<'_, OCamlAccount>) -> Self {
        ::ocaml_interop::__private::unwrap(
            <Self as ::ocaml_interop::FromOCaml<OCamlAccount>>::try_from_ocaml(value),
        )
    }
    fn try_from_ocaml(
        value: ::ocaml_interop::OCaml<'_, OCamlAccount>,
    ) -> ::core::result::Result<Self, ::ocaml_interop::FromOCamlError> {
        let block = ::ocaml_interop::__private::record(value, "Account", 1)?;
        ::core::result::Result::Ok(Self {
            balance: block
                .field::<
                    <i64 as ::ocaml_interop::__private::FromOCamlDefault>::OCamlType,
                    _,
                >(0, "balance")?,
        })
    }
}
#[automatically_derived]
impl ::ocaml_interop::__private::FromOCamlDefault for Account {
    type OCamlType = OCamlAccount;
}
#[automatically_derived]
impl ::ocaml_interop::OCamlDescriber for OpaqueMarker {
    fn ocaml_type_name() -> ::std::string::String {
        ::std::format!("opaque_marker",)
    }
}
