/* As the manual's chapter "Interfacing C with OCaml" teaches it: every value that lives across an
   allocation is registered, every field stored with Store_field. */

#define CAML_NAME_SPACE
#include <caml/alloc.h>
#include <caml/bigarray.h>
#include <caml/callback.h>
#include <caml/custom.h>
#include <caml/fail.h>
#include <caml/memory.h>
#include <caml/mlvalues.h>

#include "native.h"

/* ---- Scalars ---- */

value manual_int_int(value x)
{
  CAMLparam1(x);
  CAMLreturn(Val_long(Long_val(x) + 1));
}

value manual_int_int_int(value x, value y)
{
  CAMLparam2(x, y);
  CAMLreturn(Val_long(Long_val(x) + Long_val(y)));
}

intnat manual_int_untagged(intnat x) { return x + 1; }

value manual_float_boxed(value x)
{
  CAMLparam1(x);
  CAMLreturn(caml_copy_double(Double_val(x) + 1.0));
}

double manual_float_unboxed(double x) { return x + 1.0; }

/* ---- Strings ---- */

value manual_string_owned(value s)
{
  CAMLparam1(s);
  size_t length = caml_string_length(s);
  char *copy = copy_text(String_val(s), length);
  intnat sum = length + copy[length - 1];
  free(copy);
  CAMLreturn(Val_long(sum));
}

value manual_string_borrowed(value s)
{
  CAMLparam1(s);
  size_t length = caml_string_length(s);
  CAMLreturn(Val_long(length + String_val(s)[length - 1]));
}

value manual_text_owned(value s)
{
  check_text(String_val(s), caml_string_length(s));
  return manual_string_owned(s);
}

value manual_text_borrowed(value s)
{
  check_text(String_val(s), caml_string_length(s));
  return manual_string_borrowed(s);
}

value manual_string_length(value s)
{
  CAMLparam1(s);
  CAMLreturn(Val_long(caml_string_length(s)));
}

value manual_string_back(value length)
{
  CAMLparam1(length);
  CAMLreturn(caml_alloc_initialized_string(Long_val(length), text()));
}

/* ---- Lists of ints ---- */

static int64_t *read_list(value list, size_t *length)
{
  CAMLparam1(list);
  CAMLlocal1(rest);
  size_t n = 0;
  for (rest = list; rest != Val_emptylist; rest = Field(rest, 1)) n++;
  int64_t *numbers = malloc(n * sizeof *numbers);
  size_t i = 0;
  for (rest = list; rest != Val_emptylist; rest = Field(rest, 1))
    numbers[i++] = Long_val(Field(rest, 0));
  *length = n;
  CAMLreturnT(int64_t *, numbers);
}

static value make_list(const int64_t *numbers, size_t length)
{
  CAMLparam0();
  CAMLlocal2(list, cell);
  list = Val_emptylist;
  for (size_t i = length; i > 0; i--) {
    cell = caml_alloc(2, 0);
    Store_field(cell, 0, Val_long(numbers[i - 1]));
    Store_field(cell, 1, list);
    list = cell;
  }
  CAMLreturn(list);
}

value manual_list_there(value list)
{
  CAMLparam1(list);
  size_t length;
  int64_t *numbers = read_list(list, &length);
  intnat sum = length + numbers[length - 1];
  free(numbers);
  CAMLreturn(Val_long(sum));
}

value manual_list_back(value length)
{
  CAMLparam1(length);
  CAMLreturn(make_list(ints(Long_val(length)), Long_val(length)));
}

value manual_list_both(value list)
{
  CAMLparam1(list);
  CAMLlocal1(made);
  size_t length;
  int64_t *numbers = read_list(list, &length);
  made = make_list(numbers, length);
  free(numbers);
  CAMLreturn(made);
}

/* ---- Arrays of floats ---- */

static double *read_floats(value array, size_t *length)
{
  CAMLparam1(array);
  size_t n = Wosize_val(array) / Double_wosize;
  double *numbers = malloc(n * sizeof *numbers);
  for (size_t i = 0; i < n; i++) numbers[i] = Double_flat_field(array, i);
  *length = n;
  CAMLreturnT(double *, numbers);
}

