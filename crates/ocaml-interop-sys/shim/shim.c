/* What Rust can't reach in the OCaml 5 runtime by itself: thread-local state,
   macros, internal structures, and functions that are present only when the
   threads library is linked. Policy lives in the Rust library; this file has
   none. Compiled against the headers of the OCaml that is installed. */

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

/* The inline allocation in Rust reads these words by position. */
_Static_assert(offsetof(caml_domain_state, young_limit) == 0, "young_limit moved");
_Static_assert(offsetof(caml_domain_state, young_ptr) == sizeof(value), "young_ptr moved");
_Static_assert(offsetof(caml_domain_state, young_start) == 2 * sizeof(value), "young_start moved");
_Static_assert(offsetof(caml_domain_state, young_end) == 3 * sizeof(value), "young_end moved");
_Static_assert(offsetof(struct caml__roots_block, tables) == 3 * sizeof(value), "tables moved");
_Static_assert(sizeof(struct caml__roots_block) == 8 * sizeof(value), "another number of tables");
_Static_assert(Max_young_wosize == 256, "Max_young_wosize changed");
_Static_assert(sizeof(value) == 8, "a 64-bit target is needed");

/* ---- Threads and the domain lock ---------------------------------------- */

extern int caml_c_thread_register(void) __attribute__((weak));
extern int caml_c_thread_unregister(void) __attribute__((weak));

caml_domain_state *SHIM(state)(void) { return Caml_state_opt; }

/* Where local roots begin, in bytes; it moves between releases. */
const uintnat SHIM(local_roots) = offsetof(caml_domain_state, local_roots);

int SHIM(runtime_running)(void)
{
  return atomic_load_explicit(&caml_num_domains_running, memory_order_acquire) > 0;
}

enum { ATTACH_OK, ATTACH_NOT_LINKED, ATTACH_NOT_INITIALISED, ATTACH_FAILED };

#if OCAML_VERSION < 50300
/* In 5.1 a thread that is being registered allocates its descriptor while the
   domain's state is still that of another thread. If the tick thread has asked
   for a change of threads, the allocation yields (caml_poll_gc_work in
   runtime/domain.c), which saves the other thread's stack as this one's own
   (save_runtime_state in otherlibs/systhreads/st_stubs.c): later both run on it.
   So the request waits until the thread is registered. */
static _Thread_local int registering;
static void (*yield_to_other_thread)(void);

static void yield_unless_registering(void)
{
  if (!registering) yield_to_other_thread();
}

static int register_thread(void)
{
  static atomic_flag wrapped = ATOMIC_FLAG_INIT;
  if (!atomic_flag_test_and_set(&wrapped)) {
    yield_to_other_thread = caml_domain_external_interrupt_hook;
    atomic_thread_fence(memory_order_release);
    caml_domain_external_interrupt_hook = yield_unless_registering;
  }
  registering = 1;
  int registered = caml_c_thread_register();
  registering = 0;
  return registered;
}
#else
static int register_thread(void) { return caml_c_thread_register(); }
#endif

/* Registers the calling thread with domain 0; the lock is not held afterwards.
   Before 5.3 registering crashes where Thread's initialiser hasn't run; it
   registers "Thread.at_shutdown" (otherlibs/systhreads/thread.ml). From 5.3 on
   registering fails then, and looking up a name would take the domain lock
   (runtime/callback.c), which is what the thread has yet to get. */
int SHIM(attach)(void)
{
  if (caml_c_thread_register == NULL || caml_c_thread_unregister == NULL)
    return ATTACH_NOT_LINKED;
#if OCAML_VERSION < 50300
  if (caml_named_value("Thread.at_shutdown") == NULL)
    return ATTACH_NOT_INITIALISED;
#endif
  return register_thread() ? ATTACH_OK : ATTACH_FAILED;
}

void SHIM(detach)(void) { caml_c_thread_unregister(); }

void SHIM(acquire)(void) { caml_leave_blocking_section(); }

/* Not caml_enter_blocking_section: that one runs signal handlers, and raises. */
void SHIM(release)(void) { caml_enter_blocking_section_no_pending(); }

/* ---- Room for a collection ------------------------------------------------ */

/* Compacts as Gc.compact does (runtime/gc_ctrl.c): two cycles come before the one
   that compacts, because it reads the stack of every continuation that hasn't been
   swept, and one that a callback has left behind (restore_stack_parent in
   runtime/callback.c) may hold a freed one. 5.1 has no compaction. */
static void compact(void)
{
#if OCAML_VERSION >= 50200
  for (int cycle = 0; cycle < 3; cycle++) caml_finish_major_cycle(cycle == 2);
#endif
}

/* Whether the system gives that much memory. */
static int has_room(uintnat bytes)
{
  void *room = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (room == MAP_FAILED) return 0;
  munmap(room, bytes);
  return 1;
}

