type 'a testable = 'a Alcotest.testable

let string = Alcotest.string
let int = Alcotest.int
let bool = Alcotest.bool
let list = Alcotest.list
let check testable name expected found = Alcotest.check testable name expected found
let fail message = Alcotest.fail message
let failf format = Printf.ksprintf fail format

type test_case = unit Alcotest.test_case

let test_case name body = Alcotest.test_case name `Quick body
let run name groups = Alcotest.run name groups
