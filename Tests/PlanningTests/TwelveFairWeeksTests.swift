import Calendars
import Checking
import Foundation
import Plans
import ProjectFixtures
import Testing
import Workforce

@testable import Planning

/// Forty people of one site and skill around the clock, twelve weeks one after the other.
@Suite("Twelve weeks with shares of unpopular duties") struct TwelveFairWeeksTests {
  private static let isLong = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil

  private static func desk(_ setting: String) -> MemoryFiles {
    let people = (1...40).map { "a\($0 < 10 ? "0" : "")\($0),Agent \($0),s,x,40\n" }.joined()
    return MemoryFiles([
      "rota.json": """
      {
        name: "Round the clock", timeZone: "Europe/Warsaw",
        queues: [
          { id: "q", skills: "x", hours: { "mon-sun": "00:00-24:00" }, handleTime: "6m",
            target: { serviceLevel: 0.8, within: "20s" } },
        ],
        sites: [ { id: "s", timeZone: "Europe/Warsaw" } ],
        shifts: [
          { id: "early", start: "06:00-07:00", lengths: ["8h30m"] },
          { id: "day", start: "08:30-10:00", lengths: ["8h30m"] },
          { id: "late", start: "13:00-14:00", lengths: ["8h30m"] },
          { id: "night", start: "22:00", lengths: ["8h"] },
        ],
        \(setting)
        tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
      }
      """,
      "agents.csv": "agent_id,name,site,skills,contract_hours\n" + people,
      "tickets.csv": counts,
    ])
  }

  /// Eight weeks of calls by half-hour, fewer at weekends and by night.
  private static var counts: String {
    let hourly = [8, 6, 5, 4, 4, 6, 12, 24, 40, 53, 57, 57, 53, 49, 49, 49, 49, 45, 40, 36, 32, 24, 16, 12]
    var text = "ts_local,queue,calls\n"
    for day in 0..<56 {
      let share = day % 7 == 5 ? 65 : day % 7 == 6 ? 55 : 100
      for (hour, calls) in hourly.enumerated() {
        for half in ["00", "30"] {
          let date = CivilDateText.of(20_731 + day)
          text += "\(date) \(hour < 10 ? "0" : "")\(hour):\(half),q,\((calls * share + 50) / 100 + (day + hour) % 3)\n"
        }
      }
    }
    return text
  }

  private struct Outcome {
    /// Pay and premiums, and the objective without the price of unpopular duties.
    var pay = 0.0
    var objective = 0.0
    var service = 0.0
    var balances: [PersonID: DutyCounts] = [:]

    func spread(_ kind: FairKind) -> Int {
      let counts = balances.values.map { $0[kind] }
      return (counts.max() ?? 0) - (counts.min() ?? 0)
    }
  }

  private static func planned(_ setting: String, iterations: Int) throws -> Outcome {
    let weeks = try PlannedWeeks(desk(setting))
    defer { weeks.remove() }
    var outcome = Outcome()
    let first = ISOWeek(containing: CivilDate(dayNumber: 20_787))
    for number in 0..<12 {
      let plan = try weeks.plan(first.adding(weeks: number), iterations: iterations)
      outcome.pay += plan.summary.cost
      outcome.objective += plan.result.costs.total - (plan.result.costs.fairness ?? 0)
      outcome.service += plan.summary.serviceLevel ?? 0
      #expect(PlanCheck(plan).findings().allSatisfy { $0.severity != .breach })
    }
    let survey = try LedgerSurvey(of: weeks.project, in: weeks.folder.path, file: nil)
    for person in survey.people {
      var counts = DutyCounts(contractMinutes: person.contractMinutes)
      for duties in person.duties { counts[duties.kind] = duties.worked }
      outcome.balances[person.person] = counts
    }
    return outcome
  }

  @Test(
    "weekend days differ by one at most, nights and late duties by two; pay and service as without",
    .enabled(if: isLong, "slow: set ROTA_SLOW"))
  func shared() throws {
    let plain = try Self.planned("", iterations: 30_000)
    let shared = try Self.planned("fairness: true,", iterations: 30_000)
    #expect(shared.spread(.weekends) <= 1)
    #expect(shared.spread(.nights) <= 2)
    #expect(shared.spread(.lates) <= 2)
    #expect(plain.spread(.weekends) > 3 && plain.spread(.nights) > 3 && plain.spread(.lates) > 3)
    #expect(shared.pay <= plain.pay * 1.005, "\(shared.pay) beside \(plain.pay)")
    // In a team that is short of people unpopular duties have a price beside missing heads: measured 2.1 %.
    #expect(shared.objective <= plain.objective * 1.03, "\(shared.objective) beside \(plain.objective)")
    #expect(shared.service >= plain.service * 0.995, "\(shared.service) beside \(plain.service)")
  }
}
