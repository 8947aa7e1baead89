public import Calendars

extension IntervalHistory {
  /// Seconds with a fraction that sums don't round, so that their order doesn't matter.
  static func exact(_ seconds: Double) -> Double { (seconds * 1024).rounded() / 1024 }

  /// The numbers of both, interval by interval.
  ///
  /// Where the widths differ, both are coarsened to the least that both divide.
  func adding(_ other: IntervalHistory) -> IntervalHistory {
    if other.starts.isEmpty { return self }
    if starts.isEmpty {
      var result = other
      result.queue = queue
      return result
    }
    let width = DayReplacement.commonWidth(interval, other.interval)
    let (left, right) = (coarsened(to: width), other.coarsened(to: width))
    var result = IntervalHistory(queue: queue, zone: zone, interval: width)
    result.starts.reserveCapacity(max(left.starts.count, right.starts.count))
    var (one, two) = (0, 0)
    while one < left.starts.count || two < right.starts.count {
      if two == right.starts.count || one < left.starts.count && left.starts[one] < right.starts[two] {
        result.append(left, at: one)
        one += 1
      } else if one == left.starts.count || right.starts[two] < left.starts[one] {
        result.append(right, at: two)
        two += 1
      } else {
        result.append(left, at: one)
        let last = result.starts.count - 1
        result.contacts[last] += right.contacts[two]
        result.timedContacts[last] += right.timedContacts[two]
        result.handleSeconds[last] += right.handleSeconds[two]
        one += 1
        two += 1
      }
    }
    return result
  }

  /// As `adding`, for a history that has nearly all of the other's intervals: those are found, not merged.
  func filled(with other: IntervalHistory) -> IntervalHistory {
    guard interval == other.interval else { return adding(other) }
    var result = self
    var rest = IntervalHistory(queue: queue, zone: zone, interval: interval)
    var place = 0
    for row in other.starts.indices {
      let start = other.starts[row]
      // A step or two in most cases; days without contacts are leapt over.
      var step = 1
      while place + step < starts.count, starts[place + step] <= start {
        place += step
        step *= 2
      }
      while place < starts.count, starts[place] < start { place += 1 }
      guard place < starts.count, starts[place] == start else {
        rest.append(other, at: row)
        continue
      }
      result.contacts[place] += other.contacts[row]
      result.timedContacts[place] += other.timedContacts[row]
      result.handleSeconds[place] += other.handleSeconds[row]
    }
    return rest.starts.isEmpty ? result : result.adding(rest)
  }

  /// The same contacts in wider intervals, which start on the zone's wall clock. An interval of which only a part was
  /// recorded counts that part.
  /// - Precondition: `width` is a multiple of `interval`.
  public func coarsened(to width: Minutes) -> IntervalHistory {
    precondition(width.rawValue > 0 && width.rawValue % interval.rawValue == 0, "a multiple of the width is needed")
    if width == interval { return self }
    var result = IntervalHistory(queue: queue, zone: zone, interval: width)
    result.leftOut = leftOut
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

  mutating func append(_ other: IntervalHistory, at index: Int) {
    starts.append(other.starts[index])
    contacts.append(other.contacts[index])
    timedContacts.append(other.timedContacts[index])
    handleSeconds.append(other.handleSeconds[index])
  }
}
