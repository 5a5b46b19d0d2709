/* How values are read, optimised by hand; shared with the column that reserves in bulk. */

#ifndef OPTIMISED_H
#define OPTIMISED_H

#include <caml/mlvalues.h>

#include "native.h"

extern int64_t *read_list(value list, size_t *length);
extern void read_record(value v, struct record *record);
extern struct record *read_records(value list, size_t *length);
extern void read_shape(value v, struct shape *shape);
extern void free_shape(struct shape *shape);
extern struct tree *read_tree(value v);

#endif
