(* Runs the workloads, for `cargo xtask bench`, which makes a table of them.

   bench --check                   every column gives the same values
   bench --list                    which columns, rows and scaling rows there are
   bench --row ROW COLUMN…         nanoseconds an operation, a line for each of the columns that has the row
   bench --pair ROW COLUMN…        two domains at once: their throughput, as a multiple of one's
   bench --repeat N COLUMN ROW     one workload N times, for callgrind *)

let columns =
  [
    ("C, manual", Rows_manual.rows);
    ("C, optimised", Rows_optimised.rows);
    ("C, in bulk", Rows_bulk.rows);
    ("OCaml", Rows_pure.rows);
    ("ours", Rows_ours.rows);
    ("interop 0.12", Rows_interop.rows);
    ("ocaml 1.2", Rows_ocaml_rs.rows);
  ]

let titles = List.map (fun (row : Row.t) -> row.title) Rows_optimised.rows
let find rows title = List.find_opt (fun (row : Row.t) -> row.title = title) rows

(* ---- Every column does the same ---- *)

let check () =
  let wrong = ref 0 in
  let compare_with expected (column, rows) =
    match find rows expected.Row.title with
    | None -> ()
    | Some row ->
      let same = expected.title = "panics" || compare (expected.value ()) (row.value ()) = 0 in
      if not same then (
        incr wrong;
        Printf.printf "%s: %s gives something else than C\n" row.title column)
  in
  List.iter (fun row -> List.iter (compare_with row) columns) Rows_optimised.rows;
  Printf.printf "%d rows, %d columns: %d differ\n" (List.length titles) (List.length columns) !wrong;
  if !wrong > 0 then exit 1

(* ---- What there is, for a program ---- *)

let list () =
  List.iter (fun (column, _) -> Printf.printf "column\t%s\n" column) columns;
  let scaling =
    List.concat_map
      (fun direction ->
        List.map (fun length -> (Scaling.title direction length, direction, length)) Scaling.lengths)
      Scaling.directions
  in
  let is_scaling title = List.exists (fun (other, _, _) -> other = title) scaling in
  List.iter (fun title -> if not (is_scaling title) then Printf.printf "row\t%s\n" title) titles;
  List.iter
    (fun (title, direction, length) ->
      Printf.printf "scaling\t%s\t%s\t%d\n" title (Scaling.word direction) length)
    scaling

let known what names name =
  if not (List.mem name names) then (
    Printf.eprintf "no such %s: %s\n" what name;
    exit 2)

(* The row in each of the named columns that has it. *)
let chosen title names =
  known "row" titles title;
  List.iter (known "column" (List.map fst columns)) names;
  List.filter_map
    (fun name -> Option.map (fun row -> (name, row)) (find (List.assoc name columns) title))
    names

let row title names =
  List.iter
    (fun (column, ns) -> Printf.printf "%s\t%.3f\n" column ns)
    (Timing.measure (chosen title names))

let pair title names =
  List.iter
    (fun (column, row) -> Printf.printf "%s\t%.3f\n%!" column (Pair.throughput row))
    (chosen title names)

let repeat n column title =
  List.iter (fun (_, (row : Row.t)) -> row.run (int_of_string n)) (chosen title [ column ])

let () =
  match List.tl (Array.to_list Sys.argv) with
  | [ "--check" ] -> check ()
  | [ "--list" ] -> list ()
  | "--row" :: title :: names -> row title names
  | "--pair" :: title :: names -> pair title names
  | [ "--repeat"; n; column; title ] -> repeat n column title
  | _ ->
    prerr_endline
      "bench --check | --list | --row ROW COLUMN... | --pair ROW COLUMN... | --repeat N COLUMN ROW";
    exit 2
