/* Optimised by hand with the public interface: caml_alloc_small and plain stores into the block that
   was just made, nothing registered that needn't be. */

#define CAML_NAME_SPACE
#include <caml/alloc.h>
#include <caml/bigarray.h>
#include <caml/callback.h>
#include <caml/custom.h>
#include <caml/fail.h>
#include <caml/memory.h>
#include <caml/mlvalues.h>

#include "native.h"
#include "optimised.h"

/* ---- Scalars ---- */

value optimised_int_int(value x) { return Val_long(Long_val(x) + 1); }
value optimised_int_int_int(value x, value y) { return Val_long(Long_val(x) + Long_val(y)); }
intnat optimised_int_untagged(intnat x) { return x + 1; }
value optimised_float_boxed(value x) { return caml_copy_double(Double_val(x) + 1.0); }
double optimised_float_unboxed(double x) { return x + 1.0; }

/* ---- Strings ---- */

value optimised_string_owned(value s)
{
  size_t length = caml_string_length(s);
  char *copy = copy_text(String_val(s), length);
  intnat sum = length + copy[length - 1];
  free(copy);
  return Val_long(sum);
}

value optimised_string_borrowed(value s)
{
  size_t length = caml_string_length(s);
  return Val_long(length + String_val(s)[length - 1]);
}

value optimised_text_owned(value s)
{
  check_text(String_val(s), caml_string_length(s));
  return optimised_string_owned(s);
}

value optimised_text_borrowed(value s)
{
  check_text(String_val(s), caml_string_length(s));
  return optimised_string_borrowed(s);
}

value optimised_string_length(value s) { return Val_long(caml_string_length(s)); }

value optimised_string_back(value length)
{
  return caml_alloc_initialized_string(Long_val(length), text());
}

/* ---- Lists of ints ---- */

int64_t *read_list(value list, size_t *length)
{
  size_t n = 0;
  for (value rest = list; rest != Val_emptylist; rest = Field(rest, 1)) n++;
  int64_t *numbers = malloc(n * sizeof *numbers);
  size_t i = 0;
  for (value rest = list; rest != Val_emptylist; rest = Field(rest, 1))
    numbers[i++] = Long_val(Field(rest, 0));
  *length = n;
  return numbers;
}

static value make_list(const int64_t *numbers, size_t length)
{
  CAMLparam0();
  CAMLlocal1(list);
  list = Val_emptylist;
  for (size_t i = length; i > 0; i--) {
    value cell = caml_alloc_small(2, 0);
    Field(cell, 0) = Val_long(numbers[i - 1]);
    Field(cell, 1) = list;
    list = cell;
  }
  CAMLreturn(list);
}

value optimised_list_there(value list)
{
  size_t length;
  int64_t *numbers = read_list(list, &length);
  intnat sum = length + numbers[length - 1];
  free(numbers);
  return Val_long(sum);
}

/* ---- Arrays of floats ---- */

static double *read_floats(value array, size_t *length)
{
  size_t n = Wosize_val(array) / Double_wosize;
  double *numbers = malloc(n * sizeof *numbers);
  memcpy(numbers, (void *)array, n * sizeof *numbers);
  *length = n;
  return numbers;
}

static value make_floats(const double *numbers, size_t length)
{
  value array = caml_alloc_float_array(length);
  memcpy((void *)array, numbers, length * sizeof *numbers);
  return array;
}

value optimised_floats_there(value array)
{
  size_t length;
  double *numbers = read_floats(array, &length);
  intnat sum = length + (intnat)numbers[length - 1];
  free(numbers);
  return Val_long(sum);
}

value optimised_floats_back(value length)
{
  return make_floats(doubles(Long_val(length)), Long_val(length));
}

value optimised_floats_both(value array)
{
  size_t length;
  double *numbers = read_floats(array, &length);
  value made = make_floats(numbers, length);
  free(numbers);
  return made;
}

/* ---- Records ---- */

void read_record(value v, struct record *record)
{
  value d = Field(v, 3), e = Field(v, 4);
  record->a = Long_val(Field(v, 0));
  record->b = Double_val(Field(v, 1));
  record->c = Int64_val(Field(v, 2));
  record->d_length = caml_string_length(d);
  record->d = copy_text(String_val(d), record->d_length);
  record->e_0 = Long_val(Field(e, 0));
  record->e_1 = Double_val(Field(e, 1));
}

static value make_record(const struct record *record)
{
  CAMLparam0();
  CAMLlocal4(b, c, d, e);
  b = caml_copy_double(record->b);
  c = caml_copy_int64(record->c);
  d = caml_alloc_initialized_string(record->d_length, record->d);
  e = caml_copy_double(record->e_1);
  value pair = caml_alloc_small(2, 0);
  Field(pair, 0) = Val_long(record->e_0);
  Field(pair, 1) = e;
  e = pair;
  value v = caml_alloc_small(5, 0);
  Field(v, 0) = Val_long(record->a);
  Field(v, 1) = b;
  Field(v, 2) = c;
  Field(v, 3) = d;
  Field(v, 4) = e;
  CAMLreturn(v);
}

