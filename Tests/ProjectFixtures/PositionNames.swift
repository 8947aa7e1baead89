package import Tables

extension SourcePosition {
  /// File and path without line and column.
  package var named: String { path.map { "\(file): \($0)" } ?? file }
}
