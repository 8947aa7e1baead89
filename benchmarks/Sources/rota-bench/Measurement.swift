#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What a piece of work took. Processor time is that of the whole process (`getrusage`), so it doesn't grow when the
/// machine is busy with something else.
struct Measurement {
  /// Of the fastest repeat.
  var seconds: Double
  var cpuSeconds: Double
  var repeats: Int

  /// Runs `work` until `repeats` are done and keeps the repeat with the least processor time.
  static func fastest(of repeats: Int, _ work: () throws -> Void) rethrows -> Measurement {
    var best = Measurement(seconds: .infinity, cpuSeconds: .infinity, repeats: repeats)
    for _ in 0..<repeats {
      let cpu = cpuTime
      let wall = wallTime
      try work()
      let seconds = wallTime - wall
      let cpuSeconds = cpuTime - cpu
      if cpuSeconds < best.cpuSeconds {
        best.seconds = seconds
        best.cpuSeconds = cpuSeconds
      }
    }
    return best
  }

  /// User and system time of this process so far, in seconds.
  static var cpuTime: Double {
    let usage = resourceUsage
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// The most memory that this process has held so far.
  static var peakMemory: Int {
    #if canImport(Glibc)
      Int(resourceUsage.ru_maxrss) * 1024
    #else
      Int(resourceUsage.ru_maxrss)
    #endif
  }

  private static var resourceUsage: rusage {
    var usage = rusage()
    #if canImport(Glibc)
      // Glibc's module imports RUSAGE_SELF as another type than getrusage takes; its value is 0.
      _ = getrusage(__rusage_who_t(0), &usage)
    #else
      _ = getrusage(RUSAGE_SELF, &usage)
    #endif
    return usage
  }

  private static var wallTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
}
