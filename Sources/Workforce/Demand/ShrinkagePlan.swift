public import Calendars

/// The part of a kind of shrinkage that is booked by name for some days, so that the rota sees those people missing.
public struct BookedShare: Hashable, Codable, Sendable {
  /// Both included, on the queue's calendar.
  public var first: CivilDate
  public var last: CivilDate
  /// Share of the contract hours of the queue's people, 0…1.
  public var share: Double

  public init(first: CivilDate, last: CivilDate, share: Double) {
    self.first = first
    self.last = last
    self.share = share
  }
}

/// One reason why people on the rota are not in position.
public struct ShrinkageComponent: Hashable, Codable, Sendable {
  /// For example `sickness`.
  public var name: String
  /// Share of rostered time, 0…1.
  public var share: Double
  /// Whether the time is paid.
  public var isPaid: Bool
  /// Whether it is known before the day (leave, training) or not (sickness, lateness).
  public var isPlanned: Bool
  /// Whether the rota itself takes it out person by person (leave and training it is told of, breaks it places). Such
  /// time adds no heads: it would be counted twice.
  public var isKnownToRota: Bool
  /// The weekdays on which it happens; nil = all.
  public var weekdays: [Weekday]?
  /// The minutes of the local day in which it happens; nil = all.
  public var minutes: Range<Int>?
  /// What is booked by name already, in spans of dates that don't overlap: it counts towards the share, and only the rest
  /// adds heads. Nil = nothing, or nobody looked.
  public var booked: [BookedShare]?

  public init(
    name: String, share: Double, isPaid: Bool = true, isPlanned: Bool = false, isKnownToRota: Bool = false,
    weekdays: [Weekday]? = nil, minutes: Range<Int>? = nil, booked: [BookedShare]? = nil
  ) {
    self.name = name
    self.share = share
    self.isPaid = isPaid
    self.isPlanned = isPlanned
    self.isKnownToRota = isKnownToRota
    self.weekdays = weekdays
    self.minutes = minutes
    self.booked = booked
  }

  /// Whether it happens at this wall-clock reading.
  ///
  /// - Parameter civil: on the queue's wall clock.
  public func applies(at civil: CivilTime) -> Bool {
    (weekdays?.contains(civil.date.weekday) ?? true) && (minutes?.contains(civil.minuteOfDay) ?? true)
  }

  /// The part of an interval in which it happens, 0…1.
  ///
  /// - Parameters:
  ///   - civil: the interval's beginning on the queue's wall clock.
  ///   - interval: its width, at most a day.
  /// - SeeAlso: docs/staffing.md derives it, *Shrinkage and pooling*.
  public func overlap(from civil: CivilTime, over interval: Minutes) -> Double {
    guard interval > 0, weekdays != nil || minutes != nil else { return 1 }
    let hours = minutes ?? 0..<1440
    let first = civil.minuteOfDay
    var sum = 0
    for day in 0...1 where weekdays?.contains(civil.date.adding(days: day).weekday) ?? true {
      let from = first - day * 1440
      sum += max(0, min(hours.upperBound, from + interval.rawValue) - max(hours.lowerBound, from))
    }
    return Double(sum) / Double(interval.rawValue)
  }

  /// The share that adds heads on a date, 0…1: all of it, less what is booked by name then; nothing of what the rota knows
  /// anyway.
  ///
  /// - SeeAlso: docs/staffing.md derives it, *Shrinkage and pooling*.
  public func addedShare(on date: CivilDate) -> Double {
    guard !isKnownToRota else { return 0 }
    let known = booked?.first { $0.first <= date && date <= $0.last }?.share ?? 0
    return max(0, share - known)
  }
}

/// Shrinkage by kind, weekday and hour. Shares are of the same rostered time and exclude one another (who is sick is not
/// in a meeting), so they add up.
public struct ShrinkagePlan: Hashable, Codable, Sendable {
  public var components: [ShrinkageComponent]

  public init(_ components: [ShrinkageComponent]) { self.components = components }

  /// The most that shrinkage may sum to; sums above it are cut.
  public static let largestShare = 0.95

