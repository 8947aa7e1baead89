/// A stretch of time in which two sources show a zone's clock differently.
public struct ZoneDifference: Hashable, Sendable {
  public var from: Instant
  /// Exclusive.
  public var to: Instant
  /// Seconds east of UTC when it begins, by the one and by the other.
  public var own: Int
  public var other: Int
}

extension Zone {
  /// The stretches of `range` in which this table and another disagree, in order; neighbours are joined.
  public func differences(from other: Zone, in range: Range<Instant>) -> [ZoneDifference] {
    guard !range.isEmpty else { return [] }
    let changes = (transitions(in: range) + other.transitions(in: range)).map(\.at)
    let edges = [range.lowerBound] + Set(changes).sorted().filter { $0 > range.lowerBound } + [range.upperBound]
    var found: [ZoneDifference] = []
    for (from, to) in zip(edges, edges.dropFirst()) {
      let own = secondsFromUTC(at: from)
      let theirs = other.secondsFromUTC(at: from)
      guard own != theirs else { continue }
      if let last = found.last, last.to == from {
        found[found.count - 1].to = to
      } else {
        found.append(ZoneDifference(from: from, to: to, own: own, other: theirs))
      }
    }
    return found
  }
}
