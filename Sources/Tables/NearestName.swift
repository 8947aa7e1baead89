/// The known name that a misspelt one most likely means.
public enum NearestName {
  /// - Returns: the candidate with the fewest edits (insert, delete, replace, swap neighbours), ignoring case, if these
  ///   are at most a third of the name's length; the first of equals. A name of which only the beginning was typed, or
  ///   its last part (`Warsaw`), is meant too.
  /// - Complexity: O(candidates × length²).
  public static func of(_ name: String, among candidates: [String]) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
    guard !wanted.isEmpty else { return nil }
    var best: (name: String, edits: Int)?
    for candidate in candidates {
      let other = Array(candidate.lowercased().unicodeScalars.prefix(64))
      let isPart =
        wanted.count >= 3 && (other.starts(with: wanted) || other.reversed().starts(with: wanted.reversed()))
      let edits = isPart ? 1 : distance(wanted, other)
      if edits <= max(1, wanted.count / 3), edits < best?.edits ?? .max, edits < max(wanted.count, other.count) {
        best = (candidate, edits)
      }
    }
    return best?.name
  }

  /// How many edits (insert, delete, replace, swap neighbours) lead from one name to another, ignoring case.
  public static func edits(from name: String, to other: String) -> Int {
    distance(Array(name.lowercased().unicodeScalars.prefix(64)), Array(other.lowercased().unicodeScalars.prefix(64)))
  }

  /// Optimal string alignment distance.
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var previous = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var current = [i + 1]
      for (j, b) in right.enumerated() {
        var edits = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a == b ? 0 : 1))
        if i > 0, j > 0, a == right[j - 1], left[i - 1] == b { edits = min(edits, before[j - 1] + 1) }
        current.append(edits)
      }
      before = previous
      previous = current
    }
    return previous[right.count]
  }
}