/* Whether a minor collection can promote all that is young. One that finds no
   memory ends the process (alloc_shared in runtime/minor_gc.c); so it is asked for
   first, with what size classes and the collector's own tables add, and more than
   that, because OCaml code will collect, too. Memory that OCaml holds without using
   it is given back by a compaction: it is for that the rest suffices. Collects;
   runs no OCaml code. */
static int can_collect(caml_domain_state *st)
{
  uintnat young = (char *)st->young_end - (char *)st->young_start;
  uintnat mebibyte = (uintnat)1 << 20;
  if (has_room(3 * young + 2 * mebibyte)) return 1;
  if (!has_room(young + young / 4 + mebibyte / 4)) return 0;
  compact();
  return has_room(3 * young + 2 * mebibyte);
}

/* ---- Roots ---------------------------------------------------------------- */

extern void *boxroot_create(value);
extern bool boxroot_modify(void **, value);
extern void boxroot_delete(void *);
extern void bxr_delete_aux(void *root, void *pool, bool remote);

/* The list of free slots of the thread's domain; where it is empty its first
   word is its own address (boxroot.h, boxroot_create). */
extern _Thread_local void ***bxr_cached_fl_ptr;
enum { BOXROOT_POOL = 1 << 14 };

/* What malloc has had from the system so far, in bytes; where it doesn't tell, always
   another number. */
static size_t from_system(void)
{
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
  struct mallinfo2 all = mallinfo2();
  return all.arena + all.hblkhd;
#else
  static atomic_size_t unknown;
  return atomic_fetch_add(&unknown, 1);
#endif
}

/* Whether a root can be made. At the end of its free list boxroot takes a pool
   from malloc, and where there is none reads through a null pointer
   (get_available_pool in boxroot.c of version 0.4.0): so it is asked for here
   first. And the system's last memory is not for roots: a collection needs a pool
   for each size of what it promotes, and ends the process where it finds none. So
   what malloc holds already may be taken, but no more. OCaml can't be asked here to
   give any back: nothing may move while a root is made. */
static int can_root(void)
{
  /* How many pools may be taken before the system is asked again: that takes longer
     than to fill one. */
  static atomic_int unasked;
  enum { ASK_EVERY = 16 };
  void **slots = *bxr_cached_fl_ptr;
  if (*slots != (void *)slots) return 1;
  if (Caml_state_opt == NULL) return 0;
  int has_more = atomic_fetch_sub(&unasked, 1) > 0;
  if (!has_more) {
    has_more = has_room(((uintnat)1 << 21) + ASK_EVERY * 2 * BOXROOT_POOL);
    atomic_store(&unasked, has_more ? ASK_EVERY : 0);
  }
  size_t before = has_more ? 0 : from_system();
  void *volatile pool = aligned_alloc(BOXROOT_POOL, 2 * BOXROOT_POOL);
  int can = pool != NULL && (has_more || from_system() == before);
  free(pool);
  return can;
}

/* NULL where the thread holds no lock, or memory is exhausted. */
void *SHIM(root)(value v) { return can_root() ? boxroot_create(v) : NULL; }

int SHIM(root_modify)(void **root, value v) { return can_root() && boxroot_modify(root, v); }

/* Whether the program cleans up at its exit (OCAMLRUNPARAM=c). */
int SHIM(cleans_up)(void) { return caml_params->cleanup_on_exit; }

/* Any thread may, with or without the lock. Where the program cleans up at its exit
   the domain's state is freed before the main thread's destructors run, and its pointer
   to it stays: boxroot would read the domain's number there. So each root is deleted
   then as one of another domain, which reads none. */
void SHIM(root_delete)(void *root)
{
  if (SHIM(cleans_up)())
    bxr_delete_aux(root, (void *)((uintptr_t)root & ~(uintptr_t)(BOXROOT_POOL - 1)), true);
  else
    boxroot_delete(root);
}

/* ---- The end of a domain -------------------------------------------------- */

static caml_timing_hook previous_ended;
static void (*domain_ended)(void);

static scan_roots_hook previous_scan;
static __thread int ending;

/* Whether a domain has left its roots, and none has adopted them yet; and a root
   of each such domain. */
static atomic_int orphans;
static struct last_root { void *root; struct last_root *next; } *last_roots;
static pthread_mutex_t orphans_mutex = PTHREAD_MUTEX_INITIALIZER;

static void ended(void)
{
  /* boxroot frees the memory of roots (a pool) only when its owner deletes the
     last of them, and never looks at one that has none already. So there is one
     more, in the pool in use, for whoever adopts it to delete. */
  struct last_root *last = malloc(sizeof(struct last_root));
  if (last != NULL) last->root = SHIM(root)(Val_unit);
  if (previous_ended != NULL) previous_ended();
  ending = 1;
  pthread_mutex_lock(&orphans_mutex);
  if (last != NULL && last->root != NULL) {
    last->next = last_roots;
    last_roots = last;
    last = NULL;
  }
  atomic_store(&orphans, 1);
  pthread_mutex_unlock(&orphans_mutex);
  free(last);
  domain_ended();
}

