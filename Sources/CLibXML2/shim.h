// libxml2 as Swift sees it. `xmlFree` is a mutable global function pointer in C, so it is
// wrapped; so is every function-like macro that the project uses.
#pragma once
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

static inline void zabta_xml_free(void *memory) { xmlFree(memory); }
