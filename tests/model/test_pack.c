#include "pack_fixture.h"

#include <sys/stat.h>

#define HEAD "version: 1\nlibrary: net\nheaders: [net.h]\n"

// Adds a file with [text] and loads it; what was said must be [expected], where "%"
// stands for the file's path.
static void assert_says_bytes(pack_fixture *f, const void *text, size_t length,
                              const char *expected)
{
  const char *path = pack_file(f, "net.yaml", text, length);
  pack_capture(f);
  bool is_good = pack_set_add(f->set, path) && pack_set_load_all(f->set);
  const char *said = pack_said(f);
  char wanted[1024] = "";
  for (const char *c = expected; *c != '\0'; c++) {
    if (*c == '%')
      strcat(wanted, path);
    else
      strncat(wanted, c, 1);
  }
  assert_string_equal(said, wanted);
  assert_int_equal(is_good, *expected == '\0');
}

static void assert_says(pack_fixture *f, const char *text, const char *expected)
{
  assert_says_bytes(f, text, strlen(text), expected);
}

// ---- What is read ------------------------------------------------------------------

static void a_head_is_read_and_the_rest_is_not(void **state)
{
  pack_fixture *f = *state;
  assert_true(pack_set_add(f->set, pack_text(f, "net.yaml",
                                             HEAD "functions:\n  a: (this is no fact\n"
                                                  "\tand this is no YAML\n")));
  assert_int_equal(pack_set_count(f->set), 1);
  pack_summary summary = pack_set_summary(f->set, 0);
  assert_string_equal(summary.library, "net");
  assert_int_equal(summary.header_count, 1);
  assert_string_equal(summary.headers[0], "net.h");
  assert_false(summary.is_loaded);
  assert_int_equal(summary.fact_count, 0);
}

static void the_head_may_stand_in_any_order(void **state)
{
  pack_fixture *f = *state;
  const char *path =
      pack_text(f, "net.yaml",
                "# a comment\nheaders: [a.h, \"b/*.h\"]\nlibrary: net\nversion: 1\n");
  assert_true(pack_set_add(f->set, path));
  assert_int_equal(pack_set_summary(f->set, 0).header_count, 2);
  assert_string_equal(pack_set_summary(f->set, 0).headers[1], "b/*.h");
}

static void a_pack_with_every_section_is_read(void **state)
{
  pack_fixture *f = *state;
  const char *path = pack_text(
      f, "net.yaml",
      HEAD
      "kinds:\n"
      "  conn: {counted: {field: refs, retain: conn_ref, release: conn_unref}, "
      "severity: "
      "warning}\n"
      "  buf:  {release: buf_free, noun: buffer, compatible: [free, g_free]}\n"
      "  fd:   {noun: descriptor, release: close, none: \"< 0\"}\n"
      "  obj:\n"
      "    counted: {release: obj_put}\n"
      "    types: [obj, \"Obj*\"]\n"
      "    immortal: [obj_none]\n"
      "    unknown-call: (...) -> new obj or NULL raises\n"
      "error-state: {query: err, clear: [err_clear]}\n"
      "fields:\n"
      "  Tuple.items: holds obj\n"
      "functions:\n"
      "  conn_new: (_) -> new conn or NULL\n"
      "  Api.open: (_, _) -> new obj or NULL raises   # a call through a field\n"
      "roles:\n"
      "  dealloc: {releases: owned fields}\n"
      "  method: {fact: \"(self, args) -> new obj or NULL raises\"}\n"
      "families:\n"
      "  - {match: \"net_*\", new: \"_new\", free: \"_free\", ref: \"_ref\", unref: "
      "\"_unref\", borrow: \"_get0_*\", own: \"_get1_*\"}\n"
      "globals:\n"
      "  - {match: default_conn, policy: owner, teardown: net_shutdown}\n"
      "  - {match: \"*_cache\", policy: bounded}\n");
  assert_true(pack_set_add(f->set, path));
  assert_true(pack_set_load_all(f->set));
  pack_summary summary = pack_set_summary(f->set, 0);
  assert_true(summary.is_loaded);
  assert_int_equal(summary.fact_count, 2);

  const pack_kind *conn = pack_set_kind(f->set, "conn");
  assert_non_null(conn);
  assert_true(conn->is_counted);
  assert_string_equal(conn->noun, "conn");
  assert_string_equal(conn->count_field, "refs");
  assert_string_equal(conn->retain, "conn_ref");
  assert_string_equal(conn->release, "conn_unref");
  assert_string_equal(conn->severity, "warning");
  assert_string_equal(conn->library, "net");

  const pack_kind *buf = pack_set_kind(f->set, "buf");
  assert_false(buf->is_counted);
  assert_string_equal(buf->noun, "buffer");
  assert_int_equal(buf->compatible_count, 2);
  assert_string_equal(buf->compatible[1], "g_free");
  assert_null(buf->severity);

  const pack_kind *fd = pack_set_kind(f->set, "fd");
  assert_true(fd->has_none);
  assert_int_equal(fd->none.compare, COMPARE_LESS);
  assert_int_equal(fd->none.number, 0);

  const pack_kind *obj = pack_set_kind(f->set, "obj");
  assert_int_equal(obj->type_count, 2);
  assert_string_equal(obj->types[1], "Obj*");
  assert_int_equal(obj->immortal_count, 1);
  assert_string_equal(obj->immortals[0], "obj_none");
  assert_false(obj->has_none);
  assert_null(pack_set_kind(f->set, "nothing"));
}

