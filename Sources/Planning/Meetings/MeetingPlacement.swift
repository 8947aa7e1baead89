internal import Calendars
internal import Checking
internal import Words
internal import Workforce

/// Where the people of a meeting can be together, and what it costs there: by the plan's own prices of coverage, for the
/// heads that are taken out of their queues.
struct MeetingPlacement {
  /// A time for it.
  struct Slot {
    var start: Instant
    /// Those who can come, in the order of the meeting.
    var people: [PersonID]
    /// Thousandths of the currency unit more than without it; below 0 where superfluous heads go.
    var cost: Double
  }

  /// A weekday and time of an earlier week, or the time at which it is now.
  struct Habit {
    var weekday: Weekday
    var minute: Int
  }

  /// What another weekday or time than the habit costs, in thousandths: ten, as a start that moves by an hour.
  static let habitPrice = 10_000.0

  private let request: RosterRequest
  private let rota: Rota
  /// Heads of each queue of the demand, by interval.
  private let heads: [[Int]]
  private let prices: CoveragePrices

  /// - Parameter hand: the rota as it is, what is attended already included.
  init(_ hand: HandRota) {
    (request, rota, heads) = (hand.request, hand.rota, hand.heads)
    prices = request.prices.inThousandths(for: request.grid.interval)
  }

  /// The best time: most people first, then the least cost, then the earliest.
  ///
  /// - Parameters:
  ///   - people: those who are to come.
  ///   - zone: whose clock the meeting goes by.
  ///   - dates: on which it may begin.
  ///   - from: no start before it.
  /// - Returns: nil where no start is allowed.
  /// - Complexity: O(spans of work + starts · people · intervals of the meeting).
  func best(
    _ meeting: Meeting, for people: [PersonID], zone: Zone, on dates: [CivilDate], from: Instant, habit: Habit?
  ) -> Slot? {
    let grid = request.grid
    let count = max(1, meeting.length.rawValue / max(1, grid.interval.rawValue))
    let allowed = Set(dates)
    let places = people.map { presence(of: $0) }
    var best: Slot?
    var bestRank = (missing: Int.max, cost: Double.infinity)
    guard count <= grid.count else { return nil }
    for first in 0...(grid.count - count) {
      let start = grid.instant(at: first)
      let civil = zone.civil(at: start)
      guard start >= from, allowed.contains(civil.date), meeting.mayBegin(at: start, in: zone) else { continue }
      let coming = places.indices.filter { places[$0].isFree(first, count) }
      let missing = people.count - coming.count
      guard missing <= bestRank.missing else { continue }
      let cost = cost(of: coming.map { places[$0] }, first..<first + count)
      let isUsual = habit.map { $0.weekday == civil.date.weekday && $0.minute == civil.minuteOfDay } ?? true
      let rank = (missing: missing, cost: cost + (isUsual ? 0 : Self.habitPrice))
      guard rank < bestRank else { continue }
      bestRank = rank
      best = Slot(start: start, people: coming.map { people[$0] }, cost: cost)
    }
    return best
  }

  /// Why somebody can't be there: `off`, `lunch`, `in 'Weekly team'`.
  func obstacle(for person: PersonID, at start: Instant, _ length: Minutes) -> String {
    let end = start + length
    guard let known = request.people.first(where: { $0.id == person }) else { return "unknown" }
    if let other = (rota.activities ?? []).first(where: { $0.person == person && $0.start < end && start < $0.end }) {
      return "in '\(other.title)'"
    }
    let duties = rota.duties.filter { $0.person == person }.map(\.duty)
    if let duty = duties.first(where: { $0.start < end && start < $0.end }) {
      let pause = duty.breaks.first { pause in
        let from = duty.start + pause.offset
        return from < end && start < from + pause.length
      }
      if let pause { return "\(pause.kind.rawValue) at \(known.zone.clockText(of: duty.start + pause.offset))" }
      return "on duty from \(known.zone.clockText(of: duty.start)) to \(known.zone.clockText(of: duty.end))"
    }
    let date = known.zone.date(at: start)
    if let absence = known.absences.first(where: { $0.first <= date && date <= $0.last }) {
      return "absent (\(absence.kind))"
    }
    if let duty = duties.first(where: { $0.date == date }) {
      return "on duty from \(known.zone.clockText(of: duty.start)) to \(known.zone.clockText(of: duty.end))"
    }
    return "off"
  }

  // MARK: Presence and prices

  /// Where somebody is counted in each interval.
  private struct Presence {
    /// A queue of the demand; -1 for none, -2 where they can't be taken.
    var queues: [Int]
    /// The number of the duty.
    var duties: [Int]

    func isFree(_ first: Int, _ count: Int) -> Bool {
      duties[first] == duties[first + count - 1] && queues[first..<first + count].allSatisfy { $0 >= -1 }
    }
  }

  private func presence(of person: PersonID) -> Presence {
    let grid = request.grid
    var presence = Presence(
      queues: [Int](repeating: -2, count: grid.count), duties: [Int](repeating: -1, count: grid.count))
    func slots(_ start: Instant, _ end: Instant) -> Range<Int> {
      let first = min(max(0, grid.index(of: start)), grid.count)
      return first..<max(first, min(grid.count, grid.index(of: end)))
    }
    for (number, assigned) in rota.duties.enumerated() where assigned.person == person {
      for slot in slots(assigned.duty.start, assigned.duty.end) { presence.duties[slot] = number }
    }
    for span in rota.work where span.person == person {
      let queue = request.demand.firstIndex { $0.queue == span.queue } ?? -1
      for slot in slots(span.start, span.end) { presence.queues[slot] = queue }
    }
    return presence
  }

  private func cost(of people: [Presence], _ slots: Range<Int>) -> Double {
    var sum = 0.0
    for slot in slots {
      for (number, demand) in request.demand.enumerated() {
        let gone = people.count { $0.queues[slot] == number }
        guard gone > 0 else { continue }
        let present = heads[number][slot]
        sum += prices.total(of: demand, at: slot, heads: max(0, present - gone))
        sum -= prices.total(of: demand, at: slot, heads: present)
      }
    }
    return sum
  }
}
