public import Calendars
internal import Tables
import Tickets
internal import Words

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// How a day's forecast comes about: `base` times the factors, in order, is `contacts`.
public struct ForecastExplanation: Hashable, Codable, Sendable {
  /// A factor in words and numbers.
  public struct Factor: Hashable, Codable, Sendable {
    /// `weekday`, `month`, `season`, `closure`, `holiday`, `driver`, `recent`, `mixture`, `never seen`, `closed hours`,
    /// `planner`, `total`, `event`, `clock change`, `unrecorded hours`.
    public var name: String
    public var factor: Double
    public var words: String
  }

  /// An hour of the day.
  public struct Hour: Hashable, Codable, Sendable {
    /// `08:00` on the queue's wall clock; `01:00-04:00` and `01:00-05:00` for the two passes of a repeated hour.
    public var hour: String
    public var contacts: Double
    /// Of the day's contacts, 0…1.
    public var share: Double
  }

  public var queue: QueueID
  public var date: CivilDate
  public var method: String
  /// Contacts of the day.
  public var contacts: Double
  /// Contacts of a day on which nothing has an effect.
  public var base: Double
  public var factors: [Factor]
  public var hours: [Hour]
  public var weights: [ModelWeight]
}

/// One explanation in the making.
struct Explanation {
  private let run: ForecastRun
  private let day: Int
  private let prediction: Prediction
  /// What the queue's days follow.
  private let total: FollowedTotal?
  /// Where the forecast is another queue's, brought to a planner's figure.
  private let new: NewQueue?

  /// - Parameter date: one of the run's days, and open.
  init(
    run: ForecastRun, prediction: Prediction, date: CivilDate, total: FollowedTotal? = nil, new: NewQueue? = nil
  ) {
    self.run = run
    self.prediction = prediction
    self.total = total
    self.new = new
    day = date - run.grid.first
  }

  private var trait: DayTraits { run.past.traits[day] }
  private var slots: Range<Int> {
    let offset = (day - run.target.lowerBound) * run.grid.slotCount
    return offset..<offset + run.grid.slotCount
  }

  var result: ForecastExplanation {
    let plain = prediction.means[slots].reduce(0, +)
    let scale = new?.scale ?? 1
    // What the models say of the whole day; a holiday's word counts for its open hours alike.
    let closed = prediction.closed[day - run.target.lowerBound]
    let follows = total.map { $0.dayFactors[day - run.target.lowerBound] }
    let means = run.dayMeans(prediction, dayFactors: total?.dayFactors)
    let intervals = run.intervals(of: day - run.target.lowerBound, means: means)
    let contacts = intervals.reduce(0) { $0 + $1.mean }
    let multiplier = run.unseenMultiplier(day)
    // Of the models, before the planner's words; nil where a word makes it nothing.
    let words = scale * (multiplier ?? 1)
    let open = words > 0 ? plain / words : nil
    let logs = combined()
    var base = exp(logs[.base] ?? 0)
    var factors: [ForecastExplanation.Factor] = []
    if logs.isEmpty {
      base = run.meanDay
      factors.append(factor("weekday", base > 0 ? open.map { ($0 + closed) / base } ?? 1 : 1))
    } else {
      var product = base
      for kind in DayFactor.Kind.allCases where kind != .base {
        guard let value = logs[kind] else { continue }
        product *= exp(value)
        if abs(value) > 5e-4 || kind == .weekday { factors.append(factor(kind.rawValue, exp(value))) }
      }
      let rest = product > 0 ? open.map { ($0 + closed) / product } ?? 1 : 1
      if abs(rest - 1) > 5e-4 { factors.append(factor("mixture", rest)) } else { base *= rest }
    }
    if let multiplier { factors.append(factor("never seen", multiplier)) }
    if let open, closed > 5e-4 * (open + closed) { factors.append(factor("closed hours", open / (open + closed))) }
    if new != nil { factors.append(factor("planner", scale)) }
    if let follows { factors.append(factor("total", follows)) }
    factors += events(plain * (follows ?? 1))
    // A day of the pattern has 24 hours, and all of them count; this one may have an hour twice, or lack one.
    let whole = means[slots].reduce(0, +)
    if whole > 0, abs(contacts / whole - 1) > 5e-4 {
      factors.append(factor(isClockChange ? "clock change" : "unrecorded hours", contacts / whole))
    }
    return ForecastExplanation(
      queue: run.request.history.queue, date: trait.date, method: new == nil ? prediction.method : NewQueue.method,
      contacts: contacts, base: base,
      factors: factors, hours: hours(intervals, whole: contacts), weights: prediction.weights)
  }

