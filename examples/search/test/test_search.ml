open Text_search

let compile ?case pattern =
  match Pattern.compile ?case pattern with
  | Ok compiled -> compiled
  | Error error -> Alcotest.fail (Pattern.explain pattern error)

let error pattern =
  match Pattern.compile pattern with
  | Ok _ -> Alcotest.failf "%s is no bad pattern" pattern
  | Error error -> error

let strings = Alcotest.(list string)
let check_string = Alcotest.(check string)

(* {1 Patterns} *)

let bad_patterns () =
  (match error "ab(c" with
  | Syntax { message; start; stop } ->
      check_string "message" "unclosed group" message;
      Alcotest.(check (pair int int)) "place" (2, 3) (start, stop)
  | Not_utf8 _ | Too_big _ -> Alcotest.fail "another kind of error");
  (match error "ab\xff" with
  | Not_utf8 { position } -> Alcotest.(check int) "position" 2 position
  | Syntax _ | Too_big _ -> Alcotest.fail "another kind of error");
  match error {|\w{9999}|} with
  | Too_big { limit } -> Alcotest.(check bool) "limit" true (limit > 0)
  | Syntax _ | Not_utf8 _ -> Alcotest.fail "another kind of error"

let explanations () =
  let explained pattern = Pattern.explain pattern (error pattern) in
  check_string "under the bad character"
    "bad pattern: unclosed group\n  \u{e9}\u{e9}(b\n    ^" (explained "\u{e9}\u{e9}(b");
  check_string "under all of them"
    "bad pattern: invalid repetition count range, the start must be <= the \
     end\n  a{3,2}\n   ^^^^^"
    (explained "a{3,2}");
  check_string "past the end"
    "bad pattern: incomplete escape sequence, reached end of pattern \
     prematurely\n  a \\\n    ^"
    (explained "a\n\\")

let matches () =
  let pattern = compile "(?P<key>[a-z]+)=([0-9]+)?" in
  Alcotest.(check (list (option string)))
    "names" [ Some "key"; None ]
    (Pattern.group_names pattern);
  let found = Pattern.find_all pattern "a=1\n\n bc= d=22" in
  let expected =
    let found line column start stop text groups : Pattern.found =
      { line; column; start; stop; text; groups }
    in
    [
      found 1 1 0 3 "a=1" [ Some "a"; Some "1" ];
      found 3 2 6 9 "bc=" [ Some "bc"; None ];
      found 3 6 10 14 "d=22" [ Some "d"; Some "22" ];
    ]
  in
  Alcotest.(check bool) "matches" true (found = expected);
  Alcotest.(check int) "lines" 2 (Pattern.count_lines pattern "a=\nb\nc=d=")

let any_bytes () =
  let count pattern text = Pattern.count_lines (compile pattern) text in
  Alcotest.(check int) "not UTF-8" 1 (count "b" "\xffb\xfe");
  Alcotest.(check int) "a given byte" 1 (count {|(?-u:\xff)|} "a\xff");
  Alcotest.(check int) "zero bytes" 1 (count {|a\x00b$|} "a\000b\n");
  Alcotest.(check int) "nothing has no lines" 0 (count "^" "");
  Alcotest.(check int) "case" 1
    (Pattern.count_lines (compile ~case:Insensitive "\u{c9}") "\u{e9}")

(* {1 Replacing} *)

exception Enough of Pattern.found

let replacing () =
  let pattern = compile "[0-9]+" in
  let double (found : Pattern.found) =
    string_of_int (2 * int_of_string found.text)
  in
  let replace = Pattern.replace_all pattern in
  check_string "each match" "a2 b40\n\nc6" (replace double "a1 b20\n\nc3");
  check_string "no match" "a\xffb" (replace double "a\xffb");
  let raising (found : Pattern.found) =
    if found.line = 2 then raise (Enough found) else "x"
  in
  match replace raising "1\n22\n3" with
  | replaced -> Alcotest.failf "should have raised, not returned %s" replaced
  | exception Enough { text; line; _ } ->
      Alcotest.(check (pair string int)) "same exception" ("22", 2) (text, line)

let replacing_within () =
  let pattern = compile "[a-z]" in
  let nested (found : Pattern.found) =
    (* Rust again, from within a callback of Rust's; and much to collect. *)
    Gc.full_major ();
    let inner _ = String.make 10_000 '-' in
    Pattern.replace_all (compile found.text) inner found.text
  in
  let replaced = Pattern.replace_all pattern nested (String.make 50 'a') in
  Alcotest.(check int) "length" 500_000 (String.length replaced)

let templates () =
  let pattern = compile "(?P<first>[a-z])([0-9])?" in
  let expand template =
    match Template.parse pattern template with
    | Ok parsed -> Pattern.replace_all pattern (Template.expand parsed) "a1 b"
    | Error error -> Template.explain template error
  in
  check_string "numbers" "<1|a|a1> <|b|b>" (expand "<$2|$1|$0>");
  check_string "names" "aa ba" (expand "${first}a");
  check_string "digits next to it" "a0 b0" (expand "${1}0");
  check_string "dollars" "$1 $1" (expand "$$1");
  Alcotest.check strings "bad ones"
    [
      "bad template: the pattern has no group 3\n  a$3\n   ^^";
      "bad template: the pattern has no group last\n  ${last}\n  ^^^^^^^";
      "bad template: ${ without }\n  ${1\n  ^^^";
      "bad template: $ without a group; a dollar sign is written $$\n  a$\n   ^";
    ]
    (List.map expand [ "a$3"; "${last}"; "${1"; "a$" ])

(* {1 A compiled pattern is Rust's} *)

let many_patterns () =
  (* Dropped in Rust as OCaml lets go of them. *)
  for n = 1 to 2_000 do
    let pattern = compile (Printf.sprintf "a{%d}" (n mod 50)) in
    ignore (Pattern.count_lines pattern "aaaa")
  done;
  Gc.full_major ()

let no_structure () =
  let pattern = compile "a" in
  let raises f = match f () with _ -> false | exception _ -> true in
  Alcotest.(check bool) "compare" true
    (raises (fun () -> compare pattern (compile "a")));
  Alcotest.(check bool) "marshal" true
    (raises (fun () -> Marshal.to_string pattern []))

let large () =
  let text = String.concat "\n" (List.init 200_000 string_of_int) in
  let pattern = compile "99$" in
  let found = Pattern.find_all pattern text in
  Alcotest.(check int) "matches" 2_000 (List.length found);
  Alcotest.(check int) "lines" 2_000 (Pattern.count_lines pattern text);
  let same (found : Pattern.found) = found.text in
  check_string "itself" text (Pattern.replace_all pattern same text)

let () =
  let test name f = Alcotest.test_case name `Quick f in
  Alcotest.run "search"
    [
      ( "pattern",
        [
          test "bad patterns" bad_patterns;
          test "explanations" explanations;
          test "matches" matches;
          test "any bytes" any_bytes;
          test "many patterns" many_patterns;
          test "no structure" no_structure;
          test "a large text" large;
        ] );
      ( "replace",
        [
          test "each match" replacing;
          test "within a replacement" replacing_within;
          test "templates" templates;
        ] );
    ]