/* Scans, and adopts what ended domains left. Boxroot does this when it scans, once
   the domain has made a root: so it makes one. Not to be able to is as fatal as that
   a collection finds no memory. The mutex is held. */
static void scan_and_adopt(scanning_action action, scanning_action_flags flags, void *data,
                           caml_domain_state *st)
{
  struct last_root *last = last_roots;
  last_roots = NULL;
  void *root = SHIM(root)(Val_unit);
  if (root == NULL) caml_fatal_error("out of memory: no room for the roots of ended domains");
  boxroot_delete(root);
  if (previous_scan != NULL) previous_scan(action, flags, data, st);
  atomic_store(&orphans, 0);
  while (last != NULL) {
    struct last_root *next = last->next;
    boxroot_delete(last->root);
    free(last);
    last = next;
  }
}

/* A domain that ends collects some more (domain_terminate in runtime/domain.c),
   after boxroot has put its roots where the first domain that scans adopts them.
   If that is the same domain they are lost with it. Its systhreads are gone, so
   nothing else of its own is left to scan here.

   A domain that never made a root adopts none. Were there no other, nobody would
   scan the roots while the minor heap that they point into is emptied; and the next
   domain with the number of the one that ended would take their memory for its own
   (boxroot_delete compares numbers), though it is in another list. So whoever scans
   first makes a root: that is in this last collection, which all domains take part
   in before the one that ends is gone. The others wait, so that it adopts all. */
static void scan(scanning_action action, scanning_action_flags flags, void *data,
                 caml_domain_state *st)
{
  if (ending) return;
  if (atomic_load(&orphans)) {
    pthread_mutex_lock(&orphans_mutex);
    int first = atomic_load(&orphans);
    if (first) scan_and_adopt(action, flags, data, st);
    pthread_mutex_unlock(&orphans_mutex);
    if (first) return;
  }
  if (previous_scan != NULL) previous_scan(action, flags, data, st);
}

/* From now on [f] runs on every domain that ends, when it runs no OCaml code any
   more, and it adopts no roots after that. Called once, with the lock held, when
   boxroot has set its hooks. Other domains may call ours as soon as they are set. */
void SHIM(on_domain_end)(void (*f)(void))
{
  domain_ended = f;
  previous_scan = atomic_load(&caml_scan_roots_hook);
  atomic_store(&caml_scan_roots_hook, scan);
  previous_ended = atomic_load(&caml_domain_terminated_hook);
  atomic_store(&caml_domain_terminated_hook, ended);
}

/* The domain of this thread is no more, and its state may be another domain's
   by now; the runtime leaves the thread-local pointer to it as it was. */
void SHIM(forget_state)(void)
{
#ifdef HAS_FULL_THREAD_VARIABLES
  caml_state = NULL;
#endif
}

/* ---- Start and stop ------------------------------------------------------ */

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

/* ---- Allocation ---------------------------------------------------------- */

/* In 5.1 a signal's arrival is in young_limit alone, and what C code allocates
   next resets that (caml_reset_young_limit in runtime/domain.c): the handler would
   wait until the minor heap is full. In bytecode every callback allocates
   (alloc_and_clear_stack_parent in runtime/callback.c). As a pending action, the
   signal outlives that. */
static void keep_signals(caml_domain_state *st)
{
#if OCAML_VERSION < 50300
  if (Caml_check_gc_interrupt(st) && caml_check_pending_signals()) caml_set_action_pending(st);
#else
  (void)st;
#endif
}

#ifdef OCAML_INTEROP_GC_STRESS
/* Every allocation moves what is young, every 64th what is old. */
static void stress(void)
{
  static atomic_uint count;
  caml_minor_collection();
  if (atomic_fetch_add(&count, 1) % 64 == 0) compact();
}
#endif

/* How low young_ptr may go while nothing is due but what C code leaves to OCaml's next
   poll: a signal, a finaliser. While such an action is pending young_limit lets nothing
   pass (caml_reset_young_limit in runtime/domain.c), which may be for as long as C calls
   functions that don't allocate. Above the minor heap where something else is due. */
static value *lowest_at_hand(caml_domain_state *st)
{
  value *lowest = st->young_trigger;
#if OCAML_VERSION >= 50300
  if (lowest < st->memprof_young_trigger) lowest = st->memprof_young_trigger;
#endif
  if (caml_incoming_interrupts_queued() || st->requested_minor_gc
      || st->requested_major_slice || st->requested_global_major_slice
      || st->major_slice_epoch < atomic_load_explicit(&caml_major_slice_epoch,
                                                      memory_order_relaxed))
    lowest = (value *)(uintnat)-1;
  return lowest;
}

static int is_at_hand(caml_domain_state *st, uintnat whsize)
{
  return (uintnat)(st->young_ptr - whsize) >= (uintnat)lowest_at_hand(st);
}

