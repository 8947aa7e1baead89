import ProjectFixtures
import Calendars
import Requirements
import Tables
import Testing
import Workforce

@testable import Planning

@Suite("staffing settings of rota.json")
struct StaffingSettingsTests {
  /// The sound project with these queues.
  private static func project(_ queues: String, skills: String = "phone email chat") throws -> Project {
    let json = """
      {
        name: "Desk", timeZone: "Europe/Warsaw",
        tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
        queues: [ \(queues) ],
        sites: [ { id: "krakow", timeZone: "Europe/Warsaw" } ],
        shifts: [ { id: "day", days: "mon-fri", start: "08:00-09:00", lengths: ["8h30m"] } ],
      }
      """
    let agents =
      "agent_id,name,site,skills,contract_hours\na01,Agent 01,krakow,\(skills),40\n"
      + "a02,Agent 02,krakow,phone,40\n"
    return try Project.read(MemoryFiles.sound.with("rota.json", json).with("agents.csv", agents))
  }

  @Test("every knob arrives where it belongs")
  func everyKnob() throws {
    let project = try Self.project(
      """
      { id: "phone", patience: "2m", requirementMethod: "robust",
        target: { serviceLevel: 0.9, within: "30s", maximumAbandonment: 0.03, definition: "withoutShortAbandons" },
        shrinkage: [ { kind: "leave", share: 0.1, planned: true }, { kind: "Sickness", share: 0.04 },
          { kind: "meeting", share: 0.5, planned: true, paid: false, days: "mon", between: "09:00-10:00" },
          { kind: "training", share: 0.02, planned: true, knownToRota: true } ] },
      { id: "chat", channel: "chat", concurrency: { atOnce: 3, handleTimes: ["5m", "7m30s", "10m"] }, waitingRoom: 12 },
      { id: "fast", channel: "chat", concurrency: { atOnce: 2, perHour: [12, 18] }, skills: ["chat"] },
      { id: "plain", channel: "chat", concurrency: 2, requirementMethod: "stationary", skills: ["chat"] },
      { id: "email", channel: "email", responseTime: { within: "8h", clock: "openingHours" }, openingBacklog: 40,
        blendedWith: ["phone"], usableIdleShare: 0.5 },
      { id: "calls", patience: "90s", target: { maximumAbandonment: 0.05 }, skills: ["phone"] },
      """)
    let phone = project.queues[0].settings
    #expect(phone.patience == 120 && phone.requirementMethod == .modifiedOfferedLoad && phone.coversForecastSpread)
    #expect(phone.target.maximumAbandonment == 0.03 && phone.target.serviceLevel == 0.9)
    #expect(phone.target.definition == .withoutShortAbandons)
    let parts = try #require(phone.shrinkagePlan).components
    // absences.csv lists some leave by name, which the rota of its week takes into account and no other.
    #expect(parts.map(\.isKnownToRota) == [false, false, false, true])
    #expect(parts[2].weekdays == [.monday] && parts[2].minutes == 540..<600 && !parts[2].isPaid)
    let chat = project.queues[1].settings
    #expect(chat.concurrency == 3 && chat.concurrentHandleTimes == [300, 450, 600] && chat.waitingRoom == 12)
    #expect(chat.handleTime == 600)
    #expect(project.queues[2].settings.concurrentHandleTimes == [300, 400])
    let plain = project.queues[3].settings
    #expect(plain.concurrency == 2 && plain.concurrentHandleTimes == nil && plain.requirementMethod == .stationary)
    let email = project.queues[4]
    #expect(email.settings.responseTime == ResponseTime(seconds: 28_800, clock: .openingHours))
    #expect(email.settings.openingBacklog == 40)
    #expect(email.blendedWith == ["phone"] && email.usableIdleShare == 0.5)
    let calls = project.queues[5].settings.target
    #expect(calls.serviceLevel == nil && calls.maximumAbandonment == 0.05)
  }

  @Test("a definition of the service level has the names that it has in rota erlang, too")
  func definitions() throws {
    let spellings: [(ServiceLevelDefinition, [String])] = [
      (.ofOffered, ["ofOffered", "offered"]), (.ofAnswered, ["ofAnswered", "answered"]),
      (.withoutShortAbandons, ["withoutShortAbandons", "excl-short-abandons", "excl_short_ab"]),
      (.offeredWait, ["offeredWait", "virtual"]),
    ]
    #expect(spellings.map(\.0) == ServiceLevelDefinition.allCases)
    for (definition, names) in spellings {
      for name in names {
        let project = try Self.project(
          "{ id: \"phone\", patience: \"2m\", target: { definition: \"\(name)\" } }", skills: "phone")
        #expect(project.queues[0].settings.target.definition == definition, "\(name)")
      }
    }
  }

