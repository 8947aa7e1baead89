public import Calendars
internal import Plans
internal import Workforce
internal import Words

/// What a rota costs more than another, by part; below 0 where it costs less. Currency units.
public struct CostChange: Hashable, Codable, Sendable {
  public var total: Double
  public var pay: Double
  public var nightPremium: Double
  public var wishes: Double
  /// Of hours below the weekly minimum.
  public var contractShortfall: Double
  /// Of missing and of superfluous heads.
  public var understaffing: Double
  public var overstaffing: Double
  /// Of unpopular duties out of turn; nil where they aren't counted.
  public var fairness: Double?
  /// Premium of overtime, and price of time off; nil where neither may be.
  public var overtime: Double?
  public var timeOff: Double?
  /// Queues of which more or less is uncovered.
  public var uncovered: [Uncovered]

  /// Person-minutes of a queue that are uncovered beyond those before; below 0 where fewer are.
  public struct Uncovered: Hashable, Codable, Sendable {
    public var queue: QueueID
    public var minutes: Int
  }

  init(from before: CostParts, to after: CostParts, uncovered: [Uncovered]) {
    func change(_ part: KeyPath<CostParts, Double>) -> Double {
      ((after[keyPath: part] - before[keyPath: part]) * 1000).rounded() / 1000
    }
    total = change(\.total)
    pay = change(\.pay)
    nightPremium = change(\.nightPremium)
    wishes = change(\.wishes)
    contractShortfall = change(\.contractShortfall)
    understaffing = change(\.understaffing)
    overstaffing = change(\.overstaffing)
    func optionalChange(_ part: KeyPath<CostParts, Double?>) -> Double? {
      let (one, other) = (before[keyPath: part], after[keyPath: part])
      return one == nil && other == nil ? nil : (((other ?? 0) - (one ?? 0)) * 1000).rounded() / 1000
    }
    fairness = optionalChange(\.fairness)
    overtime = optionalChange(\.overtime)
    timeOff = optionalChange(\.timeOff)
    self.uncovered = uncovered.filter { $0.minutes != 0 }
  }
}

/// A duty as answers name it, on the wall clock of its person.
public struct NamedDuty: Hashable, Codable, Sendable {
  public var shift: TemplateID
  /// ISO 8601 with offset.
  public var startLocal: String
  public var endLocal: String
  /// `08:00 to 16:30`.
  public var words: String

  init(_ duty: Duty, in zone: Zone) {
    shift = duty.template
    startLocal = zone.localText(of: duty.start)
    endLocal = zone.localText(of: duty.end)
    words = "\(zone.clockText(of: duty.start)) to \(zone.clockText(of: duty.end))"
  }
}

/// A date on which somebody's duty is another one; nil is a day off.
public struct DutyChange: Hashable, Codable, Sendable {
  public var person: PersonID
  public var name: String
  public var date: CivilDate
  public var before: NamedDuty?
  public var after: NamedDuty?

  /// `Tue 2026-12-01: 08:00 to 16:30 in place of a day off`.
  public var words: String {
    "\(Words.plain.day(date)): \(after?.words ?? "off") in place of \(before?.words ?? "a day off")"
  }

  /// Where two rotas differ, breaks aside; by person in the request's order, then date.
  static func all(from before: Rota, to after: Rota, in request: RosterRequest) -> [DutyChange] {
    struct Place: Hashable {
      var person: PersonID
      var date: CivilDate
    }
    func placed(_ rota: Rota) -> [Place: Duty] {
      Dictionary(
        rota.duties.map { (Place(person: $0.person, date: $0.duty.date), $0.duty) },
        uniquingKeysWith: { first, _ in first })
    }
    let (old, new) = (placed(before), placed(after))
    return request.people.flatMap { person in
      (0..<request.days).compactMap { day in
        let place = Place(person: person.id, date: request.firstDate.adding(days: day))
        let (was, becomes) = (old[place], new[place])
        let isSame =
          was?.start == becomes?.start && was?.length == becomes?.length && was?.template == becomes?.template
        return isSame
          ? nil
          : DutyChange(
            person: person.id, name: person.name, date: place.date,
            before: was.map { NamedDuty($0, in: person.zone) }, after: becomes.map { NamedDuty($0, in: person.zone) })
      }
    }
  }
}

/// Something that keeps a person from what is asked.
public struct NamedFact: Hashable, Codable, Sendable {
  /// A key of the table of rules (`minimumRest`), or `absence`, `fixedDayOff`, `hours`, `closedDays`, `shifts`, `pattern`,
  /// `siteStarts`, `lastDuty`, `daysBefore`, `dutiesBefore`, `nextDuty`, `daysAfter`, `dutiesAfter`, `noShift`.
  public var key: String
  public var person: PersonID
  /// Part of a sentence, with figures.
  public var words: String
}

/// Another rota than the plan's, and what it comes to.
public struct PricedChange: Hashable, Codable, Sendable {
  public var cost: CostChange
  public var changes: [DutyChange]
}
