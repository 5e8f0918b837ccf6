// Values and regions: what the engine can say about a pointer or a number without
// running the program.
//
// A value is an integer, the address of a region, a symbol (some unknown but fixed
// value), a symbol plus a constant, a comparison of two values, or what an operation
// makes of them (`flags & 4`: the same each time it is asked for). A region is a piece
// of memory: a local, a global, what a symbol points at, and parts of these at a byte
// offset, so that the members of a union, and a struct and its first member, are one
// region. Array elements with an unknown index share the region "any element".
//
// Both are hash-consed in a table that lives for one function: equal means same number.
// Symbols come from a finite set (an instruction, a block and a region, ...), each in
// two generations, newest and older, which is what makes loops end.

#ifndef MEMCHECK_ENGINE_VALUE_H
#define MEMCHECK_ENGINE_VALUE_H

#include "base/array.h"
#include "ir/ir.h"

typedef uint32_t value;
typedef uint32_t region;

typedef enum value_kind {
  VALUE_INTEGER,   // [number]
  VALUE_ADDRESS,   // of region [a]
  VALUE_SYMBOL,    // [origin] with [a] and [b]
  VALUE_SUM,       // symbol [a] + [number]
  VALUE_COMPARE,   // [operator_] of values [a] and [b]
  VALUE_OPERATION, // the same, for the operators that make a number: a & b, a - b
  VALUE_CONTENT,   // all that region [a] holds: a struct as a value
} value_kind;

typedef enum symbol_origin {
  SYMBOL_PARAMETER, // initial value of parameter [a]
  SYMBOL_RESULT,    // result of the call at instruction [a]
  SYMBOL_OUT,       // what the call at [a] stored through argument [b]
  SYMBOL_OPAQUE,    // result of instruction [a], of which nothing is known
  SYMBOL_JOIN,      // what region [b] holds where paths meet at block [a]
  SYMBOL_HELD,      // what region [a] holds in version [b]
  SYMBOL_VERSION,   // contents of a root written by somebody at instruction [a], [b]:
                    // root
  SYMBOL_PLACE,     // what is at address [a], for use [b]: see place.h
  SYMBOL_MOVED,     // like JOIN at block [number], and certainly behind the start of
                    // what symbol [a] points at
} symbol_origin;

typedef struct value_data {
  value_kind kind;
  symbol_origin origin;
  uint32_t a, b;
  uint32_t generation; // 0 newest, 1 older
  ir_operator operator_;
  int64_t number;
} value_data;

typedef enum region_kind {
  REGION_LOCAL,     // [index]
  REGION_GLOBAL,    // [index]
  REGION_FUNCTION,  // [index]
  REGION_STRING,    // [index]
  REGION_TEMPORARY, // result of instruction [index], used in another block
  REGION_POINTEE,   // what symbol [index] points at
  REGION_PART,      // of region [index] at [offset]
  REGION_ANY,       // any element of the array at region [index]
  REGION_CONTENTS,  // not memory: the version of all contents of root [index]
  REGION_OUTSIDE,   // not memory: the version of all that strangers can write
} region_kind;

typedef struct region_data {
  region_kind kind;
  uint32_t index;
  int64_t offset;
} region_data;

// A symbol where paths meet, and one it may be there.
typedef struct value_member {
  value join, member;
} value_member;

typedef struct value_renaming {
  uint32_t round; // [to] is of this round
  value to;
} value_renaming;

typedef struct value_table {
  const ir_module *module;
  ARRAY(value_data) values;
  ARRAY(region_data) regions;
  ARRAY(uint32_t) value_slots; // open addressing; 0 is free, else id + 1
  ARRAY(uint32_t) region_slots;
  // These pair with values or regions.
  ARRAY(uint64_t)
  value_masks; // which symbols may be mentioned, by symbol number mod 64
  ARRAY(uint64_t) region_masks;
  ARRAY(region) roots;
  ARRAY(const char *) field_names; // the field that first made a part, for messages
  ARRAY(value_member) members;     // sorted
  ARRAY(uint32_t) marks; // by value: equal to [mark] where it was mentioned, see below
  uint32_t mark;
  ARRAY(value_renaming) renamings; // by value, see value_renamed()
  uint32_t renaming_round;
  uint64_t renaming_mask; // of the symbols to be renamed
} value_table;

void value_table_init(value_table *table, const ir_module *module);
void value_table_clear(value_table *table);

