import Calendars
import Foundation
import Plans
import Publishing
import Searching
import Tables
import Testing
import Workforce

@Suite struct PlanJSONTests {
  @Test("a plan reads back equal, and writes the same bytes again")
  func roundTrip() throws {
    for plan in [try SamplePlans.tiny(), try SamplePlans.followTheSun(people: 20)] {
      let bytes = try planJSON(plan)
      let read = try readPlan(bytes, file: "plan.json")
      #expect(read == plan)
      #expect(try planJSON(read) == bytes)
    }
  }

  @Test("lines are short, and a duty has a line to itself")
  func layout() throws {
    let plan = try SamplePlans.followTheSun(people: 20)
    let text = String(decoding: try planJSON(plan), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let long = lines.filter { $0.utf8.count > 120 && $0.split(separator: " ").count > 12 }
    #expect(long.isEmpty, "\(long.prefix(2))")
    #expect(lines.last == "")
    #expect(lines.count < text.utf8.count / 25)
  }

  @Test("a gap that nobody proved is null, is said in words, and reads back")
  func noBound() throws {
    var plan = try SamplePlans.tiny()
    plan.result.status = .iterationLimit
    plan.result.bound = 0
    plan.result.gap = nil
    let bytes = try planJSON(plan)
    #expect(String(decoding: bytes, as: UTF8.self).contains("\"gap\": null"))
    #expect(try readPlan(bytes, file: "plan.json") == plan)
    let page = reportPage(plan)
    #expect(page.contains("no bound was proven") && !page.contains("100.00"))
    #expect(try readPlan(Array(String(decoding: bytes, as: UTF8.self).utf8), file: "plan.json").result.gap == nil)
  }

  @Test(
    "a plan from before, whose gap is a share of the objective, is read with today's; a wrong one is left to be found")
  func formerGap() throws {
    var plan = try SamplePlans.tiny()
    plan.result.objective = 14_315
    plan.result.bound = 12_560
    plan.result.gap = (14_315.0 - 12_560) / 14_315
    let read = try readPlan(planJSON(plan), file: "plan.json")
    #expect(abs(try #require(read.result.gap) - 0.139_729) < 1e-6)
    #expect(reportPage(read).contains("13.98\u{A0}%"))
    plan.result.gap = 0.01
    #expect(try readPlan(planJSON(plan), file: "plan.json").result.gap == 0.01)
    // Nothing was proven, and the share of the objective said 100 %.
    plan.result.bound = 0
    plan.result.gap = 1
    #expect(try readPlan(planJSON(plan), file: "plan.json").result.gap == nil)
  }

  @Test("numbers keep their bits")
  func exactNumbers() throws {
    var plan = try SamplePlans.tiny()
    plan.summary.cost = 0.1 + 0.2
    plan.result.bound = 1.0 / 3
    plan.result.objective = Double.leastNonzeroMagnitude
    let read = try readPlan(planJSON(plan), file: "plan.json")
    #expect(read.summary.cost == 0.1 + 0.2)
    #expect(read.result.bound == 1.0 / 3)
    #expect(read.result.objective == Double.leastNonzeroMagnitude)
  }

  @Test("a figure that is not a number is refused, with its place")
  func notFinite() throws {
    var plan = try SamplePlans.tiny()
    plan.summary.cost = .nan
    let error = #expect(throws: Diagnostic.self) { try planJSON(plan) }
    #expect(error?.code == "plan.not-finite")
    #expect(error?.message.contains("summary.cost") == true)
  }

  @Test("what is no plan is refused with a code, a place and a cure")
  func refusals() throws {
    let good = String(decoding: try planJSON(SamplePlans.tiny()), as: UTF8.self)
    func edited(_ old: String, _ new: String) throws -> String {
      try #require(good.contains(old))
      return good.replacingOccurrences(of: old, with: new)
    }
    let cases: [(text: String, code: String, place: String)] = [
      ("", "plan.empty", "p.json"), (" \n", "plan.empty", "p.json"),
      ("{\"schema\": 1,", "plan.not-json", "p.json"), ("\u{0}\u{1}binary", "plan.not-json", "p.json"),
      ("[]", "plan.not-a-plan", "p.json"), ("{}", "plan.not-a-plan", "p.json"),
      ("{\"schema\": \"one\"}", "plan.not-a-plan", "p.json"),
      ("{\"schema\": 99}", "plan.schema", "p.json: schema"), ("{\"schema\": 1}", "plan.missing-field", "p.json"),
      (try edited("\"team\": \"Follow the sun\"", "\"team\": 5"), "plan.bad-value", "p.json: team"),
      (try edited("\"week\": \"2026-W13\"", "\"week\": \"2026-W60\""), "plan.bad-value", "p.json: week"),
      (
        try edited("\"readerZone\": \"Europe/Warsaw\"", "\"readerZone\": \"Mars/Base\""), "plan.bad-value",
        "p.json: readerZone"
      ),
      (
        try edited("\"person\": \"a102\",\n      \"plannedMinutes\"", "\"person\": \"a9\",\n      \"plannedMinutes\""),
        "plan.inconsistent", "p.json: people"
      ),
    ]
    for (text, code, place) in cases {
      let error = #expect(throws: Diagnostic.self, "\(code)") { try readPlan(Array(text.utf8), file: "p.json") }
      #expect(error?.code == code, "\(text.prefix(40)): \(String(describing: error))")
      #expect(error?.position?.file == place)
      #expect(error?.cure != nil)
    }
  }

  @Test("arrays that do not run parallel to the grid are refused")
  func parallelArrays() throws {
    var plan = try SamplePlans.tiny()
    plan.coverage[1].scheduled.removeLast()
    var error = #expect(throws: Diagnostic.self) { try readPlan(planJSON(plan), file: "p.json") }
    #expect(error?.code == "plan.inconsistent")
    #expect(error?.position?.file == "p.json: coverage[1].scheduled")
    plan = try SamplePlans.tiny()
    plan.coverage[0].contactsLow = []
    plan.coverage[0].contactsHigh = []
    #expect(try readPlan(planJSON(plan), file: "p.json") == plan)
    plan.rota.duties[0].person = "nobody"
    error = #expect(throws: Diagnostic.self) { try readPlan(planJSON(plan), file: "p.json") }
    #expect(error?.position?.file == "p.json: rota.duties[0].person")
  }
}
