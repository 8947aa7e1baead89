internal import Optimization

extension DeadlineWork {
  /// The rows as data of `models/deferrable-work.mod`, where `agents` then are heads on the rota: peak first, then the
  /// fewest head-intervals.
  ///
  /// - Parameter comment: what stands in the first lines; `#` is put before each.
  /// - Complexity: O(slots).
  /// - SeeAlso: docs/staffing.md, *Deferrable work*.
  public func mathProgData(comment: String) -> String {
    var text = comment.split(separator: "\n", omittingEmptySubsequences: false).map { "# \($0)\n" }.joined()
    text += "\ndata;\n\nparam intervals := \(capacity.count);\n\n"
    text += "#  agent-seconds; available and due count from the start\n"
    text += "param : capacity available due idle :=\n"
    for slot in capacity.indices {
      let figures = [capacity[slot], available[slot], due[slot], idle[slot]].map(MathProgText.number)
      text += "  \(slot + 1) \(figures.joined(separator: " "))\n"
    }
    return text + ";\n\nend;\n"
  }
}
