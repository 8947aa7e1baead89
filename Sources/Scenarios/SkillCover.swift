/// Work of several kinds, spread over people who each can do some of them, so that as little as possible is left.
///
/// A transport problem, solved by augmenting paths: what is left of a kind is what nobody who can do it has time for,
/// however the others change places.
struct SkillCover {
  /// What is left of each kind, in the unit of the amounts.
  private(set) var left: [Int]

  /// - Parameters:
  ///   - work: amount of each kind.
  ///   - groups: people alike: their time, and the kinds that they can do.
  /// - Complexity: O(paths × groups × kinds), few paths: each empties a group or a kind.
  init(work: [Int], groups: [(time: Int, kinds: [Int])]) {
    left = work
    var spare = groups.map(\.time)
    var given = groups.map { _ in [Int](repeating: 0, count: work.count) }
    let able = groups.map { group in work.indices.map(group.kinds.contains) }
    for kind in work.indices {
      while left[kind] > 0 {
        // From the kind backwards: a group that can do it, or one that could if somebody took over what it does.
        var fromGroup = [Int?](repeating: nil, count: groups.count)
        var toKind = [Int?](repeating: nil, count: work.count)
        var seen = work.indices.map { $0 == kind }
        var queue = [kind]
        var found: Int?
        while found == nil, !queue.isEmpty {
          let wanted = queue.removeFirst()
          for group in groups.indices where able[group][wanted] && fromGroup[group] == nil {
            fromGroup[group] = wanted
            if spare[group] > 0 {
              found = group
              break
            }
            for other in work.indices where given[group][other] > 0 && !seen[other] {
              seen[other] = true
              toKind[other] = group
              queue.append(other)
            }
          }
        }
        guard let free = found else { break }
        // The path: `free` does fromGroup[free]; whoever did that before does the next kind, down to `kind`.
        var steps: [(group: Int, kind: Int)] = []
        var group = free
        var amount = min(left[kind], spare[free])
        while let does = fromGroup[group] {
          steps.append((group, does))
          guard does != kind, let next = toKind[does] else { break }
          amount = min(amount, given[next][does])
          group = next
        }
        spare[free] -= amount
        left[kind] -= amount
        for (number, step) in steps.enumerated() {
          given[step.group][step.kind] += amount
          if number + 1 < steps.count { given[steps[number + 1].group][step.kind] -= amount }
        }
      }
    }
  }
}
