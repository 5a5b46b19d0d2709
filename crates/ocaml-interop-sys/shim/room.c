/* Room for a collection. A part of shim.c. */

/* Whether a compaction may run. In 5.2 and 5.3 a domain that ends leaves the others before
   it hands over its part of the heap (domain_terminate in runtime/domain.c): a compaction
   between the two moves what that part points to, and marking follows the old pointers into
   memory that is no more (mended in 5.4: ocaml/ocaml#14025). So there it takes a single
   domain: one that ends counts until all that is done, and no other could start one. 5.1
   has no compaction. */
int SHIM(can_compact)(void)
{
#if OCAML_VERSION < 50200
  return 0;
#elif OCAML_VERSION < 50400
  return (int)caml_domain_alone();
#else
  return 1;
#endif
}

/* Compacts as Gc.compact does (runtime/gc_ctrl.c): two cycles come before the one
   that compacts, because it reads the stack of every continuation that hasn't been
   swept, and one that a callback has left behind (restore_stack_parent in
   runtime/callback.c) may hold a freed one. */
static void compact(void)
{
#if OCAML_VERSION >= 50200
  int compacts = SHIM(can_compact)();
  for (int cycle = 0; cycle < 3; cycle++) caml_finish_major_cycle(compacts && cycle == 2);
#endif
}

#ifdef __linux__
/* Whether Linux counts what it has promised (vm.overcommit_memory is 2), so that it may
   refuse memory long before there is none. Where it doesn't say, it may. Read once. */
static int is_accounted(void)
{
  enum { UNKNOWN, NO, YES };
  static atomic_int known = UNKNOWN;
  int is = atomic_load_explicit(&known, memory_order_relaxed);
  if (is == UNKNOWN) {
    char mode = '2';
    int file = open("/proc/sys/vm/overcommit_memory", O_RDONLY | O_CLOEXEC);
    if (file == -1 || read(file, &mode, 1) != 1) mode = '2';
    if (file != -1) close(file);
    is = mode == '2' ? YES : NO;
    atomic_store_explicit(&known, is, memory_order_relaxed);
  }
  return is == YES;
}

static int is_limited(int resource)
{
  struct rlimit limit;
  return getrlimit(resource, &limit) != 0 || limit.rlim_cur != RLIM_INFINITY;
}

/* Whether the system may refuse a few minor heaps of memory. Where nothing is limited,
   Linux promises them, and looks for pages only when they are written: asking for room
   would tell nothing, and takes ten times as long as this. A limit may be set at any time. */
static int may_refuse(void)
{
  return is_limited(RLIMIT_AS) || is_limited(RLIMIT_DATA) || is_accounted();
}
#else
static int may_refuse(void) { return 1; }
#endif

/* Whether the system gives that much memory. */
static int has_room(uintnat bytes)
{
  if (!may_refuse()) return 1;
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