value optimised_record_there(value v)
{
  struct record record;
  read_record(v, &record);
  intnat sum = sum_record(&record);
  free(record.d);
  return Val_long(sum);
}

struct record *read_records(value list, size_t *length)
{
  size_t n = 0;
  for (value rest = list; rest != Val_emptylist; rest = Field(rest, 1)) n++;
  struct record *made = malloc(n * sizeof *made);
  size_t i = 0;
  for (value rest = list; rest != Val_emptylist; rest = Field(rest, 1))
    read_record(Field(rest, 0), &made[i++]);
  *length = n;
  return made;
}

static value make_records(const struct record *all, size_t length)
{
  CAMLparam0();
  CAMLlocal2(list, v);
  list = Val_emptylist;
  for (size_t i = length; i > 0; i--) {
    v = make_record(&all[i - 1]);
    value cell = caml_alloc_small(2, 0);
    Field(cell, 0) = v;
    Field(cell, 1) = list;
    list = cell;
  }
  CAMLreturn(list);
}

value optimised_records_there(value list)
{
  size_t length;
  struct record *all = read_records(list, &length);
  intnat sum = length + sum_record(&all[length - 1]);
  free_records(all, length);
  return Val_long(sum);
}

/* ---- Variants ---- */

void read_shape(value v, struct shape *shape)
{
  if (Is_long(v)) {
    shape->which = NOTHING;
  } else if (Tag_val(v) == 0) {
    shape->which = NUMBER;
    shape->number = Long_val(Field(v, 0));
  } else if (Tag_val(v) == 1) {
    value s = Field(v, 1);
    shape->which = PAIR;
    shape->first = Double_val(Field(v, 0));
    shape->second_length = caml_string_length(s);
    shape->second = copy_text(String_val(s), shape->second_length);
  } else {
    shape->which = NESTED;
    read_record(Field(v, 0), &shape->nested);
  }
}

void free_shape(struct shape *shape)
{
  if (shape->which == PAIR) free(shape->second);
  if (shape->which == NESTED) free(shape->nested.d);
}

static value make_pair_case(double first, const char *second, size_t length)
{
  CAMLparam0();
  CAMLlocal2(f, s);
  f = caml_copy_double(first);
  s = caml_alloc_initialized_string(length, second);
  value made = caml_alloc_small(2, 1);
  Field(made, 0) = f;
  Field(made, 1) = s;
  CAMLreturn(made);
}

static value make_nested_case(const struct record *record)
{
  CAMLparam0();
  CAMLlocal1(nested);
  nested = make_record(record);
  value made = caml_alloc_small(1, 2);
  Field(made, 0) = nested;
  CAMLreturn(made);
}

value optimised_shape(value v)
{
  struct shape shape;
  value made = Val_int(0);
  read_shape(v, &shape);
  switch (shape.which) {
  case NOTHING:
    break;
  case NUMBER:
    made = caml_alloc_small(1, 0);
    Field(made, 0) = Val_long(shape.number);
    break;
  case PAIR:
    made = make_pair_case(shape.first, shape.second, shape.second_length);
    break;
  case NESTED:
    made = make_nested_case(&shape.nested);
    break;
  }
  free_shape(&shape);
  return made;
}

value optimised_option(value v)
{
  if (Is_none(v)) return Val_none;
  int64_t number = Long_val(Some_val(v));
  value made = caml_alloc_small(1, 0);
  Field(made, 0) = Val_long(number);
  return made;
}

value optimised_result(value v)
{
  int tag = Tag_val(v);
  int64_t number = Long_val(Field(v, 0));
  value made = caml_alloc_small(1, tag);
  Field(made, 0) = Val_long(number);
  return made;
}

value optimised_triple(value v)
{
  CAMLparam0();
  CAMLlocal1(b);
  int64_t a = Long_val(Field(v, 0));
  int c = Bool_val(Field(v, 2));
  b = caml_copy_double(Double_val(Field(v, 1)));
  value made = caml_alloc_small(3, 0);
  Field(made, 0) = Val_long(a);
  Field(made, 1) = b;
  Field(made, 2) = Val_bool(c);
  CAMLreturn(made);
}

/* ---- Trees ---- */

struct tree *read_tree(value v)
{
  if (Tag_val(v) == 0) return new_leaf(Long_val(Field(v, 0)));
  struct tree *left = read_tree(Field(v, 0));
  return new_node(left, read_tree(Field(v, 1)));
}

static value make_tree(const struct tree *tree)
{
  if (tree->left == NULL) {
    value leaf = caml_alloc_small(1, 0);
    Field(leaf, 0) = Val_long(tree->number);
    return leaf;
  }
  CAMLparam0();
  CAMLlocal2(left, right);
  left = make_tree(tree->left);
  right = make_tree(tree->right);
  value node = caml_alloc_small(2, 1);
  Field(node, 0) = left;
  Field(node, 1) = right;
  CAMLreturn(node);
}