  /// A factor an event: the first changes the day without events, each further one what those before it have made of it.
  private func events(_ plain: Double) -> [ForecastExplanation.Factor] {
    guard plain > 0 else { return [] }
    var before = plain
    var partial = run
    var factors: [ForecastExplanation.Factor] = []
    for (index, event) in run.events.events.enumerated() where event.dates.contains(trait.date) {
      partial.events = run.events.first(index + 1)
      let after = partial.dayMeans(prediction, dayFactors: total?.dayFactors)[slots].reduce(0, +)
      if before > 0, abs(after / before - 1) > 1e-9 {
        let change = after / before
        // Each counts from the day without events, which the factor of a further one doesn't show.
        let own = Self.change(1 + (after - before) / plain)
        let words = factors.isEmpty ? own : "\(own) than without events"
        factors.append(
          ForecastExplanation.Factor(name: "event", factor: change, words: "Planned: \(event.title): \(words)."))
      }
      before = after
    }
    return factors
  }

  /// Weighted means of the models' logarithms; empty where no model works with factors.
  private func combined() -> [DayFactor.Kind: Double] {
    var sums: [DayFactor.Kind: Double] = [:]
    var whole = 0.0
    for (model, weight) in zip(prediction.models, prediction.dayWeights[day - run.target.lowerBound])
    where weight > 1e-4 {
      guard let factors = model.factors(run.past, day: day) else { continue }
      whole += weight
      for factor in factors { sums[factor.kind, default: 0] += weight * factor.logarithm }
    }
    return whole > 0 ? sums.mapValues { $0 / whole } : [:]
  }

  private func factor(_ name: String, _ value: Double) -> ForecastExplanation.Factor {
    ForecastExplanation.Factor(name: name, factor: value, words: "\(subject(of: name)): \(Self.change(value)).")
  }

  private func subject(of name: String) -> String {
    let date = trait.date
    switch name {
    case "weekday": return "\(date.weekday.title), against the mean of the week"
    case "month":
      let places = [(trait.fromMonthStart, "start"), (trait.fromMonthEnd, "end")].filter { $0.0 != Int.max }
      return "Day \(date.parts.day) of its month"
        + (places.isEmpty
          ? "" : ", open day " + places.map { "\($0.0 + 1) from its \($0.1)" }.joined(separator: " and "))
    case "season": return "The time of the year"
    case "closure": return "First open day after a closure"
    case "holiday": return "'\(run.special.holiday(on: date)?.name ?? "")', as past days of its class"
    case "driver": return "Drivers (\(run.past.drivers?.names.joined(separator: ", ") ?? ""))"
    case "recent": return "What the last weeks had that the calendar doesn't explain"
    case "mixture": return "The models' forecasts averaged rather than their factors"
    case "clock change":
      return "Clocks change: a day of \(Words.plain.short(hoursOfDay, places: 1)) hours"
    case "closed hours": return "Hours in which the queue is closed: what comes then isn't forecast"
    case "unrecorded hours": return "Hours at which nothing is usually recorded"
    case "planner":
      return "\(new?.words ?? "0") contacts an open day, as its planner expects, against those of "
        + "'\(new?.sibling.rawValue ?? "")'"
    case "total": return "Follows the total of \(total?.words ?? ""): \(total?.names ?? "")"
    case "never seen": return "'\(run.special.holiday(on: date)?.name ?? "")', never recorded; its planner's word"
    default: return name
    }
  }

  private static func change(_ factor: Double) -> String {
    let percent = ((factor - 1) * 1000).rounded() / 10
    if percent == 0 { return "no change" }
    return percent > 0 ? "\(percent) % more" : "\(-percent) % fewer"
  }

  private func hours(
    _ intervals: [(span: Range<Instant>, mean: Double)], whole: Double
  ) -> [ForecastExplanation.Hour] {
    var hours: [ForecastExplanation.Hour] = []
    for (span, mean) in intervals where mean > 0 {
      let text = hour(of: span.lowerBound)
      // An interval wider than an hour counts at its start.
      if hours.last?.hour == text {
        hours[hours.count - 1].contacts += mean
      } else {
        hours.append(ForecastExplanation.Hour(hour: text, contacts: mean, share: 0))
      }
    }
    for index in hours.indices { hours[index].share = whole > 0 ? hours[index].contacts / whole : 0 }
    return hours
  }

  /// `08:00`, with the offset where a part of the hour comes twice that day.
  private func hour(of instant: Instant) -> String {
    let civil = run.zone.civil(at: instant)
    let start = ClockTime(minutes: civil.minuteOfDay / 60 * 60)
    let isTwice = stride(from: 0, to: 60, by: 15).contains { minute in
      let moment = CivilTime(date: civil.date, clock: ClockTime(minutes: start.minutes + minute))
      if case .ambiguous = run.zone.reading(of: moment) { return true }
      return false
    }
    return isTwice ? "\(start)\(Zone.offsetText(run.zone.secondsFromUTC(at: instant)))" : "\(start)"
  }

  private var isClockChange: Bool { hoursOfDay != 24 }

  /// From midnight to midnight.
  private var hoursOfDay: Double {
    Double(run.zone.instant(of: trait.date.adding(days: 1)) - run.zone.instant(of: trait.date)) / 3600
  }
}
