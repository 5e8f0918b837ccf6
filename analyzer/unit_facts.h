// Unit facts: what rule files and attributes say of each function of a unit.

#ifndef MEMCHECK_UNIT_FACTS_H
#define MEMCHECK_UNIT_FACTS_H

#include "ir/ir.h"
#include "model/pack.h"

// By function of [module], NULL where nothing is said; in memory of [arena]. Attributes
// go before rule files, name families come last. [packs] gains a kind for each
// releasing function that no rule names.
const fact **unit_find_facts(arena *arena, const ir_module *module, pack_set *packs,
                             const pack_selection *selection);
// By global of [module]: what rule files say of the function that a library's variable
// points at (xmlFree), NULL where nothing is said.
const fact **unit_find_variable_facts(arena *arena, const ir_module *module,
                                      const pack_selection *selection);

// The paths of all files of [module], in memory of [arena].
const char **unit_file_paths(arena *arena, const ir_module *module);

#endif
