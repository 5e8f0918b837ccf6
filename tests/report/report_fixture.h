// A report of every kind of finding over the sources in tests/golden/report.
#ifndef MEMCHECK_REPORT_FIXTURE_H
#define MEMCHECK_REPORT_FIXTURE_H

#include "report/report.h"

#define FIXTURE_ROOT TEST_SOURCE_DIR "/tests/golden/report"
#define FIXTURE_COUNT(array) (sizeof(array) / sizeof *(array))

// The reference leak that the product's first page shows.
static const finding_event key_events[] = {
    {{"src/registry.c", 33, 21, 33, 47}, "new reference (+1)"},
    {{"src/registry.c", 36, 9, 36, 20}, "assuming 'key' is not NULL"},
    {{"src/registry.c", 39, 9, 39, 44}, "fails; never steals 'key'"},
    {{"src/registry.c", 41, 9, 41, 20}, "'key' still owns 1 reference"},
};
static const finding key_leaks = {
    .rule = "MC2101",
    .severity = SEVERITY_ERROR,
    .confidence = CONFIDENCE_HIGH,
    .message = "reference leaked when PyDict_SetItem fails",
    .function = "registry_add",
    .place = {"src/registry.c", 41, 9, 41, 20},
    .origin = {"src/registry.c", 33, 21, 33, 47},
    .event_count = FIXTURE_COUNT(key_events),
    .events = key_events,
    .ledger = "key  acquired 1 \xc2\xb7 released 0 \xc2\xb7 handed on 0  =>  1 leaked",
    .help = "release it before returning",
    .has_fix = true,
    .fix = {{"src/registry.c", 41, 9, 41, 9}, "Py_DECREF(key);\n        "},
    .acquirer = "PyUnicode_FromString",
    .expression = "return NULL ;",
};

// A path that goes through a macro of a header and back.
static const finding_event out_events[] = {
    {{"src/registry.c", 49, 15, 49, 31}, "'out' is opened"},
    {{"src/registry.c", 50, 3, 50, 13}, "'CHECK' is expanded here"},
    {{"src/registry.h", 4, 9, 4, 25}, "assuming 'out' is not NULL"},
    {{"src/registry.c", 51, 7, 51, 25}, "assuming write_all() succeeds"},
    {{"src/registry.c", 51, 29, 51, 45}, "fails"},
    {{"src/registry.c", 52, 5, 52, 11}, "'out' is still open"},
};
static const finding out_leaks = {
    .rule = "MC1001",
    .severity = SEVERITY_ERROR,
    .confidence = CONFIDENCE_MEDIUM,
    .message = "stream 'out' leaks when fflush() fails",
    .function = "registry_dump",
    .place = {"src/registry.c", 52, 5, 52, 11},
    .origin = {"src/registry.c", 49, 15, 49, 31},
    .event_count = FIXTURE_COUNT(out_events),
    .events = out_events,
    .ledger = "out  acquired 1 \xc2\xb7 released 0 \xc2\xb7 handed on 0  =>  1 leaked",
    .help = "close it with fclose() before returning",
    .acquirer = "fopen",
    .expression = "return ;",
};

// Of a source that is no longer there.
static const finding_event gone_events[] = {
    {{"src/gone file.c", 7, 3, 7, 9}, "released here"},
    {{"src/gone file.c", 120, 3, 120, 9}, "released again"},
};
static const finding gone_twice = {
    .rule = "MC1002",
    .severity = SEVERITY_WARNING,
    .confidence = CONFIDENCE_MEDIUM,
    .message = "'p' is released twice",
    .function = "drop",
    .place = {"src/gone file.c", 120, 3, 120, 9},
    .origin = {"src/gone file.c", 3, 3, 3, 9},
    .event_count = FIXTURE_COUNT(gone_events),
    .events = gone_events,
    .ledger = "",
    .help = "",
    .acquirer = "malloc",
    .expression = "free ( p )",
};

// What a comment allows.
static const finding_event kept_events[] = {
    {{"src/registry.c", 54, 3, 54, 9}, "'out' is still open"},
};
static const finding kept_open = {
    .rule = "MC1001",
    .severity = SEVERITY_ERROR,
    .confidence = CONFIDENCE_HIGH,
    .message = "stream 'log' leaks",
    .function = "registry_dump",
    .place = {"src/registry.c", 54, 3, 54, 9},
    .origin = {"src/registry.c", 49, 15, 49, 31},
    .event_count = FIXTURE_COUNT(kept_events),
    .events = kept_events,
    .ledger = "",
    .help = "",
    .acquirer = "fopen",
    .expression = "fopen ( path , \"w\" )",
    .justification = "the \"kernel\" closes it",
    .allowed_at = {"src/registry.c", 53, 6, 53, 52},
};

// Without a path, a function or a ledger.
static const finding bare_note = {
    .rule = "MC0001",
    .severity = SEVERITY_NOTE,
    .confidence = CONFIDENCE_HIGH,
    .message = "suppression unused",
    .function = "",
    .place = {"src/registry.c", 35, 5, 35, 29},
    .origin = {"", 0, 0, 0, 0},
    .ledger = "",
    .help = "",
    .acquirer = "",
    .expression = "",
};

static const finding *const fixture_findings[] = {&gone_twice, &bare_note, &key_leaks,
                                                  &out_leaks, &kept_open};
static const report_problem fixture_problems[] = {
    {"src/broken.c", false, "src/broken.c:3:10: fatal: 'x.h' file not found"},
    {"src/broken.c", false, "src/broken.c:4:10: fatal: 'y.h' file not found"},
    {"src/huge.c", true, "killed after 60 s"},
};

static inline report fixture_report(void)
{
  return (report){
      .root = FIXTURE_ROOT,
      .directory = FIXTURE_ROOT,
      .finding_count = FIXTURE_COUNT(fixture_findings),
      .findings = fixture_findings,
      .problem_count = FIXTURE_COUNT(fixture_problems),
      .problems = fixture_problems,
      .unit_count = 214,
      .analyzed_count = 213,
      .cached_count = 198,
      .tainted_count = 3,
      .baseline_count = 2,
      .suppressed_count = 1,
      .seconds = 1.84,
      .exit_code = 1,
      .explain_folder = FIXTURE_ROOT "/explain",
  };
}

#endif