/* Whether [whsize] words can be allocated in the minor heap. */
static int can_alloc_small(uintnat whsize)
{
  caml_domain_state *st = Caml_state;
  keep_signals(st);
  return (uintnat)(st->young_ptr - whsize) >= (uintnat)atomic_load_explicit(
             &st->young_limit, memory_order_relaxed)
         || is_at_hand(st, whsize) || can_collect(st);
}

/* [roots] are kept up to date until local_roots is [block]'s next again. */
static void push_roots(caml_domain_state *st, struct caml__roots_block *block, value *roots,
                       intnat nroots)
{
  block->next = st->local_roots;
  block->ntables = 1;
  block->nitems = nroots;
  block->tables[0] = roots;
  if (nroots > 0) st->local_roots = block;
}

enum { RESERVE_OK, RESERVE_TOO_LARGE, RESERVE_NO_MEMORY };

/* Makes room for [whsize] words, headers included, in the minor heap and takes
   them: on success young_ptr is the start of the words. [roots] are kept up to
   date over the collection that this may run. No OCaml code runs, nothing is
   raised. */
int SHIM(reserve)(caml_domain_state *st, uintnat whsize, value *roots, intnat nroots)
{
  struct caml__roots_block block;
  int outcome = RESERVE_OK;
  keep_signals(st);
#ifndef OCAML_INTEROP_GC_STRESS
  if (is_at_hand(st, whsize)) {
    st->young_ptr -= whsize;
    return RESERVE_OK;
  }
#endif
  push_roots(st, &block, roots, nroots);
  int has_memory = can_collect(st);
#ifdef OCAML_INTEROP_GC_STRESS
  if (has_memory) stress();
#endif
  if (!has_memory) {
    outcome = RESERVE_NO_MEMORY;
  } else if (whsize <= Whsize_wosize(Max_young_wosize)) {
    st->young_ptr -= whsize;
    if (Caml_check_gc_interrupt(st))
      caml_alloc_small_dispatch(st, Wosize_whsize(whsize), CAML_DO_TRACK | CAML_FROM_C, 1, NULL);
  } else if ((uintnat)(st->young_end - st->young_start) <= whsize) {
    outcome = RESERVE_TOO_LARGE;
  } else {
    /* caml_alloc_small_dispatch never collects for a request that is larger
       than Max_young_wosize, so the steps that it takes stand here. */
    caml_check_urgent_gc(Val_unit);
    /* A loop: in 5.1 a collection may yield, and other threads fill the heap. */
    while ((uintnat)(st->young_ptr - st->young_start) <= whsize) caml_minor_collection();
    /* Half-way through the minor heap a slice of the major collection is due; the
       runtime, which never makes a larger step than Max_young_wosize, asks for it
       before young_ptr passes the trigger (caml_poll_gc_work in runtime/domain.c),
       and relies on that. */
    if (st->young_ptr - whsize <= st->young_trigger) {
      st->young_trigger = st->young_start;
      caml_request_major_slice(0);
    }
    st->young_ptr -= whsize;
#if OCAML_VERSION >= 50300
    if (st->young_ptr < st->memprof_young_trigger)
      caml_memprof_sample_young(Wosize_whsize(whsize), CAML_FROM_C, 1, NULL);
#endif
  }
  st->local_roots = block.next;
  return outcome;
}

/* Does what is due of the collector's work, and leaves free what a block of the largest
   young size takes, of which nothing is taken. The result says how low young_ptr may go
   for now; 0: the collection could find no memory. [roots] as in reserve. */
uintnat SHIM(make_room)(caml_domain_state *st, value *roots, intnat nroots)
{
  const uintnat whsize = Whsize_wosize(Max_young_wosize);
  struct caml__roots_block block;
  keep_signals(st);
#ifndef OCAML_INTEROP_GC_STRESS
  if (is_at_hand(st, whsize)) return (uintnat)lowest_at_hand(st);
#endif
  if (!can_collect(st)) return 0;
  push_roots(st, &block, roots, nroots);
#ifdef OCAML_INTEROP_GC_STRESS
  stress();
#endif
  caml_handle_gc_interrupt();
  /* A loop: in 5.1 a collection may yield, and other threads fill the heap. */
  while ((uintnat)(st->young_ptr - st->young_start) < whsize) caml_minor_collection();
  st->local_roots = block.next;
#ifdef OCAML_INTEROP_GC_STRESS
  /* Every other time nothing is at hand, so that what is written is reserved first. */
  static atomic_uint count;
  if (atomic_fetch_add(&count, 1) % 2 == 0) return (uintnat)-1;
#endif
  return (uintnat)lowest_at_hand(st);
}

/* Only in the debug runtime, which makes sure that the words which it hands out are as its
   last collection left them (runtime/caml/memory.h, Alloc_small), with this in each, which
   the headers show to that runtime alone (Debug_free_minor in runtime/caml/misc.h). */
#if OCAML_VERSION < 50200
static const uintnat debug_free_minor = 0xD700D7D7D700D6D7;
#else
static const uintnat debug_free_minor = 0xD700D7D7D700D6D8;
#endif
extern void caml_failed_assert(void) __attribute__((weak));

