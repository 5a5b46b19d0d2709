/* C that reserves the words of a whole structure once, with the runtime's internals, and fills them:
   what no library and hardly a program does, and as fast as C gets. Only rows that make values. */

#define CAML_INTERNALS
#define CAML_NAME_SPACE
#include <stdatomic.h>

#include <caml/alloc.h>
#include <caml/callback.h>
#include <caml/domain_state.h>
#include <caml/memory.h>
#include <caml/minor_gc.h>
#include <caml/mlvalues.h>

#include "native.h"
#include "optimised.h"

/* The largest reservation: a quarter of the minor heap, at least one block of the largest size. */
static inline uintnat most(void)
{
  uintnat quarter = ((value *)Caml_state->young_end - (value *)Caml_state->young_start) / 4;
  return quarter < Max_young_wosize + 1 ? Max_young_wosize + 1 : quarter;
}

/* As far as it pays for a part of a list. */
static inline uintnat chunk(void) { return most() < 16 * 1024 ? most() : 16 * 1024; }

/* [words] words of the minor heap, headers included. */
static inline value *reserve(uintnat words)
{
  caml_domain_state *st = Caml_state;
  value *start = (value *)st->young_ptr - words;
  if ((uintnat)start < atomic_load_explicit(&st->young_limit, memory_order_relaxed)) {
    /* The collection may raise through signal handlers no more than it may in C. */
    caml_minor_collection();
    start = (value *)st->young_ptr - words;
  }
  st->young_ptr = (void *)start;
  return start;
}

static inline value block(value **next, mlsize_t wosize, tag_t tag)
{
  value made = Val_hp(*next);
  **next = Make_header(wosize, tag, 0);
  *next += wosize + 1;
  return made;
}

static inline value boxed_double(value **next, double number)
{
  value made = block(next, Double_wosize, Double_tag);
  *(double *)made = number;
  return made;
}

static inline mlsize_t string_wosize(size_t length) { return length / sizeof(value) + 1; }

static inline value string(value **next, const char *bytes, size_t length)
{
  mlsize_t wosize = string_wosize(length);
  value made = block(next, wosize, String_tag);
  Field(made, wosize - 1) = 0;
  memcpy((char *)made, bytes, length);
  Byte(made, wosize * sizeof(value) - 1) = wosize * sizeof(value) - 1 - length;
  return made;
}

/* ---- Scalars and strings ---- */

value bulk_float_boxed(value x)
{
  double number = Double_val(x) + 1.0;
  value *next = reserve(1 + Double_wosize);
  return boxed_double(&next, number);
}

value bulk_string_back(value length)
{
  size_t n = Long_val(length);
  if (string_wosize(n) > Max_young_wosize) return caml_alloc_initialized_string(n, text());
  value *next = reserve(1 + string_wosize(n));
  return string(&next, text(), n);
}

/* ---- Lists ---- */

static value make_list(const int64_t *numbers, size_t length)
{
  CAMLparam0();
  CAMLlocal1(list);
  list = Val_emptylist;
  while (length > 0) {
    size_t n = length < chunk() / 3 ? length : chunk() / 3;
    value *next = reserve(3 * n);
    const int64_t *chunk = numbers + length - n;
    value tail = list;
    list = Val_hp(next);
    for (size_t i = 0; i < n; i++) {
      value cell = block(&next, 2, 0);
      Field(cell, 0) = Val_long(chunk[i]);
      Field(cell, 1) = i + 1 < n ? Val_hp(next) : tail;
    }
    length -= n;
  }
  CAMLreturn(list);
}

/* ---- Records ---- */

static inline uintnat record_words(const struct record *record)
{
  return 6 + 2 * (1 + Double_wosize) + 3 + 1 + string_wosize(record->d_length) + 3;
}

static struct custom_operations *int64_operations(void)
{
  static struct custom_operations *operations;
  if (operations == NULL) operations = *(struct custom_operations **)caml_copy_int64(0);
  return operations;
}

static inline value write_record(value **next, const struct record *record)
{
  value v = block(next, 5, 0);
  Field(v, 0) = Val_long(record->a);
  Field(v, 1) = boxed_double(next, record->b);
  value c = block(next, 2, Custom_tag);
  Field(c, 0) = (value)int64_operations();
  *(int64_t *)Data_custom_val(c) = record->c;
  Field(v, 2) = c;
  Field(v, 3) = string(next, record->d, record->d_length);
  value e = block(next, 2, 0);
  Field(v, 4) = e;
  Field(e, 0) = Val_long(record->e_0);
  Field(e, 1) = boxed_double(next, record->e_1);
  return v;
}

