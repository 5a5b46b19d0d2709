#![doc = include_str!("../guide/introduction.md")]

#[doc = include_str!("../guide/part1-initial-usage.md")]
pub mod part1_initial_usage_a_brief_overview {}

#[doc = include_str!("../guide/part2-fundamental-concepts.md")]
pub mod part2_fundamental_concepts {}

#[doc = include_str!("../guide/part3-exporting-rust-functions.md")]
pub mod part3_exporting_rust_functions_to_ocaml {}

#[doc = include_str!("../guide/part4-invoking-ocaml-functions.md")]
pub mod part4_invoking_ocaml_functions_from_rust {}

#[doc = include_str!("../guide/part5-managing-the-runtime.md")]
pub mod part5_managing_the_ocaml_runtime_for_rust_driven_programs {}

#[doc = include_str!("../guide/part6-advanced-topics.md")]
#[doc = include_str!("../guide/part6-functions.md")]
#[doc = include_str!("../guide/part6-memory-and-threads.md")]
#[doc = include_str!("../guide/part6-runtime-services.md")]
pub mod part6_advanced_topics {}

#[doc = include_str!("../guide/part7-build-and-link.md")]
pub mod part7_build_and_link_instructions {}

#[doc = include_str!("../guide/guarantees.md")]
pub mod guarantees {}

#[doc = include_str!("../guide/types.md")]
pub mod types {}

#[doc = include_str!("../guide/costs.md")]
pub mod costs {}

#[doc = include_str!("../guide/migration.md")]
pub mod migration {}
