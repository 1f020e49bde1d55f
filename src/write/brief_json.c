/* write/brief_json.c: the brief of records.md as one object. */
#include "write/brief_view.h"
#include "record/record.h"
#include "write/write.h"

typedef struct {
    att_buf *o;
    const att_brief *b;
} writer;

static void raw(writer *w, const char *z) { att_buf_add(w->o, att_str_of(z)); }

static void text(writer *w, att_str s)
{
    if (s.n)
        att_write_json_string(w->o, s);
    else
        raw(w, "null");
}

static void pair(writer *w, const char *key, att_str value)
{
    att_buf_format(w->o, "\"%s\": ", key);
    text(w, value);
}

static void day(writer *w, const char *key, att_day d) { pair(w, key, att_day_iso(w->o->arena, d)); }

static void evidence(writer *w, const att_evidence *e)
{
    att_doc *d = (att_doc *)w->b->reports.p[e->report].doc;
    raw(w, "{");
    pair(w, "report", w->b->reports.p[e->report].id);
    raw(w, ", ");
    pair(w, "source", d->source);
    att_buf_format(w->o, ", \"start\": %u, \"end\": %u, ", att_doc_codepoints(d, e->at.at), att_doc_codepoints(d, e->at.at + e->at.n));
    pair(w, "quote", att_doc_words(d, e->at));
    raw(w, ", ");
    pair(w, "record", e->record ? att_format(w->o->arena, ATT_STR_FMT "#%c%u", ATT_STR_ARG(w->b->reports.p[e->report].id), e->record, e->number + 1) : ATT_STR(""));
    raw(w, "}");
}

static void evidences(writer *w, const att_evidences *v)
{
    raw(w, "\"evidence\": [");
    for (uint32_t i = 0; i < v->n; i++) {
        raw(w, i ? ", " : "");
        evidence(w, &v->p[i]);
    }
    raw(w, "]");
}

#define LIST(key, list, put)                                                                                                               \
    raw(w, ", \"" key "\": [");                                                                                                            \
    for (uint32_t i = 0; i < (list).n; i++) {                                                                                              \
        raw(w, i ? ", " : "");                                                                                                             \
        put(w, &(list).p[i]);                                                                                                              \
    }                                                                                                                                      \
    raw(w, "]")

static void delegate(writer *w, const att_delegate *x)
{
    raw(w, "{");
    pair(w, "name", x->name);
    raw(w, ", ");
    pair(w, "office", x->office);
    raw(w, ", ");
    evidences(w, &x->evidence);
    raw(w, "}");
}

static void party(writer *w, const att_party *x)
{
    raw(w, "{");
    pair(w, "actor", x->code);
    raw(w, ", ");
    pair(w, "role", x->role);
    LIST("delegation", x->delegation, delegate);
    raw(w, "}");
}

static void fact(writer *w, const att_entry *x)
{
    raw(w, "{");
    pair(w, "text", x->what);
    raw(w, ", ");
    pair(w, "by", x->by);
    raw(w, ", ");
    evidences(w, &x->evidence);
    raw(w, "}");
}

static void agenda_item(writer *w, const att_agenda_item *x) { text(w, x->text); }

static void stand(writer *w, const att_stand *x)
{
    raw(w, "{");
    pair(w, "actor", x->code.n ? x->code : x->actor);
    raw(w, ", ");
    pair(w, "issue", x->issue);
    raw(w, ", ");
    pair(w, "stance", att_str_of(att_stance_name(x->stance)));
    raw(w, ", ");
    pair(w, "status", att_str_of(att_event_status_name(x->status)));
    raw(w, ", ");
    pair(w, "toward", x->toward);
    raw(w, ", ");
    pair(w, "said_by", x->said_by);
    raw(w, ", ");
    evidences(w, &x->evidence);
    raw(w, "}");
}

static void said(writer *w, const att_said *x)
{
    raw(w, "{");
    pair(w, "speaker", x->speaker);
    raw(w, ", ");
    pair(w, "kind", att_str_of(att_statement_kind_name(x->kind)));
    raw(w, ", ");
    pair(w, "quote", x->quote);
    raw(w, ", ");
    evidences(w, &x->evidence);
    raw(w, "}");
}

