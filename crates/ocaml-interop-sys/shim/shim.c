/* What Rust can't reach in the OCaml 5 runtime by itself: thread-local state,
   macros, internal structures, and functions that are present only when the
   threads library is linked. Policy lives in the Rust library; here is none.
   Compiled against the headers of the OCaml that is installed. */

#define CAML_INTERNALS
#define CAML_NAME_SPACE

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <sys/mman.h>
#ifdef __linux__
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

#include <caml/version.h>
#include <caml/alloc.h>
#include <caml/backtrace.h>
#include <caml/backtrace_prim.h>
#include <caml/bigarray.h>
#include <caml/callback.h>
#include <caml/custom.h>
#include <caml/domain.h>
#include <caml/domain_state.h>
#include <caml/fail.h>
#include <caml/fiber.h>
#include <caml/intext.h>
#include <caml/major_gc.h>
#include <caml/memory.h>
#include <caml/memprof.h>
#include <caml/minor_gc.h>
#include <caml/mlvalues.h>
#include <caml/printexc.h>
#include <caml/roots.h>
#include <caml/signals.h>
#include <caml/startup_aux.h>

#if OCAML_VERSION < 50100
#error "ocaml-interop needs OCaml 5.1 or newer"
#endif

/* Every global symbol carries the version, so that static libraries built
   with different versions live side by side in one program. */
#define SHIM(name) ocaml_interop_0_13_0_##name

/* Rust code reads these words by position. */
_Static_assert(offsetof(caml_domain_state, young_limit) == 0, "young_limit moved");
_Static_assert(offsetof(caml_domain_state, young_ptr) == sizeof(value), "young_ptr moved");
_Static_assert(offsetof(caml_domain_state, young_start) == 2 * sizeof(value), "young_start moved");
_Static_assert(offsetof(caml_domain_state, young_end) == 3 * sizeof(value), "young_end moved");
/* These by the places that build.rs found. */
_Static_assert(offsetof(caml_domain_state, local_roots) == PLACE_OF_LOCAL_ROOTS, "local_roots moved");
_Static_assert(offsetof(caml_domain_state, id) == PLACE_OF_ID, "id moved");
_Static_assert(sizeof(((caml_domain_state *)0)->id) == sizeof(int), "a number of another size");
_Static_assert(offsetof(struct caml__roots_block, tables) == 3 * sizeof(value), "tables moved");
_Static_assert(sizeof(struct caml__roots_block) == 8 * sizeof(value), "another number of tables");
_Static_assert(Max_young_wosize == 256, "Max_young_wosize changed");
_Static_assert(sizeof(value) == 8, "a 64-bit target is needed");

/* One translation unit: what the parts share is static, and is inlined. Each uses those above it. */
#include "threads.c"
#include "room.c"
#include "roots.c"
#include "start.c"
#include "alloc.c"
#include "bigarray.c"
#include "call.c"