static void a_kind_may_be_defined_after_its_use_or_in_another_file(void **state)
{
  pack_fixture *f = *state;
  assert_true(pack_set_add(f->set, pack_text(f, "net.yaml",
                                             HEAD "functions:\n"
                                                  "  a: () -> new conn\n"
                                                  "  b: () -> new heap\n"
                                                  "kinds:\n"
                                                  "  conn: {release: conn_free}\n")));
  assert_true(pack_set_add(
      f->set, pack_text(f, "libc.yaml",
                        "version: 1\nlibrary: base\nheaders: [stdlib.h]\n"
                        "functions:\n  malloc: (_) -> new heap or NULL\n"
                        "kinds:\n  heap: {noun: block, release: free}\n")));
  static const char *const headers[] = {"/usr/include/net.h"};
  pack_selection *selection = pack_select(f->set, headers, 1);
  assert_non_null(selection);
  pack_selection_free(selection);
  assert_string_equal(pack_set_kind(f->set, "heap")->noun, "block");
  assert_true(pack_set_summary(f->set, 0).is_loaded);
  assert_false(pack_set_summary(f->set, 1).is_loaded); // its kinds were enough
  assert_true(pack_set_load_all(f->set));
  assert_int_equal(pack_set_summary(f->set, 1).fact_count, 1);
}

static void a_folder_gives_its_rule_files_in_the_order_of_their_names(void **state)
{
  pack_fixture *f = *state;
  pack_text(f, "b.yaml", "version: 1\nlibrary: b\nheaders: [b.h]\n");
  pack_text(f, "a.yaml", "version: 1\nlibrary: a\nheaders: [a.h]\n");
  pack_text(f, "Z.yaml", "version: 1\nlibrary: z\nheaders: [z.h]\n");
  pack_text(f, "notes.md", "not a rule file\n");
  pack_text(f, ".hidden.yaml", "not a rule file\n");
  assert_true(pack_set_add_folder(f->set, f->folder));
  assert_int_equal(pack_set_count(f->set), 3);
  assert_string_equal(pack_set_summary(f->set, 0).library, "z");
  assert_string_equal(pack_set_summary(f->set, 1).library, "a");
  assert_string_equal(pack_set_summary(f->set, 2).library, "b");
}

// ---- What is wrong with a file -----------------------------------------------------

static void a_missing_file_or_folder_is_named(void **state)
{
  pack_fixture *f = *state;
  pack_capture(f);
  assert_false(pack_set_add(f->set, "/nonexistent/x.yaml"));
  assert_false(pack_set_add_folder(f->set, "/nonexistent"));
  assert_string_equal(pack_said(f), "/nonexistent/x.yaml:1:1: cannot be opened (No "
                                    "such file or directory), expected a "
                                    "rule file\n"
                                    "/nonexistent:1:1: cannot be opened (No such file "
                                    "or directory), expected a folder "
                                    "of rule files\n");
}

