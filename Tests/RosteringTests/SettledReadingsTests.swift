import Calendars
import Checking
import Foundation
import Searching
import Testing
import Workforce

@testable import Rostering

/// Tours of any duties, legal or not, with what is settled around them: the automata's reading of rules that have a price
/// against the checker's.
@Suite("Breaches of priced rules, counted twice") struct SettledReadingsTests {
  private static let names = [
    "sameStart", "workingDay24h", "noEarlyAfterLate", "daysOffAfterNights", "forwardRotation", "weekendsOff",
    "maximumConsecutiveWeekends",
  ]

  private static func settled(
    _ days: some Sequence<Int>, of request: RosterRequest, random: inout SeededGenerator
  ) -> [SettledDuty] {
    days.compactMap { day in
      guard random.nextIndex(below: 3) > 0 else { return nil }
      let date = request.firstDate.adding(days: day)
      let (start, length) = hours(of: date, in: request.people[0].zone, random: &random)
      return SettledDuty(date: date, start: start, end: start + length)
    }
  }

  private static func hours(
    of date: CivilDate, in zone: Zone, random: inout SeededGenerator
  ) -> (start: Instant, length: Minutes) {
    let (hour, length) = [(6, 8), (7, 14), (9, 8), (14, 8), (22, 8), (23, 8)][random.nextIndex(below: 6)]
    let minute = 30 * random.nextIndex(below: 2)
    return (zone.instant(of: date, ClockTime(hour: hour, minute: minute)), .hours(length))
  }

  private static func draw(_ rules: inout PersonRules, random: inout SeededGenerator) {
    rules.sameStart = Minutes(30 * random.nextIndex(below: 20))
    rules.workingDay24h = true
    rules.noEarlyAfterLate = true
    rules.daysOffAfterNights = random.nextIndex(below: 5)
    rules.forwardRotation = true
    let of = 1 + random.nextIndex(below: 4)
    rules.weekendsOff = WeekendsOff(fewest: 1 + random.nextIndex(below: of), of: of)
    rules.maximumConsecutiveWeekends = 1 + random.nextIndex(below: 3)
    rules.prices = Dictionary(uniqueKeysWithValues: names.map { ($0, 1) })
  }

  private static let rounds = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil ? 500 : 150

  @Test("1,000 tours with any history with ROTA_SLOW: automata and checker count alike", arguments: [1, 2])
  func readings(weeks: Int) throws {
    // Clocks go forward on the Sunday of the first week.
    let monday = CivilDate(dayNumber: 20_899)
    let plain = try MakeRotaTests.request(weeks: weeks, firstDate: monday)
    var random = SeededGenerator(seed: UInt64(520 + weeks))
    var found: [String: Int] = [:]
    for round in 0..<Self.rounds {
      var request = plain
      request.people = [plain.people[0]]
      request.people[0].wishes = []
      request.people[0].fixedDaysOff = []
      let weekends: [[Weekday]?] = [nil, [.friday, .saturday], [.sunday, .monday], [.sunday]]
      request.sites[0].weekend = weekends[random.nextIndex(below: weekends.count)]
      var rules = PersonRules(minimumWeekly: 0, maximumWeekly: .hours(80))
      Self.draw(&rules, random: &random)
      request.people[0].rules = rules
      let zone = request.people[0].zone
      let before = Self.settled(-28..<0, of: request, random: &random)
      request.people[0].history.lastDuties = before
      let next = Self.settled(request.days..<request.days + 28, of: request, random: &random)
      if let first = next.first, random.nextIndex(below: 3) > 0 {
        request.people[0].ahead = WorkAhead(consecutiveDays: 0, firstStart: first.start, nextDuties: next)
      }
      let density = 1 + random.nextIndex(below: 5)
      let duties = (0..<request.days).compactMap { day -> Duty? in
        guard random.nextIndex(below: 6) < density else { return nil }
        let date = request.firstDate.adding(days: day)
        let (start, length) = Self.hours(of: date, in: zone, random: &random)
        return Duty(template: "day", date: date, start: start, length: length, breaks: [])
      }
      let rota = Rota(duties: duties.map { AssignedDuty(person: request.people[0].id, duty: $0) }, work: [])
      let letters = (0..<request.days).map { day -> DayLetter in
        let date = request.firstDate.adding(days: day)
        guard let duty = duties.first(where: { $0.date == date }) else { return .off }
        return DayLetter(
          DutyClasses(of: duty.start..<duty.end, at: request.sites[0], told: .all),
          start: zone.civil(at: duty.start).minuteOfDay)
      }
      let read = DayRules(of: request.people[0], at: request.sites[0], dates: request.dates).priced.map {
        ($0.name, $0.rule.breaches(in: letters))
      }.filter { $0.1 > 0 }
      let counted = (countedCosts(request, rota).rules ?? []).map { ($0.rule, $0.breaches) }
      #expect(
        Dictionary(uniqueKeysWithValues: read) == Dictionary(uniqueKeysWithValues: counted), "round \(round): \(rules)")
      for (name, breaches) in counted { found[name, default: 0] += breaches }
    }
    #expect(Set(found.keys) == Set(Self.names) && found.values.allSatisfy { $0 > Self.rounds / 5 }, "\(found)")
  }
}