  @Test("a patience of inf is none, and rates without a number of conversations say how many there are")
  func endlessAndRates() throws {
    let project = try Self.project(
      """
      { id: "phone", patience: "inf" }, { id: "calls", patience: "2m", skills: ["phone"] },
      { id: "chat", channel: "chat", concurrency: { perHour: [12, 16, 18] } },
      { id: "slow", channel: "chat", concurrency: { handleTimes: ["5m", "7m30s"] }, skills: ["chat"] },
      """, skills: "phone chat")
    #expect(project.queues.map(\.settings.patience) == [nil, 120, nil, nil])
    let chat = project.queues[2].settings
    #expect(chat.concurrency == 3 && chat.concurrentHandleTimes == [300, 450, 600] && chat.handleTime == 600)
    #expect(project.queues[3].settings.concurrency == 2)
  }

  @Test("leave that is booked by name counts towards planned leave, in its own week and nowhere else")
  func bookedLeave() throws {
    let project = try Self.project(
      """
      { id: "phone", shrinkage: [ { kind: "Leave", share: 0.3, planned: true }, { kind: "sickness", share: 0.04 },
        { kind: "training", share: 0.05, planned: true } ] },
      { id: "calls", skills: ["phone"], shrinkage: [ { kind: "leave", share: 0.1, planned: true } ] },
      { id: "all", skills: ["phone"], shrinkage: [ { kind: "leave", share: 0.1, planned: true, knownToRota: true } ] },
      """)
    func shrinkage(_ week: Int, weeks: Int = 1) throws -> [Double] {
      let horizon = try Horizon(project: project, week: ISOWeek(year: 2026, week: week), weeks: weeks)
      let booked = project.bookingAbsences(in: horizon)
      let noon = project.zone.instant(of: horizon.firstDate, ClockTime(hour: 12))
      return booked.queues.map { $0.settings.shrinkage(at: noon) }
    }
    // One of two people is away on two of five days: a fifth of the contracts.
    #expect(try shrinkage(48).map { ($0 * 1000).rounded() } == [190, 0, 0])
    #expect(try shrinkage(48, weeks: 2).map { ($0 * 1000).rounded() } == [190, 0, 0])
    // The week before and the week after nothing is booked.
    for week in [47, 49] { #expect(try shrinkage(week).map { ($0 * 1000).rounded() } == [390, 100, 0]) }
    // Where nobody has a name nothing is booked.
    #expect(abs(project.queues[0].settings.shrinkage(at: Instant(rawValue: 1_795_000_000)) - 0.39) < 1e-12)
    // What is added and what is booked is what was planned.
    let horizon = try Horizon(project: project, week: ISOWeek(year: 2026, week: 48), weeks: 1)
    let pipeline = try Pipeline(
      project: project, settings: PlanSettings(week: horizon.week, command: "test"))
    let part = try #require(pipeline.project.queues[0].settings.shrinkagePlan?.components.first)
    #expect(abs(part.addedShare(on: horizon.firstDate) + 0.2 - 0.3) < 1e-12)
    #expect(part.words.contains("in 2026-W48 absences.csv books 20 % of it by name"))
    let stage = try StaffStage(project: project, week: horizon.week, weeks: 1).run()
    #expect(stage.remarks.count == 3)
    #expect(stage.remarks[0].contains("Leave (30 %) counts in full"))
    #expect(stage.remarks[2].contains("adds no heads, as knownToRota says"))
  }

  @Test(
    "what doesn't fit is refused where it stands, with a cure",
    arguments: [
      ("{ id: \"phone\", concurrency: 2 }", "project.channel", "queues[0].concurrency", "chat"),
      (
        "{ id: \"phone\", responseTime: { within: \"8h\", clock: \"elapsed\" } }", "project.channel", "responseTime",
        "phone"
      ),
      ("{ id: \"e\", channel: \"email\", patience: \"2m\" }", "project.channel", "queues[0].patience", "email"),
      (
        "{ id: \"e\", channel: \"email\", requirementMethod: \"robust\" }", "project.channel", "requirementMethod",
        "deadlines"
      ),
      ("{ id: \"phone\", target: { maximumAbandonment: 0.05 } }", "project.missing", "queues[0].target", "patience"),
      (
        "{ id: \"phone\", target: { maximumTurnedAway: 0.05 } }", "project.channel", "target.maximumTurnedAway",
        "waiting room"
      ),
      (
        "{ id: \"phone\", requirementMethod: \"stationery\" }", "project.unknown-word", "requirementMethod",
        "\"stationary\""
      ),
      (
        "{ id: \"phone\", target: { definition: \"ofOfered\" } }", "project.unknown-word", "target.definition",
        "ofOffered"
      ),
      ("{ id: \"c\", channel: \"chat\", concurrency: 0 }", "project.range", "concurrency", "50"),
      (
        "{ id: \"c\", channel: \"chat\", concurrency: {} }", "project.missing", "concurrency",
        "atOnce"
      ),
      (
        "{ id: \"c\", channel: \"chat\", concurrency: { atOnce: 3, handleTimes: [\"5m\"] } }", "project.concurrency",
        "concurrency.handleTimes", "3"
      ),
      (
        "{ id: \"c\", channel: \"chat\", concurrency: { atOnce: 2, perHour: [12, 9] } }", "project.concurrency",
        "concurrency.perHour", "fewer"
      ),
      (
        "{ id: \"c\", channel: \"chat\", concurrency: { atOnce: 1, perHour: [12], handleTimes: [\"5m\"] } }",
        "project.conflict", "perHour", "one of them"
      ),
      ("{ id: \"e\", channel: \"email\", responseTime: \"8h\" }", "project.type", "responseTime", "clock"),
      (
        "{ id: \"e\", channel: \"email\", responseTime: { within: \"8h\" } }", "project.missing", "responseTime",
        "openingHours"
      ),
      ("{ id: \"e\", channel: \"email\", openingBacklog: 4 }", "project.missing", "openingBacklog", "responseTime"),
      ("{ id: \"e\", channel: \"email\", blendedWith: [\"phone\"] }", "project.missing", "blendedWith", "responseTime"),
      (
        "{ id: \"phone\" }, { id: \"e\", channel: \"email\", blendedWith: [\"phon\"], "
          + "responseTime: { within: \"8h\", clock: \"elapsed\" } }", "project.blend", "queues[1].blendedWith",
        "'phone'"
      ),
      (
        "{ id: \"phone\", presence: \"proportional\", minimumHeads: 2 }", "project.conflict", "minimumHeads", "random"
      ),
      (
        "{ id: \"phone\", presence: \"proportional\", target: { serviceLevel: 0.8, holdsOver: \"day\" } }",
        "project.conflict", "presence", "interval"
      ),
      (
        "{ id: \"phone\", target: { meanWait: \"30s\", holdsOver: \"day\" } }", "project.missing", "target.holdsOver",
        "serviceLevel"
      ),
      ("{ id: \"phone\", target: { dayMargin: 0.01 } }", "project.missing", "target.dayMargin", "holdsOver"),
      ("{ id: \"phone\", shrinkage: [ { share: 0.1 } ] }", "project.missing", "shrinkage[0]", "kind"),
      ("{ id: \"phone\", shrinkage: [ { kind: \"a\", share: 10 } ] }", "project.range", "shrinkage[0].share", "0.8"),
      (
        "{ id: \"phone\", shrinkage: [ { kind: \"a\", share: 0.6 }, { kind: \"b\", share: 0.6 } ] }",
        "staffing.out-of-range", "queues[0]", "95 %"
      ),
      (
        "{ id: \"phone\", shrinkage: [ { kind: \"a\", share: 0.1, knownToRota: true } ] }", "project.shrinkage",
        "knownToRota", "planned"
      ),
      (
        "{ id: \"phone\", shrinkage: [ { kind: \"a\", share: 0.1, days: \"someday\" } ] }", "project.type", "days",
        "someday"
      ),
    ])
  func refused(queues: String, code: String, place: String, words: String) throws {
    let problem = try #require(throws: Diagnostic.self) { _ = try Self.project(queues) }
    #expect(problem.code == code, "\(problem)")
    #expect(problem.position?.description.contains(place) == true, "\(problem)")
    #expect("\(problem.message) \(problem.cure ?? "")".contains(words), "\(problem)")
    #expect(problem.cure != nil)
  }

  @Test("staffing without names says that it passes over which shifts single people may work")
  func shiftsOfSome() throws {
    func remarks(_ agents: String) throws -> [String] {
      let project = try Project.read(MemoryFiles.sound.with("agents.csv", agents))
      return try StaffStage(project: project, week: nil, weeks: 1).run().remarks
    }
    #expect(
      try remarks("agent_id,shifts\na01,day\na02,\n").contains { $0.hasPrefix("agents.csv names the shifts of 1 ") })
    #expect(try remarks("agent_id,shifts\na01,\na02,\n").isEmpty)
  }

  @Test(
    "what e-mail has no use for is refused, not ignored",
    arguments: [
      "serviceLevel: 0.95", "within: \"24h\"", "meanWait: \"1h\"", "maximumAbandonment: 0.05",
      "maximumTurnedAway: 0.01",
      "definition: \"ofAnswered\"",
    ])
  func mailTargets(setting: String) throws {
    for rest in ["", ", maximumOccupancy: 0.9"] {
      let problem = try #require(throws: Diagnostic.self) {
        _ = try Self.project("{ id: \"e\", channel: \"email\", skills: [\"email\"], target: { \(setting)\(rest) } }")
      }
      let key = String(setting.prefix { $0 != ":" })
      #expect(problem.code == "project.channel" && problem.message.contains("'\(key)' doesn't belong to"), "\(problem)")
      #expect(problem.position?.description.contains("queues[0].target.\(key)") == true, "\(problem)")
      #expect(problem.cure?.contains("patience") == false, "\(problem)")
    }
    let queue = try Self.project(
      "{ id: \"e\", channel: \"email\", skills: [\"email\"], target: { maximumOccupancy: 0.9 } }"
    )
    .queues[0]
    #expect(queue.settings.target.maximumOccupancy == 0.9)
  }
}