static void a_folder_is_no_rule_file(void **state)
{
  pack_fixture *f = *state;
  pack_capture(f);
  assert_false(pack_set_add(f->set, f->folder));
  char expected[256];
  snprintf(expected, sizeof expected,
           "%s:1:1: cannot be read (Is a directory), expected a rule file\n",
           f->folder);
  assert_string_equal(pack_said(f), expected);
}

static void an_empty_file_is_an_error(void **state)
{
  assert_says(*state, "", "%:1:1: the file is empty, expected 'version: 1'\n");
}

static void a_file_of_comments_is_an_error(void **state)
{
  assert_says(*state, "# nothing\n",
              "%:2:1: the file is empty, expected 'version: 1'\n");
}

static void a_text_that_is_no_mapping_is_an_error(void **state)
{
  assert_says(*state, "hello world\n", "%:1:1: the file is text, expected a mapping\n");
}

static void a_list_is_no_rule_file(void **state)
{
  assert_says(*state, "- a\n- b\n", "%:1:1: the file is a list, expected a mapping\n");
}

static void bad_yaml_is_an_error_at_its_place(void **state)
{
  assert_says(
      *state, HEAD "functions:\n  a: (_) -> x: y\n",
      "%:5:14: not YAML: mapping values are not allowed in this context, expected "
      "lines like 'name: fact'\n");
}

static void a_tab_in_the_indentation_is_an_error(void **state)
{
  assert_says(*state, HEAD "functions:\n\ta: (_)\n",
              "%:5:1: a tab in the indentation, expected spaces\n");
}

static void a_tab_after_spaces_in_the_indentation_is_an_error(void **state)
{
  assert_says(*state, HEAD "functions:\n  a: (_)\n  \tb: (_)\n",
              "%:6:3: a tab in the indentation, expected spaces\n");
}

static void bytes_that_are_not_utf8_are_an_error_at_their_place(void **state)
{
  assert_says(*state, HEAD "functions:\n  a: (_) # \xff\n",
              "%:5:12: not UTF-8 text (invalid leading UTF-8 octet), expected a rule "
              "file\n");
}

static void binary_bytes_are_an_error(void **state)
{
  static const char bytes[] = {0, 1, 2, 3};
  assert_says_bytes(
      *state, bytes, sizeof bytes,
      "%:1:1: not UTF-8 text (control characters are not allowed), expected "
      "a rule file\n");
}

static void a_second_document_is_an_error(void **state)
{
  assert_says(*state, HEAD "---\nversion: 1\n",
              "%:4:1: a second YAML document, expected one a file\n");
}

static void an_alias_is_an_error(void **state)
{
  assert_says(*state, HEAD "kinds: &k {}\nfunctions: *k\n",
              "%:5:12: a YAML alias, expected text\n");
}

// ---- What is wrong with a head -----------------------------------------------------

static void another_version_is_an_error(void **state)
{
  assert_says(*state, "version: 2\nlibrary: net\nheaders: [net.h]\n",
              "%:1:10: version '2', expected 1\n");
}

static void facts_before_headers_are_an_error(void **state)
{
  assert_says(
      *state, "version: 1\nlibrary: net\nfunctions:\n  a: (_)\n",
      "%:3:1: 'functions' before 'headers', expected version, library and headers "
      "first\n");
}

static void a_file_without_headers_is_an_error(void **state)
{
  assert_says(*state, "version: 1\nlibrary: net\n",
              "%:3:1: the file ends without 'headers', expected version, library and "
              "headers\n");
}

static void an_empty_list_of_headers_is_an_error(void **state)
{
  assert_says(*state, "version: 1\nlibrary: net\nheaders: []\n",
              "%:3:10: no headers, expected at least one\n");
}

static void a_misspelt_head_key_is_an_error_with_a_suggestion(void **state)
{
  assert_says(*state, "version: 1\nlibary: net\nheaders: [net.h]\n",
              "%:2:1: unknown key 'libary': did you mean 'library'?\n");
}

static void headers_that_are_no_list_are_an_error(void **state)
{
  assert_says(*state, "version: 1\nlibrary: net\nheaders: net.h\n",
              "%:3:10: headers is text, expected a list such as [a, b]\n");
}