value optimised_tree_there(value v)
{
  struct tree *tree = read_tree(v);
  intnat sum = last_leaf(tree);
  free_tree(tree);
  return Val_long(sum);
}

#define PREFIX optimised
#include "made.h"

/* ---- Calls ---- */

/* What raises passes through this frame, which holds nothing. */
value optimised_call_closure(value f, value x) { return caml_callback(f, x); }

value optimised_call_named(value x)
{
  static const value *f;
  if (f == NULL) f = caml_named_value("bench_successor");
  return caml_callback(*f, x);
}

value optimised_call_named_int(value times)
{
  static const value *f;
  if (f == NULL) f = caml_named_value("bench_successor");
  intnat sum = 0;
  for (intnat i = 0; i < Long_val(times); i++) sum = Long_val(caml_callback(*f, Val_long(sum)));
  return Val_long(sum);
}

value optimised_call_named_string(value times)
{
  static const value *f;
  if (f == NULL) f = caml_named_value("bench_echo");
  intnat sum = 0;
  for (intnat i = 0; i < Long_val(times); i++) {
    value made = caml_callback(*f, caml_alloc_initialized_string(23, "a string of some length"));
    size_t length = caml_string_length(made);
    char *copy = copy_text(String_val(made), length);
    sum += length + (copy[0] == 'a');
    free(copy);
  }
  return Val_long(sum);
}

value optimised_call_named_record(value times)
{
  static const value *f;
  if (f == NULL) f = caml_named_value("bench_same_record");
  intnat sum = 0;
  for (intnat i = 0; i < Long_val(times); i++) {
    struct record record;
    read_record(caml_callback(*f, make_record(a_record())), &record);
    sum += sum_record(&record);
    free(record.d);
  }
  return Val_long(sum);
}

value optimised_call_raising(value f)
{
  return Val_long(Is_exception_result(caml_callback_exn(f, Val_unit)) ? 1 : 0);
}

value optimised_returns_ok(value x)
{
  if (__builtin_expect(x == Val_long(Max_long), 0)) caml_failwith("too large");
  return Val_long(Long_val(x) + 1);
}

value optimised_fails(value unit) { caml_failwith("it fails"); }

/* ---- Roots, by the boxroot library ---- */

/* As its header has them inline, for its version 0.4.0. */

struct list { value *next; int in_use, domain; };
enum { POOL = 1 << 14 };

extern _Thread_local struct list **bxr_cached_fl_ptr;
extern value *bxr_create_slow(value);
extern void bxr_delete_aux(value *, struct list *, int remote);

static inline value *create(value v)
{
  if (Caml_state_opt != NULL) {
    struct list *list = *bxr_cached_fl_ptr;
    value *slot = list->next;
    if (slot != (value *)list) {
      list->next = (value *)*slot;
      list->in_use++;
      *slot = v;
      return slot;
    }
  }
  return bxr_create_slow(v);
}

static inline void delete(value *slot)
{
  struct list *list = (struct list *)((uintptr_t)slot & ~(uintptr_t)(POOL - 1));
  int remote = Caml_state_opt == NULL || list->domain != Caml_state->id;
  if (!remote) {
    *slot = (value)list->next;
    list->next = slot;
    if ((--list->in_use & (POOL / 2 - 1)) != 0) return;
  }
  bxr_delete_aux(slot, list, remote);
}

value optimised_roots(value v, value count)
{
  size_t n = Long_val(count);
  value **roots = malloc(n * sizeof *roots);
  for (size_t i = 0; i < n; i++) roots[i] = create(v);
  for (size_t i = 0; i < n; i++) delete(roots[i]);
  free(roots);
  return count;
}

/* ---- Bigarrays ---- */

value optimised_bigarray_sum(value array)
{
  double sum = 0.0;
  double *data = Caml_ba_data_val(array);
  intnat length = Caml_ba_array_val(array)->dim[0];
  for (intnat i = 0; i < length; i++) sum += data[i];
  return caml_copy_double(sum);
}

value optimised_bigarray_back(value length)
{
  intnat n = Long_val(length);
  value made = caml_ba_alloc(CAML_BA_FLOAT64 | CAML_BA_C_LAYOUT, 1, NULL, &n);
  memcpy(Caml_ba_data_val(made), doubles(n), n * sizeof(double));
  return made;
}

/* ---- Boxed native values ---- */

static void finalize(value v) { free(*(void **)Data_custom_val(v)); }

static struct custom_operations operations = {
  "bench.optimised",        finalize,
  custom_compare_default,   custom_hash_default,
  custom_serialize_default, custom_deserialize_default,
  custom_compare_ext_default, custom_fixed_length_default,
};

value optimised_box(value x)
{
  int64_t *number = malloc(sizeof *number);
  *number = Long_val(x);
  value made = caml_alloc_custom_mem(&operations, sizeof number, sizeof *number);
  *(int64_t **)Data_custom_val(made) = number;
  return made;
}

value optimised_unbox(value v) { return Val_long(**(int64_t **)Data_custom_val(v)); }
