#include "report/sarif_rules.h"
#include "model/finding.h"
#include "project/files.h"

#include <ctype.h>
#include <string.h>

static void write_message(json_writer *json, const char *key, const char *text)
{
  json_open_object(json, key);
  json_string(json, "text", text);
  json_close(json);
}

// "double release" becomes "DoubleRelease".
static void add_pascal_case(const char *title, strbuf *out)
{
  bool starts_word = true;
  for (; *title != '\0'; title++) {
    unsigned char c = (unsigned char)*title;
    if (isalnum(c))
      strbuf_add_char(out, (char)(starts_word ? toupper(c) : c));
    starts_word = !isalnum(c);
  }
}

// "double release" becomes "Double release."
static void add_sentence(const char *title, strbuf *out)
{
  strbuf_add_char(out, (char)toupper((unsigned char)title[0]));
  strbuf_add(out, title + 1);
  strbuf_add_char(out, '.');
}

// The first paragraph of [page] that is no heading, as one line without backquotes.
static void add_first_paragraph(const char *page, strbuf *out)
{
  while (*page != '\0') {
    size_t length = strcspn(page, "\n");
    bool is_text = strspn(page, " \t\r") < length && page[0] != '#';
    if (!is_text && out->length > 0)
      return;
    if (is_text && out->length > 0)
      strbuf_add_char(out, ' ');
    for (size_t i = 0; is_text && i < length; i++)
      if (page[i] != '`' && page[i] != '\r')
        strbuf_add_char(out, page[i]);
    page += length;
    page += *page == '\n';
  }
}

static bool read_page(const char *folder, const char *id, strbuf *page)
{
  if (folder == NULL)
    return false;
  strbuf path = {0};
  strbuf_addf(&path, "%s/%s.md", folder, id);
  bool is_read = files_read(strbuf_text(&path), page);
  strbuf_clear(&path);
  return is_read && page->length > 0;
}

static void write_descriptions(json_writer *json, const rule *rule, const char *folder)
{
  strbuf sentence = {0};
  strbuf page = {0};
  strbuf description = {0};
  add_sentence(rule->title, &sentence);
  if (read_page(folder, rule->id, &page))
    add_first_paragraph(strbuf_text(&page), &description);
  else
    strbuf_addf(&page, "%s See `memcheck explain %s`.", strbuf_text(&sentence),
                rule->id);
  write_message(json, "shortDescription", strbuf_text(&sentence));
  write_message(json, "fullDescription",
                strbuf_text(description.length > 0 ? &description : &sentence));
  json_open_object(json, "help");
  json_string(json, "text", strbuf_text(&page));
  json_string(json, "markdown", strbuf_text(&page));
  json_close(json);
  strbuf_clear(&description);
  strbuf_clear(&page);
  strbuf_clear(&sentence);
}

static void write_rule(json_writer *json, const rule *rule, const char *folder)
{
  json_open_object(json, NULL);
  strbuf name = {0};
  add_pascal_case(rule->title, &name);
  json_string(json, "id", rule->id);
  json_string(json, "name", strbuf_text(&name));
  strbuf_clear(&name);
  write_descriptions(json, rule, folder);
  json_open_object(json, "defaultConfiguration");
  json_bool(json, "enabled", rule->is_default);
  json_string(json, "level", severity_name(rule->severity));
  json_close(json);
  json_open_object(json, "properties");
  json_open_array(json, "tags");
  json_string(json, NULL, rule->group);
  json_close(json);
  json_close(json);
  json_close(json);
}

void sarif_rules_write(json_writer *json, const char *folder)
{
  json_open_array(json, "rules");
  for (uint32_t i = 0; i < rule_count(); i++)
    write_rule(json, rule_at(i), folder);
  json_close(json);
}
