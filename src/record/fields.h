/* record/fields.h: the fields of fields.def as a list, for what is made of all of them: a schema, a codebook. */
#ifndef ATT_FIELDS_H
#define ATT_FIELDS_H

typedef struct {
    const char *table, *key, *form, *meaning; /* table: "event", and "report" for the record itself */
} att_field;
extern const att_field att_fields[]; /* in their order; ends with a NULL table */

/* A list of a record and the table of its rows. */
typedef struct {
    const char *table, *list; /* "event", "events" */
} att_field_table;
extern const att_field_table att_field_tables[]; /* in their order, without the report; ends with a NULL table */

#endif
