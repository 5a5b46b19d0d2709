#include <caml/fail.h>

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

static struct tree *grow(int depth, int64_t first)
{
  if (depth == 0) return new_leaf(first);
  return new_node(grow(depth - 1, first), grow(depth - 1, first + (1 << (depth - 1))));
}

const struct tree *a_tree(void)
{
  static struct tree *made;
  if (made == NULL) made = grow(DEPTH, 0);
  return made;
}

/* The length of a sequence of UTF-8, 0 where it is none: the table of Unicode 16.0, 3-7. */
static size_t sequence(const unsigned char *bytes, size_t length)
{
  unsigned char first = bytes[0], low = 0x80, high = 0xbf;
  size_t n = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (n == 0 || n > length || first > 0xf4) return 0;
  if (first == 0xe0) low = 0xa0;
  if (first == 0xed) high = 0x9f;
  if (first == 0xf0) low = 0x90;
  if (first == 0xf4) high = 0x8f;
  if (n > 1 && (bytes[1] < low || bytes[1] > high)) return 0;
  for (size_t i = 2; i < n; i++)
    if ((bytes[i] & 0xc0) != 0x80) return 0;
  return n;
}

/* Whether [n] words from there on are ASCII. */
static inline int are_ascii(const char *bytes, size_t n)
{
  uint64_t all = 0;
  for (size_t i = 0; i < n; i++) {
    uint64_t word;
    memcpy(&word, bytes + 8 * i, sizeof word);
    all |= word;
  }
  return (all & 0x8080808080808080) == 0;
}

/* ASCII is passed over in larger steps, of which the compiler makes vectors. */
void check_text(const char *bytes, size_t length)
{
  size_t at = 0;
  while (at < length) {
    if (length - at >= 512 && are_ascii(bytes + at, 64)) {
      at += 512;
    } else if (length - at >= 8 && are_ascii(bytes + at, 1)) {
      at += 8;
    } else {
      size_t n = sequence((const unsigned char *)bytes + at, length - at);
      if (n == 0) caml_invalid_argument("not UTF-8");
      at += n;
    }
  }
}

char *copy_text(const char *bytes, size_t length)
{
  char *copy = malloc(length + 1);
  memcpy(copy, bytes, length + 1);
  return copy;
}

struct tree *new_leaf(int64_t number)
{
  struct tree *leaf = malloc(sizeof *leaf);
  leaf->left = NULL;
  leaf->number = number;
  return leaf;
}

struct tree *new_node(struct tree *left, struct tree *right)
{
  struct tree *node = malloc(sizeof *node);
  node->left = left;
  node->right = right;
  return node;
}

int64_t last_leaf(const struct tree *tree)
{
  while (tree->left != NULL) tree = tree->right;
  return tree->number;
}

void free_tree(struct tree *tree)
{
  if (tree->left != NULL) {
    free_tree(tree->left);
    free_tree(tree->right);
  }
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
