/* cli/model.c: what the model file is, and whether it is whole. */
#include "cli/cli.h"

#include "model/model.h"
#include "pipe/engine.h"

static void print_info(FILE *f, const att_engine *e)
{
    static const char *const heads[] = {"universal tags", "Penn tags", "feature sets", "lemma rules", "name labels", "name labels (second head)", "relations"};
    const att_model *m = e->model;
    att_str hash = att_model_hash(m), scores = att_model_text(m, "scores"), licence = att_model_text(m, "licence");
    fprintf(f, "hash      " ATT_STR_FMT "\nsize      %zu bytes\nkernels   %s\n", ATT_STR_ARG(hash), att_model_size(m), att_model_cpu(m));
    for (int h = 0; h < ATT_HEADS; h++)
        fprintf(f, "labels    %u %s\n", att_model_labels(m, (att_head)h), heads[h]);
    fprintf(f, "scores    %.*s\nlicence   %.*s\n", (int)scores.n, scores.p, (int)licence.n, licence.p);
}

int cli_model(cli *c)
{
    bool info = c->paths == 1 && strcmp(c->path[0], "info") == 0, check = c->paths == 1 && strcmp(c->path[0], "check") == 0;
    if (!info && !check)
        return cli_usage("model wants \"info\" or \"check\"");
    att_engine *e = cli_engine(c);
    if (!e)
        return EXIT_NO_TOOLS;
    cli_out out;
    int status = EXIT_DONE;
    att_error error = {0};
    if (!cli_out_open(&out, c->output))
        status = EXIT_SOME_FAILED;
    else {
        if (info)
            print_info(out.f, e);
        else if (att_model_check(e->model, &error) == ATT_OK)
            fputs("every checksum is right\n", out.f);
        else {
            cli_print_error(&error);
            status = EXIT_NO_TOOLS;
        }
        if (!cli_out_close(&out, true))
            status = EXIT_SOME_FAILED;
    }
    att_engine_close(e);
    return status;
}