/* Free words were written, and aren't taken. */
void SHIM(leave_free)(void)
{
  if (caml_failed_assert == NULL) return;
  caml_domain_state *st = Caml_state;
  for (uintnat *p = (uintnat *)st->young_start; p < (uintnat *)st->young_ptr; p++)
    *p = debug_free_minor;
}

/* 0 when memory is exhausted. Runs no collection: it only asks for one. */
value SHIM(alloc_shr)(uintnat wosize, uintnat tag)
{
  return caml_alloc_shr_noexc(wosize, (tag_t)tag);
}

/* Tells the GC's speed of [mem] bytes that hang on young blocks: a minor
   collection for every minor heap's worth, as caml_alloc_custom_mem asks for
   (runtime/custom.c), and a major cycle's work for every 128 MiB. */
static __attribute__((noinline)) void tell(caml_domain_state *st, uintnat mem)
{
  st->extra_heap_resources_minor += (double)mem / (double)Bsize_wsize(st->minor_heap_wsz);
  if (st->extra_heap_resources_minor > 1.0) caml_request_minor_gc();
  caml_adjust_gc_speed(mem, (uintnat)128 << 20);
}

/* As [tell], a little at a time: it is told when it has come to more, since
   that takes two divisions. */
static void account(uintnat mem)
{
  static _Thread_local uintnat untold;
  caml_domain_state *st = Caml_state;
  uintnat little = Bsize_wsize(st->minor_heap_wsz) / 32;
  if (mem < little) {
    untold += mem;
    if (untold < little) return;
    mem = untold;
    untold = 0;
  }
  tell(st, mem);
}

/* A finalised custom block of one payload word, always young, so that nothing
   here can raise. [mem] bytes hang on it. 0: no memory. */
value SHIM(alloc_custom)(const struct custom_operations *ops, uintnat mem)
{
  if (!can_alloc_small(Whsize_wosize(2))) return 0;
  value v = caml_alloc_custom(ops, sizeof(void *), 0, 1);
  account(mem);
  return v;
}

void SHIM(account)(uintnat mem) { account(mem); }

/* caml_register_custom_operations raises where there is no memory for its list's next
   element, two words (runtime/custom.c): so that is asked for first. 0: no memory. */
int SHIM(register_custom)(const struct custom_operations *ops)
{
  void *volatile room = malloc(64);
  if (room == NULL) return 0;
  free(room);
  caml_register_custom_operations(ops);
  return 1;
}

/* ---- Bigarrays ----------------------------------------------------------- */

/* Rust reads these by position. */
_Static_assert(offsetof(struct caml_ba_array, data) == 0, "data moved");
_Static_assert(offsetof(struct caml_ba_array, num_dims) == sizeof(value), "num_dims moved");
_Static_assert(offsetof(struct caml_ba_array, flags) == 2 * sizeof(value), "flags moved");
_Static_assert(offsetof(struct caml_ba_array, proxy) == 3 * sizeof(value), "proxy moved");
_Static_assert(offsetof(struct caml_ba_array, dim) == 4 * sizeof(value), "dim moved");
_Static_assert(offsetof(struct caml_ba_proxy, refcount) == 0, "refcount moved");
_Static_assert(sizeof(atomic_uintnat) == sizeof(value), "a counter of another size");
_Static_assert(offsetof(struct caml_ba_proxy, data) == sizeof(value), "the proxy's data moved");
_Static_assert(offsetof(struct caml_ba_proxy, size) == 2 * sizeof(value), "the proxy's size moved");
_Static_assert(CAML_BA_KIND_MASK == 0xFF && CAML_BA_FORTRAN_LAYOUT == 0x100, "flags changed");
_Static_assert(CAML_BA_MAX_NUM_DIMS == 16, "another number of dimensions");

/* Half-precision numbers came with 5.2, and with them a mark for what shares memory. */
#if OCAML_VERSION < 50200
enum { KINDS = CAML_BA_CHAR + 1, SHARES = 0 };
#else
enum { KINDS = CAML_BA_FIRST_UNIMPLEMENTED_KIND, SHARES = CAML_BA_SUBARRAY };
#endif
const intnat SHIM(bigarray_kinds) = KINDS;

/* A bigarray over [data]; 0: no memory. It is small, so always young, and nothing here
   raises. Where [root] isn't NULL it is kept up to date. */
static value alloc_ba(const struct custom_operations *ops, value *root, intnat flags,
                      intnat num_dims, const intnat *dim, void *data, struct caml_ba_proxy *proxy)
{
  uintnat size = SIZEOF_BA_ARRAY + num_dims * sizeof(intnat);
  struct caml__roots_block block;
  caml_domain_state *st = Caml_state;
  value v = 0;
  push_roots(st, &block, root, root != NULL);
  if (can_alloc_small(Whsize_wosize(1 + Wsize_bsize(size)))) {
#ifdef OCAML_INTEROP_GC_STRESS
    stress();
#endif
    v = caml_alloc_custom(ops, size, 0, 1);
    struct caml_ba_array *b = Caml_ba_array_val(v);
    b->data = data;
    b->num_dims = num_dims;
    b->flags = flags;
    b->proxy = proxy;
    for (intnat i = 0; i < num_dims; i++) b->dim[i] = dim[i];
  }
  st->local_roots = block.next;
  return v;
}

