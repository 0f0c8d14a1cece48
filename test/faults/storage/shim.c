/*
 * Stands between a program and its files, for the files of one folder alone, or those of them whose names begin as told
 * (LD_PRELOAD). Two uses:
 *
 * - It keeps a journal of all that is done to them and of what was synced, from which disk.ts makes what a power cut
 *   would have left. At a given place of the journal the program is ended by kill -9.
 * - It makes the n-th call of some kinds fail with an error, once or until told otherwise.
 *
 * Both are told through a control file in memory, which the program itself may write at any time:
 * struct control below, all numbers of 32 bits.
 *
 * What SQLite's unix VFS and libuv call is wrapped: `nm -D` of the driver and of node names open, open64, openat, close,
 * read, pread64, write, writev, pwrite64, ftruncate64, fsync, fdatasync, unlink and rename; node's rmSync comes through
 * libstdc++, which calls remove and unlinkat.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { KIND_WRITE = 1, KIND_TRUNCATE = 2, KIND_SYNC = 4, KIND_NAME = 8, KIND_READ = 16, KIND_REMOVE = 32 };

struct control {
  uint32_t kinds;      /* which calls are counted; 0: none */
  uint32_t error;      /* errno of those that fail */
  uint32_t at;         /* the call that fails, from 0 */
  uint32_t lasting;    /* 1: every later one fails too */
  uint32_t torn;       /* 1: a write that fails has written its beginning, to a sector's end */
  uint32_t counted;    /* calls since this was set to 0 */
  uint32_t failed;     /* how many of them failed */
  uint32_t end_at;     /* the program is ended before it adds this record to the journal; 0: never */
  uint32_t records;    /* records in the journal */
};

/* What a descriptor is. */
enum { OTHER = 0, DATA = 1, SHARED_MEMORY = 2, FOLDER = 3, MARKS = 4 };
enum { MOST_DESCRIPTORS = 65536, SECTOR = 512 };

static unsigned char what[MOST_DESCRIPTORS];
static const char *folder;
static const char *names;
static const char *marks;
static size_t folder_length;
static int journal = -1;
static struct control none;
static volatile struct control *control = &none;
static pthread_mutex_t turn = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_read)(int, void *, size_t);
static ssize_t (*real_pread)(int, void *, size_t, off64_t);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_ftruncate)(int, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);
static int (*real_unlinkat)(int, const char *, int);
static int (*real_remove)(const char *);
static int (*real_rename)(const char *, const char *);

static void give_up(const char *why) {
  fprintf(stderr, "shim: %s: %s\n", why, strerror(errno));
  _exit(70);
}

/* A copy: Chromium writes the title of a process over its environment. */
static const char *told(const char *name) {
  const char *value = getenv(name);
  return value == NULL ? NULL : strdup(value);
}

static void begin(void) {
  static int begun = 0;
  if (begun) return;
  begun = 1;
  real_open = dlsym(RTLD_NEXT, "open64");
  real_openat = dlsym(RTLD_NEXT, "openat64");
  real_close = dlsym(RTLD_NEXT, "close");
  real_read = dlsym(RTLD_NEXT, "read");
  real_pread = dlsym(RTLD_NEXT, "pread64");
  real_write = dlsym(RTLD_NEXT, "write");
  real_writev = dlsym(RTLD_NEXT, "writev");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  real_unlinkat = dlsym(RTLD_NEXT, "unlinkat");
  real_remove = dlsym(RTLD_NEXT, "remove");
  real_rename = dlsym(RTLD_NEXT, "rename");
  names = told("SHIM_NAMES");
  marks = told("SHIM_MARKS");
  const char *control_path = getenv("SHIM_CONTROL");
  const char *journal_path = getenv("SHIM_JOURNAL");
  if (control_path != NULL) {
    int handle = real_open(control_path, O_RDWR);
    if (handle < 0) give_up("no control file");
    void *shared = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, handle, 0);
    if (shared == MAP_FAILED) give_up("the control file cannot be mapped");
    control = shared;
    real_close(handle);
  }
  if (journal_path != NULL) {
    journal = real_open(journal_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (journal < 0) give_up("no journal");
  }
  folder = told("SHIM_FOLDER");
  folder_length = folder == NULL ? 0 : strlen(folder);
}

__attribute__((constructor)) static void begin_early(void) { begin(); }

static int ends_with(const char *path, const char *ending) {
  size_t length = strlen(path), wanted = strlen(ending);
  return length >= wanted && strcmp(path + length - wanted, ending) == 0;
}

static int what_is(const char *path) {
  if (folder == NULL || path == NULL) return OTHER;
  if (marks != NULL && strcmp(path, marks) == 0) return MARKS;
  if (strncmp(path, folder, folder_length) != 0) return OTHER;
  if (path[folder_length] == '\0') return FOLDER;
  if (path[folder_length] != '/') return OTHER;
  if (names != NULL && strncmp(path + folder_length + 1, names, strlen(names)) != 0) return OTHER;
  return ends_with(path, "-shm") ? SHARED_MEMORY : DATA;
}

