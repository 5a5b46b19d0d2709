(* search [--count] [--replace TEMPLATE] [-i] PATTERN [FILE]… *)

open Text_search

type output = Lines | Count | Replaced of Template.t

(** The line around a match, which is within one. *)
let line_of contents (found : Pattern.found) =
  let first = found.start - (found.column - 1) in
  let last =
    match String.index_from_opt contents found.stop '\n' with
    | Some last -> last
    | None -> String.length contents
  in
  String.sub contents first (last - first)

let print_lines name contents matches =
  let print last (found : Pattern.found) =
    if found.line <> last then
      Printf.printf "%s:%d:%d: %s\n" name found.line found.column
        (line_of contents found);
    found.line
  in
  ignore (List.fold_left print 0 matches)

(** Prints what is asked for; whether anything was found. *)
let search output pattern name contents =
  match output with
  | Lines ->
      let matches = Pattern.find_all pattern contents in
      print_lines name contents matches;
      matches <> []
  | Count ->
      let count = Pattern.count_lines pattern contents in
      Printf.printf "%s:%d\n" name count;
      count > 0
  | Replaced template ->
      let found = ref false in
      let replacement one =
        found := true;
        Template.expand template one
      in
      print_string (Pattern.replace_all pattern replacement contents);
      !found

let read = function
  | "-" ->
      set_binary_mode_in stdin true;
      In_channel.input_all stdin
  | file -> In_channel.with_open_bin file In_channel.input_all

let complain format = Printf.eprintf ("search: " ^^ format ^^ "\n%!")

(* {1 The command line} *)

let found = 0
let not_found = 1
let failed = 2

let search_files output pattern files =
  set_binary_mode_out stdout true;
  let one (any, status) file =
    match read file with
    | contents -> (search output pattern file contents || any, status)
    | exception Sys_error message ->
        (* The system names the file when opening fails, but not when reading
           does: a folder, for one. *)
        if String.starts_with ~prefix:file message then complain "%s" message
        else complain "%s: %s" file message;
        (any, Some failed)
  in
  let any, status = List.fold_left one (false, None) files in
  flush stdout;
  Option.value status ~default:(if any then found else not_found)

let output pattern count template =
  match (count, template) with
  | true, Some _ -> Error "--count and --replace exclude each other"
  | true, None -> Ok Count
  | false, None -> Ok Lines
  | false, Some template ->
      Template.parse pattern template
      |> Result.map (fun parsed -> Replaced parsed)
      |> Result.map_error (Template.explain template)

let run case count template pattern files =
  let ( let* ) = Result.bind in
  match
    let* compiled =
      Pattern.compile ~case pattern
      |> Result.map_error (Pattern.explain pattern)
    in
    let* output = output compiled count template in
    Ok (search_files output compiled files)
  with
  | Ok status -> status
  | Error message ->
      complain "%s" message;
      failed
  | exception Sys_error message ->
      (* Closed, so that nothing is written at exit and fails again. *)
      close_out_noerr stdout;
      complain "standard output: %s" message;
      failed

let () =
  let case = ref Pattern.Sensitive in
  let count = ref false in
  let template = ref None in
  let words = ref [] in
  let word text = words := text :: !words in
  let usage =
    "search [OPTION]… PATTERN [FILE]…\n\
     Searches files, line by line, for a regular expression as of Rust's regex \
     crate."
  in
  let options =
    Arg.align
      [
        ( "-i",
          Arg.Unit (fun () -> case := Pattern.Insensitive),
          " Upper and lower case are the same" );
        ( "--count",
          Arg.Set count,
          " Print FILE:N for each file, N being the number of lines that match"
        );
        ( "--replace",
          Arg.String (fun text -> template := Some text),
          "TEMPLATE Print the files with each match replaced. $1 or ${1} is \
           what group 1 matched, ${name} the same of a named group, $0 the \
           whole match, $$ a dollar sign" );
        ("-", Arg.Unit (fun () -> word "-"), " Standard input, also without FILE");
        ("--", Arg.Rest word, " What follows is no option");
      ]
  in
  (* Exits by itself: with 0 for --help, with 2 for wrong usage. *)
  Arg.parse options word usage;
  match List.rev !words with
  | [] ->
      complain "no PATTERN; search --help tells more";
      exit failed
  | [ pattern ] -> exit (run !case !count !template pattern [ "-" ])
  | pattern :: files -> exit (run !case !count !template pattern files)
