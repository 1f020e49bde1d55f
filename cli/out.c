/* cli/out.c: output that is complete or absent. */
#include "cli/cli.h"

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

bool cli_out_close(cli_out *o, bool keep)
{
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
