internal import Calendars

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// The sources of a queue beside each other: on which days its sum is known.
///
/// On a day that one source brings and another doesn't know there is no sum. Such days are left out while the source is
/// likely to come, for a limited time, so that one that has ended for good doesn't stop the history.
struct QueueSources {
  /// Days before a stretch that say how much a source brings.
  static let window = 56
  /// A source with a lesser share isn't waited for: days without it are nearer to the truth than older ones.
  static let leastShare = 0.05
  /// A smaller one isn't spoken of.
  static let leastNoted = 0.01
  /// A few stray tickets make no source that is waited for.
  static let leastDates = 10
  /// Fewer tell nothing at all.
  static let fewDates = 3
  /// Chance silences one source in twenty where three contacts are usual; of several sources, or in all the time that one
  /// has, longer silences are chance.
  static let fewContacts = 3.0
  /// A source that stays away longer has ended.
  static let longestEnd = 28
  /// One of which the planner has said so long that nothing comes has ended, too.
  static let silentEnd = 7
  /// One that comes back was missing all the time, unless it comes by season.
  static let longestGap = 91
  /// Days that a source and the one that takes its place may have in common.
  static let mostShared = 7

  /// A stretch of days that the queue has and one of its sources doesn't know.
  struct Absence {
    enum Fate: Equatable {
      /// The queue does without the days.
      case leftOut
      /// The source is taken as ended, or as away: the days count.
      case ended
      /// It has ended: the planner has said that nothing came up to this date.
      case silent(to: CivilDate)
      /// It brought so little that the days count.
      case small(share: Double)
      /// Other sources, by their places, took its place.
      case replaced(by: [Int])
    }
    /// The source's place among the queue's.
    var part: Int
    /// The last date that it knows before, without days that were said to be silent.
    var end: CivilDate
    var days: DaySpans
    /// Whether it doesn't come back.
    var isLast: Bool
    var fate: Fate
  }

  let parts: [QueuePart]
  /// The dates that one of them knows.
  let days: DaySpans
  private(set) var totals: [CivilDate: Double] = [:]
  /// Dates that were kept of before there were sources, as a whole.
  private let settled: DaySpans

  init(_ parts: [QueuePart], former: [QueuePart] = []) {
    settled = DaySpans(former.flatMap(\.known.spans))
    days = DaySpans(parts.flatMap(\.known.spans))
    var parts = parts
    if parts.contains(where: { $0.known != parts[0].known }) {
      for place in parts.indices { parts[place].count() }
      for part in parts { for (date, count) in part.contacts { totals[date, default: 0] += count } }
      for var part in former {
        part.count()
        for (date, count) in part.contacts { totals[date, default: 0] += count }
      }
    }
    self.parts = parts
  }

  /// By source, then by date.
  var absences: [Absence] {
    guard parts.count > 1 else { return [] }
    return parts.indices.flatMap(absences)
  }

  /// The queue's sum without the days that one of its sources doesn't know.
  func known(of sum: IntervalHistory) -> IntervalHistory {
    let leftOut = absences.filter { $0.fate == .leftOut }
    guard let last = days.union(settled).last, !leftOut.isEmpty else { return sum }
    let spans = leftOut.flatMap { absence in
      let zone = parts[absence.part].zone
      return absence.days.spans.map { span -> Range<Instant> in
        // Other sources may have later midnights: their last hours are no history by themselves.
        let end =
          span.upperBound == last ? Instant(rawValue: .max) : zone.instant(of: span.upperBound.adding(days: 1))
        return zone.instant(of: span.lowerBound)..<end
      }
    }
    var known = IntervalHistory(queue: sum.queue, zone: sum.zone, interval: sum.interval)
    for row in sum.starts.indices where !spans.contains(where: { $0.contains(sum.starts[row]) }) {
      known.append(sum, at: row)
    }
    guard !known.starts.isEmpty else { return sum }
    known.leftOut = DaySpans(leftOut.flatMap(\.days.spans))
    return known
  }

  private func absences(of place: Int) -> [Absence] {
    let part = parts[place]
    guard let first = part.known.first, let last = days.last else { return [] }
    let missing = days.clipped(to: first...max(first, last)).subtracting(part.known).subtracting(settled)
    guard !missing.isEmpty else { return [] }
    var found: [Absence] = []
    let spans = part.known.spans
    var next = 0
    while next < spans.count {
      let known = spans[next].upperBound
      let (usual, end) = lastDays(of: part, until: known)
      next += 1
      guard usual.isRegular || usual.isYoung else { continue }
      // A stray ticket is no sign of life: the stretch goes on behind it.
      var stretch: [ClosedRange<CivilDate>] = []
      while true {
        let from = spans[next - 1].upperBound.adding(days: 1)
        let to = next < spans.count ? spans[next].lowerBound.adding(days: -1) : max(from, last)
        let isInside = next < spans.count
        if !isInside || usual.contacts(from: from, to: to) >= Self.fewContacts + log(Double(part.contacts.count)) {
          let least = Self.fewContacts + log(Double(parts.count))
          stretch += missing.clipped(to: from...to).spans.compactMap {
            usual.withoutQuietBegin($0, from: from, least: least)
          }
        }
        if next == spans.count || isBack(part, in: spans[next], usual) { break }
        next += 1
      }
      guard !stretch.isEmpty else { continue }
      found.append(
        absence(
          of: place, usual, after: end, known: known, days: DaySpans(stretch), isLast: next == spans.count))
    }
    return found
  }

