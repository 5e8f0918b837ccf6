// What tests/rules/libyaml.c needs of libyaml.
#ifndef STUB_YAML_H
#define STUB_YAML_H
#pragma GCC system_header

#include <stdio.h>

typedef struct yaml_parser_s {
  int state;
  void *buffer;
} yaml_parser_t;
typedef struct yaml_event_s {
  int type;
  void *value;
} yaml_event_t;
typedef struct yaml_emitter_s {
  void *buffer;
} yaml_emitter_t;

int yaml_parser_initialize(yaml_parser_t *parser);
void yaml_parser_set_input_file(yaml_parser_t *parser, FILE *file);
int yaml_parser_parse(yaml_parser_t *parser, yaml_event_t *event);
void yaml_parser_delete(yaml_parser_t *parser);
void yaml_event_delete(yaml_event_t *event);
int yaml_emitter_emit(yaml_emitter_t *emitter, yaml_event_t *event);

#endif
