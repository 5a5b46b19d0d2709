exception Shown of string

type t