  /// What to divide positions by, less from 1: the shrinkage that the rota does not know of, 0…0.95 (`addedShare` of
  /// every kind).
  ///
  /// A share 0…1 of rostered time.
  ///
  /// - SeeAlso: docs/staffing.md derives it, *Shrinkage and pooling*.
  public func onTheDay(at civil: CivilTime) -> Double {
    let sum = components.reduce(0) { $1.applies(at: civil) ? $0 + $1.addedShare(on: civil.date) : $0 }
    return min(sum, Self.largestShare)
  }

  /// The same as a mean over an interval that begins at `civil`: each kind counts for as long as it lasts.
  ///
  /// A share 0…0.95 of rostered time.
  ///
  /// - SeeAlso: docs/staffing.md derives it, *Shrinkage and pooling*.
  public func onTheDay(from civil: CivilTime, over interval: Minutes) -> Double {
    onTheDay(from: civil, over: interval) { _ in true }
  }

  /// The part of `onTheDay(from:over:)` that is planned (meetings, training): the whole less the unplanned kinds, so that
  /// planned ones give way where the sum is cut.
  ///
  /// A share 0…0.95 of rostered time.
  ///
  /// - SeeAlso: docs/simulation.md, on how long absences last.
  public func plannedOnTheDay(from civil: CivilTime, over interval: Minutes) -> Double {
    guard components.contains(where: \.isPlanned) else { return 0 }
    return onTheDay(from: civil, over: interval) - onTheDay(from: civil, over: interval) { !$0.isPlanned }
  }

  private func onTheDay(
    from civil: CivilTime, over interval: Minutes, where isCounted: (ShrinkageComponent) -> Bool
  ) -> Double {
    let sum = components.reduce(0) {
      isCounted($1) ? $0 + $1.overlap(from: civil, over: interval) * $1.addedShare(on: civil.date) : $0
    }
    return min(sum, Self.largestShare)
  }

  /// All of it, known to the rota or not: for head counts and budgets, 0…0.95.
  ///
  /// A share 0…1 of rostered time.
  ///
  /// - SeeAlso: docs/staffing.md derives it, *Shrinkage and pooling*.
  public func total(at civil: CivilTime) -> Double { share(at: civil) { _ in true } }

  /// The part that is paid: cost beyond the time in position, 0…0.95.
  ///
  /// A share 0…1 of rostered time.
  ///
  /// - SeeAlso: docs/staffing.md derives it, *Shrinkage and pooling*.
  public func paid(at civil: CivilTime) -> Double { share(at: civil) { $0.isPaid } }

  /// The part of the chosen kinds, for tables; nil takes both.
  ///
  /// A share 0…1 of rostered time.
  ///
  /// - SeeAlso: docs/staffing.md derives it, *Shrinkage and pooling*.
  public func share(at civil: CivilTime, isPaid: Bool?, isPlanned: Bool?) -> Double {
    share(at: civil) { (isPaid ?? $0.isPaid) == $0.isPaid && (isPlanned ?? $0.isPlanned) == $0.isPlanned }
  }

  private func share(at civil: CivilTime, where isCounted: (ShrinkageComponent) -> Bool) -> Double {
    let sum = components.reduce(0) { $1.applies(at: civil) && isCounted($1) ? $0 + $1.share : $0 }
    return min(sum, Self.largestShare)
  }
}

extension QueueSettings {
  /// The share of rostered time not in position at `instant`, of what the rota does not know itself, 0…0.95.
  ///
  /// - SeeAlso: docs/staffing.md derives it, *Shrinkage and pooling*.
  public func shrinkage(at instant: Instant) -> Double {
    shrinkagePlan?.onTheDay(at: zone.civil(at: instant)) ?? shrinkage
  }

  /// The same as a mean over the interval of `grid` with the number `index`.
  ///
  /// - SeeAlso: docs/staffing.md derives it, *Shrinkage and pooling*.
  public func shrinkage(of index: Int, on grid: IntervalGrid) -> Double {
    shrinkagePlan?.onTheDay(from: zone.civil(at: grid.instant(at: index)), over: grid.interval) ?? shrinkage
  }

  /// The planned part of `shrinkage(of:on:)`, 0…0.95; none where shrinkage is one plain share.
  ///
  /// - SeeAlso: docs/simulation.md, on how long absences last.
  public func plannedShrinkage(of index: Int, on grid: IntervalGrid) -> Double {
    shrinkagePlan?.plannedOnTheDay(from: zone.civil(at: grid.instant(at: index)), over: grid.interval) ?? 0
  }
}
