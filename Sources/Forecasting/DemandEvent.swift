public import Calendars

/// Something that its planner knows of and the history cannot: a campaign to come, an outage that has been.
///
/// Days of the past that an event touches tell nothing about other days and are left out of what the models learn from.
/// Days to come get the event's uplift on top of what is forecast without it; where none is stated, what past events of the kind
/// brought.
public struct DemandEvent: Hashable, Sendable {
  public enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
    case campaign, recall, announcement, outage
    case priceChange = "price change"
    case other
  }

  /// How many more contacts come, or fewer where it is negative.
  public enum Uplift: Hashable, Sendable {
    /// Of what is forecast without the event: 0.2 is a fifth more; at least −1.
    case share(Double)
    /// Contacts a day, spread over the event's part of the day as the forecast is.
    case contacts(Double)
  }

  public var kind: Kind
  public var name: String
  /// Nil: every queue.
  public var queue: QueueID?
  /// On the queue's wall clock; the end is exclusive.
  public var start: CivilTime
  public var end: CivilTime
  /// Nil where nothing is known: days to come are then forecast as past events of the kind say, or as ever.
  public var uplift: Uplift?
  /// Days after which the uplift has fallen to a half, counted from the start; nil = it stays until the end.
  public var halfLife: Double?

  public init(
    kind: Kind, name: String, queue: QueueID? = nil, start: CivilTime, end: CivilTime, uplift: Uplift? = nil,
    halfLife: Double? = nil
  ) {
    self.kind = kind
    self.name = name
    self.queue = queue
    self.start = start
    self.end = end
    self.uplift = uplift
    self.halfLife = halfLife
  }

  /// `campaign 'Spring sale'`
  public var title: String { name.isEmpty ? kind.rawValue : "\(kind.rawValue) '\(name)'" }

  /// The local dates that it touches.
  public var dates: ClosedRange<CivilDate> {
    let last = end.minuteOfDay == 0 && start < end ? end.date.adding(days: -1) : end.date
    return start.date...max(start.date, last)
  }

  /// The same one by one, no more than 401.
  var days: [CivilDate] {
    (0...min(400, dates.upperBound - dates.lowerBound)).map { dates.lowerBound.adding(days: $0) }
  }

  func concerns(_ queue: QueueID) -> Bool { self.queue == nil || self.queue == queue }

  /// What is left of the uplift, 0…1; 0 outside the event.
  func strength(at time: CivilTime) -> Double {
    guard time >= start, time < end else { return 0 }
    guard let halfLife, halfLife > 0 else { return 1 }
    return exp2(-Double(time.wallSeconds - start.wallSeconds) / 86_400 / halfLife)
  }

  /// The part of a slot that lies in the event, 0…1.
  func overlap(on date: CivilDate, slot: Int, of grid: DayGrid) -> Double {
    let minutes = minutes(of: slot, on: date, grid)
    return Double(minutes.count) / Double(grid.slotMinutes)
  }

  /// What is left of the uplift in a slot, of which a part may lie in the event; 0…1.
  func strength(on date: CivilDate, slot: Int, of grid: DayGrid) -> Double {
    let minutes = minutes(of: slot, on: date, grid)
    guard !minutes.isEmpty else { return 0 }
    let middle = CivilTime(date: date, clock: ClockTime(minutes: (minutes.lowerBound + minutes.upperBound) / 2))
    let strength = strength(at: middle)
    return minutes.count == grid.slotMinutes ? strength : strength * overlap(on: date, slot: slot, of: grid)
  }

  /// The minutes of the day that are the slot's and the event's.
  func minutes(of slot: Int, on date: CivilDate, _ grid: DayGrid) -> Range<Int> {
    let midnight = CivilTime(date: date, clock: ClockTime(minutes: 0)).wallSeconds
    let first = max(slot * grid.slotMinutes, Int((start.wallSeconds - midnight) / 60))
    let last = min((slot + 1) * grid.slotMinutes, Int((end.wallSeconds - midnight) / 60))
    return first..<max(first, last)
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// Puts the events of the horizon on top of a forecast.
struct EventEffects {
  private(set) var events: [DemandEvent]
  let grid: DayGrid
  /// Parallel to the events: what past ones teach; nil where nothing.
  private(set) var learned: [LearnedUplift?]

  init(_ events: [DemandEvent], queue: QueueID, grid: DayGrid) {
    self.events = events.filter { $0.concerns(queue) }
    self.grid = grid
    learned = self.events.map { _ in nil }
  }

  /// Looks at what past events brought.
  mutating func learn(from past: Past) {
    learned = events.map { LearnedUplift(for: $0, among: events, past: past) }
  }

  /// The same with the first `count` events alone.
  func first(_ count: Int) -> EventEffects {
    var effects = self
    effects.events = Array(events.prefix(count))
    effects.learned = Array(learned.prefix(count))
    return effects
  }

  /// Whether an event touches the day.
  func touches(_ date: CivilDate) -> Bool { events.contains { $0.dates.contains(date) } }

  /// Changes a day's slots. Events are independent of each other: each counts from what was forecast without any.
  ///
  /// - Parameter isOpen: whether the queue is open at any of some minutes; an event's contacts come at no others.
  func apply(
    to means: inout [Double], at offset: Int, on date: CivilDate, isOpen: (Range<Int>) -> Bool
  ) {
    let slots = grid.slotCount
    let base = Array(means[offset..<offset + slots])
    for (event, learned) in zip(events, learned) where event.dates.contains(date) {
      guard let uplift = learned.map({ .share($0.taken) }) ?? event.uplift else { continue }
      let strengths = (0..<slots).map { event.strength(on: date, slot: $0, of: grid) }
      switch uplift {
      case .share(let share):
        for slot in 0..<slots { means[offset + slot] += base[slot] * share * strengths[slot] }
      case .contacts(let contacts):
        let touched = strengths.indices.filter { strengths[$0] > 0 && isOpen(event.minutes(of: $0, on: date, grid)) }
        let overlaps = touched.map { event.overlap(on: date, slot: $0, of: grid) }
        let whole = zip(touched, overlaps).reduce(0) { $0 + base[$1.0] * $1.1 }
        let sum = overlaps.reduce(0, +)
        for slot in touched {
          // A day's contacts come in the event's part of it, however little of a slot that is.
          let part = whole > 0 ? base[slot] / whole : 1 / sum
          means[offset + slot] += contacts * part * strengths[slot]
        }
      }
    }
    for slot in 0..<slots { means[offset + slot] = max(0, means[offset + slot]) }
  }
}