static value make_floats(const double *numbers, size_t length)
{
  CAMLparam0();
  CAMLlocal1(array);
  array = caml_alloc_float_array(length);
  for (size_t i = 0; i < length; i++) Store_double_flat_field(array, i, numbers[i]);
  CAMLreturn(array);
}

value manual_floats_there(value array)
{
  CAMLparam1(array);
  size_t length;
  double *numbers = read_floats(array, &length);
  intnat sum = length + (intnat)numbers[length - 1];
  free(numbers);
  CAMLreturn(Val_long(sum));
}

value manual_floats_back(value length)
{
  CAMLparam1(length);
  CAMLreturn(make_floats(doubles(Long_val(length)), Long_val(length)));
}

value manual_floats_both(value array)
{
  CAMLparam1(array);
  CAMLlocal1(made);
  size_t length;
  double *numbers = read_floats(array, &length);
  made = make_floats(numbers, length);
  free(numbers);
  CAMLreturn(made);
}

/* ---- Records ---- */

static void read_record(value v, struct record *record)
{
  CAMLparam1(v);
  CAMLlocal2(d, e);
  record->a = Long_val(Field(v, 0));
  record->b = Double_val(Field(v, 1));
  record->c = Int64_val(Field(v, 2));
  d = Field(v, 3);
  record->d_length = caml_string_length(d);
  record->d = copy_text(String_val(d), record->d_length);
  e = Field(v, 4);
  record->e_0 = Long_val(Field(e, 0));
  record->e_1 = Double_val(Field(e, 1));
  CAMLreturn0;
}

static value make_record(const struct record *record)
{
  CAMLparam0();
  CAMLlocal2(v, e);
  v = caml_alloc(5, 0);
  Store_field(v, 0, Val_long(record->a));
  Store_field(v, 1, caml_copy_double(record->b));
  Store_field(v, 2, caml_copy_int64(record->c));
  Store_field(v, 3, caml_alloc_initialized_string(record->d_length, record->d));
  e = caml_alloc(2, 0);
  Store_field(e, 0, Val_long(record->e_0));
  Store_field(e, 1, caml_copy_double(record->e_1));
  Store_field(v, 4, e);
  CAMLreturn(v);
}

value manual_record_there(value v)
{
  CAMLparam1(v);
  struct record record;
  read_record(v, &record);
  intnat sum = sum_record(&record);
  free(record.d);
  CAMLreturn(Val_long(sum));
}

value manual_record_back(value unit)
{
  CAMLparam1(unit);
  CAMLreturn(make_record(a_record()));
}

value manual_record_both(value v)
{
  CAMLparam1(v);
  CAMLlocal1(made);
  struct record record;
  read_record(v, &record);
  made = make_record(&record);
  free(record.d);
  CAMLreturn(made);
}

static struct record *read_records(value list, size_t *length)
{
  CAMLparam1(list);
  CAMLlocal1(rest);
  size_t n = 0;
  for (rest = list; rest != Val_emptylist; rest = Field(rest, 1)) n++;
  struct record *made = malloc(n * sizeof *made);
  size_t i = 0;
  for (rest = list; rest != Val_emptylist; rest = Field(rest, 1))
    read_record(Field(rest, 0), &made[i++]);
  *length = n;
  CAMLreturnT(struct record *, made);
}

static value make_records(const struct record *all, size_t length)
{
  CAMLparam0();
  CAMLlocal3(list, cell, v);
  list = Val_emptylist;
  for (size_t i = length; i > 0; i--) {
    v = make_record(&all[i - 1]);
    cell = caml_alloc(2, 0);
    Store_field(cell, 0, v);
    Store_field(cell, 1, list);
    list = cell;
  }
  CAMLreturn(list);
}

value manual_records_there(value list)
{
  CAMLparam1(list);
  size_t length;
  struct record *all = read_records(list, &length);
  intnat sum = length + sum_record(&all[length - 1]);
  free_records(all, length);
  CAMLreturn(Val_long(sum));
}

value manual_records_back(value unit)
{
  CAMLparam1(unit);
  CAMLreturn(make_records(records(), LENGTH));
}

value manual_records_both(value list)
{
  CAMLparam1(list);
  CAMLlocal1(made);
  size_t length;
  struct record *all = read_records(list, &length);
  made = make_records(all, length);
  free_records(all, length);
  CAMLreturn(made);
}

