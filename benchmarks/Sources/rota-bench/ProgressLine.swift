internal import Foundation

/// A line of progress on standard error, for subjects that were asked for it.
enum ProgressLine {
  static func write(
    stage: String, objective: some CustomStringConvertible, bound: some CustomStringConvertible, seconds: Double
  ) {
    let line = "\(stage): \(objective), bound \(bound), \(String(format: "%.1f", seconds)) s\n"
    FileHandle.standardError.write(Data(line.utf8))
  }
}
