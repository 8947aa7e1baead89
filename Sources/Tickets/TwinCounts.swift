internal import Calendars

/// Two series of contacts that rise and fall together: those of two systems that count the same calls, of which each
/// misses a few.
///
/// Where contacts come by chance and independently, the squares of b − c · a (c the ratio of the sums) add up to as much as
/// b + c² · a, or to more. Of one stream of calls of which a system misses the share p they add up to about p / 2 of that.
struct TwinCounts {
  /// Contacts of both on the days, or in the hours, that both have.
  let sums: (mine: Double, theirs: Double)

  /// Below it chance alone doesn't explain how close they are.
  private static let closest = 0.25
  private static let leastCells = (hours: 40, days: 20)
  private static let leastContacts = 60.0
  private static let furthestRatio = 1.35
  /// Streams of a source that are looked at by themselves.
  private static let mostStreams = 10

  /// - Returns: nil where the sources, or two streams of theirs, have no such likeness.
  init?(_ source: SourceHistory, _ other: SourceHistory) {
    let zone = source.zone
    let (mine, theirs) = (Self.parts(source), Self.parts(other))
    let dates = Self.sums(mine[0]) { zone.date(at: $0).dayNumber }
    let both = Set(Self.sums(theirs[0]) { zone.date(at: $0).dayNumber }.keys).intersection(dates.keys)
    func cells(_ part: [IntervalHistory]) -> (days: [Int: Double], hours: [Int: Double]?) {
      let days = Self.sums(part) { zone.date(at: $0).dayNumber }.filter { both.contains($0.key) }
      // Counts that were spread over the day are as close as their days, many times over.
      guard part.allSatisfy({ $0.contacts.allSatisfy { $0 == $0.rounded() } }) else { return (days, nil) }
      var hours: [Int: Double] = [:]
      for cells in part {
        for row in cells.starts.indices where cells.contacts[row] > 0 {
          guard both.contains(zone.date(at: cells.starts[row]).dayNumber) else { continue }
          hours[cells.starts[row].rawValue / 3600, default: 0] += cells.contacts[row]
        }
      }
      return (days, hours)
    }
    let (own, others) = (mine.map(cells), theirs.map(cells))
    for one in own {
      for two in others {
        let hours = one.hours.flatMap { first in
          two.hours.flatMap { Self.sums(ofClose: first, $0, least: Self.leastCells.hours) }
        }
        if let sums = hours ?? Self.sums(ofClose: one.days, two.days, least: Self.leastCells.days) {
          self.sums = sums
          return
        }
      }
    }
    return nil
  }

  /// The whole source, then its largest streams where it has several.
  private static func parts(_ source: SourceHistory) -> [[IntervalHistory]] {
    let streams = source.streams.map { ($0.cells, $0.cells.contacts.reduce(0, +)) }
    let largest = streams.enumerated().sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
    return [streams.map(\.0)] + (streams.count > 1 ? largest.prefix(mostStreams).map { [$0.element.0] } : [])
  }

  private static func sums(_ part: [IntervalHistory], by key: (Instant) -> Int) -> [Int: Double] {
    var sums: [Int: Double] = [:]
    for cells in part {
      for row in cells.starts.indices where cells.contacts[row] > 0 {
        sums[key(cells.starts[row]), default: 0] += cells.contacts[row]
      }
    }
    return sums
  }

  /// The sums of two series that are closer than chance explains.
  private static func sums(
    ofClose mine: [Int: Double], _ theirs: [Int: Double], least: Int
  ) -> (mine: Double, theirs: Double)? {
    let keys = Set(mine.keys).union(theirs.keys).sorted()
    let one = keys.reduce(0) { $0 + (mine[$1] ?? 0) }
    let two = keys.reduce(0) { $0 + (theirs[$1] ?? 0) }
    guard keys.count >= least, min(one, two) >= leastContacts, max(one, two) <= furthestRatio * min(one, two) else {
      return nil
    }
    let ratio = two / one
    let squares = keys.reduce(0.0) { sum, key in
      let rest = (theirs[key] ?? 0) - ratio * (mine[key] ?? 0)
      return sum + rest * rest
    }
    return squares < closest * (two + ratio * ratio * one) ? (one, two) : nil
  }
}
