// Fuzz: the fact grammar. Whatever is read prints to a text that reads back to the
// same, and whatever is refused names a column within the text.

#include "base/memory.h"
#include "model/fact.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
  char *text = memory_alloc(length + 1);
  memcpy(text, bytes, length);
  text[length] = '\0';

  arena arena = {0};
  fact first = {0}, second = {0};
  fact_error error = {0};
  strbuf once = {0}, twice = {0};
  if (fact_parse(&arena, text, &first, &error)) {
    fact_print(&first, &once);
    if (!fact_parse(&arena, strbuf_text(&once), &second, &error))
      abort();
    fact_print(&second, &twice);
    if (strcmp(strbuf_text(&once), strbuf_text(&twice)) != 0)
      abort();
  } else if (error.column == 0 || error.column > strlen(text) + 1) {
    abort();
  }
  strbuf_clear(&once);
  strbuf_clear(&twice);
  arena_clear(&arena);
  free(text);
  return 0;
}
