/* cli/out.c: output that is complete or absent. */
#include "cli/cli.h"

#include "write/sqlite.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

bool cli_out_open(cli_out *o, const char *path)
{
    *o = (cli_out){.f = stdout};
    if (!path || strcmp(path, "-") == 0)
        return true;
    struct stat info;
    if (stat(path, &info) == 0 && !S_ISREG(info.st_mode)) { /* a device or pipe is written to, never replaced */
        o->f = fopen(path, "wb");
        if (!o->f)
            cli_complain("%s: cannot be written: %s", path, strerror(errno));
        else
            snprintf(o->device, sizeof o->device, "%s", path);
        return o->f != NULL;
    }
    int n = snprintf(o->path, sizeof o->path, "%s", path), m = snprintf(o->beside, sizeof o->beside, "%s.%ld.part", path, (long)getpid());
    if (n >= (int)sizeof o->path || m >= (int)sizeof o->beside) {
        cli_complain("%s: the name is too long", path);
        return false;
    }
    o->f = fopen(o->beside, "wb");
    if (!o->f)
        cli_complain("%s: cannot be written: %s", path, strerror(errno));
    return o->f != NULL;
}

bool cli_out_open_base(cli_out *o, const char *path)
{
    *o = (cli_out){0};
    att_error error;
    if (att_base_open(path, true, &o->base, &error) != ATT_OK)
        cli_print_error(&error);
    return o->base != NULL;
}

bool cli_out_put(cli_out *o, att_str text)
{
    att_error error;
    if (!text.n)
        return true;
    if (!o->base)
        return fwrite(text.p, 1, text.n, o->f) == text.n;
    if (att_base_add(o->base, text, &error) == ATT_OK)
        return true;
    cli_print_error(&error);
    return false;
}

static bool close_base(cli_out *o)
{
    att_error error;
    if (att_base_close(o->base, &error) == ATT_OK)
        return true;
    cli_print_error(&error);
    return false;
}

bool cli_out_close(cli_out *o, bool keep)
{
    if (o->base)
        return close_base(o);
    bool file = o->path[0], device = o->device[0];
    bool good = fflush(o->f) == 0 && !ferror(o->f);
    if (good && file)
        good = fsync(fileno(o->f)) == 0;
    int why = errno;
    if ((file || device) && fclose(o->f) != 0)
        good = false;
    if (file && good && keep && rename(o->beside, o->path) != 0) {
        why = errno;
        good = false;
    }
    if (file && (!good || !keep))
        unlink(o->beside);
    if (!good)
        cli_complain("%s: cannot be written: %s", file ? o->path : device ? o->device : "standard output", strerror(why));
    return good;
}
