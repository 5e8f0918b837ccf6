// Finding: one fault, with the path that shows it.
//
// Places are resolved: a finding outlives the IR it was found in, travels in a unit
// file, and is all that a report sees.

#ifndef MEMCHECK_MODEL_FINDING_H
#define MEMCHECK_MODEL_FINDING_H

#include "base/array.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR } severity;
typedef enum confidence {
  CONFIDENCE_LOW,
  CONFIDENCE_MEDIUM,
  CONFIDENCE_HIGH
} confidence;

const char *severity_name(severity severity);       // "note", "warning", "error"
const char *confidence_name(confidence confidence); // "low", "medium", "high"
// False if [text] names none.
bool severity_from_name(const char *text, severity *severity);
bool confidence_from_name(const char *text, confidence *confidence);

typedef struct finding_place {
  const char *file;              // path as the unit knows it
  uint32_t line, column;         // from 1; columns count bytes
  uint32_t end_line, end_column; // after the last character
} finding_place;

typedef struct finding_event {
  finding_place place;
  const char *text; // "'key' is allocated", without number or full stop
} finding_event;

typedef struct finding_fix {
  finding_place place; // replaced by [text]; empty range: inserted before it
  const char *text;
} finding_fix;

typedef struct finding {
  const char *rule; // "MC1001"
  severity severity;
  confidence confidence;
  const char *message;  // "stream 'in' leaks when parse() fails"
  const char *function; // where the primary place is, or ""
  finding_place place;  // primary: where the fault shows
  finding_place origin; // where the object was acquired; line 0: none
  uint32_t event_count;
  const finding_event *events; // in the order of the path; the last is at [place]
  const char *ledger;          // "in  acquired 1 · released 0  =>  1 leaked", or ""
  const char *help;            // "release it with fclose() before returning", or ""
  bool has_fix;
  finding_fix fix;
  const char *acquirer;   // name of the acquiring function, or ""
  const char *expression; // tokens of the primary expression, one space apart
  // The function that the finding rests on, where only a name family describes it, and
  // the call; else "".
  const char *family;
  finding_place family_place;
  // Findings of one unit, rule and [function] with the same [fault] are one fault that
  // shows at several places. They are numbered by [choice]; 0 is the one to tell.
  uint32_t fault, choice;
  // Set by linking where a comment of the source allows it: the reason it gives, and
  // where it stands. Else NULL.
  const char *justification;
  finding_place allowed_at;
} finding;

// The rules known to this build (rules.def).
typedef struct rule {
  const char *id;
  const char *group; // "resources", "meta", ...
  severity severity;
  bool is_default;
  const char *title;
} rule;

uint32_t rule_count(void);
const rule *rule_at(uint32_t index);
const rule *rule_find(const char *id); // NULL if unknown
// Is [word] its id ("MC1001"), a prefix of that ("MC1") or its group ("resources")?
bool rule_is_named(const rule *rule, const char *word);
// What [word], which names no rule, may have been meant to be: an id or a group; or
// NULL.
const char *rule_suggest(const char *word);

// By file, line, column, rule, message: the order of every report.
int finding_compare(const finding *a, const finding *b);

#endif