static void entry(writer *w, const att_entry *x)
{
    raw(w, "{");
    pair(w, "date", x->date);
    raw(w, ", ");
    pair(w, "what", x->what);
    raw(w, ", ");
    pair(w, "type", x->type == ATT_NO_EVENT ? ATT_STR("") : att_str_of(att_event_type_name(x->type)));
    raw(w, ", ");
    pair(w, "actors", x->actors);
    raw(w, ", ");
    pair(w, "status", att_str_of(att_event_status_name(x->status)));
    raw(w, ", ");
    evidences(w, &x->evidence);
    raw(w, "}");
}

static void told(writer *w, const att_told *x)
{
    raw(w, "{");
    pair(w, "value", x->value);
    raw(w, ", ");
    evidences(w, &x->evidence);
    raw(w, "}");
}

static void disagreement(writer *w, const att_disagreement *x)
{
    raw(w, "{");
    pair(w, "about", x->about);
    LIST("versions", x->versions, told);
    raw(w, "}");
}

static void step(writer *w, const att_status_step *x)
{
    raw(w, "[");
    text(w, att_day_iso(w->o->arena, x->as_of));
    raw(w, ", ");
    text(w, att_str_of(att_event_status_name(x->status)));
    raw(w, ", ");
    evidence(w, &x->evidence);
    raw(w, "]");
}

static void lists(writer *w, const att_meeting *x)
{
    LIST("fixed", x->fixed, fact);
    LIST("announced", x->announced, fact);
    LIST("expected", x->expected, fact);
    LIST("denied", x->denied, fact);
    LIST("agenda", x->agenda, agenda_item);
    LIST("positions", x->positions, stand);
    LIST("statements", x->statements, said);
    LIST("timeline", x->timeline, entry);
    LIST("disagreements", x->disagreements, disagreement);
}

static void meeting(writer *w, const att_meeting *x)
{
    raw(w, "{");
    pair(w, "what", x->what);
    raw(w, ", ");
    day(w, "from", x->from);
    raw(w, ", ");
    day(w, "to", x->to);
    raw(w, ", ");
    pair(w, "place", x->place);
    raw(w, ", ");
    pair(w, "country", att_str_of(x->country));
    raw(w, ", ");
    pair(w, "status", att_str_of(att_event_status_name(x->status)));
    raw(w, ", ");
    pair(w, "eos", att_str_of(att_view_eos(x->status)));
    LIST("status_as_of", x->status_as_of, step);
    LIST("parties", x->parties, party);
    lists(w, x);
    raw(w, "}");
}

static void report(writer *w, uint32_t k)
{
    const att_brief_report *r = &w->b->reports.p[k];
    raw(w, "{");
    pair(w, "id", r->id);
    raw(w, ", ");
    pair(w, "source", r->doc->source);
    raw(w, ", ");
    pair(w, "publisher", r->doc->publisher);
    raw(w, ", ");
    day(w, "published", r->doc->published);
    raw(w, ", \"copies\": [");
    bool any = false;
    for (uint32_t i = 0; i < w->b->reports.n; i++)
        if (w->b->reports.p[i].copy_of == k) {
            raw(w, any ? ", " : "");
            text(w, w->b->reports.p[i].id);
            any = true;
        }
    raw(w, "]}");
}

att_str att_write_brief_json(att_arena *arena, const att_brief *b)
{
    att_buf out = {.arena = arena};
    writer writing = {&out, b}, *w = &writing;
    raw(w, "{");
    pair(w, "made_by", b->made_by);
    raw(w, ", ");
    day(w, "as_of", b->as_of);
    raw(w, ", \"reports\": [");
    bool any = false;
    for (uint32_t k = 0; k < b->reports.n; k++)
        if (b->reports.p[k].copy_of == ATT_NONE) {
            raw(w, any ? ", " : "");
            report(w, k);
            any = true;
        }
    raw(w, "]");
    LIST("meetings", b->meetings, meeting);
    raw(w, ", \"other\": {\"meetings\": []");
    lists(w, &b->other);
    raw(w, "}");
    att_buf_format(&out, ", \"method\": {\"reports_read\": %u, \"left_out\": [], \"blind_spots\": ["
                         "\"Only what the reports say is here; what they leave out is not.\", "
                         "\"Disagreements are found where sentences share words; those told in quite other words are not.\"]}}",
                   b->reports.n);
    return att_buf_str(&out);
}
