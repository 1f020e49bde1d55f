#include "cli/cli.h"
int cli_explain(cli *c) { return cli_usage("%s", c->command); }
