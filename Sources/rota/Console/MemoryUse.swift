internal import Foundation

/// What the process has taken of the machine.
enum MemoryUse {
  /// The most memory that it ever held, in mebibytes.
  static var peakMebibytes: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_maxrss) / 1024 + 1
  }
}