// The number of [data], made at need: for the functions below, which say what they
// make.
value value_intern(value_table *table, value_data data);
value value_integer(value_table *table, int64_t number);
value value_address(value_table *table, region region);
value value_symbol(value_table *table, symbol_origin origin, uint32_t a, uint32_t b,
                   uint32_t generation);
// What [region] holds where paths meet at [block]: a pointer that all of them moved on
// from [base], by different ways.
value value_moved(value_table *table, value base, region region, uint32_t block);
// [symbol] of the round before.
value value_older(value_table *table, value symbol);
// [base] + [number] for any base; an integer or address folds.
value value_sum(value_table *table, value base, int64_t number);
// Folds what is known from the operands alone.
value value_compare(value_table *table, ir_operator op, value a, value b);
// [a] and [b] must be integers, symbols or sums, so that operations do not pile up.
value value_operation(value_table *table, ir_operator op, value a, value b);
value value_content(value_table *table, region region);

region region_local(value_table *table, uint32_t local);
region region_global(value_table *table, uint32_t global);
region region_of_function(value_table *table, uint32_t function);
region region_string(value_table *table, uint32_t string);
region region_temporary(value_table *table, uint32_t instruction);
region region_part(value_table *table, region base, int64_t offset);
region region_any(value_table *table, region array);
region region_contents(value_table *table, region root);
region region_outside(value_table *table);
// What [pointer] points at: a region for every value but integers.
bool region_pointee(value_table *table, value pointer, region *region);

// The bit of [symbol] in value_masks and region_masks.
static inline uint64_t value_symbol_bit(value symbol)
{
  return (uint64_t)1 << (symbol % 64);
}

static inline const value_data *value_get(const value_table *table, value v)
{
  return &table->values.items[v];
}

static inline const region_data *region_get(const value_table *table, region r)
{
  return &table->regions.items[r];
}

// The local, global, string, pointee, ... that [region] is a part of.
static inline region region_root(const value_table *table, region r)
{
  return table->roots.items[r];
}

bool value_is_integer(const value_table *table, value v, int64_t *number);
// Fit for value_operation().
bool value_is_simple(const value_table *table, value v);
// The symbol that [v] is, points into, or adds a constant to.
bool value_base_symbol(const value_table *table, value v, value *symbol);
// The symbol whose pointee [region] is a part of.
bool region_base_symbol(const value_table *table, region region, value *symbol);
// Notes that the SYMBOL_JOIN [join] may be [member].
void value_add_member(value_table *table, value join, value member);
// The first of [table]->members that is of [join]; those of one symbol are neighbours.
uint32_t value_first_member(const value_table *table, value join);
// Where [v] points beside the start of what symbol [base] points at: by [offset] bytes,
// or somewhere behind the start ([offset] is 0). False: at the start, or who knows.
bool value_is_offset(value_table *table, value v, value *base, int64_t *offset);
// Is [region] within an element of which the index is unknown?
bool region_is_under_any(const value_table *table, region region);
// Was [v] read from such an element? [root] is what that is a part of.
bool value_is_any_element(const value_table *table, value v, region *root);
// How many loads through unknown memory [v] took from a parameter or global.
uint32_t value_depth(const value_table *table, value v);
// Past this depth, what lies behind unknown memory is one symbol per root, so that
// chains of unknown pointers end.
#define VALUE_DEPTH 4
// Is the symbol [v] what a parameter, a global, or memory behind these held at entry?
bool value_is_rooted(const value_table *table, value v);
// Does the symbol [v] stand for all that its root holds?
bool value_is_collective(const value_table *table, value v);

// [v] with each mention of symbol [from] replaced by [to].
value value_substitute(value_table *table, value v, value from, value to);
region region_substitute(value_table *table, region region, value from, value to);
bool value_mentions(const value_table *table, value v, value symbol);
// Which symbols do many values and regions mention? Starts a new set, adds to it, asks.
void value_marks_begin(value_table *table);
void value_mark(value_table *table, value v);
// Adds [symbol] alone; false if it was there.
bool value_mark_one(value_table *table, value symbol);
void region_mark(value_table *table, region region);
bool value_is_marked(const value_table *table, value symbol);
bool region_mentions(const value_table *table, region region, value symbol);

// ---- rename.c: the same for many symbols at once. ----

void value_renamings_begin(value_table *table);
void value_rename(value_table *table, value from, value to);
// [v] with all that was told by value_rename() since the last begin.
value value_renamed(value_table *table, value v);
region region_renamed(value_table *table, region region);

#endif
