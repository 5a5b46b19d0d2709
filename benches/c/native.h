/* The native side of the workloads, the same for every column in C. */

#ifndef NATIVE_H
#define NATIVE_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LENGTH = 1000, DEPTH = 12 };

/* { a : int; b : float; c : int64; d : string; e : int * float } */
struct record {
  int64_t a;
  double b;
  int64_t c;
  char *d;
  size_t d_length;
  int64_t e_0;
  double e_1;
};

/* A node; or a leaf, which has a number and nothing on its left. */
struct tree {
  struct tree *left;
  union {
    struct tree *right;
    int64_t number;
  };
};

enum shape_case { NOTHING, NUMBER, PAIR, NESTED };

/* Nothing | Number of int | Pair of float * string | Nested of record */
struct shape {
  enum shape_case which;
  int64_t number;
  double first;
  char *second;
  size_t second_length;
  struct record nested;
};

/* What is sent to OCaml. */
extern const int64_t *ints(size_t length);
extern const double *doubles(size_t length);
extern const char *text(void);
extern const struct record *a_record(void);
extern const struct record *records(void);
extern const struct tree *a_tree(void);

/* Raises Invalid_argument where the bytes aren't UTF-8. */
extern void check_text(const char *bytes, size_t length);
extern char *copy_text(const char *bytes, size_t length);
extern struct tree *new_leaf(int64_t number);
extern struct tree *new_node(struct tree *left, struct tree *right);
extern int64_t last_leaf(const struct tree *tree);
extern void free_tree(struct tree *tree);
extern int64_t sum_record(const struct record *record);
extern void free_records(struct record *all, size_t length);

#endif
