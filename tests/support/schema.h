// JSON schemas: python3-jsonschema, called on what a test has written.
#ifndef MEMCHECK_SCHEMA_H
#define MEMCHECK_SCHEMA_H

#include "golden.h"

// Holds [text] against the schema at [schema], a path in the source tree. [name] is a
// name for the copy in the build folder.
static inline void assert_follows_schema(const char *schema, const char *name,
                                         const char *text)
{
  char path[4096];
  char command[16384];
  snprintf(path, sizeof path, "%s/%s", TEST_BINARY_DIR, name);
  golden_write(path, text);
  snprintf(command, sizeof command,
           "python3 '%s/tests/support/validate_json.py' '%s/%s' '%s'", TEST_SOURCE_DIR,
           TEST_SOURCE_DIR, schema, path);
  if (system(command) != 0)
    fail_msg("%s does not follow %s (needs python3-jsonschema)", path, schema);
}

#endif
