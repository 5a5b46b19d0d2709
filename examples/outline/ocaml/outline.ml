(** The standard library's main module, and what comes before it: checked as
    they were compiled, with [-nopervasives -no-alias-deps]. *)
let below_stdlib file =
  let same folder other = Unix.realpath folder = Unix.realpath other in
  List.mem (Filename.basename file)
    [ "camlinternalFormatBasics.ml"; "camlinternalAtomic.ml"; "stdlib.ml" ]
  && same (Filename.dirname file) Config.standard_library

(** Sets the compiler up as for one run of [ocamlc -c]. *)
let fresh_environment ~include_dirs file =
  Clflags.include_dirs := List.rev include_dirs;
  let below = below_stdlib file in
  Clflags.nopervasives := below;
  (* By the option: the flag's own name depends on OCaml's version. *)
  let module Option = Main_args.Default.Main in
  if below then Option._no_alias_deps () else Option._alias_deps ();
  Compmisc.init_path ~dir:(Filename.dirname file) ();
  Compmisc.initial_env ()

let parse file source =
  let lexbuf = Lexing.from_string source in
  Location.init lexbuf file;
  Parse.implementation lexbuf

let check env syntax =
  Typecore.reset_delayed_checks ();
  let structure, _, _, _, _ = Typemod.type_structure env syntax in
  Typecore.force_delayed_checks ();
  structure

(** Without warnings and alerts: they are printed rather than returned, and an
    outline needs none. *)
let quietly f =
  let settings = Warnings.backup () in
  let finally () = Warnings.restore settings in
  Location.formatter_for_warnings :=
    Format.make_formatter (fun _ _ _ -> ()) ignore;
  Fun.protect ~finally f

let read file =
  match In_channel.with_open_bin file In_channel.input_all with
  | source -> Ok source
  | exception Sys_error message ->
      (* The system names the file when opening fails, but not when reading does. *)
      let named = String.starts_with ~prefix:file message in
      let message = if named then message else file ^ ": " ^ message in
      Error (Problem.Unreadable { message = Text.of_bytes message })

let outline ~include_dirs file =
  let ( let* ) = Result.bind in
  let syntax_error ~location ~message =
    Problem.Syntax_error { location; message }
  and type_error ~location ~message =
    Problem.Type_error { location; message }
  in
  let* source = read file in
  let* syntax =
    Problem.catch syntax_error ~file (fun () -> parse file source)
  in
  Problem.catch type_error ~file (fun () ->
      let env = fresh_environment ~include_dirs file in
      Item.of_structure (check env syntax))

(** The compiler's state is global. A lock of OCaml, not of Rust: whoever waits
    for it lets go of the runtime, so that the holder can go on. *)
let turn = Mutex.create ()

let of_file ~include_dirs file =
  Mutex.protect turn @@ fun () ->
  quietly @@ fun () -> outline ~include_dirs file
