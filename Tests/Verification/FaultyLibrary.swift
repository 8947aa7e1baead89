public import Foundation

/// A library that is loaded before all others and lets GLPK, or the making of threads, fail on purpose: what nobody can
/// provoke from outside is made to happen in a program that was built as usual.
public enum FaultyLibrary {
  /// What fails: in which call, and how.
  public enum Fault: String, CaseIterable, Sendable {
    /// Each simplex ends with "solver failure", which no retry helps.
    case simplex
    /// Each simplex ends in a fatal error, which loses the thread's programs.
    case fatal
    /// Each branch and bound ends with "solver failure".
    case integer
    /// No thread can be made: a limit on processes.
    case threads
  }

  /// The variable that names the fault to the library.
  public static let variable = "ROTA_TEST_FAULT"
  /// The variable that names the step on files (a sync, a rename, an exchange, a write of a journal) before which the
  /// process is killed, from 1.
  public static let killVariable = "ROTA_TEST_KILL"
  /// The variable that names the write to a file, or the folder made, from which on the disk is full, from 1.
  public static let fullVariable = "ROTA_TEST_FULL"
  /// The fault under which this process runs; nil in every usual one.
  public static var current: Fault? {
    ProcessInfo.processInfo.environment[variable].flatMap(Fault.init(rawValue:))
  }
  public static let compiler = ["/usr/bin/cc", "/usr/bin/clang", "/opt/swift/usr/bin/clang"].first(
    where: FileManager.default.isExecutableFile(atPath:))

  /// Builds it in a folder of its own, which is gone afterwards.
  public static func withBuilt(_ body: (_ library: String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rota-fault-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(try build(in: folder))
  }

  private static let source = """
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <errno.h>
    #include <signal.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/types.h>
    typedef void (*printer)(const char *, ...);
    __attribute__((weak)) printer glp_error_(const char *file, int line);
    static int is(const char *what) {
      const char *fault = getenv("ROTA_TEST_FAULT");
      return fault != NULL && strcmp(fault, what) == 0;
    }
    int glp_simplex(void *problem, const void *options) {
      if (is("simplex")) return 0x05; /* GLP_EFAIL */
      if (is("fatal")) glp_error_("faulty.c", 1)("out of numbers\\n");
      return ((int (*)(void *, const void *))dlsym(RTLD_NEXT, "glp_simplex"))(problem, options);
    }
    int glp_intopt(void *problem, const void *options) {
      if (is("integer")) return 0x05;
      if (is("fatal")) glp_error_("faulty.c", 2)("out of numbers\\n");
      return ((int (*)(void *, const void *))dlsym(RTLD_NEXT, "glp_intopt"))(problem, options);
    }
    /* The process is killed before the step on files of which ROTA_TEST_KILL gives the number. */
    static void step(void) {
      static int steps = 0;
      const char *kills = getenv("ROTA_TEST_KILL");
      if (kills != NULL && ++steps == atoi(kills)) raise(SIGKILL);
    }
    int fsync(int file) {
      step();
      return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(file);
    }
    int rename(const char *from, const char *to) {
      step();
      return ((int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename"))(from, to);
    }
    int renameat2(int one, const char *from, int other, const char *to, unsigned how) {
      step();
      int (*real)(int, const char *, int, const char *, unsigned) = dlsym(RTLD_NEXT, "renameat2");
      return real(one, from, other, to, how);
    }
    /* From the write on of which ROTA_TEST_FULL gives the number nothing more fits on the disk. */
    static int full(void) {
      static int writes = 0;
      const char *first = getenv("ROTA_TEST_FULL");
      if (first == NULL || ++writes < atoi(first)) return 0;
      errno = ENOSPC;
      return 1;
    }
    ssize_t write(int file, const void *bytes, size_t count) {
      if (file > 2 && full()) return -1;
      return ((ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write"))(file, bytes, count);
    }
    int mkdir(const char *path, unsigned mode) {
      if (full()) return -1;
      return ((int (*)(const char *, unsigned))dlsym(RTLD_NEXT, "mkdir"))(path, mode);
    }
    ssize_t pwrite(int file, const void *bytes, size_t count, off_t place) {
      step();
      if (full()) return -1;
      return ((ssize_t (*)(int, const void *, size_t, off_t))dlsym(RTLD_NEXT, "pwrite"))(file, bytes, count, place);
    }
    int pthread_create(void *thread, const void *attributes, void *(*work)(void *), void *argument) {
      if (is("threads")) return 11; /* EAGAIN */
      int (*real)(void *, const void *, void *(*)(void *), void *) = dlsym(RTLD_NEXT, "pthread_create");
      return real(thread, attributes, work, argument);
    }
    """

  /// Builds the library in `folder` and returns its path.
  public static func build(in folder: URL) throws -> String {
    let (code, library) = (folder.appending(path: "faulty.c"), folder.appending(path: "faulty.so"))
    try source.write(to: code, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: compiler ?? "/usr/bin/cc")
    process.arguments = ["-shared", "-fPIC", "-O1", "-o", library.path, code.path, "-ldl"]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return library.path
  }

  /// Runs those tests of this executable whose names hold `filter` once more, in a process of its own in which `fault`
  /// happens.
  /// - Returns: its exit status, and what it said.
  public static func rerun(_ filter: String, under fault: Fault) throws -> (status: Int32, said: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rota-fault-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let said = folder.appending(path: "said")
    try Data().write(to: said)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments = [
      "-k", "5", "300", "env", "LD_PRELOAD=\(try build(in: folder))", "\(variable)=\(fault.rawValue)", tests,
      "--testing-library", "swift-testing", "--filter", filter,
    ]
    process.standardOutput = try FileHandle(forWritingTo: said)
    process.standardError = process.standardOutput
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: try Data(contentsOf: said), as: UTF8.self))
  }
}
