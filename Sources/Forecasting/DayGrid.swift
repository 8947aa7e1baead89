import Calendars
import Tickets

/// A queue's past as days × slots of the queue's wall clock, on which weekly and daily patterns are seen.
///
/// A slot's value is its rate: where the clocks go back, the two passes of an hour are averaged; where they go forward,
/// the skipped hour is filled from the day's usual shape. Days of 23 and 25 hours are thus comparable with others, and
/// no contact is counted twice.
struct DayGrid {
  /// Width of a slot in minutes; divides 1440.
  private(set) var slotMinutes: Int
  private(set) var slotCount: Int
  /// The first date; days are consecutive dates from here.
  let first: CivilDate
  /// Parallel to the days: whether anything usable was recorded.
  private(set) var isRecorded: [Bool]
  /// Contacts of the whole day.
  private(set) var totals: [Double]
  /// Contacts by day and slot, flattened.
  private(set) var counts: [Double]
  /// By weekday and slot, flattened: whether the slot is usually recorded.
  private(set) var isUsuallyOpen: [Bool]
  /// Days whose gaps were filled.
  private(set) var filledDays: [CivilDate] = []
  /// Days with too little recorded to be used, which may lie after the last day of the grid: an export made in the
  /// morning ends with one.
  private(set) var fragments: [Fragment] = []
  /// Runs of days recorded without a contact that chance doesn't explain. Those that contacts came after are taken as not
  /// recorded; one at the end is kept, since the queue may be gone.
  private(set) var silences: [Silence] = []
  /// By weekday, how likely a recorded day without a contact is.
  private(set) var zeroChances: [Double] = []

  /// Hours that came to be recorded; days before are taken as if they had been.
  private(set) var longerHours: [LongerTimes] = []

  /// Times of day that are recorded from a date on.
  struct LongerTimes: Hashable {
    var first: CivilDate
    /// Indices of the weekdays.
    var weekdays: [Int]
    /// Minutes of the day that came to it, and that it lost.
    var minutes: [Range<Int>]
    var gone: [Range<Int>]
  }

  /// A day of which less than half is recorded.
  struct Fragment: Hashable {
    var date: CivilDate
    /// What is recorded of it.
    var contacts: Double
  }

  var dayCount: Int { totals.count }
  func date(_ day: Int) -> CivilDate { first.adding(days: day) }
  func weekday(_ day: Int) -> Int { date(day).weekday.index }

  /// Whether the weekday is recorded at any time of day.
  func isOpen(weekday: Int) -> Bool {
    isUsuallyOpen[weekday * slotCount..<(weekday + 1) * slotCount].contains(true)
  }

  /// - Parameters:
  ///   - range: local dates to take from the history.
  ///   - slotMinutes: divides 1440.
  ///   - keepsShape: dates on which short recording is real (holidays, eves): nothing is filled there.
  /// Slots wider than the history's intervals are added up from a grid of those, so that a slot of which a part is usually
  /// closed counts what the open part brings.
  /// - Returns: nil where the range holds no row.
  init?(_ history: IntervalHistory, in range: Range<CivilDate>, slotMinutes: Int, keepsShape: Set<CivilDate>) {
    let own = history.interval.rawValue
    if slotMinutes > own, slotMinutes % own == 0, 1440 % slotMinutes == 0 {
      self.init(recorded: history, in: range, slotMinutes: own, keepsShape: keepsShape)
      coarsen(to: slotMinutes)
    } else {
      self.init(recorded: history, in: range, slotMinutes: slotMinutes, keepsShape: keepsShape)
    }
  }

