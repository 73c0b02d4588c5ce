/* Words to search for: any bytes find something or nothing, and are never an error. */
#include "fuzz/scratch.h"
#include "store/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static Store *open_store(void)
{
    static const SearchDocument DOCUMENTS[] = {
        {"topic", "attention", "Attention, self-attention", "Queries, keys and values: NEAR by."},
        {"card", "softmax", "Softmax", "Größen, 注意力 AND weights OR sums; \"quoted\" title:x"},
        {"term", "e", "*", "^ - + ( ) { } [ ] : *"}};
    static Store *store;
    if (store == NULL) {
        require(store_open(scratch_directory(), STORE_READ_WRITE, &store, NULL) == STATUS_OK);
        require(store_index_content(store, DOCUMENTS, 3, 1, NULL) == STATUS_OK);
    }
    return store;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Store *store = open_store();
    char *text = mem_dup_range((const char *)data, size);
    Arena *arena = take_arena();
    SearchHits hits;
    Error error = {""};
    if (store_search(store, text, 2, arena, &hits, &error) != STATUS_OK) {
        (void)fprintf(stderr, "%s\n", error.message);
        require(false);
    }
    require(hits.count <= 2);
    for (size_t i = 0; i < hits.count; i++)
        require(hits.items[i].id[0] != '\0' && hits.items[i].title[0] != '\0');
    mem_free(text);
    return 0;
}
