type t =
  | Unreadable of { message : string }
  | Syntax_error of { location : Item.location; message : string }
  | Type_error of { location : Item.location; message : string }

(** The text of the compiler's report, as the compiler prints it. Going through
    its printer fits every version, whatever it holds such texts in. *)
let text (report : Location.report) =
  let printer = Location.batch_mode_printer in
  let main ppf = printer.pp_main_txt printer report ppf report.main.txt in
  let notes ppf =
    List.iter
      (fun (note : Location.msg) ->
        Format.fprintf ppf "@\n%a"
          (printer.pp_submsg_txt printer report)
          note.txt)
      report.sub
  in
  Text.of_bytes (Format.asprintf "@[<v>@[%t@]%t@]" main notes)

let catch kind ~file f =
  match f () with
  | result -> Ok result
  | exception exn -> (
      match Location.error_of_exn exn with
      | Some (`Ok report) ->
          (* An unreadable .cmi, for one, is no particular place's fault. *)
          let loc = report.main.loc in
          let loc =
            if Location.is_none loc then Location.in_file file else loc
          in
          Error (kind ~location:(Item.location loc) ~message:(text report))
      | Some `Already_displayed | None -> raise exn)
