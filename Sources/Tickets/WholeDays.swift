internal import Calendars

/// Counts by day are kept as they were spread over the hours that held at the import, with the dates that they are counts of:
/// once other hours hold, each day's count is spread anew.
extension SourceHistory.Stream {
  /// The cells, whole days spread over the hours that hold now; as they are kept where these are the same.
  ///
  /// - Parameters:
  ///   - hours: of the queue; nil where none are known.
  ///   - zone: of the queue.
  func spread(over hours: OpeningHours?, queue: QueueID, zone: Zone) -> IntervalHistory {
    guard !wholeDays.isEmpty, let hours else { return cells }
    let whole = wholeDays.dates
    var kept = IntervalHistory(queue: cells.queue, zone: cells.zone, interval: cells.interval)
    var rest = kept
    var days: [Int: Count] = [:]
    for row in cells.starts.indices {
      let date = cells.zone.date(at: cells.starts[row])
      guard whole.contains(date) else {
        rest.append(cells, at: row)
        continue
      }
      kept.append(cells, at: row)
      days[date.dayNumber, default: Count()] += Count(
        contacts: cells.contacts[row], timedContacts: cells.timedContacts[row], handleSeconds: cells.handleSeconds[row])
    }
    let anew = CountDays.history(
      of: queue, days: days.mapValues(\.withoutError), zone: zone, hours: hours, interval: cells.interval)
    // Sums of shares differ in their last digits: what is the same stays as it is.
    guard !Self.areSame(kept, anew) else { return cells }
    return rest.adding(anew)
  }

  private static func areSame(_ one: IntervalHistory, _ other: IntervalHistory) -> Bool {
    one.starts == other.starts
      && zip(one.contacts, other.contacts).allSatisfy { abs($0 - $1) <= 1e-9 * max($0, $1) }
  }

  /// Keeps what the dates of newly read cells are.
  /// - Parameters:
  ///   - recorded: the cells of before.
  ///   - areDays: whether what was read are counts by day.
  ///   - adds: whether it was added to what is recorded.
  mutating func note(_ read: IntervalHistory, over recorded: IntervalHistory, areDays: Bool, adds: Bool) {
    guard areDays || !wholeDays.isEmpty else { return }
    let dates = Set(read.starts.map(cells.zone.date))
    guard areDays else {
      wholeDays = wholeDays.subtracting(dates)
      return
    }
    // A count by day on top of counts by interval is neither.
    let mixed = adds ? Set(recorded.starts.map(cells.zone.date)).subtracting(wholeDays.dates) : []
    wholeDays = wholeDays.union(DaySpans(dates.subtracting(mixed).map { $0...$0 }))
  }

  /// Forgets the dates of cells that are gone.
  mutating func settleWholeDays() {
    guard !wholeDays.isEmpty else { return }
    wholeDays = wholeDays.subtracting(Set(wholeDays.dates).subtracting(cells.starts.map(cells.zone.date)))
  }
}

extension Count {
  /// A sum of a whole number's shares is that number.
  fileprivate var withoutError: Count {
    func settled(_ value: Double) -> Double {
      abs(value - value.rounded()) <= 1e-9 * max(1, value) ? value.rounded() : value
    }
    return Count(
      contacts: settled(contacts), timedContacts: settled(timedContacts), handleSeconds: settled(handleSeconds))
  }
}
