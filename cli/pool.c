/* cli/pool.c: fork, a socket each way, poll. */
#include "cli/pool.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    uint64_t number, size;
} head; /* before each parcel and each answer */

typedef struct {
    pid_t pid; /* 0: not started */
    int fd;
    bool busy;
    uint64_t number;
    char *p; /* the answer so far, head and all */
    size_t n, room;
} worker;

struct cli_pool {
    cli_pool_work *work;
    cli_pool_take *take;
    void *user;
    int n, busy;
    struct pollfd *poll; /* [n + 1] */
    worker *worker;      /* [n] */
};

/* ---- in the worker ------------------------------------------------------------------------------------------------------------- */

static bool receive_all(int fd, void *p, size_t n)
{
    for (size_t done = 0; done < n;) {
        ssize_t got = recv(fd, (char *)p + done, n - done, 0);
        if (got == 0 || (got < 0 && errno != EINTR))
            return false;
        done += got > 0 ? (size_t)got : 0;
    }
    return true;
}

static bool send_all(int fd, const void *p, size_t n)
{
    for (size_t done = 0; done < n;) {
        ssize_t sent = send(fd, (const char *)p + done, n - done, MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR)
            return false;
        done += sent > 0 ? (size_t)sent : 0;
    }
    return true;
}

static bool answer(cli_pool *p, int fd, head h, const char *parcel)
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    ATT_ASSERT(out);
    p->work(p->user, (att_str){parcel, (size_t)h.size}, out);
    ATT_ASSERT(fclose(out) == 0);
    h.size = n;
    bool sent = send_all(fd, &h, sizeof h) && send_all(fd, text, n);
    free(text);
    return sent;
}

_Noreturn static void be_worker(cli_pool *p, int fd)
{
    char *parcel = NULL;
    head h;
    while (receive_all(fd, &h, sizeof h)) {
        parcel = realloc(parcel, (size_t)h.size + 1);
        ATT_ASSERT(parcel);
        if (!receive_all(fd, parcel, (size_t)h.size) || !answer(p, fd, h, parcel))
            break;
        if (h.size > 1 << 20) { /* one huge report is no reason to stay huge */
            free(parcel);
            parcel = NULL;
        }
    }
    _exit(0); /* what the parent left in its buffers is not ours to write */
}

/* ---- in the parent -------------------------------------------------------------------------------------------------------------- */

cli_pool *cli_pool_open(int workers, cli_pool_work *work, cli_pool_take *take, void *user)
{
    cli_pool *p = calloc(1, sizeof *p);
    ATT_ASSERT(p);
    *p = (cli_pool){.work = work, .take = take, .user = user, .n = workers};
    p->poll = calloc((size_t)workers + 1, sizeof *p->poll);
    p->worker = calloc((size_t)workers, sizeof *p->worker);
    ATT_ASSERT(p->poll && p->worker);
    return p;
}

static bool start(cli_pool *p, worker *w)
{
    int fd[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fd) != 0)
        return false;
    fflush(NULL);
    pid_t parent = getpid();
    w->pid = fork();
    if (w->pid < 0) {
        w->pid = 0;
        close(fd[0]);
        close(fd[1]);
        return false;
    }
    if (w->pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent)
            _exit(0);
        signal(SIGINT, SIG_IGN); /* the terminal tells the whole group; the parent decides */
        signal(SIGTERM, SIG_IGN);
        close(fd[0]);
        for (int i = 0; i < p->n; i++)
            if (p->worker[i].pid && &p->worker[i] != w)
                close(p->worker[i].fd);
        be_worker(p, fd[1]);
    }
    close(fd[1]);
    w->fd = fd[0];
    return true;
}

static int end(worker *w)
{
    int status = 0;
    close(w->fd);
    kill(w->pid, SIGKILL); /* at its end it does nothing but read or fail */
    while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
        ;
    free(w->p);
    *w = (worker){0};
    return WIFSIGNALED(status) ? WTERMSIG(status) : -WEXITSTATUS(status) - 1;
}

void cli_pool_close(cli_pool *p)
{
    if (!p)
        return;
    for (int i = 0; i < p->n; i++)
        if (p->worker[i].pid)
            end(&p->worker[i]);
    free(p->worker);
    free(p->poll);
    free(p);
}

bool cli_pool_idle(const cli_pool *p) { return p->busy < p->n; }
int cli_pool_busy(const cli_pool *p) { return p->busy; }

static void settle(cli_pool *p, worker *w, att_str answer, int died)
{
    uint64_t number = w->number;
    w->busy = false;
    p->busy--;
    p->take(p->user, number, answer, died);
}

static void lose(cli_pool *p, worker *w)
{
    bool busy = w->busy;
    uint64_t number = w->number;
    int why = end(w);
    if (busy) {
        w->number = number;
        settle(p, w, (att_str){0}, why);
    }
}

bool cli_pool_send(cli_pool *p, uint64_t number, att_str parcel)
{
    worker *w = NULL;
    for (int i = 0; i < p->n && !w; i++)
        if (!p->worker[i].busy && p->worker[i].pid)
            w = &p->worker[i];
    for (int i = 0; i < p->n && !w; i++)
        if (!p->worker[i].busy)
            w = &p->worker[i];
    ATT_ASSERT(w);
    if (!w->pid && !start(p, w))
        return false;
    w->busy = true;
    w->number = number;
    w->n = 0;
    p->busy++;
    head h = {number, parcel.n};
    if (!send_all(w->fd, &h, sizeof h) || !send_all(w->fd, parcel.p, parcel.n))
        lose(p, w);
    return true;
}

static bool make_room(worker *w, size_t room)
{
    if (w->room >= room)
        return true;
    char *more = realloc(w->p, room);
    if (!more)
        return false;
    w->p = more;
    w->room = room;
    return true;
}

/* Reads what is there of an answer. */
static void receive(cli_pool *p, worker *w)
{
    head h = {0};
    size_t want = sizeof h;
    if (w->n >= sizeof h) {
        memcpy(&h, w->p, sizeof h);
        want += (size_t)h.size;
    }
    ssize_t got = make_room(w, want) ? recv(w->fd, w->p + w->n, want - w->n, MSG_DONTWAIT) : -1;
    if (got <= 0) {
        if (got == 0 || (errno != EINTR && errno != EAGAIN))
            lose(p, w);
        return;
    }
    w->n += (size_t)got;
    if (w->n < sizeof h)
        return;
    memcpy(&h, w->p, sizeof h);
    if (w->n < sizeof h + h.size)
        return;
    settle(p, w, (att_str){w->p + sizeof h, (size_t)h.size}, 0);
    if (w->room > 1 << 22) {
        free(w->p);
        w->p = NULL;
        w->room = 0;
    }
}

bool cli_pool_wait(cli_pool *p, int fd, int milliseconds)
{
    for (int i = 0; i < p->n; i++)
        p->poll[i] = (struct pollfd){.fd = p->worker[i].pid ? p->worker[i].fd : -1, .events = POLLIN};
    p->poll[p->n] = (struct pollfd){.fd = fd, .events = POLLIN};
    if (poll(p->poll, (nfds_t)p->n + 1, milliseconds) <= 0)
        return false;
    for (int i = 0; i < p->n; i++)
        if (p->poll[i].revents && p->worker[i].pid)
            receive(p, &p->worker[i]);
    return p->poll[p->n].revents != 0;
}