static void a_library_that_is_no_text_is_an_error(void **state)
{
  assert_says(*state, "version: 1\nlibrary: [net]\nheaders: [net.h]\n",
              "%:2:10: library is a list, expected text\n");
}

static void an_empty_library_is_an_error(void **state)
{
  assert_says(*state, "version: 1\nlibrary:\nheaders: [net.h]\n",
              "%:2:9: library is empty, expected text\n");
}

static void a_head_key_given_twice_is_an_error(void **state)
{
  assert_says(*state, HEAD "library: other\n",
              "%:4:10: key 'library' a second time, expected it once\n");
}

// ---- What is wrong with a body -----------------------------------------------------

static void a_misspelt_top_key_is_an_error_with_a_suggestion(void **state)
{
  assert_says(*state, HEAD "function:\n  a: (_)\n",
              "%:4:1: unknown key 'function' in the file: did you mean 'functions'?\n");
}

static void an_unknown_top_key_is_an_error(void **state)
{
  assert_says(*state, HEAD "zebras: 1\n",
              "%:4:1: unknown key 'zebras' in the file, expected one like 'kinds'\n");
}

static void a_section_given_twice_is_an_error(void **state)
{
  assert_says(*state, HEAD "functions: {}\nfunctions: {}\n",
              "%:5:1: key 'functions' a second time, expected it once\n");
}

static void an_empty_section_is_an_error(void **state)
{
  assert_says(*state, HEAD "functions:\n",
              "%:4:11: functions is empty, expected a mapping\n");
}

static void functions_that_are_a_list_are_an_error(void **state)
{
  assert_says(*state, HEAD "functions:\n  - a: (_)\n",
              "%:5:3: functions is a list, expected a mapping\n");
}

static void a_function_described_twice_is_an_error(void **state)
{
  assert_says(*state, HEAD "functions:\n  a: (_)\n  b: (_)\n  a: (_, _)\n",
              "%:7:3: 'a' has a fact on line 5 already, expected one\n");
}

static void a_function_name_that_c_cannot_have_is_an_error(void **state)
{
  assert_says(
      *state, HEAD "functions:\n  net-open: (_)\n",
      "%:5:3: 'net-open' is no function, expected a C name or 'Struct.field'\n");
}

static void a_key_that_is_a_list_is_an_error(void **state)
{
  assert_says(*state, HEAD "functions:\n  [a, b]: (_)\n  c: (_)\n",
              "%:5:3: the key is a list, expected text\n");
}

static void a_fault_in_a_fact_has_its_column_in_the_line(void **state)
{
  assert_says(*state,
              HEAD "functions:\n"
                   "  a: (_, fre heap)\n"
                   "  b: '(_) -> new'\n"
                   "  c: (_) -> int or EOFF   # a comment\n",
              "%:5:10: unknown effect 'fre': did you mean 'free'?\n"
              "%:6:17: the fact ends here, expected a kind after 'new'\n"
              "%:7:20: unknown constant 'EOFF': did you mean 'EOF'?\n");
}

static void a_function_without_a_fact_is_an_error(void **state)
{
  assert_says(*state, HEAD "functions:\n  a:\n  b: [x]\n",
              "%:5:5: 'a' has no fact, expected one like '(_) -> int'\n"
              "%:6:6: 'b' has no fact, expected one like '(_) -> int'\n");
}

static void a_fact_over_two_lines_is_an_error(void **state)
{
  assert_says(*state, HEAD "functions:\n  a: (_)\n    -> int\n",
              "%:5:6: a fact over several lines, expected one line\n");
}

static void a_kind_that_nobody_defines_is_an_error_at_its_word(void **state)
{
  assert_says(
      *state,
      HEAD "kinds:\n  conn: {release: conn_free}\n"
           "functions:\n  a: (con_free, free con?) -> int\n  b: () -> new zebra\n",
      "%:7:22: unknown kind 'con': did you mean 'conn'?\n"
      "%:8:16: unknown kind 'zebra', expected one that a rule file defines under "
      "'kinds'\n");
}

static void a_kind_defined_twice_in_a_file_is_an_error(void **state)
{
  assert_says(*state, HEAD "kinds:\n  c: {release: x}\n  c: {release: y}\n",
              "%:6:3: kind 'c' is defined at %:5 already, expected one definition\n");
}

