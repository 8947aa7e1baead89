internal import Foundation
internal import Searching

/// A line of progress on standard error, for subjects that were asked for it.
enum ProgressLine {
  static func write(_ progress: SearchProgress) {
    let figures = [progress.objective, progress.bound].map { $0.map { "\($0)" } ?? "none" }
    let seconds = String(format: "%.1f", progress.elapsed)
    let line = "\(progress.stage): \(figures[0]), bound \(figures[1]), \(seconds) s\n"
    FileHandle.standardError.write(Data(line.utf8))
  }
}
