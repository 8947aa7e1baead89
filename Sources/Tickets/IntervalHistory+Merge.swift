public import Calendars
public import Tables

extension IntervalHistory {
  /// This history with a newer one of the same queue: where both have an interval, the newer one's count stands, so that
  /// importing the same export twice changes nothing.
  ///
  /// Where the widths differ, the finer history is first coarsened to the other's width.
  /// - Throws: `history.widths` when neither width is a multiple of the other.
  public func merged(with newer: IntervalHistory) throws(Diagnostic) -> IntervalHistory {
    if newer.starts.isEmpty { return self }
    if starts.isEmpty { return newer }
    let width = max(interval, newer.interval)
    guard width.rawValue % interval.rawValue == 0, width.rawValue % newer.interval.rawValue == 0 else {
      throw Diagnostic(
        "history.widths",
        "the history of '\(queue)' has intervals of \(interval.rawValue) minutes, the import of \(newer.interval.rawValue)",
        cure: "Import with a multiple of \(interval.rawValue) minutes (--interval).")
    }
    let old = coarsened(to: width)
    let new = newer.coarsened(to: width)
    var result = IntervalHistory(queue: queue, zone: newer.zone, interval: width)
    var left = 0
    var right = 0
    while left < old.starts.count || right < new.starts.count {
      let takesNew = left == old.starts.count || (right < new.starts.count && new.starts[right] <= old.starts[left])
      if takesNew {
        if left < old.starts.count, old.starts[left] == new.starts[right] { left += 1 }
        result.append(new, at: right)
        right += 1
      } else {
        result.append(old, at: left)
        left += 1
      }
    }
    return result
  }

  /// The same contacts in wider intervals, which start on the zone's wall clock. An interval of which only a part was
  /// recorded counts that part.
  /// - Precondition: `width` is a multiple of `interval`.
  public func coarsened(to width: Minutes) -> IntervalHistory {
    precondition(width.rawValue > 0 && width.rawValue % interval.rawValue == 0, "a multiple of the width is needed")
    if width == interval { return self }
    var result = IntervalHistory(queue: queue, zone: zone, interval: width)
    for index in starts.indices {
      let wall = starts[index].rawValue + zone.secondsFromUTC(at: starts[index])
      let start = starts[index].adding(seconds: -(((wall % width.seconds) + width.seconds) % width.seconds))
      if result.starts.last == start {
        let last = result.starts.count - 1
        result.contacts[last] += contacts[index]
        result.timedContacts[last] += timedContacts[index]
        result.handleSeconds[last] += handleSeconds[index]
      } else {
        result.append(self, at: index)
        result.starts[result.starts.count - 1] = start
      }
    }
    return result
  }

  /// Histories with newer ones of the same queues, by id. See `merged(with:)`.
  public static func merge(
    _ newer: [IntervalHistory], into older: [IntervalHistory]
  ) throws(Diagnostic) -> [IntervalHistory] {
    var result = older
    for history in newer {
      if let index = result.firstIndex(where: { $0.queue == history.queue }) {
        result[index] = try result[index].merged(with: history)
      } else {
        result.append(history)
      }
    }
    return result.sorted { $0.queue < $1.queue }
  }

  private mutating func append(_ other: IntervalHistory, at index: Int) {
    starts.append(other.starts[index])
    contacts.append(other.contacts[index])
    timedContacts.append(other.timedContacts[index])
    handleSeconds.append(other.handleSeconds[index])
  }
}
