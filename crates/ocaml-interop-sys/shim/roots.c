/* Roots, and the end of a domain. A part of shim.c. */

extern bool boxroot_setup(void);
extern void *boxroot_create(value);
extern bool boxroot_modify(void **, value);
extern void boxroot_delete(void *);
extern void bxr_delete_aux(void *root, void *pool, bool remote);

/* Below: making the first root sets the hooks, which make roots. */
void *SHIM(root)(value);

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
  enum { ASK_EVERY = 64 };
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

/* ended.rs: to run on every domain that ends, when it runs no OCaml code any more. */
extern void SHIM(domain_ended)(void);

static caml_timing_hook previous_ended;
static scan_roots_hook previous_scan;
static __thread int ending;

/* Whether roots are scanned: before that there are none. */
static atomic_int scans;

/* Whether a domain has left its roots, and none has adopted them yet; and a root
   of each such domain. */
static atomic_int orphans;
static struct last_root { void *root; struct last_root *next; } *last_roots;
static pthread_mutex_t orphans_mutex = PTHREAD_MUTEX_INITIALIZER;

static void leave_roots(void)
{
  /* boxroot frees the memory of roots (a pool) only when its owner deletes the
     last of them, and never looks at one that has none already. So there is one
     more, in the pool in use, for whoever adopts it to delete. */
  struct last_root *last = malloc(sizeof(struct last_root));
  if (last != NULL) last->root = SHIM(root)(Val_unit);
  pthread_mutex_lock(&orphans_mutex);
  if (last != NULL && last->root != NULL) {
    last->next = last_roots;
    last_roots = last;
    last = NULL;
  }
  atomic_store(&orphans, 1);
  pthread_mutex_unlock(&orphans_mutex);
  free(last);
}

/* Boxroot's own hook runs when this is over. No collection runs between the two: it takes all
   domains. */
static void ended(void)
{
  ending = 1;
  if (atomic_load(&scans)) leave_roots();
  SHIM(domain_ended)();
  if (previous_ended != NULL) previous_ended();
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

/* Sets boxroot's hooks, and ours before them: a domain that ends adopts no roots. */
static void set_hooks(void)
{
  boxroot_setup();
  previous_scan = atomic_load(&caml_scan_roots_hook);
  atomic_store(&caml_scan_roots_hook, scan);
  atomic_store(&scans, 1);
}

void SHIM(watch_roots)(void)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, set_hooks);
}

/* Most programs have this library from their start, where there is no domain yet. OCaml may start
   domains that Rust never hears of, so none goes unwatched. Roots are watched from now on, too, if
   possible: a hook that is set while another domain is at the end of a collection is called by
   halves (record_minor_begin in boxroot's ocaml_hooks.c). Boxroot asks whether a lock is held, and
   of a state wants no more than that there is one. */
__attribute__((constructor)) static void watch(void)
{
  previous_ended = atomic_load(&caml_domain_terminated_hook);
  atomic_store(&caml_domain_terminated_hook, ended);
#ifdef HAS_FULL_THREAD_VARIABLES
  static caml_domain_state none;
  caml_domain_state *held = caml_state;
  if (held == NULL && SHIM(runtime_running)()) return;
  if (held == NULL) caml_state = &none;
  SHIM(watch_roots)();
  caml_state = held;
#endif
}

/* NULL where the thread holds no lock, or memory is exhausted. */
void *SHIM(root)(value v)
{
  if (Caml_state_opt == NULL) return NULL;
  SHIM(watch_roots)();
  return can_root() ? boxroot_create(v) : NULL;
}

int SHIM(root_modify)(void **root, value v) { return can_root() && boxroot_modify(root, v); }

/* The domain of this thread is no more, and its state may be another domain's
   by now; the runtime leaves the thread-local pointer to it as it was. */
void SHIM(forget_state)(void)
{
#ifdef HAS_FULL_THREAD_VARIABLES
  caml_state = NULL;
#endif
}
