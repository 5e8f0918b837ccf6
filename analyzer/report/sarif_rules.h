// SARIF rules: what SARIF's `rules` says of each rule this build knows.

#ifndef MEMCHECK_REPORT_SARIF_RULES_H
#define MEMCHECK_REPORT_SARIF_RULES_H

#include "base/json_writer.h"

// Writes the array "rules", in the order of rule_at(). [folder] holds the explain pages
// (<ID>.md) that give full descriptions and help; NULL, or a page that is missing,
// leaves the rule's title. A page's first paragraph is its full description.
void sarif_rules_write(json_writer *json, const char *folder);

#endif