  private init?(
    recorded history: IntervalHistory, in range: Range<CivilDate>, slotMinutes: Int, keepsShape: Set<CivilDate>
  ) {
    let zone = history.zone
    let rows = history.starts.indices.filter { range.contains(zone.date(at: history.starts[$0])) }
    guard let firstRow = rows.first, let lastRow = rows.last else { return nil }
    self.slotMinutes = slotMinutes
    let slots = 1440 / slotMinutes
    slotCount = slots
    first = zone.date(at: history.starts[firstRow])
    let end = min(range.upperBound, zone.date(at: history.starts[lastRow]).adding(days: 2))
    let days = end - first
    var counts = [Double](repeating: 0, count: days * slots)
    var covered = counts
    for row in rows {
      let parts = Self.parts(of: history, row: row, slotMinutes: slotMinutes)
      for part in parts where part.date < end {
        let cell = (part.date - first) * slots + part.slot
        counts[cell] += history.contacts[row] * part.share
        covered[cell] += part.minutes / Double(slotMinutes)
      }
    }
    for cell in counts.indices where covered[cell] > 0 {
      // Slots recorded for less than half are as good as missing.
      if covered[cell] < 0.5 { counts[cell] = 0 } else { counts[cell] /= covered[cell] }
    }
    self.counts = counts
    isRecorded = (0..<days).map { day in
      covered[day * slots..<(day + 1) * slots].contains { $0 >= 0.5 }
    }
    totals = (0..<days).map { day in counts[day * slots..<(day + 1) * slots].reduce(0, +) }
    isUsuallyOpen = Array(repeating: false, count: 7 * slots)
    findSilences(keepsShape)
    fill(covered: covered, keepsShape: keepsShape)
    while let last = isRecorded.last, !last {
      isRecorded.removeLast()
      totals.removeLast()
      counts.removeLast(slots)
    }
    if isRecorded.isEmpty { return nil }
  }

  /// Adds slots up to wider ones; a wider one is usually open where any of its slots is.
  /// - Precondition: `minutes` divides 1440 and is a multiple of `slotMinutes`.
  private mutating func coarsen(to minutes: Int) {
    let step = minutes / slotMinutes
    counts = stride(from: 0, to: counts.count, by: step).map { counts[$0..<$0 + step].reduce(0, +) }
    isUsuallyOpen = stride(from: 0, to: isUsuallyOpen.count, by: step).map {
      isUsuallyOpen[$0..<$0 + step].contains(true)
    }
    slotMinutes = minutes
    slotCount = 1440 / minutes
  }

  /// A piece of a history row that falls into one slot.
  private struct Part {
    var date: CivilDate
    var slot: Int
    var minutes: Double
    var share: Double
  }

  /// Cuts a row at the slots' borders on the wall clock. The usual row lies in one slot.
  private static func parts(of history: IntervalHistory, row: Int, slotMinutes: Int) -> [Part] {
    let width = history.interval.rawValue
    let start = history.starts[row]
    let civil = history.zone.civil(at: start)
    let minute = civil.minuteOfDay
    if minute % slotMinutes + width <= slotMinutes {
      return [Part(date: civil.date, slot: minute / slotMinutes, minutes: Double(width), share: 1)]
    }
    let step = greatestCommonDivisor(greatestCommonDivisor(width, slotMinutes), max(1, minute % slotMinutes))
    return stride(from: 0, to: width, by: step).map { offset in
      let civil = history.zone.civil(at: start.adding(seconds: offset * 60))
      return Part(
        date: civil.date, slot: civil.minuteOfDay / slotMinutes, minutes: Double(step),
        share: Double(step) / Double(width))
    }
  }

  private mutating func findSilences(_ special: Set<CivilDate>) {
    let isSpecial = totals.indices.map { special.contains(date($0)) }
    silences =
      SilenceSearch(isRecorded: isRecorded, totals: totals, isSpecial: isSpecial, first: first).silences
    for silence in silences where !silence.isLast {
      for day in (silence.first - first)...(silence.last - first) { isRecorded[day] = false }
    }
    var chances = [ZeroChance](repeating: ZeroChance(), count: 7)
    for day in totals.indices where isRecorded[day] && !isSpecial[day] { chances[weekday(day)].add(totals[day]) }
    zeroChances = chances.map(\.value)
  }

