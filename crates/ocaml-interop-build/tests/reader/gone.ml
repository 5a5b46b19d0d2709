type t = Gone
