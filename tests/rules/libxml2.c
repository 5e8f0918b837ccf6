// rules/libxml2.yaml: documents, nodes and the text they give.
#include <libxml/parser.h>
#include <stddef.h>

int document_bad(const char *path)
{
  xmlDocPtr document = xmlReadFile(path, NULL, 0);
  if (document == NULL)
    return -1;
  if (xmlDocGetRootElement(document) == NULL)
    return -1; // expect: leak
  xmlFreeDoc(document);
  return 0;
}

int document_ok(const char *path)
{
  xmlDocPtr document = xmlReadFile(path, NULL, 0);
  int result = document != NULL && xmlDocGetRootElement(document) != NULL;
  xmlFreeDoc(document);
  return result;
}

int property_bad(xmlNodePtr node, const xmlChar *name)
{
  xmlChar *value = xmlGetProp(node, name);
  if (value == NULL)
    return 0;
  return xmlStrcmp(value, name); // expect: leak
}

int property_ok(xmlNodePtr node, const xmlChar *name)
{
  xmlChar *value = xmlGetProp(node, name);
  int result = xmlStrcmp(value, name);
  xmlFree(value);
  return result;
}

int content_dropped_bad(xmlNodePtr node)
{
  return xmlNodeGetContent(node) != NULL; // expect: leak
}

int node_is_the_trees_once_added_ok(xmlNodePtr parent, const xmlChar *name)
{
  xmlNodePtr node = xmlNewNode(NULL, name);
  if (node == NULL)
    return -1;
  if (xmlAddChild(parent, node) == NULL) {
    xmlFreeNode(node);
    return -1;
  }
  return 0;
}

int node_stays_if_it_was_not_added_bad(xmlNodePtr parent, const xmlChar *name)
{
  xmlNodePtr node = xmlNewNode(NULL, name);
  if (node == NULL)
    return -1;
  if (xmlAddChild(parent, node) == NULL)
    return -1; // expect: leak
  return 0;
}

int added_without_a_look_at_the_result_ok(xmlNodePtr parent, const xmlChar *name)
{
  xmlNodePtr node = xmlNewNode(NULL, name);
  if (node == NULL)
    return -1;
  xmlAddChild(parent, node);
  return 0;
}

int child_is_made_inside_the_tree_ok(xmlNodePtr parent, const xmlChar *name)
{
  return xmlNewChild(parent, NULL, name, NULL) == NULL ? -1 : 0;
}

int root_belongs_to_its_document_ok(const xmlChar *name)
{
  xmlDocPtr document = xmlNewDoc(NULL);
  if (document == NULL)
    return -1;
  xmlDocSetRootElement(document, xmlNewNode(NULL, name));
  xmlFreeDoc(document);
  return 0;
}

int dumped_ok(xmlDocPtr document)
{
  xmlChar *text;
  int size;
  xmlDocDumpMemory(document, &text, &size);
  xmlFree(text);
  return size;
}

int dumped_bad(xmlDocPtr document)
{
  xmlChar *text;
  int size;
  xmlDocDumpMemory(document, &text, &size);
  return size; // expect: leak
}

xmlChar *longer_text_takes_the_shorter_ok(const xmlChar *name)
{
  xmlChar *text = xmlStrdup(name);
  text = xmlStrcat(text, name);
  return text;
}

int freed_twice_bad(const char *path)
{
  xmlDocPtr document = xmlReadFile(path, NULL, 0);
  if (document == NULL)
    return -1;
  xmlFreeDoc(document);
  xmlFreeDoc(document); // expect: double release
  return 0;
}

int text_of_a_freed_buffer_bad(void)
{
  xmlBufferPtr buffer = xmlBufferCreate();
  if (buffer == NULL)
    return -1;
  const xmlChar *text = xmlBufferContent(buffer);
  xmlBufferFree(buffer);
  return text[0]; // expect: use after release
}

int reader_bad(const char *path)
{
  xmlTextReaderPtr reader = xmlReaderForFile(path, NULL, 0);
  int count = 0;
  if (reader == NULL)
    return -1;
  while (xmlTextReaderRead(reader) == 1)
    count++;
  return count; // expect: leak
}

int table_takes_ok(xmlHashTable *table, const xmlChar *name)
{
  xmlChar *copy = xmlStrdup(name);
  if (copy == NULL)
    return -1;
  if (xmlHashAddEntry(table, name, copy) < 0) {
    xmlFree(copy);
    return -1;
  }
  return 0;
}

int table_fails_bad(xmlHashTable *table, const xmlChar *name)
{
  xmlChar *copy = xmlStrdup(name);
  if (copy == NULL)
    return -1;
  if (xmlHashAddEntry(table, name, copy) < 0)
    return -1; // expect: leak
  return 0;
}

// A document's fields are released with it.
int field_of_document_ok(const char *path)
{
  xmlDocPtr doc = xmlReadFile(path, NULL, 0);
  if (doc == NULL)
    return -1;
  if (doc->URL == NULL)
    doc->URL = xmlStrdup((const xmlChar *)path);
  xmlFreeDoc(doc);
  return 0;
}

int freed_through_the_variable_bad(const xmlChar *name)
{
  xmlChar *text = xmlStrdup(name);
  if (text == NULL)
    return -1;
  xmlFree(text);
  return text[0]; // expect: use after release
}

int input_buffer_bad(const char *path, int is_wanted)
{
  xmlParserInputBufferPtr buffer = xmlParserInputBufferCreateFilename(path, 0);
  if (buffer == NULL || !is_wanted)
    return -1; // expect: leak
  xmlFreeParserInputBuffer(buffer);
  return 0;
}

void the_parser_takes_its_directory_along_ok(const char *path)
{
  xmlParserCtxtPtr parser = xmlNewParserCtxt();
  if (parser == NULL)
    return;
  parser->directory = xmlParserGetDirectory(path);
  xmlFreeParserCtxt(parser);
}
