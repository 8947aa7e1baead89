import Checking
import ProjectFixtures
import Calendars
import Forecasting
import Foundation
import Plans
import Publishing
import Requirements
import Rostering
import Simulation
import Tables
import Testing
import Workforce

@testable import Planning

@Suite("e-mail of a plan whose grid reaches past its dates")
struct EmailAbroadTests {
  /// Calls and mails of six days a week, mails answered on `hours`.
  private static func files(_ hours: String, _ promise: String, zone: String = "", nights: Bool = false) -> MemoryFiles
  {
    var counts = MemoryFiles.counts
    for day in 0..<28 where day % 7 < 6 {
      for half in 16..<40 {
        let hour = half / 2 < 10 ? "0\(half / 2)" : "\(half / 2)"
        counts += "\(CivilDateText.of(20_752 + day)) \(hour):\(half % 2 == 0 ? "00" : "30"),mail,4\n"
      }
    }
    let files = MemoryFiles.sound.with("tickets.csv", counts).replacing(
      "queues: [",
      by: "queues: [ { id: \"mail\", channel: \"email\", hours: { \(hours) }, skills: \"phone\", \(promise) },",
      in: "rota.json"
    ).with(
      "agents.csv",
      "agent_id,name,site,skills,contract_hours,time_zone\na01,Agent 01,krakow,phone,40,\na02,Agent 02,krakow,phone,40,\(zone)\n"
    )
    return nights
      ? files.replacing(
        "shifts: [", by: "shifts: [ { id: \"night\", days: \"mon-sun\", start: \"22:00\", lengths: [\"8h\"] },",
        in: "rota.json") : files
  }

  private static let promises = [
    "", "responseTime: { within: \"8h\", clock: \"openingHours\" },",
    "responseTime: { within: \"100m\", clock: \"openingHours\" },",
    "responseTime: { within: \"12h\", clock: \"elapsed\" },",
    "openingBacklog: 30, responseTime: { within: \"8h\", clock: \"elapsed\" },",
  ]

  @Test("somebody abroad and a night shift change nothing of what is asked for", arguments: promises)
  func demand(promise: String) throws {
    for hours in ["\"mon-fri\": \"08:00-18:00\"", "\"mon-sun\": \"00:00-24:00\""] {
      func asked(zone: String = "", nights: Bool = false) throws -> (heads: [Instant: Int], contacts: Double) {
        let project = try Project.read(Self.files(hours, promise, zone: zone, nights: nights))
        let horizon = try Horizon(project: project, week: ISOWeek(year: 2026, week: 48), weeks: 1)
        let mail = try DemandStage(project: project, horizon: horizon).run().queues[0].requirement
        var heads: [Instant: Int] = [:]
        for slot in mail.required.indices where mail.required[slot] > 0 {
          heads[horizon.grid.instant(at: slot)] = mail.required[slot]
        }
        return (heads, mail.contacts.reduce(0, +))
      }
      let usual = try asked()
      #expect(!usual.heads.isEmpty)
      for other in [
        try asked(zone: "America/Los_Angeles"), try asked(nights: true),
        try asked(zone: "Pacific/Auckland", nights: true),
      ] {
        #expect(other.heads == usual.heads, "\(promise) \(hours)")
        #expect(abs(other.contacts - usual.contacts) < 1e-9 * usual.contacts)
      }
    }
  }

