/// The width of intervals where every row says its start and its end (`09:00 - 09:30`).
struct StatedWidth {
  private var lengths: Set<Int> = []
  private var isComplete = true

  /// - Parameter length: of a row's interval; nil where the row says no end.
  mutating func add(_ length: Int?) {
    guard isComplete else { return }
    guard let length, length > 0 else {
      isComplete = false
      return
    }
    lengths.insert(length)
    if lengths.count > 1 { isComplete = false }
  }

  /// In seconds; nil where rows differ, or say none.
  var seconds: Int? { isComplete ? lengths.first : nil }
}
