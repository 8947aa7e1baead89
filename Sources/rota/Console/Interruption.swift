internal import Foundation
internal import Optimization
internal import Searching

/// Ctrl-C: the first asks the search to stop and keep its best result, the second quits at once. A polite `kill`
/// (SIGTERM) counts as Ctrl-C.
///
/// The signal handler only writes a byte into a pipe, which is safe whenever a signal comes; a thread of its own reads
/// the pipe and does the rest.
enum Interruption {
  /// From now on the first signal raises the flag.
  /// - Parameter announce: called once, on the thread that reads the pipe.
  /// - Returns: false when the system gives no pipe or no thread; Ctrl-C then ends the program as usual, at once.
  @discardableResult
  static func raise(_ flag: StopFlag, announce: @escaping @Sendable () -> Void) -> Bool {
    // Whoever started the program may have left these signals blocked, as threads of Dispatch do; then they never come.
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for number in [SIGINT, SIGTERM] { sigaddset(&wanted, number) }
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
    guard pipe.reading >= 0 else { return false }
    let reading = pipe.reading
    let isStarted = startOwnThread(stackBytes: 1 << 18) {
      var asked = false
      while let number = readSignal(reading) {
        if asked {
          quit(by: number)
          return
        }
        asked = true
        flag.raise()
        announce()
      }
    }
    guard isStarted else { return false }
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        let before = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(Interruption.pipe.writing, &byte, 1)
        errno = before
      }
      // Reads and writes that a signal interrupts go on by themselves.
      action.sa_flags = SA_RESTART
      sigaction(number, &action, nil)
    }
    return true
  }

  /// The same, saying on the console what the first signal does and what a second would.
  static func raise(_ flag: StopFlag, sayingOn console: Console) {
    let isWatched = raise(flag) {
      console.say("Stopping; the best result so far is kept. Ctrl-C again quits at once.")
    }
    if !isWatched {
      console.say("The system gives no thread that would wait for Ctrl-C: it will quit at once and keep nothing.")
    }
  }

  /// A closed pipe and a file that may not grow are then errors of `write`, not the end of the program.
  static func ignoreFailedWrites() { for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) } }

  /// Made before the handler is, so that the handler only reads it.
  private static let pipe: (reading: Int32, writing: Int32) = {
    var ends: [Int32] = [-1, -1]
    guard Foundation.pipe(&ends) == 0 else { return (-1, -1) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }()

  private static func readSignal(_ descriptor: Int32) -> Int32? {
    var byte: UInt8 = 0
    while true {
      let count = read(descriptor, &byte, 1)
      if count == 1 { return Int32(byte) }
      guard count < 0, errno == EINTR else { return nil }
    }
  }

  /// Ends the process by the signal, so that the shell sees why it ended.
  private static func quit(by number: Int32) {
    signal(number, SIG_DFL)
    kill(getpid(), number)
  }
}