  /// What a source brought up to a date, and its end: days that the planner has said to be silent are none of its, where so
  /// long a silence is no chance.
  private func lastDays(of part: QueuePart, until known: CivilDate) -> (usual: Usual, end: CivilDate) {
    if let last = part.lastContact(before: known) {
      let usual = Usual(part, until: last, totals: totals)
      if usual.contacts(from: last.adding(days: 1), to: known) >= Self.fewContacts + log(Double(parts.count)) {
        return (usual, last)
      }
    }
    return (Usual(part, until: known, totals: totals), known)
  }

  /// Whether a source goes on after a stretch: it has half of what is usual from the first day on, or it does within weeks.
  private func isBack(_ part: QueuePart, in span: ClosedRange<CivilDate>, _ usual: Usual) -> Bool {
    let eighth = span.lowerBound.adding(days: Self.window - 1)
    let begin = span.lowerBound...min(span.upperBound, eighth)
    let known = part.known(in: begin)
    let usually = usual.contacts(from: begin.lowerBound, to: begin.upperBound)
    return known.busy >= Self.fewDates && known.contacts >= usually / 2
      || Usual(part, until: eighth, totals: totals).isRegular
  }

  /// - Parameter known: the end, with the days that were said to be silent.
  private func absence(
    of place: Int, _ usual: Usual, after end: CivilDate, known: CivilDate, days: DaySpans, isLast: Bool
  ) -> Absence {
    var absence = Absence(part: place, end: end, days: days, isLast: isLast, fate: .leftOut)
    let others = substitutes(for: place, on: days, usual)
    if !others.isEmpty {
      let rest = days.subtracting(DaySpans(others.flatMap { parts[$0].known.spans }))
      guard !rest.isEmpty else {
        absence.fate = .replaced(by: others)
        return absence
      }
      absence.days = rest
    }
    if usual.share < Self.leastShare {
      absence.fate = .small(share: usual.share)
    } else if isLast, known - end >= Self.silentEnd {
      absence.fate = .silent(to: known)
    } else if absence.days.count + (known - end) > (isLast ? Self.longestEnd : Self.longestGap) {
      absence.fate = .ended
    }
    return absence
  }

  /// The sources that stand where this one stood: they have hardly a day in common with it, and at least half of its
  /// contacts.
  private func substitutes(for place: Int, on days: DaySpans, _ usual: Usual) -> [Int] {
    let own = parts[place].known
    let others = parts.indices.filter { other in
      let shared = own.count - own.subtracting(parts[other].known).count
      return other != place && shared <= Self.mostShared && 2 * shared <= own.count
        && !days.intersection(parts[other].known).isEmpty
    }
    let theirs = DaySpans(others.flatMap { days.intersection(parts[$0].known).spans })
    let counts = theirs.dates.map { date in others.reduce(0) { $0 + (parts[$1].contacts[date] ?? 0) } }
    let isEnough =
      counts.count { $0 > 0 } >= Self.leastDates / 2
      && counts.reduce(0, +) >= usual.mean / 2 * Double(counts.count)
    return isEnough ? others : []
  }
}

/// What a source brought to a queue in the eight weeks up to a date.
private struct Usual {
  /// Of the queue's contacts on the days that the source knows.
  let share: Double
  /// Contacts a day.
  let mean: Double
  private let busy: Int
  /// Dates on which the queue had contacts.
  private let busyTogether: Int
  private var byWeekday: [Double] = []

  init(_ part: QueuePart, until end: CivilDate, totals: [CivilDate: Double]) {
    let first = end.adding(days: 1 - QueueSources.window)
    let known = part.known(in: first...end)
    busyTogether = (0..<QueueSources.window).count { totals[first.adding(days: $0), default: 0] > 0 }
    let whole = known.dates.reduce(0) { $0 + (totals[$1] ?? 0) }
    share = whole > 0 ? known.contacts / whole : 0
    let mean = known.contacts / Double(max(1, known.dates.count))
    self.mean = mean
    busy = known.busy
    byWeekday = (0..<7).map { weekday in
      let dates = known.dates.filter { $0.weekday.index == weekday }
      // In its first days nobody knows on which it is closed.
      guard !dates.isEmpty else { return isRegular ? mean : 0 }
      return dates.reduce(0) { $0 + (part.contacts[$1] ?? 0) } / Double(dates.count)
    }
  }

  /// Whether its days are worth a word.
  var isRegular: Bool { busy >= QueueSources.leastDates && share >= QueueSources.leastNoted }

  /// Whether it is one of the main sources of a queue that is as young.
  var isYoung: Bool {
    busy >= QueueSources.fewDates && 3 * busy >= 2 * busyTogether && share >= QueueSources.leastShare
  }

  /// What is usual from one date to another.
  func contacts(from first: CivilDate, to last: CivilDate) -> Double {
    first > last ? 0 : (0...(last - first)).reduce(0) { $0 + byWeekday[first.adding(days: $1).weekday.index] }
  }

  /// A stretch without the days at its beginning on which a silence says nothing: the weekend of a desk that is closed
  /// then, some days of a source with few tickets.
  ///
  /// - Parameters:
  ///   - start: the first date that the source doesn't know.
  ///   - least: how many contacts must be usual for a silence to say something.
  func withoutQuietBegin(
    _ stretch: ClosedRange<CivilDate>, from start: CivilDate, least: Double
  ) -> ClosedRange<CivilDate>? {
    var expected = 0.0
    var date = start
    while date <= stretch.upperBound {
      expected += byWeekday[date.weekday.index]
      if expected >= least { break }
      date = date.adding(days: 1)
    }
    let first = max(date, stretch.lowerBound)
    return first <= stretch.upperBound ? first...stretch.upperBound : nil
  }
}
