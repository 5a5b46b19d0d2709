(* R2, R5, R6, R7, R11: programs that end with Rust at work, and how. *)

let read file =
  let channel = open_in_bin file in
  let text = really_input_string channel (in_channel_length channel) in
  close_in channel;
  text

let contains text part =
  let n = String.length part in
  let rec at i = i + n <= String.length text && (String.sub text i n = part || at (i + 1)) in
  at 0

(* What [program name] says, and its status. It is killed when it takes a minute. Rust's
   backtraces are off: where there is no memory to read debug information the standard library
   aborts, or waits for its own lock. *)
let run program parameters name =
  let file = Filename.temp_file "ocaml_driven" ".txt" in
  let fd = Unix.openfile file [ O_WRONLY; O_TRUNC ] 0 in
  let ours = [ ("OCAMLRUNPARAM=", parameters); ("RUST_BACKTRACE=", "0") ] in
  let is_ours variable =
    List.exists (fun (prefix, _) -> String.starts_with ~prefix variable) ours
  in
  let others = List.filter (fun v -> not (is_ours v)) (Array.to_list (Unix.environment ())) in
  let environment = Array.of_list (List.map (fun (name, v) -> name ^ v) ours @ others) in
  let pid = Unix.create_process_env program [| program; name |] environment Unix.stdin fd fd in
  Unix.close fd;
  let rec wait n =
    match Unix.waitpid [ WNOHANG ] pid with
    | 0, _ when n = 0 ->
      Unix.kill pid Sys.sigkill;
      ignore (Unix.waitpid [] pid);
      "it hangs"
    | 0, _ ->
      Unix.sleepf 0.005;
      wait (n - 1)
    | _, WEXITED status -> string_of_int status
    | _, WSIGNALED signal -> Printf.sprintf "signal %d" signal
    | _, WSTOPPED signal -> Printf.sprintf "stopped by %d" signal
  in
  let status = wait 12_000 in
  let text = read file in
  Sys.remove file;
  (text, status)

let native = "./programs.exe"
and bytecode = "./programs.bc.exe"

(* In native code and in bytecode, as it is, with a clean-up at exit, and with a tiny minor heap. *)
let everywhere = [ (native, "b"); (native, "c"); (native, "b,s=512"); (bytecode, "b"); (bytecode, "c") ]

(* 5.4 waits for ever, without Rust too, where it cleans up while a thread waits in Thread.join
   (otherlibs/systhreads/st_stubs.c, caml_threadstatus_finalize). *)
let without_clean_up =
  if Scanf.sscanf Sys.ocaml_version "%d.%d" (fun a b -> (a, b)) < (5, 4) then everywhere
  else List.filter (fun (_, parameters) -> parameters <> "c") everywhere

let test ?(where = everywhere) title name status says =
  let body () =
    List.iter
      (fun (program, parameters) ->
        let text, found = run program parameters name in
        let context = Printf.sprintf "OCAMLRUNPARAM=%s %s %s\n%s" parameters program name text in
        Harness.(check string) context (string_of_int status) found;
        List.iter (fun part -> Harness.(check bool) (context ^ part) true (contains text part)) says)
      where
  in
  Harness.test_case title body

let at_exit = "at exit: taken"
let fatal = "Fatal error: exception Failure(\"at last\")"
let native_once = [ (native, "b") ]
let linux = Sys.file_exists "/proc/self/status"

(* OCAML_DRIVEN_SANITIZED: the address sanitizer's own memory lies in the address space that a test
   limits, and in a forked child it doesn't know the threads that OCaml waits for. *)
let sanitized = Sys.getenv_opt "OCAML_DRIVEN_SANITIZED" <> None

let tests =
  [
    test "r06_exit_while_rust_threads_call" "exit" 3 [];
    test "r06_the_end_while_rust_threads_call" "return" 0 [];
    test "r06_at_exit_calls_exports" "at_exit" 0 [ at_exit ];
    test "r06_at_exit_calls_exports_while_threads_call" "at_exit_with_threads" 0 [ at_exit ];
    test "r05_a_root_in_a_thread_local_at_the_end" "thread_local" 0
      [
        (* It holds the lock; from 5.4 on the clean-up ends the main domain. *)
        "at the end: with_domain_lock: this thread ";
        "at the end: OCaml runs already, it started this program";
      ];
    test "r05_a_root_in_a_thread_local_while_threads_call" "thread_local_with_threads" 3
      [ "at the end: with_domain_lock"; "at the end: OCaml runs already" ];
    test "r02_the_first_thing_that_rust_does_is_at_a_domains_end" "end_of_a_domain" 0
      [ "this thread was a domain, and the domain has ended" ];
    test "r06_exit_in_a_closure" "exit_in_a_closure" 4 [ at_exit ];
    test "r06_exit_on_a_rust_thread" "exit_on_a_rust_thread" 5 [ at_exit ];
    test "r06_exit_on_a_domain" "exit_on_a_domain" 6 [ at_exit ];
    test "r06_exit_on_a_systhread" "exit_on_a_systhread" 7 [ at_exit ] ~where:without_clean_up;
    test "r06_exit_while_others_have_released" "exit_while_others_have_released" 3 [];
    test "r08_an_uncaught_panic" "uncaught" 2 [ fatal ];
    test "r08_an_uncaught_panic_at_exit" "uncaught_at_exit" 2 [ fatal ];
    test "r08_an_uncaught_panic_in_a_domain" "uncaught_in_a_domain" 2 [ fatal ];
    test "r08_an_uncaught_panic_in_a_systhread" "uncaught_in_a_systhread" 0
      [ "uncaught exception Failure(\"at last\")"; "goes on" ];
    test "r08_a_handler_of_uncaught_exceptions" "uncaught_handler" 2 [ "handled: Failure(\"at last\")" ];
    test "r07_an_uncaught_stack_overflow" "uncaught_stack_overflow" 2 [ "Stack overflow" ];
    test "r07_an_uncaught_break" "uncaught_break" 2 [ "Sys.Break" ];
    test "r05_the_first_roots_of_all_on_domains_that_end" "first_roots" 0 [ "true" ];
    test "r01_refused" "refused" 0 [ "releasing_runtime" ];
  ]

let forked =
  [
    test "r02_a_forked_child" "fork" 0 [ "the child: 8" ];
    test "r02_a_forked_child_while_threads_call" "fork_with_threads" 3 [ "the child: 8" ];
  ]

let limited =
  let where = [ (native, "b"); (bytecode, "b") ] in
  [
    test "r07_out_of_memory_in_every_conversion" "out_of_memory" 0 [ "small, 1000" ] ~where;
    test "r07_no_room_for_a_backtrace" "no_room_for_a_backtrace" 0 [ "Exit, 0 alive" ] ~where;
  ]

let measured =
  [ test "r11_ten_thousand_boxes_of_a_mebibyte" "large_boxes" 0 [ "bounded" ] ~where:native_once ]

let tests =
  tests
  @ (if sanitized then [] else forked)
  @ (if linux && not sanitized then limited else [])
  @ if linux then measured else []

let () = Harness.run "endings" [ ("endings", tests) ]
