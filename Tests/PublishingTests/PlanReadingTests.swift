import Calendars
import Foundation
import Plans
import Searching
import Tables
import Testing
import Workforce

/// What a plan that was altered by hand is told: the place, what was found and what was expected; it never ends the program.
@Suite struct PlanReadingTests {
  private static func plan() throws -> PlanDocument {
    var plan = try SamplePlans.tiny()
    let start = plan.request.grid.start
    plan.forecasts = [
      KeptForecast(
        queue: plan.queues[0].id, zone: plan.queues[0].zone, interval: 15, madeFrom: start, method: "average",
        daySpread: 0.1, dispersion: 1, starts: [start, start + 15], contacts: [3, 4], p10: [1, 2], p50: [3, 4],
        p90: [5, 6], past: [.init(start: start - 60, contacts: 2)],
        marks: [.init(title: "Sale", start: start, end: start + 60)])
    ]
    let prices = plan.request.prices
    plan.request.prices.ladder = [prices.underNext, (prices.underNext + prices.underFirst) / 2, prices.underFirst, 0]
    let required = plan.request.demand[0].required
    plan.request.demand[0].steps = ServiceSteps(
      contactPrice: required.map { _ in 5 }, heads: (0..<4).map { level in required.map { $0 + level } })
    plan.coverage[0].expectedService = plan.coverage[0].serviceLevel
    plan.queues[0].settings = QueueSettings(
      id: plan.queues[0].id, name: "Phone", channel: .phone, zone: plan.queues[0].zone, hours: .always)
    return plan
  }

  private static let edits: [(path: String, edit: @Sendable (inout PlanDocument) -> Void)] = [
    ("weeks", { $0.weeks = .max }), ("request.days", { $0.request.days = .max }),
    ("coverage[0].contacts[0]", { $0.coverage[0].contacts[0] = 1e19 }),
    ("coverage[0].contacts[3]", { $0.coverage[0].contacts[3] = -1 }),
    ("coverage[1].scheduled[0]", { $0.coverage[1].scheduled[0] = .min }),
    ("coverage[0].serviceLevel[1]", { $0.coverage[0].serviceLevel[1] = 1e19 }),
    ("coverage[0].arrivals", { $0.coverage[0].arrivals = [] }),
    ("forecasts[0].p90", { $0.forecasts?[0].p90 = [] }), ("forecasts[0].contacts", { $0.forecasts?[0].starts = [] }),
    ("forecasts[0].p10[1]", { $0.forecasts?[0].p10[1] = 1e300 }),
    ("forecasts[0].starts[1]", { $0.forecasts?[0].starts.reverse() }),
    ("forecasts[0].marks[0].end", { $0.forecasts?[0].marks[0].end = Instant(rawValue: 0) }),
    ("people[0].shifts", { $0.people[0].shifts = .max }),
    ("people[1].preferencesMet", { $0.people[1].preferencesMet = .min }),
    ("summary.paidMinutes", { $0.summary.paidMinutes = .max }),
    ("result.objective", { $0.result.objective = 1e300 }), ("result.moves", { $0.result.moves = .min }),
    ("options.timeLimit", { $0.options.timeLimit = 1e300 }),
    ("request.people[0].history.consecutiveDays", { $0.request.people[0].history.consecutiveDays = .max }),
    ("request.demand[0].required", { $0.request.demand[0].required.removeLast() }),
    ("request.sites[0].maximumStartsPerDay", { $0.request.sites[0].maximumStartsPerDay = -1 }),
    ("request.sites[1].maximumStartsPerDay", { $0.request.sites[1].maximumStartsPerDay = 100_001 }),
    ("request.sites[3].id", { $0.request.sites.append($0.request.sites[0]) }),
    ("request.prices.band", { $0.request.prices.band = 2 }),
    ("request.prices.ladder", { $0.request.prices.ladder = [] }),
    ("request.prices.ladder", { $0.request.prices.ladder?[0] += 1 }),
    ("request.prices.ladder", { $0.request.prices.ladder? += Array(repeating: 0, count: 11) }),
    ("request.prices.ladder[1]", { $0.request.prices.ladder?[1] = 1e6 }),
    ("request.prices.ladder[3]", { $0.request.prices.ladder?[3] = -1 }),
    ("request.demand[0].steps", { $0.request.prices.ladder = nil }),
    ("request.demand[0].steps.contactPrice", { $0.request.demand[0].steps?.contactPrice = [5] }),
    ("request.demand[0].steps.contactPrice[1]", { $0.request.demand[0].steps?.contactPrice[1] = -1 }),
    ("request.demand[0].steps.heads", { $0.request.demand[0].steps?.heads.removeLast() }),
    ("request.demand[0].steps.heads[2]", { $0.request.demand[0].steps?.heads[2].removeLast() }),
    ("request.demand[0].steps.heads[1][2]", { $0.request.demand[0].steps?.heads[1][2] = .max }),
    ("request.demand[0].steps.heads[3][1]", { $0.request.demand[0].steps?.heads[2][1] += 2 }),
    ("coverage[0].expectedService", { $0.coverage[0].expectedService?.removeLast() }),
    ("coverage[0].expectedService[1]", { $0.coverage[0].expectedService?[1] = 1.5 }),
    ("request.templates[0].step", { $0.request.templates[0].step = 0 }),
    ("rota.duties[0].duty.length", { $0.rota.duties[0].duty.length = 1_000_000 }),
    ("rota.duties[0].duty.start", { $0.rota.duties[0].duty.start = Instant(rawValue: 0) }),
    ("rota.duties[0].duty.date", { $0.rota.duties[0].duty.date = CivilDate(dayNumber: 2_932_896) }),
    ("rota.work[0].end", { $0.rota.work[0].end = $0.rota.work[0].start - 15 }),
    ("calendar[0].sequence", { $0.calendar[0].sequence = .max }),
    ("queues[0].handleTimeVariation", { $0.queues[0].handleTimeVariation = 1e300 }),
    ("queues[0].settings", { $0.queues[0].settings?.handleTime = 1e-300 }),
    ("queues[0].settings", { $0.queues[0].settings?.shrinkage = 1 }),
    ("queues[0].settings.id", { $0.queues[0].settings?.id = "other" }),
    ("queues[1].id", { $0.queues[1].id = $0.queues[0].id }),
  ]

