// Preloaded into the tool by Tests/CommandTests/Faults: at the k-th call that changes the disk under
// FAULT_ROOT it kills or stops the process, or lets the call fail.
//
//   FAULT_ROOT    absolute path; calls elsewhere are let through and not counted
//   FAULT_AT      k, from 1; 0 counts only
//   FAULT_HOW     kill | half (a write of half the bytes, then kill) | stop | the number of an error
//   FAULT_FROM    1: this call and every later one of the kind; full: those that need space
//   FAULT_READS   1: the calls that read are counted instead
//   FAULT_PLAIN   1: folders cannot be exchanged, as on some disks
//   FAULT_LOG     gets the name of the call that was met
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *root, *how, *from, *logfile;
static size_t root_length;
static long at, count;
static int reads, plain;
static unsigned char ours[65536];

__attribute__((constructor)) static void start(void) {
  root = getenv("FAULT_ROOT");
  how = getenv("FAULT_HOW");
  from = getenv("FAULT_FROM");
  logfile = getenv("FAULT_LOG");
  at = getenv("FAULT_AT") ? atol(getenv("FAULT_AT")) : 0;
  reads = getenv("FAULT_READS") != NULL;
  plain = getenv("FAULT_PLAIN") != NULL;
  root_length = root ? strlen(root) : 0;
  // The threads that start processes in tests hold signals back, and a process inherits that.
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

static int under(const char *path) {
  return root && strncmp(path, root, root_length) == 0
    && (path[root_length] == '/' || path[root_length] == 0);
}
static int is_ours(int fd) { return fd >= 0 && fd < 65536 && ours[fd]; }

static void note(const char *name) {
  if (!logfile) return;
  int fd = syscall(SYS_openat, AT_FDCWD, logfile, O_WRONLY | O_CREAT | O_APPEND, 0644);
  syscall(SYS_write, fd, name, strlen(name));
  syscall(SYS_write, fd, "\n", 1);
  syscall(SYS_close, fd);
}

// 0: let it through; 1: fail, errno is set; 2: half a write, then the end.
static int meet(const char *name, int is_read, int needs_space) {
  if (is_read != reads || at == 0) return 0;
  count++;
  int later = from && count > at && (strcmp(from, "full") != 0 || needs_space);
  if (count != at && !later) return 0;
  if (from && !strcmp(from, "full") && !needs_space) { if (count == at) note("skipped"); return 0; }
  if (count == at) note(name);
  if (!strcmp(how, "kill")) { kill(getpid(), SIGKILL); return 0; }
  if (!strcmp(how, "stop")) { kill(getpid(), SIGSTOP); return 0; }
  if (!strcmp(how, "half")) {
    if (!strcmp(name, "write")) return 2;
    kill(getpid(), SIGKILL);
  }
  errno = atoi(how);
  return 1;
}

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = dlsym(RTLD_NEXT, name)

static int open_any(const char *symbol, const char *path, int flags, mode_t mode) {
  int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, symbol);
  int mine = under(path), writes = (flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0;
  if (mine && meet("open", !writes, 1)) return -1;
  int fd = real(path, flags, mode);
  if (fd >= 0 && fd < 65536) ours[fd] = mine ? 1 + writes : 0;
  return fd;
}
int open(const char *path, int flags, ...) {
  va_list list; va_start(list, flags); mode_t mode = va_arg(list, mode_t); va_end(list);
  return open_any("open", path, flags, mode);
}
int open64(const char *path, int flags, ...) {
  va_list list; va_start(list, flags); mode_t mode = va_arg(list, mode_t); va_end(list);
  return open_any("open64", path, flags, mode);
}
ssize_t write(int fd, const void *bytes, size_t size) {
  REAL(ssize_t, "write", int, const void *, size_t);
  if (is_ours(fd)) {
    int met = meet("write", 0, 1);
    if (met == 1) return -1;
    if (met == 2) { real(fd, bytes, size / 2); kill(getpid(), SIGKILL); }
  }
  return real(fd, bytes, size);
}
ssize_t read(int fd, void *bytes, size_t size) {
  REAL(ssize_t, "read", int, void *, size_t);
  if (is_ours(fd) && meet("read", 1, 0)) return -1;
  return real(fd, bytes, size);
}
int close(int fd) {
  REAL(int, "close", int);
  int met = is_ours(fd) && ours[fd] == 2 && meet("close", 0, 1), code = errno;
  if (fd >= 0 && fd < 65536) ours[fd] = 0;
  int answer = real(fd);
  if (met) { errno = code; return -1; }
  return answer;
}
int fsync(int fd) {
  REAL(int, "fsync", int);
  return is_ours(fd) && meet("fsync", 0, 1) ? -1 : real(fd);
}
int fchmod(int fd, mode_t mode) {
  REAL(int, "fchmod", int, mode_t);
  return is_ours(fd) && meet("fchmod", 0, 0) ? -1 : real(fd, mode);
}
int rename(const char *a, const char *b) {
  REAL(int, "rename", const char *, const char *);
  return under(a) && meet("rename", 0, 0) ? -1 : real(a, b);
}
int link(const char *a, const char *b) {
  REAL(int, "link", const char *, const char *);
  return (under(a) || under(b)) && meet("link", 0, 1) ? -1 : real(a, b);
}
int renameat2(int x, const char *a, int y, const char *b, unsigned flags) {
  REAL(int, "renameat2", int, const char *, int, const char *, unsigned);
  if (under(a) && plain) { errno = EINVAL; return -1; }
  return under(a) && meet("exchange", 0, 0) ? -1 : real(x, a, y, b, flags);
}
int mkdir(const char *path, mode_t mode) {
  REAL(int, "mkdir", const char *, mode_t);
  struct stat info;
  // What is there already needs nothing of the disk.
  return under(path) && lstat(path, &info) != 0 && meet("mkdir", 0, 1) ? -1 : real(path, mode);
}
int rmdir(const char *path) {
  REAL(int, "rmdir", const char *);
  return under(path) && meet("rmdir", 0, 0) ? -1 : real(path);
}
int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  return under(path) && meet("unlink", 0, 0) ? -1 : real(path);
}
DIR *opendir(const char *path) {
  REAL(DIR *, "opendir", const char *);
  return under(path) && meet("opendir", 1, 0) ? NULL : real(path);
}