static void a_kind_defined_in_two_files_is_an_error(void **state)
{
  pack_fixture *f = *state;
  const char *first = pack_text(f, "a.yaml", HEAD "kinds:\n  c: {release: x}\n");
  const char *second = pack_text(f, "b.yaml", HEAD "kinds:\n  c: {release: x}\n");
  assert_true(pack_set_add_folder(f->set, f->folder));
  pack_capture(f);
  assert_false(pack_set_load_all(f->set));
  char expected[512];
  snprintf(expected, sizeof expected,
           "%s:5:3: kind 'c' is defined at %s:5 already, expected one definition\n",
           second, first);
  assert_string_equal(pack_said(f), expected);
}

static void a_kind_with_faulty_keys_is_an_error(void **state)
{
  assert_says(
      *state,
      HEAD "kinds:\n"
           "  a: {relaese: x}\n"
           "  b: {severity: errror}\n"
           "  c: {severity: fatal!}\n"
           "  d: {none: \"< x\"}\n"
           "  e: {counted: yes}\n"
           "  f: {counted: {retain: x}}\n"
           "  g: {types: T}\n"
           "  h: {unknown-call: \"(_) -> new\"}\n"
           "  i: x\n"
           "  j: {release: [x]}\n"
           "  k: {release: x, release: y}\n",
      "%:5:7: unknown key 'relaese' in a kind: did you mean 'release'?\n"
      "%:6:17: unknown severity 'errror': did you mean 'error'?\n"
      "%:7:17: unknown severity 'fatal!', expected one like 'error'\n"
      "%:8:16: unknown constant 'x', expected its number, or a name such as NULL, "
      "EOF or MAP_FAILED\n"
      "%:9:16: counted is text, expected a mapping\n"
      "%:10:16: counted without 'release', expected that key\n"
      "%:11:14: types is text, expected a list such as [a, b]\n"
      "%:12:32: the fact ends here, expected a kind after 'new'\n"
      "%:13:6: a kind is text, expected a mapping\n"
      "%:14:16: release is a list, expected text\n"
      "%:15:19: key 'release' a second time, expected it once\n");
}

static void faulty_fields_are_errors(void **state)
{
  assert_says(*state,
              HEAD "kinds:\n  c: {release: x}\n"
                   "fields:\n  T.a: owns c\n  T: holds c\n  T.b: holds d1\n",
              "%:7:8: found 'owns c', expected 'holds' and a kind\n"
              "%:8:3: 'T' is no field, expected 'Struct.field'\n"
              "%:9:14: unknown kind 'd1', expected one that a rule file defines under "
              "'kinds'\n");
}

static void faulty_roles_are_errors(void **state)
{
  assert_says(
      *state,
      HEAD "roles:\n  a: {releases: everything}\n  b: {fakt: x}\n"
           "  c: {fact: \"(_\"}\n",
      "%:5:17: unknown releases 'everything', expected one like 'owned fields'\n"
      "%:6:7: unknown key 'fakt' in a role: did you mean 'fact'?\n"
      "%:7:16: the fact ends here, expected ',' or ')' after '_'\n");
}

static void faulty_families_are_errors(void **state)
{
  assert_says(*state,
              HEAD "families:\n  - {new: _new}\n  - {match: x, fre: y}\n  - x\n",
              "%:5:5: a family without 'match', expected that key\n"
              "%:6:16: unknown key 'fre' in a family: did you mean 'free'?\n"
              "%:7:5: a family is text, expected a mapping\n");
}

static void families_that_are_a_mapping_are_an_error(void **state)
{
  assert_says(*state, HEAD "families: {match: x}\n",
              "%:4:11: families is a mapping, expected a list such as [a, b]\n");
}

static void faulty_globals_are_errors(void **state)
{
  assert_says(*state,
              HEAD "globals:\n  - {match: x, policy: owned}\n  - {match: x}\n"
                   "  - {policy: owner}\n",
              "%:5:24: unknown policy 'owned': did you mean 'owner'?\n"
              "%:6:5: a global without 'policy', expected that key\n"
              "%:7:5: a global without 'match', expected that key\n");
}