/* ---- Variants ---- */

value manual_shape(value v)
{
  CAMLparam1(v);
  CAMLlocal2(made, s);
  struct shape shape;
  if (Is_long(v)) {
    shape.which = NOTHING;
  } else if (Tag_val(v) == 0) {
    shape.which = NUMBER;
    shape.number = Long_val(Field(v, 0));
  } else if (Tag_val(v) == 1) {
    shape.which = PAIR;
    shape.first = Double_val(Field(v, 0));
    s = Field(v, 1);
    shape.second_length = caml_string_length(s);
    shape.second = copy_text(String_val(s), shape.second_length);
  } else {
    shape.which = NESTED;
    read_record(Field(v, 0), &shape.nested);
  }
  switch (shape.which) {
  case NOTHING:
    made = Val_int(0);
    break;
  case NUMBER:
    made = caml_alloc(1, 0);
    Store_field(made, 0, Val_long(shape.number));
    break;
  case PAIR:
    made = caml_alloc(2, 1);
    Store_field(made, 0, caml_copy_double(shape.first));
    Store_field(made, 1, caml_alloc_initialized_string(shape.second_length, shape.second));
    free(shape.second);
    break;
  case NESTED:
    made = caml_alloc(1, 2);
    Store_field(made, 0, make_record(&shape.nested));
    free(shape.nested.d);
    break;
  }
  CAMLreturn(made);
}

value manual_option(value v)
{
  CAMLparam1(v);
  CAMLlocal1(made);
  if (Is_none(v)) CAMLreturn(Val_none);
  int64_t number = Long_val(Some_val(v));
  made = caml_alloc_some(Val_long(number));
  CAMLreturn(made);
}

value manual_result(value v)
{
  CAMLparam1(v);
  CAMLlocal1(made);
  int tag = Tag_val(v);
  int64_t number = Long_val(Field(v, 0));
  made = caml_alloc(1, tag);
  Store_field(made, 0, Val_long(number));
  CAMLreturn(made);
}

value manual_triple(value v)
{
  CAMLparam1(v);
  CAMLlocal1(made);
  int64_t a = Long_val(Field(v, 0));
  double b = Double_val(Field(v, 1));
  int c = Bool_val(Field(v, 2));
  made = caml_alloc(3, 0);
  Store_field(made, 0, Val_long(a));
  Store_field(made, 1, caml_copy_double(b));
  Store_field(made, 2, Val_bool(c));
  CAMLreturn(made);
}

/* ---- Trees ---- */

static struct tree *read_tree(value v)
{
  CAMLparam1(v);
  if (Tag_val(v) == 0) CAMLreturnT(struct tree *, new_leaf(Long_val(Field(v, 0))));
  struct tree *left = read_tree(Field(v, 0));
  CAMLreturnT(struct tree *, new_node(left, read_tree(Field(v, 1))));
}

static value make_tree(const struct tree *tree)
{
  CAMLparam0();
  CAMLlocal3(made, left, right);
  if (tree->left == NULL) {
    made = caml_alloc(1, 0);
    Store_field(made, 0, Val_long(tree->number));
    CAMLreturn(made);
  }
  left = make_tree(tree->left);
  right = make_tree(tree->right);
  made = caml_alloc(2, 1);
  Store_field(made, 0, left);
  Store_field(made, 1, right);
  CAMLreturn(made);
}

value manual_tree_there(value v)
{
  CAMLparam1(v);
  struct tree *tree = read_tree(v);
  intnat sum = last_leaf(tree);
  free_tree(tree);
  CAMLreturn(Val_long(sum));
}

value manual_tree_back(value unit)
{
  CAMLparam1(unit);
  CAMLreturn(make_tree(a_tree()));
}

value manual_tree_both(value v)
{
  CAMLparam1(v);
  CAMLlocal1(made);
  struct tree *tree = read_tree(v);
  made = make_tree(tree);
  free_tree(tree);
  CAMLreturn(made);
}

/* ---- Calls ---- */

value manual_call_closure(value f, value x)
{
  CAMLparam2(f, x);
  CAMLreturn(caml_callback(f, x));
}

value manual_call_named(value x)
{
  CAMLparam1(x);
  static const value *f;
  if (f == NULL) f = caml_named_value("bench_successor");
  CAMLreturn(caml_callback(*f, x));
}

