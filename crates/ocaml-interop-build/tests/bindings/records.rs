// Bindings to OCaml's modules, written by ocaml-interop-build from their interfaces.
// Records: 9 of 9 values.

#[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]
pub mod records {
    /// A person.
    #[derive(Clone, Debug, PartialEq, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Records.person")]
    pub struct Person {
        /// As people say it.
        pub name: String,
        /// `age`
        #[ocaml(as_ = "::ocaml_interop::OCamlInt")]
        pub age: i64,
        /// `tags`
        pub tags: Vec<String>,
    }

    /// Both floats: flat.
    #[derive(Clone, Debug, PartialEq, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Records.point")]
    pub struct Point {
        /// `x`
        pub x: f64,
        /// `y`
        pub y: f64,
    }

    /// OCaml's `Records.meters`.
    #[derive(Clone, Debug, PartialEq, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Records.meters", unboxed)]
    pub struct Meters {
        /// `meters`
        pub meters: f64,
    }

    /// OCaml's `Records.counter`.
    ///
    /// It can change in OCaml: a conversion copies it, a root is the same one.
    #[derive(Clone, Debug, PartialEq, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Records.counter")]
    pub struct Counter {
        /// `count`
        #[ocaml(as_ = "::ocaml_interop::OCamlInt")]
        pub count: i64,
        /// `step`
        #[ocaml(as_ = "::ocaml_interop::OCamlInt")]
        pub step: i64,
    }

    /// OCaml's `Records.pair`.
    #[derive(Clone, Debug, PartialEq, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Records.pair")]
    pub struct Pair<A: 'static> {
        /// `left`
        pub left: A,
        /// `right`
        pub right: A,
    }

    /// OCaml's `Records.entry`.
    #[derive(Clone, Debug, PartialEq, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Records.entry")]
    pub struct Entry<Key: 'static, Value: 'static> {
        /// `key`
        pub key: Key,
        /// `value`
        pub value: Option<Value>,
    }

    /// OCaml's `Records.handler`.
    #[derive(::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Records.handler")]
    pub struct Handler {
        /// `call`
        pub call: ::ocaml_interop::BoxRoot<fn(::ocaml_interop::OCamlInt) -> String>,
        /// `others`
        #[ocaml(as_ = "::ocaml_interop::OCamlUniformArray<(String, ::ocaml_interop::OCamlFloat)>")]
        pub others: Vec<(String, f64)>,
    }

    /// OCaml's `Records.machine`.
    #[derive(::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Records.machine")]
    pub struct Machine {
        /// `letter`
        #[ocaml(as_ = "::ocaml_interop::OCamlChar")]
        pub letter: u8,
        /// `half`
        pub half: i32,
        /// `whole`
        pub whole: i64,
        /// `word`
        #[ocaml(as_ = "::ocaml_interop::OCamlNativeint")]
        pub word: isize,
        /// `raw`
        #[ocaml(as_ = "::ocaml_interop::OCamlBytes")]
        pub raw: Vec<u8>,
        /// `numbers`
        #[ocaml(as_ = "::ocaml_interop::OCamlFloatArray")]
        pub numbers: Vec<f64>,
        /// `problem`
        pub problem: Option<::ocaml_interop::BoxRoot<::ocaml_interop::OCamlException>>,
    }

    /// OCaml's `Records.named_action`.
    #[derive(::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Records.named_action")]
    pub struct NamedAction {
        /// `title`
        pub title: String,
        /// `action`
        pub action: Handler,
    }

    ::ocaml_interop::ocaml! {
        /// `older by person` is the same person, `by` years later.
        #[ocaml(name = "ocaml_interop.bindings.Records.older")]
        pub fn older(a: ::ocaml_interop::OCamlInt, b: Person) -> Person;

        /// OCaml's `Records.mirrored`.
        #[ocaml(name = "ocaml_interop.bindings.Records.mirrored")]
        pub fn mirrored(a: Point) -> Point;

        /// OCaml's `Records.longer`.
        #[ocaml(name = "ocaml_interop.bindings.Records.longer")]
        pub fn longer(a: ::ocaml_interop::OCamlFloat, b: Meters) -> Meters;

        /// OCaml's `Records.count`.
        #[ocaml(name = "ocaml_interop.bindings.Records.count")]
        pub fn count(a: Counter) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Records.swapped`.
        #[ocaml(name = "ocaml_interop.bindings.Records.swapped")]
        pub fn swapped<A>(a: Pair<A>) -> Pair<A>;

        /// OCaml's `Records.entry`.
        #[ocaml(name = "ocaml_interop.bindings.Records.entry")]
        pub fn entry<Key, Value>(a: Key, b: Value) -> Entry<::ocaml_interop::BoxRoot<Key>, ::ocaml_interop::BoxRoot<Value>>;

        /// OCaml's `Records.handler`.
        #[ocaml(name = "ocaml_interop.bindings.Records.handler")]
        pub fn handler() -> Handler;

        /// OCaml's `Records.call`.
        #[ocaml(name = "ocaml_interop.bindings.Records.call")]
        pub fn call(a: Handler, b: ::ocaml_interop::OCamlInt) -> String;

        /// OCaml's `Records.machine`.
        #[ocaml(name = "ocaml_interop.bindings.Records.machine")]
        pub fn machine() -> Machine;
    }
}
