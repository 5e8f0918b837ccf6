// What tests/rules/libxml2.c needs of libxml2.
#ifndef STUB_LIBXML_PARSER_H
#define STUB_LIBXML_PARSER_H
#pragma GCC system_header

typedef unsigned char xmlChar;
typedef struct _xmlDoc *xmlDocPtr;
typedef struct _xmlNode *xmlNodePtr;
typedef struct _xmlBuffer *xmlBufferPtr;
typedef struct _xmlTextReader *xmlTextReaderPtr;
typedef struct _xmlParserCtxt {
  char *directory;
} * xmlParserCtxtPtr;
typedef struct _xmlParserInputBuffer *xmlParserInputBufferPtr;
typedef void (*xmlFreeFunc)(void *block);
extern xmlFreeFunc xmlFree;

xmlDocPtr xmlReadFile(const char *path, const char *encoding, int options);
xmlDocPtr xmlNewDoc(const xmlChar *version);
void xmlFreeDoc(xmlDocPtr document);
xmlNodePtr xmlDocGetRootElement(const struct _xmlDoc *document);
xmlNodePtr xmlDocSetRootElement(xmlDocPtr document, xmlNodePtr root);
void xmlDocDumpMemory(xmlDocPtr document, xmlChar **text, int *size);
xmlNodePtr xmlNewNode(void *space, const xmlChar *name);
xmlNodePtr xmlNewChild(xmlNodePtr parent, void *space, const xmlChar *name,
                       const xmlChar *content);
xmlNodePtr xmlAddChild(xmlNodePtr parent, xmlNodePtr child);
void xmlFreeNode(xmlNodePtr node);
xmlChar *xmlGetProp(const struct _xmlNode *node, const xmlChar *name);
xmlChar *xmlNodeGetContent(const struct _xmlNode *node);
xmlChar *xmlStrdup(const xmlChar *text);
xmlChar *xmlStrcat(xmlChar *text, const xmlChar *more);
int xmlStrcmp(const xmlChar *a, const xmlChar *b);
xmlBufferPtr xmlBufferCreate(void);
void xmlBufferFree(xmlBufferPtr buffer);
const xmlChar *xmlBufferContent(const struct _xmlBuffer *buffer);
xmlTextReaderPtr xmlReaderForFile(const char *path, const char *encoding, int options);
int xmlTextReaderRead(xmlTextReaderPtr reader);
void xmlFreeTextReader(xmlTextReaderPtr reader);
xmlParserCtxtPtr xmlNewParserCtxt(void);
void xmlFreeParserCtxt(xmlParserCtxtPtr parser);
char *xmlParserGetDirectory(const char *path);
xmlParserInputBufferPtr xmlParserInputBufferCreateFilename(const char *uri,
                                                           int encoding);
void xmlFreeParserInputBuffer(xmlParserInputBufferPtr buffer);

struct _xmlDoc {
  const xmlChar *URL;
};
typedef struct _xmlHashTable xmlHashTable;
typedef void (*xmlHashDeallocator)(void *payload, const xmlChar *name);
int xmlHashAddEntry(xmlHashTable *table, const xmlChar *name, void *payload);

#endif
