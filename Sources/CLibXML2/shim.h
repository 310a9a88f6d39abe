// libxml2 as Swift sees it: macros and mutable globals are wrapped, since Swift can import neither.
#pragma once
#include <libxml/xmlversion.h>
// Debian's libxml2 converts with ICU and drags in its headers, which contradict those of Swift's
// Foundation. They only describe the tail of a structure that nothing here touches.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <string.h>

static inline void zabta_xml_free(void *memory) { xmlFree(memory); }

/// The first mistake that the parser met. What follows it is mostly its echo.
struct zabta_xml_mistake {
  int line;
  int column;
  char message[256];
};

// libxml2 2.12 made the error of a handler constant.
#if LIBXML_VERSION >= 21200
typedef const xmlError *zabta_xml_error_argument;
#else
typedef xmlErrorPtr zabta_xml_error_argument;
#endif

static inline void zabta_xml_note_mistake(void *context, zabta_xml_error_argument error) {
  xmlParserCtxtPtr parser = (xmlParserCtxtPtr)context;
  if (!parser || !error || error->level < XML_ERR_ERROR) return;
  struct zabta_xml_mistake *mistake = (struct zabta_xml_mistake *)parser->_private;
  if (!mistake || mistake->line > 0) return;
  mistake->line = error->line > 0 ? error->line : 1;
  mistake->column = error->int2 > 0 ? error->int2 : 1;
  if (error->message) strncpy(mistake->message, error->message, sizeof mistake->message - 1);
}

/// Parses UTF-8 bytes without network, entities or messages on standard error. The first mistake
/// goes to `mistake`, whose line stays 0 where there was none. The caller frees the document.
static inline xmlDocPtr zabta_xml_read(const char *bytes, int size,
                                       struct zabta_xml_mistake *mistake) {
  memset(mistake, 0, sizeof *mistake);
  xmlParserCtxtPtr parser = xmlNewParserCtxt();
  if (!parser) return NULL;
  parser->_private = mistake;
  if (parser->sax) parser->sax->serror = zabta_xml_note_mistake;
  int options = XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_COMPACT | XML_PARSE_BIG_LINES |
                XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
  xmlDocPtr document = xmlCtxtReadMemory(parser, bytes, size, NULL, "UTF-8", options);
  xmlFreeParserCtxt(parser);
  return document;
}

// HTML 5's elements are unknown to this HTML 4 parser: the tree is right, the complaints are not.
static inline int zabta_html_quiet_options(void) {
  return HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
}
