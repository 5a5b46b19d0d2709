module _ = Ocaml_interop_bindings
