/* Start and stop. A part of shim.c. */

/* Native programs have it. Bytecode programs start another way, and still link. */
extern value caml_startup_exn(char **argv) __attribute__((weak));

int SHIM(can_start)(void)
{
#ifdef OCAML_INTEROP_NO_CAML_STARTUP
  return 0;
#else
  return caml_startup_exn != NULL;
#endif
}

value SHIM(startup)(char **argv)
{
#ifdef OCAML_INTEROP_NO_CAML_STARTUP
  (void)argv;
  return Val_unit;
#else
  return caml_startup_exn(argv);
#endif
}

void SHIM(shutdown)(void)
{
  /* In 5.4 the last domain finishes a cycle of the collector when it ends, but as one
     that ends it adopts no finalisers of domains that ended before, and a cycle waits
     for that: for ever (adopt_orphaned_work in runtime/major_gc.c). So it adopts them
     before. */
#if OCAML_VERSION >= 50400
  caml_finish_major_cycle(0);
#endif
  caml_shutdown();
}

/* The first half of caml_shutdown (runtime/startup_aux.c). */
void SHIM(run_at_exit)(void)
{
  const value *f = caml_named_value("Pervasives.do_at_exit");
  if (f != NULL) caml_callback_exn(*f, Val_unit);
}

/* The names that 0.12 asked OCaml programs to call. Weak: any number of
   libraries in a program may define them, and they do nothing. */
__attribute__((weak)) value ocaml_interop_setup(value unit) { (void)unit; return Val_unit; }
__attribute__((weak)) value ocaml_interop_teardown(value unit) { (void)unit; return Val_unit; }