static void a_faulty_error_state_is_an_error(void **state)
{
  assert_says(*state, HEAD "error-state: {query: e, clear: c}\n",
              "%:4:32: clear is text, expected a list such as [a, b]\n");
}

static void a_faulty_pack_says_so_once_and_is_never_selected(void **state)
{
  pack_fixture *f = *state;
  static const char *const headers[] = {"net.h"};
  const char *path = pack_text(f, "net.yaml", HEAD "functions:\n  a: (\n");
  assert_true(pack_set_add(f->set, path));
  pack_capture(f);
  assert_null(pack_select(f->set, headers, 1));
  assert_null(pack_select(f->set, headers, 1));
  assert_false(pack_set_load_all(f->set));
  char expected[256];
  snprintf(expected, sizeof expected,
           "%s:5:7: the fact ends here, expected a parameter after '('\n", path);
  assert_string_equal(pack_said(f), expected);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      PACK_TEST(a_head_is_read_and_the_rest_is_not),
      PACK_TEST(the_head_may_stand_in_any_order),
      PACK_TEST(a_pack_with_every_section_is_read),
      PACK_TEST(a_kind_may_be_defined_after_its_use_or_in_another_file),
      PACK_TEST(a_folder_gives_its_rule_files_in_the_order_of_their_names),
      PACK_TEST(a_missing_file_or_folder_is_named),
      PACK_TEST(a_folder_is_no_rule_file),
      PACK_TEST(an_empty_file_is_an_error),
      PACK_TEST(a_file_of_comments_is_an_error),
      PACK_TEST(a_text_that_is_no_mapping_is_an_error),
      PACK_TEST(a_list_is_no_rule_file),
      PACK_TEST(bad_yaml_is_an_error_at_its_place),
      PACK_TEST(a_tab_in_the_indentation_is_an_error),
      PACK_TEST(a_tab_after_spaces_in_the_indentation_is_an_error),
      PACK_TEST(bytes_that_are_not_utf8_are_an_error_at_their_place),
      PACK_TEST(binary_bytes_are_an_error),
      PACK_TEST(a_second_document_is_an_error),
      PACK_TEST(an_alias_is_an_error),
      PACK_TEST(another_version_is_an_error),
      PACK_TEST(facts_before_headers_are_an_error),
      PACK_TEST(a_file_without_headers_is_an_error),
      PACK_TEST(an_empty_list_of_headers_is_an_error),
      PACK_TEST(a_misspelt_head_key_is_an_error_with_a_suggestion),
      PACK_TEST(headers_that_are_no_list_are_an_error),
      PACK_TEST(a_library_that_is_no_text_is_an_error),
      PACK_TEST(an_empty_library_is_an_error),
      PACK_TEST(a_head_key_given_twice_is_an_error),
      PACK_TEST(a_misspelt_top_key_is_an_error_with_a_suggestion),
      PACK_TEST(an_unknown_top_key_is_an_error),
      PACK_TEST(a_section_given_twice_is_an_error),
      PACK_TEST(an_empty_section_is_an_error),
      PACK_TEST(functions_that_are_a_list_are_an_error),
      PACK_TEST(a_function_described_twice_is_an_error),
      PACK_TEST(a_function_name_that_c_cannot_have_is_an_error),
      PACK_TEST(a_key_that_is_a_list_is_an_error),
      PACK_TEST(a_fault_in_a_fact_has_its_column_in_the_line),
      PACK_TEST(a_function_without_a_fact_is_an_error),
      PACK_TEST(a_fact_over_two_lines_is_an_error),
      PACK_TEST(a_kind_that_nobody_defines_is_an_error_at_its_word),
      PACK_TEST(a_kind_defined_twice_in_a_file_is_an_error),
      PACK_TEST(a_kind_defined_in_two_files_is_an_error),
      PACK_TEST(a_kind_with_faulty_keys_is_an_error),
      PACK_TEST(faulty_fields_are_errors),
      PACK_TEST(faulty_roles_are_errors),
      PACK_TEST(faulty_families_are_errors),
      PACK_TEST(families_that_are_a_mapping_are_an_error),
      PACK_TEST(faulty_globals_are_errors),
      PACK_TEST(a_faulty_error_state_is_an_error),
      PACK_TEST(a_faulty_pack_says_so_once_and_is_never_selected),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
