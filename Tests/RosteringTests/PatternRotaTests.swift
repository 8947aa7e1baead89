import Calendars
import Checking
import Foundation
import Searching
import Testing
import Workforce

@testable import Rostering

/// Patterns of weeks: what a menu tells of them, what rotas make of them, and what the checker counts.
@Suite("Patterns of weeks in rotas") struct PatternRotaTests {
  private typealias Day = ShiftPattern.Day

  /// Some pattern of one to four weeks, by whole weeks or by days.
  private static func pattern(_ request: RosterRequest, random: inout SeededGenerator) -> ShiftPattern {
    let days = [
      Day(), Day(kinds: [.early]), Day(kinds: [.late]), Day(kinds: [.night]), Day(kinds: [.early, .night]),
      Day(kinds: [.any]), Day(templates: ["night"]), Day(kinds: [.late], templates: ["night"]), Day(templates: ["day"]),
    ]
    func day() -> Day { days[random.nextIndex(below: days.count)] }
    let weeks = (0...random.nextIndex(below: 4)).map { _ in
      random.nextIndex(below: 3) == 0 ? (0..<7).map { _ in day() } : [day()]
    }
    return ShiftPattern(
      name: "A", from: request.firstDate.adding(days: 7 * (random.nextIndex(below: 9) - 4)), weeks: weeks, price: 1.5)
  }

  /// Whether a duty is the pattern's: read week by week from the first on, or back from it.
  private static func isOf(_ pattern: ShiftPattern, _ duty: Duty, at site: Site) -> Bool {
    var monday = pattern.from
    var week = 0
    while duty.date - monday >= 7 {
      monday = monday.adding(days: 7)
      week = week + 1 < pattern.weeks.count ? week + 1 : 0
    }
    while duty.date < monday {
      monday = monday.adding(days: -7)
      week = week > 0 ? week - 1 : pattern.weeks.count - 1
    }
    let days = pattern.weeks[week]
    let day = days[days.count == 7 ? duty.date - monday : 0]
    let clock = site.zone.civil(at: duty.start)
    // Nights of these templates begin at nine or ten, others are days that end by nine in the evening.
    let isNight = clock.minuteOfDay >= 21 * 60
    let isEarly = !isNight && clock.minuteOfDay < site.earlyLimit.minutes
    let isLate = !isNight && clock.minuteOfDay + duty.length.rawValue > site.lateLimit.minutes
    return day.templates.contains(duty.template) || day.kinds.contains(.any) || day.kinds.contains(.night) && isNight
      || day.kinds.contains(.early) && isEarly || day.kinds.contains(.late) && isLate
  }

  private static let rounds = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil ? 300 : 80

  @Test("any duties of 160 weeks, 600 with ROTA_SLOW: letters, checker and a third reading count alike")
  func readings() throws {
    var random = SeededGenerator(seed: 531)
    var found = 0
    for round in 0..<Self.rounds {
      var request = try MakeRotaTests.request(weeks: 2)
      request.people = [request.people[0]]
      request.people[0].wishes = []
      request.people[0].fixedDaysOff = []
      request.sites[0].lateAfter = ClockTime(hour: 18)
      let pattern = Self.pattern(request, random: &random)
      request.people[0].pattern = pattern
      let roster = try compileRoster(request)
      let choices = (0..<roster.dayCount).map { day -> DutyChoice in
        let rows = roster.menus[0].days[day].rows
        guard random.nextIndex(below: 4) > 0 else { return .off }
        let index = rows.lowerBound + random.nextIndex(below: rows.count)
        let row = roster.rows[index]
        let starts = (0..<row.count).filter { roster.rowCosts[row.cost + $0] < PriceScale.possibleLimit }
        return DutyChoice(
          row: Int32(index), start: Int32(row.first + starts[random.nextIndex(below: starts.count)]),
          breaks: SIMD8(repeating: 0))
      }
      let builder = OutcomeBuilder(request: request, roster: roster)
      let duties = choices.enumerated().filter { $1.isWorked }.map { builder.duty($1, day: $0) }
      let expected = duties.count { !Self.isOf(pattern, $0, at: request.sites[0]) }
      let rota = Rota(duties: duties.map { AssignedDuty(person: request.people[0].id, duty: $0) }, work: [])
      let read = roster.breaches(of: choices, person: 0).first { $0.name == ShiftPattern.ruleName }
      #expect(read?.count == expected, "round \(round)")
      let counted = countedCosts(request, rota).rules?.first { $0.rule == ShiftPattern.ruleName }
      #expect(counted?.breaches ?? 0 == expected && counted?.cost ?? 0 == Double(expected) * 1.5, "round \(round)")
      #expect(!checkRota(request, rota).contains { $0.rule == "pattern.duty" })
      request.people[0].pattern?.price = nil
      #expect(checkRota(request, rota).count { $0.rule == "pattern.duty" } == expected, "round \(round)")
      found += expected
    }
    #expect(found > 4 * Self.rounds, "\(found)")
  }

  @Test("a rota keeps to patterns, or pays for what it doesn't", arguments: [nil, 2.5])
  func planned(price: Double?) throws {
    var request = try MakeRotaTests.request(weeks: 2)
    let first = request.firstDate
    for index in request.people.indices where index != 3 {
      request.people[index].pattern = ShiftPattern(
        name: "\(index)", from: first.adding(days: 7 * index),
        weeks: [[Day(kinds: [.early])], [Day(kinds: [.night], templates: ["night"])]], price: price)
    }
    let outcome = try makeRota(
      request, options: MakeRotaTests.options(iterations: 60), stop: StopFlag(), clock: { 0 }, progress: { _ in })
    #expect(outcome.rota.duties.count > 10 && outcome.bound <= outcome.objective)
    #expect(checkRota(request, outcome.rota).filter { $0.severity == .breach } == [])
    let sites = Dictionary(uniqueKeysWithValues: request.sites.map { ($0.id, $0) })
    let outside = outcome.rota.duties.count { duty in
      guard let person = request.people.first(where: { $0.id == duty.person }), let pattern = person.pattern,
        let site = sites[person.site]
      else { return false }
      return !Self.isOf(pattern, duty.duty, at: site)
    }
    #expect(price != nil || outside == 0)
    let paid = outcome.costs.rules?.first { $0.rule == ShiftPattern.ruleName }
    #expect(paid?.breaches ?? 0 == outside && paid?.cost ?? 0 == Double(outside) * (price ?? 0))
    #expect(outcome.costs.rules == countedCosts(request, outcome.rota).rules)
    #expect(roundedCosts(request, outcome.rota).first?.differences(from: outcome.costs).isEmpty == true)
  }

  @Test("whoever has no pattern has the letters of before")
  func letters() throws {
    var request = try MakeRotaTests.request()
    let plain = try compileRoster(request)
    request.people[2].pattern = ShiftPattern(name: "A", from: request.firstDate, weeks: [[Day(kinds: [.early])]])
    let told = try compileRoster(request)
    #expect(told.letterCount == 3)
    for index in request.people.indices where index != 2 {
      let rows = told.menus[told.people[index].menu].days.flatMap { told.rows[$0.rows] }
      let before = plain.menus[plain.people[index].menu].days.flatMap { plain.rows[$0.rows] }
      #expect(rows.map(\.letter) == before.map(\.letter) && rows.count == before.count)
    }
  }
}
