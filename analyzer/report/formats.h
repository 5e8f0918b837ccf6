// Formats: the writers behind report_write().

#ifndef MEMCHECK_REPORT_FORMATS_H
#define MEMCHECK_REPORT_FORMATS_H

#include "report/report.h"

void text_write(const report *report, strbuf *out);
void concise_write(const report *report, strbuf *out);
void json_write(const report *report, strbuf *out);
void sarif_write(const report *report, strbuf *out);

#endif
