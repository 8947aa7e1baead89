internal import Calendars
internal import Rostering
internal import Workforce
internal import Words

/// Something that keeps a person from a duty: a limit, an absence, what lies before and after the plan.
enum PersonFact: Hashable, Sendable {
  /// A key of the table of rules.
  case limit(String)
  /// Only some of the site's shifts are theirs.
  case shifts
  /// Which kinds of duties they have in which week.
  case pattern
  case absence(Absence)
  case fixedDayOff(Weekday)
  /// The hours of the day between which their duties lie.
  case hours
  case closedDays
  /// The end of the last duty before the plan, the run of days up to it, and which duties these were.
  case lastDuty, daysBefore, dutiesBefore
  /// The start of the first duty after it, the run of days from there on, and which duties these are.
  case nextDuty, daysAfter, dutiesAfter
  /// As many others of the site start as may.
  case fullSite

  /// What holds of a person, the least telling first: of several that would each do, the later one is named.
  static func all(of person: Person, in request: RosterRequest, rota: Rota) -> [PersonFact] {
    var facts: [PersonFact] = []
    if person.history.lastDuties != nil || person.history.lastDate != nil { facts.append(.dutiesBefore) }
    if person.history.consecutiveDays > 0 { facts.append(.daysBefore) }
    if person.history.lastEnd != nil { facts.append(.lastDuty) }
    if let ahead = person.ahead {
      if ahead.nextDuties != nil { facts.append(.dutiesAfter) }
      if ahead.consecutiveDays > 0 { facts.append(.daysAfter) }
      facts.append(.nextDuty)
    }
    facts += LabourRule.all.reversed().filter {
      !prices.contains($0.name) && $0.loosened(person.rules) != nil
    }.map { .limit($0.name) }
    if !person.rules.templates.isEmpty { facts.append(.shifts) }
    if person.hours != nil { facts.append(.hours) }
    if let pattern = person.pattern, pattern.price == nil { facts.append(.pattern) }
    if !LoneRoster.fullDays(request, rota, beside: person).isEmpty { facts.append(.fullSite) }
    if let closed = person.closedDays, closed.dates.contains(where: request.dates.contains) {
      facts.append(.closedDays)
    }
    facts += Set(person.fixedDaysOff).sorted { $0.index < $1.index }.map { .fixedDayOff($0) }
    for absence in person.absences
    where absence.last >= request.dates.lowerBound && absence.first < request.dates.upperBound {
      // One that is booked twice is one.
      if !facts.contains(.absence(absence)) { facts.append(.absence(absence)) }
    }
    return facts
  }

  /// Rules that only have a price: they keep nobody from a duty.
  private static let prices: Set<String> = [
    "minimumWeekly", "shortfallPrice", "maximumOvertime", "overtimeRate", "voluntaryTimeOff", "timeOffPrice",
  ]

  /// Prices of wishes, which are no rules of a person: the wishes go.
  private static let wishes: [String: @Sendable (Wish) -> Bool] = [
    "dayOffWishPrice": { $0.kind == .dayOff },
    "startWishPricePerHour": { $0.kind != .dayOff },
  ]

  /// Keys of the table of rules that `drop(from:after:)` can let go of.
  static var droppableKeys: [String] {
    LabourRule.all.filter { $0.isOfOnePerson || wishes[$0.name] != nil }.map(\.name)
  }

  private static func rule(_ key: String) -> LabourRule? { LabourRule.all.first { $0.name == key } }

