internal import Calendars
internal import Tickets
internal import Workforce

/// Whether a queue is taken as closed on holidays: what `rota.json` says, or what its past holidays brought, or closed.
struct HolidayHabit {
  var isClosed: Bool
  /// Why, in a sentence.
  var words: String

  /// Past holidays that are looked at, the latest first.
  private static let looked = 5
  /// The share of an ordinary day's contacts from which a queue was open: calls to a closed desk are fewer.
  private static let share = 0.2

  init(statedClosed: Bool) {
    isClosed = statedClosed
    words = "\(statedClosed ? "closed" : "open") on holidays, as rota.json says."
  }

  /// - Parameter history: nil where none is recorded.
  init(of queue: ProjectQueue, history: IntervalHistory?, holidays: [Holiday]) {
    isClosed = true
    guard queue.settings.channel != .email else {
      // It comes while nobody is there, so that its days say nothing.
      words = "closed on holidays, the default; holidays: \"open\" in rota.json says otherwise."
      return
    }
    let past = Self.past(of: queue, history: history, holidays: holidays)
    guard !past.isEmpty else {
      words = "closed on holidays, the default, because none is recorded; holidays: \"open\" says otherwise."
      return
    }
    let busy = past.count { $0.contacts >= Self.share * $0.usual && $0.contacts > 0 }
    isClosed = 2 * busy <= past.count
    let of = "\(busy) of the last \(past.count) brought a fifth of an ordinary day's contacts or more"
    words =
      isClosed
      ? "closed on holidays: \(of); holidays: \"open\" in rota.json says otherwise."
      : "open on holidays: \(of); holidays: \"closed\" in rota.json says otherwise."
  }

  /// The contacts of the last recorded holidays inside opening hours, beside what is usual on their weekday.
  private static func past(
    of queue: ProjectQueue, history: IntervalHistory?, holidays: [Holiday]
  ) -> [(contacts: Double, usual: Double)] {
    guard let history, let first = history.starts.first, let last = history.starts.last else { return [] }
    let (zone, hours) = (queue.settings.zone, queue.settings.hours)
    var totals: [CivilDate: Double] = [:]
    for (start, contacts) in zip(history.starts, history.contacts) {
      let civil = zone.civil(at: start)
      if hours.isOpen(at: civil) { totals[civil.date, default: 0] += contacts }
    }
    let span = zone.date(at: first)...zone.date(at: last)
    let marked = Set(holidays.map(\.date))
    var byWeekday: [[Double]] = Array(repeating: [], count: 7)
    for (date, total) in totals where !marked.contains(date) { byWeekday[date.weekday.index].append(total) }
    let dates = Set(holidays.filter { $0.dayClass == "holiday" }.map(\.date)).filter { date in
      span.contains(date) && !history.leftOut.contains(date) && !hours.spans[date.weekday.index].isEmpty
    }
    return dates.sorted().suffix(looked).compactMap { date in
      let alike = byWeekday[date.weekday.index].sorted()
      guard !alike.isEmpty, alike[alike.count / 2] > 0 else { return nil }
      return (totals[date] ?? 0, alike[alike.count / 2])
    }
  }
}
