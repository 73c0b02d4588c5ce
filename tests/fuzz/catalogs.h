/* What the fuzz targets that read content share. */
#ifndef CAIRN_TESTS_FUZZ_CATALOGS_H
#define CAIRN_TESTS_FUZZ_CATALOGS_H

#include "content/diagnostic.h"
#include "fuzz/checks.h"
#include "study/catalog_blob.h"
#include "study/glossary.h"

/* What was read survives the cache. */
static inline void check_catalog_kept(const Catalog *catalog)
{
    Buffer blob = {0}, again = {0};
    Catalog *copy = NULL;
    catalog_blob_write(catalog, 0, &blob);
    require(catalog_blob_read(blob.data, blob.length, &copy, NULL) == STATUS_OK);
    require(copy->card_count == catalog->card_count && copy->note_count == catalog->note_count);
    require(copy->topic_count == catalog->topic_count);
    catalog_blob_write(copy, 0, &again);
    require(again.length == blob.length);
    catalog_free(copy);
    buffer_done(&blob);
    buffer_done(&again);
}

static inline void check_glossary_kept(const Glossary *glossary)
{
    Buffer bytes = {0}, again = {0};
    Glossary *copy = NULL;
    Error error;
    glossary_write(glossary, &bytes);
    require(glossary_read(bytes.data, bytes.length, &copy, &error) == STATUS_OK);
    require(copy->count == glossary->count);
    glossary_write(copy, &again);
    require(again.length == bytes.length && memcmp(again.data, bytes.data, bytes.length) == 0);
    glossary_free(copy);
    buffer_done(&bytes);
    buffer_done(&again);
}

/* Every finding says something, and all of them can be shown. */
static inline void check_findings(const Diagnostics *diagnostics)
{
    Buffer told = {0};
    diagnostics_format(diagnostics, &told);
    require((told.length > 0) == (diagnostics->count > 0));
    buffer_done(&told);
}

#endif
