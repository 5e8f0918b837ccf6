// Rule choice: --select and --ignore, as ids ("MC1001"), prefixes ("MC1") or groups
// ("resources").

#ifndef MEMCHECK_CLI_RULE_CHOICE_H
#define MEMCHECK_CLI_RULE_CHOICE_H

#include "model/finding.h"
#include "project/text_list.h"

// Says that [word] names no rule, and which one may have been meant.
void rule_unknown(const char *word);

// Puts the ids of the rules to check into [ids]: those that [select] names (none: the
// default ones) without those that [ignore] names. Both hold words joined by commas.
// False: logged.
bool rule_choice_make(const text_list *select, const text_list *ignore, text_list *ids);

#endif
