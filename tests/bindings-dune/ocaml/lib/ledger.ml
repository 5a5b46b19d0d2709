type t = (string, Article.t * int) Hashtbl.t

let create ?(capacity = 16) () = Hashtbl.create capacity

let add ledger ~(article : Article.t) ~count =
  if count < 0 then invalid_arg "Ledger.add: a negative number";
  let before = match Hashtbl.find_opt ledger article.name with Some (_, n) -> n | None -> 0 in
  Hashtbl.replace ledger article.name (article, before + count)

let count ledger ~name = Option.map snd (Hashtbl.find_opt ledger name)

let worth (ledger : t) =
  Hashtbl.fold (fun _ ((article : Article.t), count) sum -> sum + (article.price * count)) ledger 0

let articles (ledger : t) =
  List.sort compare (Hashtbl.fold (fun _ (article, _) all -> article :: all) ledger [])
