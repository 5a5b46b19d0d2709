#include "native.h"

const int64_t *ints(size_t length)
{
  static int64_t *numbers;
  static size_t made;
  if (length > made) {
    numbers = realloc(numbers, length * sizeof *numbers);
    for (size_t i = made; i < length; i++) numbers[i] = (int64_t)i;
    made = length;
  }
  return numbers;
}

const double *doubles(size_t length)
{
  static double *numbers;
  static size_t made;
  if (length > made) {
    numbers = realloc(numbers, length * sizeof *numbers);
    for (size_t i = made; i < length; i++) numbers[i] = (double)i + 0.5;
    made = length;
  }
  return numbers;
}

const char *text(void)
{
  static char bytes[4097];
  if (bytes[0] == 0) memset(bytes, 'x', 4096);
  return bytes;
}

const struct record *a_record(void)
{
  static const struct record made = {1, 2.5, 3, "a string of some length", 23, 4, 5.5};
  return &made;
}

const struct record *records(void)
{
  static struct record made[LENGTH];
  if (made[0].d == NULL)
    for (size_t i = 0; i < LENGTH; i++) made[i] = *a_record();
  return made;
}

static struct tree *grow(int depth)
{
  return depth == 0 ? NULL : new_node(grow(depth - 1), depth, grow(depth - 1));
}

const struct tree *a_tree(void)
{
  static struct tree *made;
  if (made == NULL) made = grow(DEPTH);
  return made;
}

char *copy_text(const char *bytes, size_t length)
{
  char *copy = malloc(length + 1);
  memcpy(copy, bytes, length + 1);
  return copy;
}

struct tree *new_node(struct tree *left, int64_t value, struct tree *right)
{
  struct tree *node = malloc(sizeof *node);
  node->left = left;
  node->value = value;
  node->right = right;
  return node;
}

void free_tree(struct tree *tree)
{
  if (tree == NULL) return;
  free_tree(tree->left);
  free_tree(tree->right);
  free(tree);
}

int64_t sum_record(const struct record *record)
{
  return record->a + record->c + record->d_length + record->e_0 + (int64_t)record->e_1;
}

void free_records(struct record *all, size_t length)
{
  for (size_t i = 0; i < length; i++) free(all[i].d);
  free(all);
}