static value make_record(const struct record *record)
{
  int64_operations();
  value *next = reserve(record_words(record));
  return write_record(&next, record);
}

static value make_records(const struct record *all, size_t length)
{
  CAMLparam0();
  CAMLlocal1(list);
  uintnat limit = chunk();
  list = Val_emptylist;
  int64_operations();
  while (length > 0) {
    uintnat words = 0;
    size_t n = 0;
    while (n < length && words < limit - 64) words += 3 + record_words(&all[length - ++n]);
    value *next = reserve(words);
    const struct record *chunk = all + length - n;
    volatile value *last = NULL;
    value tail = list;
    for (size_t i = 0; i < n; i++) {
      value cell = block(&next, 2, 0);
      if (last == NULL) list = cell; else *last = cell;
      last = &Field(cell, 1);
      Field(cell, 0) = write_record(&next, &chunk[i]);
    }
    *last = tail;
    length -= n;
  }
  CAMLreturn(list);
}

/* ---- Variants ---- */

value bulk_shape(value v)
{
  struct shape shape;
  value made = Val_int(0);
  value *next;
  int64_operations();
  read_shape(v, &shape);
  switch (shape.which) {
  case NOTHING:
    break;
  case NUMBER:
    next = reserve(2);
    made = block(&next, 1, 0);
    Field(made, 0) = Val_long(shape.number);
    break;
  case PAIR:
    next = reserve(3 + 1 + Double_wosize + 1 + string_wosize(shape.second_length));
    made = block(&next, 2, 1);
    Field(made, 0) = boxed_double(&next, shape.first);
    Field(made, 1) = string(&next, shape.second, shape.second_length);
    break;
  case NESTED:
    next = reserve(2 + record_words(&shape.nested));
    made = block(&next, 1, 2);
    Field(made, 0) = write_record(&next, &shape.nested);
    break;
  }
  free_shape(&shape);
  return made;
}

value bulk_option(value v)
{
  if (Is_none(v)) return Val_none;
  int64_t number = Long_val(Some_val(v));
  value *next = reserve(2);
  value made = block(&next, 1, 0);
  Field(made, 0) = Val_long(number);
  return made;
}

value bulk_result(value v)
{
  int tag = Tag_val(v);
  int64_t number = Long_val(Field(v, 0));
  value *next = reserve(2);
  value made = block(&next, 1, tag);
  Field(made, 0) = Val_long(number);
  return made;
}

value bulk_triple(value v)
{
  int64_t a = Long_val(Field(v, 0));
  double b = Double_val(Field(v, 1));
  int c = Bool_val(Field(v, 2));
  value *next = reserve(4 + 1 + Double_wosize);
  value made = block(&next, 3, 0);
  Field(made, 0) = Val_long(a);
  Field(made, 1) = boxed_double(&next, b);
  Field(made, 2) = Val_bool(c);
  return made;
}

/* ---- Trees ---- */

static uintnat tree_words(const struct tree *tree)
{
  return tree->left == NULL ? 2 : 3 + tree_words(tree->left) + tree_words(tree->right);
}

static value write_tree(value **next, const struct tree *tree)
{
  if (tree->left == NULL) {
    value leaf = block(next, 1, 0);
    Field(leaf, 0) = Val_long(tree->number);
    return leaf;
  }
  value node = block(next, 2, 1);
  Field(node, 0) = write_tree(next, tree->left);
  Field(node, 1) = write_tree(next, tree->right);
  return node;
}

static value make_tree(const struct tree *tree)
{
  uintnat words = tree_words(tree);
  if (words <= most()) {
    value *next = reserve(words);
    return write_tree(&next, tree);
  }
  CAMLparam0();
  CAMLlocal2(left, right);
  left = make_tree(tree->left);
  right = make_tree(tree->right);
  value *next = reserve(3);
  value node = block(&next, 2, 1);
  Field(node, 0) = left;
  Field(node, 1) = right;
  CAMLreturn(node);
}

#define PREFIX bulk
#include "made.h"