value manual_call_named_string(value times)
{
  CAMLparam1(times);
  CAMLlocal2(s, made);
  static const value *f;
  if (f == NULL) f = caml_named_value("bench_echo");
  intnat sum = 0;
  for (intnat i = 0; i < Long_val(times); i++) {
    s = caml_copy_string("a string of some length");
    made = caml_callback(*f, s);
    size_t length = caml_string_length(made);
    char *copy = copy_text(String_val(made), length);
    sum += length + (copy[0] == 'a');
    free(copy);
  }
  CAMLreturn(Val_long(sum));
}

value manual_call_named_int(value times)
{
  CAMLparam1(times);
  static const value *f;
  if (f == NULL) f = caml_named_value("bench_successor");
  intnat sum = 0;
  for (intnat i = 0; i < Long_val(times); i++) sum = Long_val(caml_callback(*f, Val_long(sum)));
  CAMLreturn(Val_long(sum));
}

value manual_call_named_record(value times)
{
  CAMLparam1(times);
  CAMLlocal2(v, made);
  static const value *f;
  if (f == NULL) f = caml_named_value("bench_same_record");
  intnat sum = 0;
  for (intnat i = 0; i < Long_val(times); i++) {
    struct record record;
    v = make_record(a_record());
    made = caml_callback(*f, v);
    read_record(made, &record);
    sum += sum_record(&record);
    free(record.d);
  }
  CAMLreturn(Val_long(sum));
}

value manual_call_raising(value f)
{
  CAMLparam1(f);
  CAMLlocal1(result);
  result = caml_callback_exn(f, Val_unit);
  CAMLreturn(Val_long(Is_exception_result(result) ? 1 : 0));
}

value manual_returns_ok(value x)
{
  CAMLparam1(x);
  if (Long_val(x) == Max_long) caml_failwith("too large");
  CAMLreturn(Val_long(Long_val(x) + 1));
}

value manual_fails(value unit)
{
  CAMLparam1(unit);
  caml_failwith("it fails");
  CAMLreturn(Val_unit);
}

/* ---- Roots ---- */

value manual_roots(value v, value count)
{
  CAMLparam2(v, count);
  size_t n = Long_val(count);
  value *roots = malloc(n * sizeof *roots);
  for (size_t i = 0; i < n; i++) {
    roots[i] = v;
    caml_register_generational_global_root(&roots[i]);
  }
  for (size_t i = 0; i < n; i++) caml_remove_generational_global_root(&roots[i]);
  free(roots);
  CAMLreturn(count);
}

/* ---- Bigarrays ---- */

value manual_bigarray_sum(value array)
{
  CAMLparam1(array);
  double sum = 0.0;
  double *data = Caml_ba_data_val(array);
  for (intnat i = 0; i < Caml_ba_array_val(array)->dim[0]; i++) sum += data[i];
  CAMLreturn(caml_copy_double(sum));
}

value manual_bigarray_back(value length)
{
  CAMLparam1(length);
  CAMLlocal1(made);
  made = caml_ba_alloc_dims(CAML_BA_FLOAT64 | CAML_BA_C_LAYOUT, 1, NULL, Long_val(length));
  memcpy(Caml_ba_data_val(made), doubles(Long_val(length)), Long_val(length) * sizeof(double));
  CAMLreturn(made);
}

/* ---- Boxed native values ---- */

static void finalize(value v) { free(*(void **)Data_custom_val(v)); }

static struct custom_operations operations = {
  "bench.manual",           finalize,
  custom_compare_default,   custom_hash_default,
  custom_serialize_default, custom_deserialize_default,
  custom_compare_ext_default, custom_fixed_length_default,
};

value manual_box(value x)
{
  CAMLparam1(x);
  CAMLlocal1(made);
  int64_t *number = malloc(sizeof *number);
  *number = Long_val(x);
  made = caml_alloc_custom_mem(&operations, sizeof number, sizeof *number);
  *(int64_t **)Data_custom_val(made) = number;
  CAMLreturn(made);
}

value manual_unbox(value v)
{
  CAMLparam1(v);
  CAMLreturn(Val_long(**(int64_t **)Data_custom_val(v)));
}
