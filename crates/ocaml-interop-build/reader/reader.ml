(* What compiled OCaml says of itself, as JSON.

   reader.exe [-I folder]… [-module Name]… [[-damaged] file]…

   Reads compiled interfaces (.cmi, .cmti) and implementations (.cmt), and modules found by name in
   the folders. A file that is known to be damaged is not touched. README.md has the format. *)

open Json

let schema = 2

type request = File of string | Module of string | Damaged of string

(* The folders, and the rest. *)
let rec requests = function
  | [] -> ([], [])
  | "-I" :: folder :: rest ->
      let folders, wished = requests rest in
      (folder :: folders, wished)
  | "-module" :: name :: rest ->
      let folders, wished = requests rest in
      (folders, Module name :: wished)
  | "-damaged" :: file :: rest ->
      let folders, wished = requests rest in
      (folders, Damaged file :: wished)
  | ("-I" | "-module" | "-damaged") :: [] ->
      prerr_endline "reader: -I needs a folder, -module a module's name, -damaged a file";
      exit 2
  | file :: rest ->
      let folders, wished = requests rest in
      (folders, File file :: wished)

(* The folders that a request needs, and what to do once all of them are known. *)
let prepare = function
  | Module name -> ([], fun () -> Files.module_ name)
  | Damaged name ->
      let reason = ": is damaged, or an interface that it needs is: compile these again" in
      ([], fun () -> Files.failed "file" name (name ^ reason))
  | File name -> (
      match Files.load name with
      | content -> (content.folders, fun () -> Files.file name content)
      | exception error ->
          ([], fun () -> Files.failed "file" name (Units.explained name error)))

let () =
  let folders, wished = requests (List.tl (Array.to_list Sys.argv)) in
  let needed, reads = List.split (List.map prepare wished) in
  Units.search_in (folders @ List.concat needed @ [ Config.standard_library ]);
  let files = List.map (fun read -> read ()) reads in
  let types = Known.all () in
  let buffer = Buffer.create 65536 in
  Json.write buffer 0
    (Object
       [
         ("schema", Int schema);
         ("ocaml", String Sys.ocaml_version);
         ("files", List files);
         ("types", types);
       ]);
  Buffer.add_char buffer '\n';
  print_string (Buffer.contents buffer)
