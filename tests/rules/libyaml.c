// rules/libyaml.yaml: objects in the caller's own storage.
#include <yaml.h>

int parsed_ok(FILE *file)
{
  yaml_parser_t parser;
  yaml_event_t event;
  int count = 0;
  if (!yaml_parser_initialize(&parser))
    return -1;
  yaml_parser_set_input_file(&parser, file);
  while (yaml_parser_parse(&parser, &event)) {
    count++;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
  return count;
}

int parser_bad(FILE *file)
{
  yaml_parser_t parser;
  yaml_event_t event;
  if (!yaml_parser_initialize(&parser))
    return -1;
  yaml_parser_set_input_file(&parser, file);
  if (!yaml_parser_parse(&parser, &event))
    return -1; // expect: leak
  yaml_event_delete(&event);
  yaml_parser_delete(&parser);
  return 0;
}

int event_bad(yaml_parser_t *parser)
{
  yaml_event_t event;
  if (!yaml_parser_parse(parser, &event))
    return -1;
  return event.type; // expect: leak
}

int FN_event_deleted_twice_bad(yaml_parser_t *parser)
{
  yaml_event_t event;
  if (!yaml_parser_parse(parser, &event))
    return -1;
  yaml_event_delete(&event);
  yaml_event_delete(&event); // expect: double release
  return 0;
}

int emitter_takes_the_event_ok(yaml_parser_t *parser, yaml_emitter_t *emitter)
{
  yaml_event_t event;
  if (!yaml_parser_parse(parser, &event))
    return -1;
  return yaml_emitter_emit(emitter, &event);
}
