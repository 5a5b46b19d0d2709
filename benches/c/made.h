/* The functions that differ in nothing but how values are made: a column defines PREFIX, make_list,
   make_record, make_records and make_tree, and includes this. */

#define NAME_(prefix, name) prefix##_##name
#define NAME(prefix, name) NAME_(prefix, name)
#define FUNCTION(name) NAME(PREFIX, name)

value FUNCTION(list_back)(value length)
{
  return make_list(ints(Long_val(length)), Long_val(length));
}

value FUNCTION(list_both)(value list)
{
  size_t length;
  int64_t *numbers = read_list(list, &length);
  value made = make_list(numbers, length);
  free(numbers);
  return made;
}

value FUNCTION(record_back)(value unit) { return make_record(a_record()); }

value FUNCTION(record_both)(value v)
{
  struct record record;
  read_record(v, &record);
  value made = make_record(&record);
  free(record.d);
  return made;
}

value FUNCTION(records_back)(value unit) { return make_records(records(), LENGTH); }

value FUNCTION(records_both)(value list)
{
  size_t length;
  struct record *all = read_records(list, &length);
  value made = make_records(all, length);
  free_records(all, length);
  return made;
}

value FUNCTION(tree_back)(value unit) { return make_tree(a_tree()); }

value FUNCTION(tree_both)(value v)
{
  struct tree *tree = read_tree(v);
  value made = make_tree(tree);
  free_tree(tree);
  return made;
}
