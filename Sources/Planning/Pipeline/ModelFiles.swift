public import Calendars
public import Tables

/// An integer program of some weeks as files for other solvers.
public struct ModelFiles: Sendable {
  public let week: ISOWeek
  /// What the program was made from, and anything odd on the way.
  public let warnings: [Diagnostic]
  /// Names and texts.
  public let files: [(name: String, text: String)]

  public init(week: ISOWeek, warnings: [Diagnostic], files: [(name: String, text: String)]) {
    self.week = week
    self.warnings = warnings
    self.files = files
  }
}
