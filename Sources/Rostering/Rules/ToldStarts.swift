/// Starts of duties that rules over days tell apart, on the person's wall clock.
struct ToldStarts: Hashable, Sendable {
  /// Distances in minutes: starts are told apart where some start is near to the one and far from the other.
  var tolerances: Set<Int> = []
  /// Whether each is told from every other.
  var isExact = false

  var isEmpty: Bool { tolerances.isEmpty && !isExact }

  mutating func formUnion(_ other: ToldStarts) {
    tolerances.formUnion(other.tolerances)
    isExact = isExact || other.isExact
  }

  /// The start that stands for each: the first of those that aren't told from it. They lie side by side, so that it is as
  /// near or far from every other start as they are.
  /// - Complexity: O(starts² × tolerances).
  func marks(of starts: Set<Int>) -> [Int: Int] {
    let rising = starts.sorted()
    var marks: [Int: Int] = [:]
    var last: (mark: Int, near: [Set<Int>])?
    for start in rising {
      let near = tolerances.sorted().map { tolerance in Set(rising.filter { abs($0 - start) <= tolerance }) }
      if let last, !isExact, last.near == near {
        marks[start] = last.mark
      } else {
        marks[start] = start
        last = (start, near)
      }
    }
    return marks
  }
}
