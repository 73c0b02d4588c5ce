/* Terms and what they mean. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8_fold.h"
#include "content/entries.h"

static const char TERM_KEYS[] = "term also topic text";

/* A term or another form of one, where it was read. */
typedef struct Form {
    const char *folded;
    const GlossaryTerm *owner;
    const Node *node;
    size_t number; /* in the order of reading */
} Form;

typedef ARRAY(Form) Forms;

static void read_term(Builder *builder, const Reader *reader, const Node *node)
{
    if (!reader_expect_mapping(reader, node, "a term", TERM_KEYS))
        return;
    const char *term = reader_text(reader, node, "term", true);
    const char *text = reader_text(reader, node, "text", true);
    const Node *topic = node_member(node, "topic");
    if (term == NULL || text == NULL)
        return;
    if (topic)
        *array_push(&builder->checks) = (PendingCheck){.node = topic, .file = reader->file};
    *array_push(&builder->terms) = (GlossaryTerm){
        .entry = {.term = term,
                  .also = reader_text_list(reader, node, "also"),
                  .topic = reader_text(reader, node, "topic", false),
                  .text = text},
        .macros = builder->pack_macros,
        .node = node,
        .file = reader->file,
    };
}

void glossary_read_file(Builder *builder, const Reader *reader, const Node *root)
{
    if (!reader_expect_mapping(reader, root, "a glossary file", "glossary"))
        return;
    const Node *list = reader_list(reader, root, "glossary");
    for (const Node *item = list ? list->first : NULL; item; item = item->next)
        read_term(builder, reader, item);
}

/* --- forms that are there twice --- */

static int by_form(const void *left, const void *right)
{
    const Form *a = left, *b = right;
    int order = strcmp(a->folded, b->folded);
    return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

static void add_form(const Builder *builder, Forms *forms, const GlossaryTerm *owner,
                     const Node *node)
{
    if (node == NULL || node->kind != NODE_SCALAR)
        return;
    size_t number = forms->count;
    *array_push(forms) = (Form){.folded = utf8_fold(builder->scratch, node->text, UTF8_FOLD_CASE),
                                .owner = owner,
                                .node = node,
                                .number = number};
}

static void add_forms(const Builder *builder, Forms *forms, const GlossaryTerm *owner)
{
    const Node *also = node_member(owner->node, "also");
    add_form(builder, forms, owner, node_member(owner->node, "term"));
    add_form(builder, forms, owner, also);
    for (const Node *form = also ? also->first : NULL; form; form = form->next)
        add_form(builder, forms, owner, form);
}

void glossary_check_forms(const Builder *builder)
{
    Forms forms = {0};
    for (size_t i = 0; i < builder->terms.count; i++)
        add_forms(builder, &forms, &builder->terms.items[i]);
    if (forms.count > 1)
        qsort(forms.items, forms.count, sizeof *forms.items, by_form);
    for (size_t i = 1, first = 0; i < forms.count; i++) {
        const Form *form = &forms.items[i];
        if (strcmp(form->folded, forms.items[first].folded) != 0) {
            first = i;
            continue;
        }
        Reader reader = {.file = form->owner->file,
                         .diagnostics = builder->diagnostics,
                         .arena = builder->scratch};
        reader_complain(
            &reader, form->node, "'%s' is in the glossary already (first at %s:%u, for '%s')",
            form->node->text, forms.items[first].owner->file,
            (unsigned)forms.items[first].node->line, forms.items[first].owner->entry.term);
    }
    array_done(&forms);
}

Glossary *glossary_finish(const Builder *builder)
{
    size_t count = builder->terms.count;
    const TextList *macros = &builder->catalog->macro_texts;
    GlossaryEntry *entries = arena_alloc(builder->scratch, count, sizeof *entries);
    for (size_t i = 0; i < count; i++) {
        entries[i] = builder->terms.items[i].entry;
        entries[i].macros = macros->count > 0 ? macros->items[builder->terms.items[i].macros] : "";
    }
    return glossary_new(entries, count);
}
