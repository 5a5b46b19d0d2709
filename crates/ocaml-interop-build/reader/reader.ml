(* What compiled OCaml says of itself, as JSON.

   reader.exe [-I folder]… [-module Name]… file…

   Reads compiled interfaces (.cmi, .cmti) and implementations (.cmt), and modules found by name in
   the folders. *)

open Json

let schema = 2

type request = File of string | Module of string

let rec requests = function
  | [] -> ([], [])
  | "-I" :: folder :: rest ->
      let folders, wished = requests rest in
      (folder :: folders, wished)
  | "-module" :: name :: rest ->
      let folders, wished = requests rest in
      (folders, Module name :: wished)
  | ("-I" | "-module") :: [] ->
      prerr_endline "reader: -I needs a folder, -module a module's name";
      exit 2
  | file :: rest ->
      let folders, wished = requests rest in
      (folders, File file :: wished)

let () =
  let folders, wished = requests (List.tl (Array.to_list Sys.argv)) in
  let load = function
    | Module name -> `Module name
    | File name -> (
        match Files.load name with
        | content -> `File (name, Ok content)
        | exception error -> `File (name, Error error))
  in
  let loaded = List.map load wished in
  let of_file = function `File (_, Ok content) -> content.Files.folders | _ -> [] in
  Units.search_in (folders @ List.concat_map of_file loaded @ [ Config.standard_library ]);
  let read = function `File file -> Files.file file | `Module name -> Files.module_ name in
  let files = List.map read loaded in
  let buffer = Buffer.create 65536 in
  Json.write buffer 0
    (Object
       [
         ("schema", Int schema);
         ("ocaml", String Sys.ocaml_version);
         ("files", List files);
         ("types", Known.all ());
       ]);
  Buffer.add_char buffer '\n';
  print_string (Buffer.contents buffer)
