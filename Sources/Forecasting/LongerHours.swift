internal import Calendars
internal import Tickets

/// Times of day that came to be recorded on some date and were not for weeks before: a desk that opens longer than it did,
/// for good or for a season.
///
/// What its earlier days would have had then isn't known. They are taken at the level and in the shape of the days since, so
/// that the weeks before still tell the course, and the first week tells the hours.
struct LongerHours {
  /// One change of the hours.
  struct Change {
    /// By weekday, the first day since; a weekday that hasn't come yet has the day after the last.
    var since: [Int: Int]
    /// The new slots of the day, in order.
    var slots: [Int]
    /// Those that were recorded before and are no more: the hours were shifted.
    var gone: [Int] = []
    /// Contacts of a day since, against those of a day before.
    var growth: Double
    /// What the new slots have of a day since.
    var share: Double
    /// By new slot, its part of what they have together.
    var shape: [Double]

    var first: Int { since.values.min() ?? 0 }
  }

  /// Fewer days may be one that was long for once, or recorded in part.
  static let leastDays = 3
  /// How many days of a weekday before and since are compared, and have nothing at those times before.
  static let window = 8

  /// Of the slots that two weekdays have together, both must have this share.
  private static let alike = 0.6

  private(set) var changes: [Change] = []

  /// - Parameters:
  ///   - days: by weekday, the recorded days that are no holiday or event.
  ///   - dayCount: of the whole grid.
  ///   - isRecorded: whether a slot (day, slot) is.
  ///   - counts: contacts by day and slot, flattened.
  init(_ days: [[Int]], dayCount: Int, slots: Int, isRecorded: (Int, Int) -> Bool, counts: [Double]) {
    // Weekdays with nearly the same new slots changed together: a time at which nobody came on one of them has no row.
    var groups: [(slots: Set<Int>, since: [Int: Int])] = []
    let steps = days.enumerated().compactMap { weekday, own in
      Self.step(own, slots: slots, isRecorded: isRecorded).map {
        (weekday: weekday, since: $0.since, slots: Set($0.slots))
      }
    }
    for step in steps.sorted(by: { ($1.slots.count, $0.weekday) < ($0.slots.count, $1.weekday) }) {
      let alike = groups.firstIndex { group in
        let common = group.slots.intersection(step.slots).count
        return Double(common) >= Self.alike * Double(group.slots.union(step.slots).count)
      }
      if let alike {
        groups[alike].since[step.weekday] = step.since
      } else {
        groups.append((step.slots, [step.weekday: step.since]))
      }
    }
    for (new, since) in groups.map({ ($0.slots.sorted(), $0.since) }) {
      if let change = Self.change(new, since, days, dayCount, slots, isRecorded, counts) { changes.append(change) }
    }
  }

  func change(weekday: Int) -> Change? { changes.first { $0.since[weekday] != nil } }

  /// The day from which on slots of a weekday are recorded that were not for weeks before it; the newest of several, unless
  /// it has few of them. What came before the last weeks tells its hours by itself.
  private static func step(
    _ days: [Int], slots: Int, isRecorded: (Int, Int) -> Bool
  ) -> (since: Int, slots: [Int])? {
    guard days.count > 1, let last = days.last else { return nil }
    var bySince: [Int: [Int]] = [:]
    for slot in 0..<slots where isRecorded(last, slot) {
      let since = days.suffix { isRecorded($0, slot) }
      guard let first = since.first, since.count < days.count, since.count <= window else { continue }
      let before = days.prefix(days.count - since.count).suffix(window)
      guard !before.contains(where: { isRecorded($0, slot) }) else { continue }
      bySince[first, default: []].append(slot)
    }
    let most = bySince.values.map(\.count).max() ?? 0
    return bySince.filter { 2 * $0.value.count >= most }.max { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func change(
    _ new: [Int], _ since: [Int: Int], _ days: [[Int]], _ dayCount: Int, _ slots: Int,
    _ isRecorded: (Int, Int) -> Bool, _ counts: [Double]
  ) -> Change? {
    func total(_ day: Int) -> Double { counts[day * slots..<(day + 1) * slots].reduce(0, +) }
    func mean(_ days: some Collection<Int>, _ value: (Int) -> Double) -> Double {
      days.reduce(0) { $0 + value($1) } / Double(max(1, days.count))
    }
    var since = since
    var (seen, former, before, after, inNew) = (0, 0, 0.0, 0.0, 0.0)
    var shape = Array(repeating: 0.0, count: new.count)
    for (weekday, first) in since.sorted(by: { $0.key < $1.key }) {
      let old = days[weekday].filter { $0 < first }.suffix(window)
      let own = days[weekday].filter { $0 >= first }.suffix(window)
      former += old.count
      seen += own.count
      before += mean(old, total)
      after += mean(own, total)
      for (place, slot) in new.enumerated() {
        let contacts = mean(own) { counts[$0 * slots + slot] }
        shape[place] += contacts
        inNew += contacts
      }
    }
    // The first day of a history may be recorded in part.
    guard former >= leastDays else { return nil }
    // One weekday alone is too little to tell a change from stray rows.
    guard seen >= leastDays, since.count > 1 else { return nil }
    guard before > 0, inNew > 0, let first = since.values.min() else { return nil }
    // Weekdays that haven't come since are open as those were that have.
    let like = since.keys.compactMap { weekday in days[weekday].last { $0 < since[weekday] ?? 0 } }.max()
    if let like {
      for weekday in days.indices where since[weekday] == nil {
        guard let last = days[weekday].last, last < first else { continue }
        if (0..<slots).allSatisfy({ isRecorded(last, $0) == isRecorded(like, $0) }) { since[weekday] = dayCount }
      }
    }
    let gone = (0..<slots).filter { slot in
      since.contains { weekday, first in
        days[weekday].filter { $0 < first }.suffix(2).contains { isRecorded($0, slot) }
      } && !since.contains { weekday, first in days[weekday].contains { $0 >= first && isRecorded($0, slot) } }
    }
    return Change(
      since: since, slots: new, gone: gone, growth: after / before, share: inNew / after,
      shape: shape.map { $0 / inNew })
  }
}

extension Array {
  /// The longest end of which every element is so.
  fileprivate func suffix(_ isSo: (Element) -> Bool) -> ArraySlice<Element> {
    var start = endIndex
    while start > startIndex, isSo(self[start - 1]) { start -= 1 }
    return self[start...]
  }
}