static int what_of(int descriptor) {
  return descriptor >= 0 && descriptor < MOST_DESCRIPTORS ? what[descriptor] : OTHER;
}

/* One record: its kind, the file (its inode), an offset or a size, and so many bytes. */
struct record {
  uint32_t kind;
  uint32_t length;
  uint64_t file;
  uint64_t offset;
};

static uint64_t inode_of(int descriptor) {
  struct stat status;
  return fstat(descriptor, &status) == 0 ? (uint64_t)status.st_ino : 0;
}

/* The record that would come next is the one before which the power goes. */
static void end_here_if_told(void) {
  if (control->end_at == 0 || control->records < control->end_at) return;
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

static void note(char kind, uint64_t file, uint64_t offset, const void *bytes, size_t length) {
  if (journal < 0) return;
  struct record head = {(uint32_t)kind, (uint32_t)length, file, offset};
  struct iovec parts[2] = {{&head, sizeof head}, {(void *)bytes, length}};
  if (real_writev(journal, parts, 2) != (ssize_t)(sizeof head + length)) give_up("the journal is not written");
  control->records += 1;
}

/* Whether this call is one that fails; errno is set then. */
static int fails(uint32_t kind) {
  if ((control->kinds & kind) == 0) return 0;
  uint32_t place = control->counted;
  control->counted = place + 1;
  if (place != control->at && !(control->lasting && place > control->at)) return 0;
  control->failed += 1;
  errno = (int)control->error;
  return 1;
}

static int open_what(const char *path, int flags, mode_t mode, int at) {
  begin();
  int kind = what_is(path);
  if (kind == OTHER || kind == MARKS) {
    int plain = real_openat(at, path, flags, mode);
    if (kind == MARKS && plain >= 0 && plain < MOST_DESCRIPTORS) what[plain] = MARKS;
    else if (plain >= 0 && plain < MOST_DESCRIPTORS) what[plain] = OTHER;
    return plain;
  }
  pthread_mutex_lock(&turn);
  struct stat status;
  int fresh = (flags & O_CREAT) != 0 && stat(path, &status) != 0;
  int result = -1;
  if (fresh) end_here_if_told();
  if (!(fresh && fails(KIND_NAME))) result = real_openat(at, path, flags, mode);
  if (result >= MOST_DESCRIPTORS) give_up("too many descriptors");
  if (result >= 0) {
    what[result] = (unsigned char)kind;
    const char *name = path + folder_length + 1;
    if (kind == DATA) note(fresh ? 'C' : 'O', inode_of(result), 0, name, strlen(name));
    if (kind == DATA && !fresh && (flags & O_TRUNC)) note('T', inode_of(result), 0, NULL, 0);
  }
  int kept = errno;
  pthread_mutex_unlock(&turn);
  errno = kept;
  return result;
}

static mode_t mode_of(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}

#define OPENING(name)                                \
  int name(const char *path, int flags, ...) {       \
    va_list arguments;                               \
    va_start(arguments, flags);                      \
    mode_t mode = mode_of(flags, arguments);         \
    va_end(arguments);                               \
    return open_what(path, flags, mode, AT_FDCWD);   \
  }
OPENING(open)
OPENING(open64)

#define OPENING_AT(name)                             \
  int name(int at, const char *path, int flags, ...) { \
    va_list arguments;                               \
    va_start(arguments, flags);                      \
    mode_t mode = mode_of(flags, arguments);         \
    va_end(arguments);                               \
    return open_what(path, flags, mode, at);         \
  }
OPENING_AT(openat)
OPENING_AT(openat64)

int close(int descriptor) {
  begin();
  if (descriptor >= 0 && descriptor < MOST_DESCRIPTORS) what[descriptor] = OTHER;
  return real_close(descriptor);
}

static ssize_t read_what(int descriptor, void *bytes, size_t length, off64_t offset) {
  int kind = what_of(descriptor);
  if (kind == DATA) {
    pthread_mutex_lock(&turn);
    int failing = fails(KIND_READ);
    pthread_mutex_unlock(&turn);
    if (failing) return -1;
  }
  return offset < 0 ? real_read(descriptor, bytes, length) : real_pread(descriptor, bytes, length, offset);
}

ssize_t read(int descriptor, void *bytes, size_t length) {
  begin();
  return read_what(descriptor, bytes, length, -1);
}

ssize_t pread64(int descriptor, void *bytes, size_t length, off64_t offset) {
  begin();
  return read_what(descriptor, bytes, length, offset);
}

/* Nothing between two places of one sector is ever torn, by the page cache or by a disk. */
static size_t half_to_a_sector(uint64_t place, size_t length) {
  uint64_t end = (place + length / 2) / SECTOR * SECTOR;
  return end > place ? (size_t)(end - place) : 0;
}

/* offset -1: where the descriptor stands. */
static ssize_t write_what(int descriptor, const void *bytes, size_t length, off64_t offset) {
  int kind = what_of(descriptor);
  if (kind == OTHER || kind == FOLDER) {
    return offset < 0 ? real_write(descriptor, bytes, length) : real_pwrite(descriptor, bytes, length, offset);
  }
  pthread_mutex_lock(&turn);
  ssize_t result = -1;
  end_here_if_told();
  off64_t place = offset;
  if (offset < 0 && kind == DATA) {
    place = fcntl(descriptor, F_GETFL) & O_APPEND ? lseek64(descriptor, 0, SEEK_END) : lseek64(descriptor, 0, SEEK_CUR);
  }
  if (kind == MARKS) {
    note('M', 0, 0, bytes, length);
    result = (ssize_t)length;
  } else {
    int failing = fails(KIND_WRITE);
    int error = errno;
    size_t taken = failing ? (control->torn ? half_to_a_sector((uint64_t)place, length) : 0) : length;
    if (taken > 0) {
      result = offset < 0 ? real_write(descriptor, bytes, taken) : real_pwrite(descriptor, bytes, taken, offset);
      if (result > 0 && kind == DATA) note('W', inode_of(descriptor), (uint64_t)place, bytes, (size_t)result);
    }
    if (failing) {
      result = -1;
      errno = error;
    }
  }
  int kept = errno;
  pthread_mutex_unlock(&turn);
  errno = kept;
  return result;
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
  begin();
  return write_what(descriptor, bytes, length, -1);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off64_t offset) {
  begin();
  return write_what(descriptor, bytes, length, offset);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
  begin();
  return write_what(descriptor, bytes, length, offset);
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  begin();
  if (what_of(descriptor) == OTHER) return real_writev(descriptor, parts, count);
  ssize_t written = 0;
  for (int index = 0; index < count; index += 1) {
    ssize_t one = write_what(descriptor, parts[index].iov_base, parts[index].iov_len, -1);
    if (one < 0) return written > 0 ? written : -1;
    written += one;
    if ((size_t)one < parts[index].iov_len) break;
  }
  return written;
}

int ftruncate64(int descriptor, off64_t size) {
  begin();
  int kind = what_of(descriptor);
  if (kind != DATA && kind != SHARED_MEMORY) return real_ftruncate(descriptor, size);
  pthread_mutex_lock(&turn);
  end_here_if_told();
  int result = fails(KIND_TRUNCATE) ? -1 : real_ftruncate(descriptor, size);
  if (result == 0 && kind == DATA) note('T', inode_of(descriptor), (uint64_t)size, NULL, 0);
  int kept = errno;
  pthread_mutex_unlock(&turn);
  errno = kept;
  return result;
}

int ftruncate(int descriptor, off_t size) { return ftruncate64(descriptor, size); }

static int sync_what(int descriptor, int (*real)(int)) {
  int kind = what_of(descriptor);
  if (kind != DATA && kind != FOLDER) return real(descriptor);
  pthread_mutex_lock(&turn);
  end_here_if_told();
  int result = fails(KIND_SYNC) ? -1 : real(descriptor);
  if (result == 0) note(kind == FOLDER ? 'D' : 'S', inode_of(descriptor), 0, NULL, 0);
  int kept = errno;
  pthread_mutex_unlock(&turn);
  errno = kept;
  return result;
}

int fsync(int descriptor) {
  begin();
  return sync_what(descriptor, real_fsync);
}

int fdatasync(int descriptor) {
  begin();
  return sync_what(descriptor, real_fdatasync);
}

int unlink(const char *path) {
  begin();
  if (what_is(path) != DATA) return real_unlink(path);
  pthread_mutex_lock(&turn);
  end_here_if_told();
  int result = fails(KIND_REMOVE) ? -1 : real_unlink(path);
  const char *name = path + folder_length + 1;
  if (result == 0) note('U', 0, 0, name, strlen(name));
  int kept = errno;
  pthread_mutex_unlock(&turn);
  errno = kept;
  return result;
}

int remove(const char *path) {
  begin();
  return what_is(path) == DATA ? unlink(path) : real_remove(path);
}

int unlinkat(int at, const char *path, int flags) {
  begin();
  char whole[4096];
  if (at != AT_FDCWD && path[0] != '/' && flags == 0) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", at);
    ssize_t length = readlink(link, whole, sizeof whole / 2);
    if (length > 0) {
      snprintf(whole + length, sizeof whole - (size_t)length, "/%s", path);
      if (what_is(whole) == DATA) return unlink(whole);
    }
  }
  return at == AT_FDCWD && what_is(path) == DATA && flags == 0 ? unlink(path) : real_unlinkat(at, path, flags);
}

int rename(const char *from, const char *to) {
  begin();
  if (what_is(from) != DATA || what_is(to) != DATA) return real_rename(from, to);
  pthread_mutex_lock(&turn);
  end_here_if_told();
  int result = fails(KIND_NAME) ? -1 : real_rename(from, to);
  if (result == 0) {
    char both[8192];
    int length = snprintf(both, sizeof both, "%s\n%s", from + folder_length + 1, to + folder_length + 1);
    note('R', 0, 0, both, (size_t)length);
  }
  int kept = errno;
  pthread_mutex_unlock(&turn);
  errno = kept;
  return result;
}