/* A bigarray with memory of its own. 0: no memory. */
value SHIM(alloc_bigarray)(intnat flags, intnat num_dims, const intnat *dim, uintnat bytes)
{
  void *data = malloc(bytes);
  if (data == NULL && bytes != 0) return 0;
  value v = alloc_ba(&caml_ba_ops, NULL, flags | CAML_BA_MANAGED, num_dims, dim, data, NULL);
  if (v != 0) account(bytes);
  else free(data);
  return v;
}

/* A bigarray over the memory of [proxy]: as the runtime makes a part of another, so that
   what it makes of this one in turn shares the proxy, and has the same operations, which
   know how to free it (caml_ba_update_proxy in runtime/bigarray.c). 0: no memory. */
value SHIM(adopt_bigarray)(const struct custom_operations *ops, struct caml_ba_proxy *proxy,
                           intnat flags, intnat num_dims, const intnat *dim, uintnat bytes)
{
  value v = alloc_ba(ops, NULL, flags | CAML_BA_MANAGED, num_dims, dim, proxy->data, proxy);
  if (v != 0) account(bytes);
  return v;
}

/* The proxy of a bigarray, made where there is none. Where OCaml doesn't free the memory
   there is never one; elsewhere NULL: no memory. As caml_ba_update_proxy, but that two
   domains may do this at once. */
static struct caml_ba_proxy *proxy_of(struct caml_ba_array *b)
{
  struct caml_ba_proxy *found = __atomic_load_n(&b->proxy, __ATOMIC_ACQUIRE);
  if (found != NULL || (b->flags & CAML_BA_MANAGED_MASK) == CAML_BA_EXTERNAL) return found;
  struct caml_ba_proxy *proxy = malloc(sizeof(struct caml_ba_proxy));
  if (proxy == NULL) return NULL;
  atomic_init(&proxy->refcount, 1);
  proxy->data = b->data;
  proxy->size = b->flags & CAML_BA_MAPPED_FILE ? caml_ba_byte_size(b) : 0;
  if (__atomic_compare_exchange_n(&b->proxy, &found, proxy, 0, __ATOMIC_ACQ_REL,
                                  __ATOMIC_ACQUIRE))
    return proxy;
  free(proxy);
  return found;
}

/* A bigarray over memory of [v], as Bigarray.sub makes it; that one raises where there is
   no memory. 0: no memory. */
value SHIM(share_bigarray)(value v, intnat layout, intnat num_dims, const intnat *dim, void *data)
{
  struct caml_ba_array *b = Caml_ba_array_val(v);
  intnat flags = (b->flags & ~(intnat)CAML_BA_LAYOUT_MASK) | layout;
  struct caml_ba_proxy *proxy = proxy_of(b);
  if (proxy == NULL && (flags & CAML_BA_MANAGED_MASK) != CAML_BA_EXTERNAL) return 0;
  value shared = alloc_ba(Custom_ops_val(v), &v, flags | SHARES, num_dims, dim, data, proxy);
  if (shared != 0 && proxy != NULL) atomic_fetch_add(&proxy->refcount, 1);
  return shared;
}

/* ---- Calls and exceptions ------------------------------------------------ */

/* The exceptions that the runtime knows: constructors for those that have an
   argument. Native code has a symbol for each, bytecode a table. */
extern value caml_global_data __attribute__((weak));
#define PREDEFINED(function, symbol, index)                               \
  extern value symbol[] __attribute__((weak));                            \
  value SHIM(function)(void)                                              \
  {                                                                       \
    return symbol != NULL ? (value)symbol : Field(caml_global_data, index); \
  }
PREDEFINED(exn_out_of_memory, caml_exn_Out_of_memory, OUT_OF_MEMORY_EXN)
PREDEFINED(exn_stack_overflow, caml_exn_Stack_overflow, STACK_OVERFLOW_EXN)
PREDEFINED(exn_not_found, caml_exn_Not_found, NOT_FOUND_EXN)
PREDEFINED(exn_failure, caml_exn_Failure, FAILURE_EXN)
PREDEFINED(exn_invalid_argument, caml_exn_Invalid_argument, INVALID_EXN)
PREDEFINED(exn_sys_error, caml_exn_Sys_error, SYS_ERROR_EXN)
PREDEFINED(exn_end_of_file, caml_exn_End_of_file, END_OF_FILE_EXN)
PREDEFINED(exn_division_by_zero, caml_exn_Division_by_zero, ZERO_DIVIDE_EXN)
PREDEFINED(exn_sys_blocked_io, caml_exn_Sys_blocked_io, SYS_BLOCKED_IO)
PREDEFINED(exn_match_failure, caml_exn_Match_failure, MATCH_FAILURE_EXN)
PREDEFINED(exn_assert_failure, caml_exn_Assert_failure, ASSERT_FAILURE_EXN)

