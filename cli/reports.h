/* cli/reports.h: reports one by one from files, folders (in name order), standard input, JSON Lines; gzip and zstd unpacked.
 * A bad file or line is an error of its own and the next call goes on behind it. */
#ifndef ATT_REPORTS_H
#define ATT_REPORTS_H

#include "base/base.h"
#include "ingest/ingest.h"

typedef struct cli_reports cli_reports;

/* One report; everything is owned by it. */
typedef struct {
    att_arena arena;
    att_input input;      /* bytes, source, id, url, title, publisher, published */
    att_ingest_kind kind;  /* HTML, plain text or CoNLL-U */
} cli_report;

/* `paths` is borrowed.  Limits as in att_options (0: the defaults). */
cli_reports *cli_reports_open(char *const *paths, int n, size_t report_limit, size_t page_limit);
void cli_reports_close(cli_reports *);
/* The next report: ATT_OK with *out (free it with cli_report_free), ATT_NOT_FOUND at the end, or what is wrong with this one. */
att_status cli_reports_next(cli_reports *, cli_report **out, att_error *);
void cli_report_free(cli_report *);

#endif