  /// Finds the usual slots of each weekday, fills missing ones on days that have most, and drops days that have few.
  private mutating func fill(covered: [Double], keepsShape: Set<CivilDate>) {
    let slots = slotCount
    func isCovered(_ day: Int, _ slot: Int) -> Bool { covered[day * slots + slot] >= 0.5 }
    let byWeekday = (0..<7).map { weekday in
      isRecorded.indices.filter { isRecorded[$0] && self.weekday($0) == weekday }
    }
    let ordinary = byWeekday.map { days in days.filter { !keepsShape.contains(date($0)) } }
    let longer = LongerHours(
      ordinary, dayCount: dayCount, slots: slots, isRecorded: isCovered, counts: counts)
    longerHours = longer.changes.map { change in
      LongerTimes(
        first: date(change.first), weekdays: change.since.keys.sorted(),
        minutes: Self.spans(change.slots).map { $0.lowerBound * slotMinutes..<$0.upperBound * slotMinutes },
        gone: Self.spans(change.gone).map { $0.lowerBound * slotMinutes..<$0.upperBound * slotMinutes })
    }
    for weekday in 0..<7 {
      let days = byWeekday[weekday]
      let change = longer.change(weekday: weekday)
      // Opening hours may have changed: the last eight weeks decide, and the last two by themselves where hours came to it.
      let recent = (ordinary[weekday].isEmpty ? days : ordinary[weekday]).suffix(8)
      guard !recent.isEmpty else { continue }
      var usual = [Double](repeating: 0, count: slots)
      for slot in 0..<slots {
        let present = recent.filter { isCovered($0, slot) }
        let isNew =
          change?.slots.contains(slot) ?? false || recent.count > 2 && present.suffix(2) == recent.suffix(2)
        guard change?.gone.contains(slot) != true else { continue }
        guard 2 * present.count >= recent.count || isNew else { continue }
        isUsuallyOpen[weekday * slots + slot] = true
        usual[slot] = present.reduce(0) { $0 + counts[$1 * slots + slot] } / Double(max(1, present.count))
      }
      // A season ago it may have been as long as now.
      let shorter = Set(
        days.filter { day in
          change.map { day < $0.since[weekday] ?? 0 && !$0.slots.contains { isCovered(day, $0) } } ?? false
        })
      if let change {
        for day in shorter { lengthen(day, change) }
      }
      let whole = usual.reduce(0, +)
      for day in days where !keepsShape.contains(date(day)) {
        let missing = (0..<slots).filter {
          isUsuallyOpen[weekday * slots + $0] && !isCovered(day, $0)
            && !(shorter.contains(day) && change?.slots.contains($0) ?? false)
        }
        guard !missing.isEmpty else { continue }
        let lost = missing.reduce(0) { $0 + usual[$1] }
        let usualSlots = (0..<slots).count { isUsuallyOpen[weekday * slots + $0] }
        if whole > 0 ? lost > whole / 2 : 2 * missing.count > usualSlots {
          isRecorded[day] = false
          fragments.append(Fragment(date: date(day), contacts: totals[day]))
          continue
        }
        guard lost > 0 else { continue }
        let scale = totals[day] / (whole - lost)
        for slot in missing { counts[day * slots + slot] = usual[slot] * scale }
        totals[day] += lost * scale
        // An hour is what a clock change skips: that is not worth a word.
        if missing.count * slotMinutes > 60 { filledDays.append(date(day)) }
      }
    }
    filledDays.sort()
    fragments.sort { $0.date < $1.date }
  }

  /// Makes of a day before its hours were longer one as they are since.
  private mutating func lengthen(_ day: Int, _ change: LongerHours.Change) {
    let total = totals[day] * change.growth
    for slot in change.gone { counts[day * slotCount + slot] = 0 }
    let left = counts[day * slotCount..<(day + 1) * slotCount].reduce(0, +)
    let scale = left > 0 ? total * (1 - change.share) / left : 0
    for slot in day * slotCount..<(day + 1) * slotCount { counts[slot] *= scale }
    for (slot, part) in zip(change.slots, change.shape) { counts[day * slotCount + slot] = total * change.share * part }
    totals[day] = left > 0 ? total : total * change.share
  }

  /// Runs of consecutive numbers.
  private static func spans(_ numbers: [Int]) -> [Range<Int>] {
    numbers.reduce(into: []) { spans, number in
      if let last = spans.last, last.upperBound == number {
        spans[spans.count - 1] = last.lowerBound..<number + 1
      } else {
        spans.append(number..<number + 1)
      }
    }
  }
}

/// Of two positive whole numbers.
func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestCommonDivisor(b, a % b) }
