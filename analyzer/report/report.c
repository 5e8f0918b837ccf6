#include "report/report.h"
#include "report/formats.h"

#include <assert.h>
#include <string.h>

static const struct {
  const char *name;
  void (*write)(const report *report, strbuf *out);
} formats[REPORT_FORMAT_COUNT] = {
    [REPORT_TEXT] = {"text", text_write},
    [REPORT_CONCISE] = {"concise", concise_write},
    [REPORT_JSON] = {"json", json_write},
    [REPORT_SARIF] = {"sarif", sarif_write},
};

const char *report_format_name(report_format format)
{
  assert(format < REPORT_FORMAT_COUNT);
  return formats[format].name;
}

bool report_format_from_name(const char *name, report_format *format)
{
  for (int i = 0; i < REPORT_FORMAT_COUNT; i++)
    if (strcmp(formats[i].name, name) == 0) {
      *format = (report_format)i;
      return true;
    }
  return false;
}

void report_write(const report *report, report_format format, strbuf *out)
{
  assert(format < REPORT_FORMAT_COUNT);
  formats[format].write(report, out);
}
