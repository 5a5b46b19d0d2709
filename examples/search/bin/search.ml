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

let command =
  let open Cmdliner in
  let case =
    let ignore_case =
      Arg.info [ "i"; "ignore-case" ] ~doc:"Upper and lower case are the same."
    in
    Arg.(
      value
      & vflag Pattern.Sensitive [ (Pattern.Insensitive, ignore_case) ])
  in
  let count =
    let doc = "Print $(i,FILE):$(i,N) for each file, N being the number of \
               lines that match." in
    Arg.(value & flag & info [ "c"; "count" ] ~doc)
  in
  let template =
    let doc =
      "Print the files with each match replaced. In $(docv), \\$1 or \\${1} is \
       what group 1 matched, \\${name} the same of a named group, \\$0 the \
       whole match, \\$\\$ a dollar sign."
    in
    Arg.(
      value
      & opt (some string) None
      & info [ "r"; "replace" ] ~docv:"TEMPLATE" ~doc)
  in
  let pattern =
    let doc = "A regular expression, as of Rust's regex crate." in
    Arg.(required & pos 0 (some string) None & info [] ~docv:"PATTERN" ~doc)
  in
  let files =
    let doc = "A file to search; $(b,-), or none, is standard input." in
    Arg.(value & pos_right 0 string [ "-" ] & info [] ~docv:"FILE" ~doc)
  in
  let exits =
    [
      Cmd.Exit.info found ~doc:"if something was found.";
      Cmd.Exit.info not_found ~doc:"if nothing was found.";
      Cmd.Exit.info failed ~doc:"on an error.";
    ]
  in
  let doc = "search files for a regular expression, line by line" in
  Cmd.v
    (Cmd.info "search" ~doc ~exits)
    Term.(const run $ case $ count $ template $ pattern $ files)

let () =
  match Cmdliner.Cmd.eval_value command with
  | Ok (`Ok status) -> exit status
  | Ok (`Help | `Version) -> exit found
  | Error _ -> exit failed
