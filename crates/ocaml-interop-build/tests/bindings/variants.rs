// Bindings to OCaml's modules, written by ocaml-interop-build from their interfaces.
// Variants: 11 of 11 values.

#[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]
pub mod variants {
    /// OCaml's `Variants.color`.
    #[derive(Clone, Debug, PartialEq, Copy, Eq, Hash, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Variants.color")]
    pub enum Color {
        /// `Red`
        Red,
        /// `Green`
        Green,
        /// As the sky.
        Blue,
    }

    /// OCaml's `Variants.shape`.
    #[derive(Clone, Debug, PartialEq, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Variants.shape")]
    pub enum Shape {
        /// `Circle`
        Circle(f64),
        /// `Line`
        Line(#[ocaml(as_ = "(::ocaml_interop::OCamlInt, ::ocaml_interop::OCamlInt)")] (i64, i64), #[ocaml(as_ = "(::ocaml_interop::OCamlInt, ::ocaml_interop::OCamlInt)")] (i64, i64)),
        /// `Box`
        Box {
            /// `width`
            #[ocaml(as_ = "::ocaml_interop::OCamlInt")]
            width: i64,
            /// `height`
            #[ocaml(as_ = "::ocaml_interop::OCamlInt")]
            height: i64,
        },
        /// `Nothing`
        Nothing,
    }

    /// Contains itself, behind pointers and not.
    #[derive(Clone, Debug, PartialEq, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Variants.tree")]
    pub enum Tree {
        /// `Leaf`
        Leaf,
        /// `Node`
        Node(Box<Tree>, #[ocaml(as_ = "::ocaml_interop::OCamlInt")] i64, Box<Tree>),
    }

    /// OCaml's `Variants.chain`.
    #[derive(Clone, Debug, PartialEq, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Variants.chain")]
    pub enum Chain<A: 'static> {
        /// `End`
        End,
        /// `Link`
        Link(A, Box<Chain<A>>),
    }

    /// Contain each other.
    #[derive(Clone, Debug, PartialEq, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Variants.statement")]
    pub enum Statement {
        /// `Block`
        Block(Vec<Statement>),
        /// `If`
        If(Box<Expression>, Box<Statement>),
    }

    /// OCaml's `Variants.expression`.
    #[derive(Clone, Debug, PartialEq, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Variants.expression")]
    pub enum Expression {
        /// `Number`
        Number(#[ocaml(as_ = "::ocaml_interop::OCamlInt")] i64),
        /// `Do`
        Do {
            /// `body`
            body: Box<Statement>,
            /// `result`
            result: Box<Expression>,
        },
    }

    /// OCaml's `Variants.only`.
    #[derive(Clone, Debug, PartialEq, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Variants.only", unboxed)]
    pub enum Only {
        /// `Only`
        Only(String),
    }

    /// OCaml's `Variants.movement`.
    #[derive(Clone, Debug, PartialEq, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Variants.movement", polymorphic_variant)]
    pub enum Movement {
        /// `Stop`
        Stop,
        /// `Step`
        Step(#[ocaml(as_ = "::ocaml_interop::OCamlInt")] i64),
        /// `Jump_to`
        #[ocaml(tag = "Jump_to")]
        JumpTo(#[ocaml(as_ = "::ocaml_interop::OCamlInt")] i64, #[ocaml(as_ = "::ocaml_interop::OCamlInt")] i64),
    }

    /// OCaml's `Variants.answer`.
    #[derive(Clone, Debug, PartialEq, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Variants.answer", polymorphic_variant)]
    pub enum Answer<A: 'static> {
        /// `Yes`
        Yes(A),
        /// `No`
        No,
    }

    /// OCaml's `Variants.side`.
    #[derive(Clone, Debug, PartialEq, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Variants.side", polymorphic_variant)]
    pub enum Side {
        /// `Right`
        Right(#[ocaml(as_ = "::ocaml_interop::OCamlInt")] i64),
        /// `Left`
        Left,
    }

    /// OCaml's `Variants.found`.
    #[derive(Clone, Debug, PartialEq, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Variants.found", polymorphic_variant)]
    pub enum Found {
        /// `Nowhere`
        Nowhere,
        /// `Found`
        Found(#[ocaml(as_ = "::ocaml_interop::OCamlInt")] i64),
    }

    ::ocaml_interop::ocaml! {
        /// OCaml's `Variants.next`.
        #[ocaml(name = "ocaml_interop.bindings.Variants.next")]
        pub fn next(a: Color) -> Color;

        /// OCaml's `Variants.area`.
        #[ocaml(name = "ocaml_interop.bindings.Variants.area")]
        pub fn area(a: Shape) -> ::ocaml_interop::OCamlFloat;

        /// OCaml's `Variants.sum`.
        #[ocaml(name = "ocaml_interop.bindings.Variants.sum")]
        pub fn sum(a: Tree) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Variants.chain`.
        #[ocaml(name = "ocaml_interop.bindings.Variants.chain")]
        pub fn chain<A>(a: ::ocaml_interop::OCamlList<A>) -> Chain<::ocaml_interop::BoxRoot<A>>;

        /// OCaml's `Variants.depth`.
        #[ocaml(name = "ocaml_interop.bindings.Variants.depth")]
        pub fn depth(a: Statement) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Variants.shout`.
        #[ocaml(name = "ocaml_interop.bindings.Variants.shout")]
        pub fn shout(a: Only) -> Only;

        /// OCaml's `Variants.turned`.
        #[ocaml(name = "ocaml_interop.bindings.Variants.turned")]
        pub fn turned(a: Movement) -> Movement;

        /// OCaml's `Variants.asked`.
        #[ocaml(name = "ocaml_interop.bindings.Variants.asked")]
        pub fn asked(a: bool) -> Answer<isize>;

        /// Has no name.
        #[ocaml(name = "ocaml_interop.bindings.Variants.side")]
        pub fn side(a: Side) -> Side;

        /// OCaml's `Variants.found`.
        #[ocaml(name = "ocaml_interop.bindings.Variants.found")]
        pub fn found(a: String) -> Option<Found>;

        /// OCaml's `Variants.either`.
        #[ocaml(name = "ocaml_interop.bindings.Variants.either")]
        pub fn either(a: ::ocaml_interop::Either<::ocaml_interop::OCamlInt, String>) -> ::ocaml_interop::Either<::ocaml_interop::OCamlInt, String>;
    }
}
