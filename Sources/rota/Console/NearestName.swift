/// The name that was probably meant.
enum NearestName {
  /// The nearest of `names` by edit distance with transpositions, compared without case; nil when none is near enough:
  /// at most a third of the longer one's letters differ. Of equally near ones the first.
  static func of(_ text: String, among names: [String]) -> String? {
    let typed = Array(text.lowercased())
    guard typed.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for name in names {
      let letters = Array(name.lowercased())
      // A name of which only the beginning was typed, or its last part (`Warsaw`), is meant too.
      let isPart =
        typed.count >= 3 && (letters.starts(with: typed) || letters.reversed().starts(with: typed.reversed()))
      let distance = isPart ? 1 : distance(typed, letters)
      let allowed = max(1, max(typed.count, letters.count) / 3)
      if distance <= allowed, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  /// Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours. O(n · m).
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for i in 0..<left.count {
      var current = [i + 1]
      for j in 0..<right.count {
        var cost = min(last[j + 1] + 1, current[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
