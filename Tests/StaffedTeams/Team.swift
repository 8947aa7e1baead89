public import Calendars
public import Forecasting
internal import Searching
public import Workforce

/// How heads follow from positions, as compared.
public enum HeadsRule: String, CaseIterable, Sendable {
  /// In proportion, the usual formula.
  case proportional
  /// By chance, the target in every interval.
  case interval
  /// By chance, the target over the day.
  case day
}

/// An invented team: one queue on one day.
public struct Team: Sendable {
  public enum Kind: String, Sendable { case phone, chat, meanWait }

  /// Erlangs at the busiest hour.
  public enum Size: Int, CaseIterable, Sendable {
    case tiny, small, medium, large

    public var erlangs: ClosedRange<Double> {
      switch self {
      case .tiny: 0.5...1
      case .small: 2...3
      case .medium: 5...8
      case .large: 12...30
      }
    }
  }

  public var kind: Kind
  public var number: Int
  public var size: Size
  /// At the busiest hour: agents busy; of chats a third of the conversations.
  public var erlangs: Double
  public var shape: DayShape
  /// With the target in every interval; `settings(for:)` has those of a rule.
  public var settings: QueueSettings
  /// Standard deviation of a day's contacts relative to their mean, where days differ.
  public var daySpread: Double

  public var name: String { "\(kind.rawValue) \(number)" }
  public var hasPatience: Bool { settings.patience != nil }

  /// A Monday in quarter-hours.
  public static let grid = IntervalGrid(
    start: Zone.utc.instant(of: CivilDate(dayNumber: 20_787)), interval: 15, count: 96)

  /// The rules that the team's target knows: only a service level can hold over the day.
  public var rules: [HeadsRule] { kind == .meanWait ? [.proportional, .interval] : HeadsRule.allCases }

  public func settings(for rule: HeadsRule) -> QueueSettings {
    var changed = settings
    changed.presence = rule == .proportional ? .proportional : .random
    if rule == .day { changed.target.holdsOver = .day }
    return changed
  }

  /// - Parameter daySpread: of whole days; 0 where every day brings the same mean.
  public func forecast(daySpread: Double) -> QueueForecast {
    let grid = Self.grid
    let width = Double(grid.interval.seconds)
    let weights = (0..<grid.count).map { shape.weight(at: (Double($0) + 0.5) * width / 3600) }
    let hour = 3600 / grid.interval.seconds
    let busiest = (0...grid.count - hour).map { weights[$0..<$0 + hour].reduce(0, +) / Double(hour) }.max() ?? 1
    let conversations = erlangs * Double(settings.channel == .chat ? settings.concurrency : 1)
    let contacts = weights.map { $0 / busiest * conversations * width / settings.handleTime }
    return QueueForecast(
      queue: settings.id, zone: .utc, interval: grid.interval, starts: (0..<grid.count).map(grid.instant),
      contacts: contacts, p10: contacts, p50: contacts, p90: contacts, handleTime: nil, daySpread: daySpread,
      method: "invented", notes: [])
  }
}

extension Team {
  /// Teams on the telephone with a service level. Any twenty in a row have each size with each share of shrinkage once, any
  /// forty both with patience and without.
  public static func phones(_ count: Int) -> [Team] {
    (0..<count).map { number in
      let size = Size.allCases[number % 4]
      return drawn(.phone, number, size, isPatient: (number + number / 4) % 2 == 0)
    }
  }

  /// Teams on chat, three conversations at once.
  public static func chats(_ count: Int) -> [Team] {
    (0..<count).map { drawn(.chat, $0, Size.allCases[$0 % 4], isPatient: ($0 / 4) % 2 == 0) }
  }

  /// Teams on the telephone whose target is a mean wait.
  public static func meanWaits(_ count: Int) -> [Team] {
    (0..<count).map { drawn(.meanWait, $0, Size.allCases[$0 % 4], isPatient: ($0 / 4) % 2 == 0) }
  }

  private static let shares = [0.08, 0.25, 0.05, 0.35, 0.15]

  private static func drawn(_ kind: Kind, _ number: Int, _ size: Size, isPatient: Bool) -> Team {
    let first: UInt64 = kind == .phone ? 1800 : kind == .chat ? 1801 : 1802
    var generator = SeededGenerator(seed: first, stream: UInt64(number))
    func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * generator.nextUnit() }
    let shape = DayShape.allCases[number % DayShape.allCases.count]
    let erlangs = between(size.erlangs.lowerBound, size.erlangs.upperBound)
    let handleTime = between(180, 720)
    let patience = between(60, 180)
    let daySpread = between(0.08, 0.15)
    var target = ServiceTarget(serviceLevel: 0.8, withinSeconds: 20, maximumOccupancy: nil)
    if kind == .meanWait {
      target = ServiceTarget(serviceLevel: nil, meanWait: 20, maximumOccupancy: nil)
    } else if number % 7 == 3 {
      target = ServiceTarget(serviceLevel: 0.9, withinSeconds: 30, maximumOccupancy: nil)
    }
    let pace: [Double]? = kind == .chat && number % 2 == 1 ? [0.75, 0.87, 1].map { $0 * handleTime } : nil
    return Team(
      kind: kind, number: number, size: size, erlangs: erlangs, shape: shape,
      settings: QueueSettings(
        id: "queue", name: "Queue", channel: kind == .chat ? .chat : .phone, zone: .utc,
        hours: OpeningHours(spans: Array(repeating: [shape.open], count: 7)), target: target, handleTime: handleTime,
        patience: isPatient ? patience : nil, shrinkage: shares[(number / 4) % shares.count],
        concurrency: kind == .chat ? 3 : 1, concurrentHandleTimes: pace),
      daySpread: daySpread)
  }
}
