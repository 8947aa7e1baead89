/// Something that can be measured: one file a subject, listed in `Registry.swift`.
protocol Subject: Sendable {
  /// As it is called on the command line.
  static var name: String { get }
  /// One line for the usage text: options and what is measured.
  static var summary: String { get }

  /// - Parameter arguments: what follows the subject on the command line.
  init(_ arguments: inout Arguments) throws
  /// The smallest case that touches everything, for `rota-bench smoke`: well under a second.
  static var smoke: Self { get }
  /// Measures, and hands each finished case to `report`.
  func run(report: (Record) throws -> Void) throws
}

/// What is wrong with the command line, or with the data that it names.
struct UsageError: Error, CustomStringConvertible {
  var description: String
}