/* The number of an exception's constructor, another one at each call. Neither allocates nor raises
   (runtime/obj.c). */
extern value caml_fresh_oo_id(value);
value SHIM(fresh_id)(void) { return caml_fresh_oo_id(Val_unit); }

/* What the Unix library makes of the system's error numbers (otherlibs/unix/unixsupport_unix.c);
   absent from programs without it. */
extern value caml_unix_error_of_code(int) __attribute__((weak));
extern int caml_unix_code_of_unix_error(value) __attribute__((weak));

/* [Unix.error] of a number; 0: there is no Unix library, or no memory. May collect. */
value SHIM(unix_error)(int code)
{
  if (caml_unix_error_of_code == NULL || !can_alloc_small(Whsize_wosize(1))) return 0;
  return caml_unix_error_of_code(code);
}

/* The number of a [Unix.error]: whether the Unix library is there to tell. */
int SHIM(unix_code)(value error, int *code)
{
  if (caml_unix_code_of_unix_error == NULL) return 0;
  *code = caml_unix_code_of_unix_error(error);
  return 1;
}

/* Where the innermost call of OCaml code begins on this thread, which holds the lock; NULL: none runs
   below. Native code keeps it on the stack (caml_start_program in runtime/amd64.S), bytecode where C
   raises to (runtime/interp.c). Where the program cleans up at its exit it is never told: the pointer
   to the domain's state stays when the state is freed. */
const void *SHIM(ocaml_below)(void)
{
  caml_domain_state *st = Caml_state_opt;
  if (st == NULL || SHIM(cleans_up)()) return NULL;
  return caml_exn_Failure != NULL ? (const void *)st->c_stack : (const void *)st->external_raise;
}

/* How native code is entered, with a pointer to the arguments; absent from bytecode. */
typedef value entry(caml_domain_state *, value closure, value *args);
extern entry caml_callback_asm __attribute__((weak)), caml_callback2_asm __attribute__((weak)),
  caml_callback3_asm __attribute__((weak));

/* What a call of OCaml needs of its stack: what the runtime makes sure of
   (caml_maybe_expand_stack in runtime/fiber.c), and some words to spare. */
enum { CALL_WORDS = Stack_threshold / sizeof(value) + 64 };

/* caml_callbackN_exn raises Stack_overflow itself, across the caller's frames,
   when OCaml's stack can't grow. So the room is made here. */
static int can_call(intnat nargs)
{
  struct stack_info *stk = Caml_state->current_stack;
  uintnat available = (value *)stk->sp - Stack_base(stk);
  uintnat needed = CALL_WORDS + nargs;
  return available >= needed || caml_try_realloc_stack(needed);
}

static __attribute__((noinline)) value callback(value closure, intnat nargs, value *args)
{
  if (!can_call(nargs)) return Make_exception_result(SHIM(exn_stack_overflow)());
  keep_signals(Caml_state);
  return caml_callbackN_exn(closure, (int)nargs, args);
}

/* Where there is nothing else to do, little is left of what caml_callbackN_exn does
   (runtime/callback.c), and it stands here for the releases that are known: no room
   to make, no fiber to keep alive, no registers to make a place for, no pending
   action. */
value SHIM(callback)(value closure, intnat nargs, value *args)
{
#if OCAML_VERSION >= 50300 && OCAML_VERSION < 50500
  caml_domain_state *st = Caml_state;
  struct stack_info *stk = st->current_stack;
  if (caml_callback_asm != NULL && nargs <= 3
      && (uintnat)((value *)stk->sp - Stack_base(stk)) >= CALL_WORDS + 3
      && Stack_parent(stk) == NULL && st->gc_regs_buckets != NULL && !st->action_pending) {
    if (nargs == 1) return caml_callback_asm(st, closure, args);
    if (nargs == 2) return caml_callback2_asm(st, closure, args);
    return caml_callback3_asm(st, closure, args);
  }
#endif
  return callback(closure, nargs, args);
}

/* ---- Polling -------------------------------------------------------------- */

/* Whether SHIM(poll) has anything to do. In 5.1 a signal may have been forgotten where
   the runtime's own C code allocated (see keep_signals). */
int SHIM(must_poll)(caml_domain_state *st)
{
#ifdef OCAML_INTEROP_GC_STRESS
  return 1;
#endif
#if OCAML_VERSION < 50300
  if (caml_check_pending_signals()) return 1;
#endif
  return Caml_check_gc_interrupt(st) || st->action_pending;
}

/* What OCaml code does when it polls. The runtime calls handlers and finalisers by
   caml_callback_exn, which raises where OCaml's stack can't grow, and collects, which
   ends the process where there is no memory: so both are made sure of first. */
