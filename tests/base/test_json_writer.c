#include "base/json_writer.h"
#include "unit_test.h"

static void assert_text(strbuf *out, const char *expected)
{
  assert_string_equal(strbuf_text(out), expected);
  strbuf_clear(out);
}

static void values_nest_with_commas_and_indentation(void **state)
{
  (void)state;
  strbuf out = {0};
  json_writer json;
  json_init(&json, &out);
  json_open_object(&json, NULL);
  json_string(&json, "name", "a");
  json_open_array(&json, "lines");
  json_number(&json, NULL, 3);
  json_number(&json, NULL, INT64_MIN);
  json_open_object(&json, NULL);
  json_bool(&json, "yes", true);
  json_bool(&json, "no", false);
  json_close(&json);
  json_close(&json);
  json_null(&json, "nothing");
  json_close(&json);
  assert_text(&out, "{\n"
                    "  \"name\": \"a\",\n"
                    "  \"lines\": [\n"
                    "    3,\n"
                    "    -9223372036854775808,\n"
                    "    {\n"
                    "      \"yes\": true,\n"
                    "      \"no\": false\n"
                    "    }\n"
                    "  ],\n"
                    "  \"nothing\": null\n"
                    "}\n");
}

static void empty_containers_stay_on_one_line(void **state)
{
  (void)state;
  strbuf out = {0};
  json_writer json;
  json_init(&json, &out);
  json_open_array(&json, NULL);
  json_open_object(&json, NULL);
  json_close(&json);
  json_open_array(&json, NULL);
  json_close(&json);
  json_close(&json);
  assert_text(&out, "[\n  {},\n  []\n]\n");
}

static void text_is_escaped_as_json_wants(void **state)
{
  (void)state;
  strbuf out = {0};
  json_writer json;
  json_init(&json, &out);
  json_open_object(&json, NULL);
  json_string(&json, "a\"b", "\\ \" \n \r \t \x01 \x1f \x7f / \xc3\xa9");
  json_close(&json);
  assert_text(&out,
              "{\n  \"a\\\"b\": "
              "\"\\\\ \\\" \\n \\r \\t \\u0001 \\u001f \\u007f / \xc3\xa9\"\n}\n");
}

static void broken_utf8_becomes_the_replacement_character(void **state)
{
  (void)state;
  strbuf out = {0};
  json_writer json;
  json_init(&json, &out);
  json_string(&json, NULL, "a\xff\xc3z\xe2\x82");
  assert_text(&out, "\"a\xef\xbf\xbd\xef\xbf\xbdz\xef\xbf\xbd\xef\xbf\xbd\"");
}

static void a_missing_string_is_null(void **state)
{
  (void)state;
  strbuf out = {0};
  json_writer json;
  json_init(&json, &out);
  json_string(&json, NULL, NULL);
  assert_text(&out, "null");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(values_nest_with_commas_and_indentation),
      cmocka_unit_test(empty_containers_stay_on_one_line),
      cmocka_unit_test(text_is_escaped_as_json_wants),
      cmocka_unit_test(broken_utf8_becomes_the_replacement_character),
      cmocka_unit_test(a_missing_string_is_null),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