  @Test("a value that arithmetic or an index can't bear has its place", arguments: edits.indices)
  func values(index: Int) throws {
    let (path, edit) = Self.edits[index]
    var plan = try Self.plan()
    #expect(try readPlan(planJSON(plan), file: "p.json") == plan)
    edit(&plan)
    let error = #expect(throws: Diagnostic.self, "\(path)") { try readPlan(planJSON(plan), file: "p.json") }
    #expect(error?.code == "plan.inconsistent" && error?.kind == .badData && error?.cure != nil)
    #expect(error?.position?.file == "p.json: \(path)", "\(error?.message ?? "")")
  }

  @Test("times and grids outside every range are refused where they are decoded")
  func decoded() throws {
    let good = String(decoding: try planJSON(Self.plan()), as: UTF8.self)
    func error(_ old: String, _ new: String) throws -> Diagnostic? {
      let start = try #require(good.range(of: old))
      let text = good.replacingCharacters(in: start, with: new)
      return #expect(throws: Diagnostic.self, "\(new)") { try readPlan(Array(text.utf8), file: "p.json") }
    }
    let cases = [
      ("\"interval\": 15,", "\"interval\": 9007199254740992,", "minutes from -1000000"),
      ("\"interval\": 15, \"start\"", "\"interval\": 0, \"start\"", "divides a day"),
      ("\"interval\": 15, \"start\"", "\"interval\": 7, \"start\"", "divides"),
      ("\"stamp\": ", "\"stamp\": 9223372036854775807, \"x\": ", "from 1900 to 2200"),
      ("\"weeks\": 1", "\"weeks\": 1e19", "found 1e19"), ("\"weeks\": 1", "\"weeks\": 1.5", "found 1.5"),
      ("\"weeks\": 1", "\"weeks\": 9223372036854775808", "found 9223372036854775808"),
      ("\"weeks\": 1", "\"weeks\": \"one\"", "found 'one'; expected a whole number"),
      ("\"weeks\": 1", "\"weeks\": null", "found null"), ("\"weeks\": 1", "\"weeks\": {}", "found an object"),
      ("\"weeks\": 1", "\"weeks\": [1]", "found a list"),
    ]
    for (old, new, words) in cases {
      let found = try error(old, new)
      #expect(found?.kind == .badData && found?.position?.file.hasPrefix("p.json: ") == true, "\(new)")
      #expect(found?.message.contains(words) == true, "\(new): \(found?.message ?? "")")
    }
  }

  @Test("brackets without end and bytes that are no text are refused, not followed")
  func depth() throws {
    for text in [
      String(repeating: "[", count: 200_000), "{\"schema\": 1, \"x\": " + String(repeating: "{\"a\":", count: 100_000),
    ] {
      let error = #expect(throws: Diagnostic.self) { try readPlan(Array(text.utf8), file: "p.json") }
      #expect(error?.code == "plan.not-json")
    }
    let error = #expect(throws: Diagnostic.self) {
      try readPlan(Array("{\"schema\": 1, \"".utf8) + [0xFF] + Array("\": 1}".utf8), file: "p.json")
    }
    #expect(error?.code == "plan.not-json")
  }
}
