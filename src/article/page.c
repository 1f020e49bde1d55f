/* article/page.c: a page to blocks.  For now the text of a page is taken line by line, tags and all. */
#include "article/article.h"

void att_page_blocks(att_blocks *b, att_doc *d)
{
    att_note(d, (att_span){0, 0}, "markup is not read yet");
    att_plain_blocks(b);
}