  /// Lets go of it: then it keeps the person from nothing. Time that absences and closed days are credited with stays.
  func drop(from terms: inout LoneRoster.Terms, after request: RosterRequest) {
    switch self {
    case .limit(let key):
      if let isMeant = Self.wishes[key] { terms.person.wishes.removeAll(where: isMeant) }
      if let rules = Self.rule(key)?.loosened(terms.person.rules) { terms.person.rules = rules }
    case .shifts: terms.person.rules.templates = []
    case .pattern: terms.person.pattern = nil
    case .absence(let absence): terms.person.absences.removeAll { $0 == absence }
    case .fixedDayOff(let day): terms.person.fixedDaysOff.removeAll { $0 == day }
    case .hours: terms.person.hours = nil
    case .closedDays: terms.person.closedDays = nil
    case .lastDuty: terms.person.history.lastEnd = nil
    case .daysBefore: terms.person.history.consecutiveDays = 0
    case .dutiesBefore:
      terms.person.history.lastDuties = nil
      terms.person.history.lastDate = nil
    case .nextDuty: terms.person.ahead?.firstStart = request.grid.end + .hours(168)
    case .daysAfter: terms.person.ahead?.consecutiveDays = 0
    case .dutiesAfter: terms.person.ahead?.nextDuties = nil
    case .fullSite: terms.countsOthersStarts = false
    }
  }

  /// A stable name for programs: a key of the table of rules, or a word of its own.
  var key: String {
    switch self {
    case .limit(let key): key
    case .shifts: "shifts"
    case .pattern: "pattern"
    case .absence: "absence"
    case .fixedDayOff: "fixedDayOff"
    case .hours: "hours"
    case .closedDays: "closedDays"
    case .lastDuty: "lastDuty"
    case .daysBefore: "daysBefore"
    case .dutiesBefore: "dutiesBefore"
    case .nextDuty: "nextDuty"
    case .daysAfter: "daysAfter"
    case .dutiesAfter: "dutiesAfter"
    case .fullSite: "siteStarts"
    }
  }

  /// With its figures, in part of a sentence: `11 h of rest between duties`.
  func words(of person: Person, in request: RosterRequest) -> String {
    let (words, rules) = (Words.plain, person.rules)
    switch self {
    case .limit(let key): return Self.rule(key)?.words(of: rules) ?? key
    case .shifts: return "they may work only the shifts \(words.list(rules.templates.map(\.rawValue).sorted()))"
    case .pattern: return "the pattern '\(person.pattern?.name ?? "")': \(person.pattern?.words ?? "")"
    case .absence(let absence):
      let days =
        absence.first == absence.last
        ? "on \(words.day(absence.first))" : "from \(words.day(absence.first)) to \(words.day(absence.last))"
      return "absent (\(absence.kind)) \(days)"
    case .fixedDayOff(let day): return "\(day.title) is a fixed day off"
    case .closedDays:
      let dates = (person.closedDays?.dates ?? []).filter(request.dates.contains)
      return "nothing that they can take is open on \(words.list(dates.map { words.day($0) }))"
    case .lastDuty:
      return
        "their last duty before the plan ends at \(person.history.lastEnd.map { words.moment($0, in: person.zone) } ?? "-")"
    case .daysBefore: return "\(Self.count(person.history.consecutiveDays, "day")) worked in a row before the plan"
    case .hours:
      let hours = [
        person.hours?.earliestStart.map { "no duty starts before \($0)" },
        person.hours?.latestEnd.map { "none ends after \($0)" },
      ]
      return "\(words.and(hours.compactMap(\.self))) by their own clock"
    case .dutiesBefore:
      let last = person.history.lastDuties?.last?.date ?? person.history.lastDate
      return "what they worked before the plan\(last.map { ", last on \(words.day($0))" } ?? "")"
    case .dutiesAfter:
      let next = person.ahead?.nextDuties?.first?.date
      return "what is settled after the plan\(next.map { ", first on \(words.day($0))" } ?? "")"
    case .nextDuty:
      return
        "their first duty after the plan starts at \(person.ahead.map { words.moment($0.firstStart, in: person.zone) } ?? "-")"
    case .daysAfter:
      return "\(Self.count(person.ahead?.consecutiveDays ?? 0, "day")) in a row settled after the plan"
    case .fullSite: return "as many others of site \(person.site) start as may"
    }
  }

  /// `1 day`, `6 days`.
  static func count(_ number: Int, _ unit: String) -> String {
    "\(Words.plain.whole(number)) \(unit)\(number == 1 ? "" : "s")"
  }
}