value SHIM(poll)(void)
{
  if (!can_call(1)) return Make_exception_result(SHIM(exn_stack_overflow)());
  if (!can_collect(Caml_state)) return Make_exception_result(SHIM(exn_out_of_memory)());
#ifdef OCAML_INTEROP_GC_STRESS
  stress();
#endif
  keep_signals(Caml_state);
  return caml_process_pending_actions_exn();
}

/* ---- Exceptions ----------------------------------------------------------- */

/* Called from a frame that holds nothing: it never comes back to it. */
void SHIM(raise)(value exn) { caml_raise(exn); }

/* caml_raise starts the backtrace anew, in native code (caml_raise_exception in
   runtime/amd64.S) and in bytecode (runtime/interp.c). Native code's own raise of
   an exception that it has caught goes on with the old one: entered as
   caml_raise_exception enters caml_raise_exn. */
#if defined(__x86_64__) && defined(__GNUC__)
#define OCAML_INTEROP_RERAISE
extern void caml_reraise_exn(void) __attribute__((weak));

static void reraise(value exn)
{
  caml_domain_state *st = Caml_state;
  __asm__ volatile(
    "movq %0, %%r14\n\t"
    "movq %1, %%rax\n\t"
    "movq %2, %%r15\n\t"
    "movq %3, %%rsp\n\t"
    "jmp *%4"
    :
    : "r"(st), "r"(exn), "r"(st->young_ptr), "r"(st->current_stack->sp), "r"(caml_reraise_exn)
    : "rax", "r14", "r15", "memory");
  __builtin_unreachable();
}
#endif

void SHIM(reraise)(value exn)
{
#ifdef OCAML_INTEROP_RERAISE
  if (caml_reraise_exn != NULL && Caml_state->c_stack != NULL) reraise(exn);
#endif
  caml_raise(exn);
}

/* The domain's buffer of backtrace slots is read and written here. The runtime's
   primitives for it (runtime/backtrace.c) make an OCaml array, which raises where
   the heap has no room for it. */

/* How many slots the backtrace of [exn], returned just now, has, and the first;
   -1 where none is recorded. */
intnat SHIM(backtrace)(value exn, const backtrace_slot **slots)
{
  caml_domain_state *st = Caml_state;
  if (!st->backtrace_active || st->backtrace_last_exn != exn) return -1;
  *slots = st->backtrace_buffer;
  if (st->backtrace_buffer == NULL) return 0;
  return st->backtrace_pos < BACKTRACE_BUFFER_SIZE ? st->backtrace_pos : BACKTRACE_BUFFER_SIZE;
}

/* Gives [exn] that backtrace, as caml_restore_raw_backtrace does. Called from a
   frame that holds nothing. */
void SHIM(restore_backtrace)(value exn, const backtrace_slot *slots, intnat n)
{
  caml_domain_state *st = Caml_state;
  caml_modify_generational_global_root(&st->backtrace_last_exn, exn);
  st->backtrace_pos = 0;
  if (n == 0 || (st->backtrace_buffer == NULL && caml_alloc_backtrace_buffer() == -1)) return;
  memcpy(st->backtrace_buffer, slots, n * sizeof *slots);
  st->backtrace_pos = n;
}

/* Whether what the slots refer to is there as long as the process, as in native
   code. Bytecode's tables grow, and are freed in the end. */
int SHIM(debug_info_is_static)(void) { return caml_exn_Failure != NULL; }

/* Calls [f] for each frame of a backtrace, innermost first. In bytecode it may
   collect: the first look at a frame reads the program's debugging information into
   OCaml's heap (event_for_location in runtime/backtrace_byt.c). [f] neither collects
   nor unwinds. */
void SHIM(backtrace_frames)(const backtrace_slot *slots, intnat n,
                            void (*f)(void *, const char *file, const char *def, int line, int column),
                            void *data)
{
  for (intnat i = 0; i < n; i++) {
    debuginfo dbg = caml_debuginfo_extract(slots[i]);
    do {
      struct caml_loc_info li;
      memset(&li, 0, sizeof li);
      caml_debuginfo_location(dbg, &li);
#ifdef OCAML_INTEROP_LOC_START /* set by build.rs from the header */
      if (li.loc_valid) f(data, li.loc_filename, li.loc_defname, li.loc_start_lnum, li.loc_start_chr);
#else
      if (li.loc_valid) f(data, li.loc_filename, li.loc_defname, li.loc_lnum, li.loc_startchr);
#endif
      dbg = caml_debuginfo_next(dbg);
    } while (dbg != NULL);
  }
}

/* The runtime's own printing of an exception; NULL: no memory. To be freed
   with SHIM(free). Does not allocate in the OCaml heap. */
char *SHIM(format_exception)(value exn) { return caml_format_exception(exn); }
void SHIM(free)(char *p) { caml_stat_free(p); }

/* The empty block: an empty array is one. */
value SHIM(empty_block)(void) { return Atom(0); }