  @Test("two plans in a row share no hour, and what the first leaves undone by rule waits when the second begins")
  func consecutive() throws {
    let weeks = try PlannedWeeks(
      Self.files(
        "\"mon-fri\": \"08:00-18:00\"", Self.promises[1], zone: "America/Los_Angeles", nights: true))
    defer { weeks.remove() }
    let first = try weeks.plan(try #require(ISOWeek(year: 2026, week: 48)), iterations: 20)
    let second = try weeks.plan(try #require(ISOWeek(year: 2026, week: 49)), iterations: 20)
    let monday = second.request.firstDate
    let zone = first.queues[0].zone
    func worked(_ plan: PlanDocument) -> [Instant] {
      plan.coverage[0].required.indices.filter {
        plan.coverage[0].required[$0] > 0 || plan.coverage[0].contacts[$0] > 0
      }
      .map { plan.request.grid.instant(at: $0) }
    }
    #expect(worked(first).allSatisfy { zone.date(at: $0) < monday })
    #expect(worked(second).allSatisfy { zone.date(at: $0) >= monday })
    let left = try #require(first.coverage[0].basis?.deferrable)
    let opening = try #require(second.coverage[0].basis?.deferrable).opening
    #expect(abs(left.total - (left.due.last ?? 0) - opening) < 1e-6 * opening && opening > 0)
    #expect(PlanCheck(first).findings().filter { $0.severity == .breach }.isEmpty)
    #expect(PlanCheck(second).findings().filter { $0.severity == .breach }.isEmpty)
    #expect(!first.warnings.contains { $0.message.contains("\(monday)") })

    // The checker knows whose work it is by itself.
    let later = try #require(
      first.coverage[0].open.indices.last { first.coverage[0].open[$0] && first.coverage[0].required[$0] == 0 })
    #expect(zone.date(at: first.request.grid.instant(at: later)) == monday)
    var asked = first
    asked.coverage[0].basis?.deferrable?.capacityOfAgent[later] = 900 * 0.85
    #expect(PlanCheck(asked).findings().contains { $0.rule == "figures.work" })
    asked = first
    for slot in later..<asked.request.grid.count { asked.coverage[0].basis?.deferrable?.due[slot] += 3000 }
    #expect(PlanCheck(asked).findings().contains { $0.rule == "figures.work" })
  }

  @Test("levelled e-mail of a weekend is done on the Monday of the next plan")
  func levelled() throws {
    let weeks = try PlannedWeeks(Self.files("\"mon-fri\": \"08:00-18:00\"", "", zone: "America/Los_Angeles"))
    defer { weeks.remove() }
    let plan = try weeks.plan(try #require(ISOWeek(year: 2026, week: 49)), iterations: 20)
    // Five days of 96 mails and a Saturday's.
    #expect(abs(plan.coverage[0].contacts.reduce(0, +) - 576) < 25, "\(plan.coverage[0].contacts.reduce(0, +))")
    #expect(plan.assumptions.contains { $0.contains("are carried to its first.") })
    // The simulation plays Friday evening and Saturday, too.
    let played = try PlanSimulator(plan).model.queues[0].openingBacklog
    #expect(abs(played - 112) < 12, "\(played)")
    let later = try #require(plan.coverage[0].open.lastIndex(of: true))
    var asked = plan
    asked.coverage[0].contacts[later] = 4
    #expect(PlanCheck(asked).findings().contains { $0.message.contains("outside the plan's dates") })
  }

  @Test("what waits when a plan begins has its whole response time in the simulation, however early the grid begins")
  func played() throws {
    let weeks = try PlannedWeeks(
      Self.files("\"mon-sun\": \"00:00-24:00\"", Self.promises[3], zone: "Pacific/Auckland"))
    defer { weeks.remove() }
    let plan = try weeks.plan(try #require(ISOWeek(year: 2026, week: 48)), iterations: 5)
    let clock = try #require(try PlanSimulator(plan).model.queues[0].clock)
    // Auckland's Monday begins twelve hours before that of Warsaw.
    #expect(clock[48] == 0 && clock[49] == 900 && clock.last == Double(plan.request.grid.count - 48) * 900)
  }

  @Test(
    "what is due after a plan's last date isn't late in its simulation, and nobody takes it up there",
    arguments: promises.dropLast())
  func left(promise: String) throws {
    let weeks = try PlannedWeeks(
      Self.files("\"mon-sun\": \"00:00-24:00\"", promise, zone: "America/Los_Angeles", nights: true))
    defer { weeks.remove() }
    let plan = try weeks.plan(try #require(ISOWeek(year: 2026, week: 48)), iterations: 5)
    let mail = try #require(try PlanSimulator(plan).model.queues.first)
    let own = (0..<plan.request.grid.count).map {
      plan.request.dates.contains(plan.queues[0].zone.date(at: plan.request.grid.instant(at: $0)))
    }
    let end = try #require(own.lastIndex(of: true))
    #expect(end + 1 < own.count && plan.coverage[0].open[end + 1])
    #expect(zip(mail.open, own).allSatisfy { $1 || !$0 } && mail.open[end])
    let clock = try #require(mail.clock)
    #expect(clock[end + 1] == 7 * 86_400 && clock.last == clock[end + 1])
  }

  @Test("a day has one forecast in the plan of its week and in the one after, also where queues follow their total")
  func sameForecast() throws {
    var counts = "ts_local,queue,calls\n"
    for day in 0..<84 {
      // Slowly changing parts of a total that repeats itself.
      let share = 0.5 + 0.35 * sin(Double(day) / 30)
      for hour in 8..<18 {
        let total = Double(60 + 6 * (day % 7) + hour)
        let time = "\(CivilDateText.of(20_696 + day)) \(hour < 10 ? "0" : "")\(hour):00"
        counts +=
          "\(time),mail,\(Int((total * share).rounded()))\n\(time),post,\(Int((total * (1 - share)).rounded()))\n"
      }
    }
    let queue = "channel: \"email\", hours: { \"mon-fri\": \"08:00-18:00\" }, skills: \"phone\", \(Self.promises[1])"
    let files = MemoryFiles.sound.with("tickets.csv", counts).with("holidays.csv", "date,name,class\n").replacing(
      "{ id: \"phone\", hours: { \"mon-fri\": \"08:00-18:00\" }, target: { serviceLevel: 0.8, within: \"20s\" } },",
      by: "{ id: \"mail\", \(queue) }, { id: \"post\", \(queue) },", in: "rota.json")
    let project = try Project.read(files)
    func demand(_ week: Int) throws -> Demand {
      let horizon = try Horizon(project: project, week: ISOWeek(year: 2026, week: week), weeks: 1)
      return try DemandStage(project: project, horizon: horizon).run()
    }
    let (first, second) = (try demand(48), try demand(49))
    for index in project.queues.indices {
      let week = try #require(first.queues[index].forecast)
      #expect(week.notes.contains { $0.contains("follow the total of 2 queues") })
      let made = Dictionary(zip(week.starts, week.contacts), uniquingKeysWith: { first, _ in first })
      let earlier = second.queues[index].earlier
      #expect(earlier.reduce(0) { $0 + $1.starts.count } >= 20)
      for part in earlier {
        for (start, contacts) in zip(part.starts, part.contacts) { #expect(made[start] == contacts) }
      }
    }
  }
}
