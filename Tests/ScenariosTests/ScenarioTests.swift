import ProjectFixtures
import Calendars
import Forecasting
import Tables
import Testing
import Workforce

@testable import Planning
@testable import Scenarios

@Suite("scenarios")
struct ScenarioTests {
  private func settings(_ text: String) throws(Diagnostic) -> SettingsValue {
    try SettingsNode.parse(Array(text.utf8), file: "test").value
  }

  @Test("overlays merge by id, take away with null and remove, and replace all else")
  func overlay() throws {
    let base = try settings(
      "{ a: 1, b: { c: 2, d: 3 }, list: [ { id: \"x\", v: 1 }, { id: \"y\", v: 2 } ], plain: [1, 2] }")
    let change = try settings(
      "{ b: { c: null, e: \"q\\\"\" }, list: [ { id: \"x\", v: 5 }, { id: \"y\", remove: true }, { id: \"z\" } ], plain: [3] }"
    )
    #expect(
      base.merged(with: change).json
        == "{\"a\":1,\"b\":{\"d\":3,\"e\":\"q\\\"\"},\"list\":[{\"id\":\"x\",\"v\":5},{\"id\":\"z\"}],\"plain\":[3]}")
  }

  @Test("a recall decays day by day and leaves other days alone")
  func recall() throws {
    let first = CivilDate(dayNumber: 20_787)
    let starts = (0..<5).map { Zone.utc.instant(of: first.adding(days: $0 - 1), ClockTime(hour: 12)) }
    let ten = Array(repeating: 10.0, count: 5)
    var forecast = QueueForecast(
      queue: "phone", zone: .utc, interval: 30, starts: starts, contacts: ten, p10: ten, p50: ten, p90: ten,
      handleTime: nil, daySpread: 0, method: "test", notes: [])
    let change = DemandChange(first: first, last: first.adding(days: 2), volume: 2.5, dailyRest: 0.5)
    change.apply(to: &forecast)
    #expect(forecast.contacts == [10, 25, 17.5, 13.75, 10])
    var other = forecast
    DemandChange(queues: ["chat"], volume: 2).apply(to: &other)
    #expect(other.contacts == forecast.contacts)
  }

  @Test("a sweep is every combination, and its shards are a partition of it")
  func sweep() throws {
    let text =
      "{ set: { shrinkage: 0.1 }, grid: { volume: [\"-10%\", \"0%\", \"+10%\"], handleTime: [\"-5%\", \"+5%\"] } }"
    let sweep = try Sweep(Array(text.utf8), file: "grid.json5", base: Scenario(name: "base"), salt: "salt")
    // Six, and the project as it stands.
    #expect(sweep.cases.count == 7)
    #expect(Set(sweep.cases.map(\.id)).count == 7)
    let shards = (1...4).flatMap { sweep.shard($0, of: 4).map(\.id) }
    #expect(shards.count == 7)
    #expect(Set(shards) == Set(sweep.cases.map(\.id)))
    let salted = try Sweep(Array(text.utf8), file: "grid.json5", base: Scenario(name: "base"), salt: "other")
    #expect(Set(salted.cases.map(\.id)).isDisjoint(with: shards))
  }

  @Test("a misspelt knob names its neighbour")
  func misspelt() {
    var scenario = Scenario(name: "test")
    #expect(throws: Diagnostic.self) { try scenario.set("volum", to: "+20%") }
  }

  @Test("an engine's script runs each shard once")
  func scripts() {
    let words = ["rota", "what-if", "a desk", "--sweep", "grid.json5", "--out", "out"]
    func script(_ engine: SweepEngine) -> String {
      engine.script(
        words: words, shards: 7, folder: "out",
        needs: SweepNeeds(memory: 300, minutes: 9, threads: 2, image: "rota:1"))
    }
    #expect(script(.slurm).contains("#SBATCH --array=1-7\n"))
    #expect(
      script(.slurm).contains(
        "exec rota what-if 'a desk' --sweep grid.json5 --out out --shard \"${SLURM_ARRAY_TASK_ID}/7\""))
    #expect(script(.kubernetes).contains("  completionMode: Indexed\n"))
    #expect(script(.kubernetes).contains("- \"a desk\"\n"))
    #expect(
      script(.parallel)
        == "seq 7 | parallel --halt soon,fail=1 --joblog out/parallel.log rota what-if 'a desk' --sweep grid.json5 --out out --shard {}/7\n"
    )
  }

  // MARK: What scenarios change

  private func scenario(_ text: String) throws -> Scenario {
    try Scenario(Array(text.utf8), file: "future.json5") { path throws(Diagnostic) in
      throw Diagnostic("test.read", "nothing to read at \(path)")
    }
  }

  private func project(_ text: String) throws -> Project { try scenario(text).project(MemoryFiles.sound) }

  @Test("each kind of change reaches the project that is planned, and the project as it stands stays as it is")
  func changes() throws {
    let before = try Project.read(MemoryFiles.sound)
    let set = try project(
      """
      { set: { volume: "+20%", "handleTime.phone": "x1.5", patience: "90s", within: "30s", serviceLevel: "90%",
        shrinkage: "12%", maximumOccupancy: 0.8, "hires.krakow": 3, "rules.minimumRest": "12h", "prices.underFirst": 50 } }
      """)
    let queue = set.queues[0].settings
    #expect(set.demandChanges.map(\.volume) == [1, 1.2] || set.demandChanges.map(\.volume) == [1.2, 1])
    #expect(queue.handleTime == before.queues[0].settings.handleTime * 1.5)
    #expect(queue.patience == 90)
    #expect(queue.target.withinSeconds == 30)
    #expect(queue.target.serviceLevel == 0.9)
    #expect(queue.shrinkage == 0.12)
    #expect(queue.target.maximumOccupancy == 0.8)
    #expect(set.people.count == before.people.count + 3)
    #expect(set.people.allSatisfy { $0.rules.minimumRest == 720 })
    #expect(set.prices.underFirst == 50)

    let site = try project(
      """
      { people: { hires: [ { count: 2, site: "lisbon", skills: ["phone"], contractHours: 30, from: "2026-11-25" } ] },
        project: { sites: [ { id: "lisbon", name: "Lisbon", timeZone: "Europe/Lisbon", payPerHour: 12 } ],
                   queues: [ { id: "phone", hours: { "mon-fri": "07:00-19:00" } } ],
                   shifts: [ { id: "late", start: "10:00-11:00", lengths: ["8h"] } ] } }
      """)
    #expect(site.sites.map(\.id.rawValue) == ["krakow", "lisbon"])
    #expect(site.people.suffix(2).allSatisfy { $0.zone.identifier == "Europe/Lisbon" && $0.contract == 1800 })
    #expect(site.people.last?.absences.first?.last == CivilDate("2026-11-24"))
    #expect(site.templates.map(\.id.rawValue).contains("late"))
    #expect(site.queues[0].settings.hours != before.queues[0].settings.hours)

    let events = try project(
      """
      { events: [ { kind: "campaign", name: "Sale", queue: "phone", from: "2026-11-24", to: "2026-11-25", uplift: "+30%" } ],
        people: { attrition: "50%", attritionFrom: "2026-11-25", away: [ { site: "krakow", from: "2026-11-26" } ] },
        demand: [ { queues: ["phone"], from: "2026-11-24", days: 3, hours: "09:00-12:00", volume: "+150%", dailyRest: 0.6 } ] }
      """)
    #expect(events.events.map(\.name) == ["Sale"])
    #expect(events.people.count { $0.absences.contains { $0.kind == "left" } } == 1)
    #expect(events.people.allSatisfy { $0.absences.contains { $0.kind == Scenario.awayKind && $0.paid } })
    #expect(events.demandChanges.first?.minutes == 540..<720)

    let after = try Project.read(MemoryFiles.sound)
    #expect(after.inputs == before.inputs)
    #expect(after.people == before.people)
  }

  @Test("changed settings are named with their old and new values, things that come and go by name")
  func words() throws {
    let words = try scenario(
      """
      { set: { volume: "+5%" }, project: {
        queues: [ { id: "phone", hours: { sat: "09:00-12:00", "mon-fri": "07:00-18:00" }, target: { within: "30s" } } ],
        shifts: [ { id: "day", remove: true }, { id: "late", start: "10:00", lengths: ["8h"] } ],
        rules: { minimumRest: "12h", },
      } }
      """
    ).changes(of: MemoryFiles.sound)
    #expect(
      words == [
        "volume +5%", "queue phone hours mon-fri 08:00-18:00 → 07:00-18:00",
        "queue phone hours sat closed → 09:00-12:00", "queue phone target within 20s → 30s",
        "rules minimumRest 11h → 12h", "shift day removed", "shift late added",
      ])
  }

  @Test("a site that closes takes its people and its own shifts with it")
  func closing() throws {
    var files = MemoryFiles.sound
    let text = String(decoding: files.contents["rota.json"] ?? [], as: UTF8.self)
      .replacing(
        "sites: [ {", with: "sites: [ { id: \"porto\", timeZone: \"Europe/Lisbon\" }, {"
      )
      .replacing(
        "shifts: [ {", with: "shifts: [ { id: \"porto-day\", sites: \"porto\", start: \"09:00\", lengths: [\"8h\"] }, {"
      )
    files.contents["rota.json"] = Array(text.utf8)
    files.contents["agents.csv"]? += Array("a03,Agent 03,porto,phone,40\n".utf8)
    let closed = try scenario("{ project: { sites: [ { id: \"porto\", remove: true } ] } }")
    #expect(closed.words == ["porto closed"])
    let project = try closed.project(files)
    #expect(project.sites.map(\.id.rawValue) == ["krakow"])
    #expect(project.people.map(\.id.rawValue) == ["a01", "a02"])
    #expect(project.templates.map(\.id.rawValue) == ["day"])
    let last = #expect(throws: Diagnostic.self) {
      try scenario("{ project: { sites: [ { id: \"krakow\", remove: true } ] } }").project(MemoryFiles.sound)
    }
    #expect(last?.code == "scenario.last-site")
  }

  @Test(
    "what is misspelt is named with its place and its neighbour",
    arguments: [
      ("{ demnd: [] }", "future.json5: demnd", "'demand'"),
      ("{ demand: [ { queues: [\"phon\"], volume: \"+5%\" } ] }", "future.json5: demand[0]", "'phone'"),
      ("{ demand: [ { volume: \"20\" } ] }", "future.json5: demand[0].volume", "+20%"),
      ("{ demand: [ { days: 3, volume: \"+5%\" } ] }", "future.json5: demand[0].days", "from"),
      ("{ set: { \"patience.phon\": \"60s\" } }", "future.json5: set.patience.phon", "'phone'"),
      ("{ set: { volum: \"+5%\" } }", "future.json5: set.volum", "'volume'"),
      ("{ set: { serviceLevel: \"120%\" } }", "future.json5: set.serviceLevel", "80%"),
      ("{ project: { rules: { minimumRst: \"12h\" } } }", "future.json5: project.rules.minimumRst", "'minimumRest'"),
      ("{ project: { sites: [ { id: \"krakov\", remove: true } ] } }", "future.json5: project.sites[0]", "'krakow'"),
      ("{ people: { hires: [ { site: \"krakov\" } ] } }", "future.json5: people.hires[0]", "'krakow'"),
      ("{ people: { away: [ { site: \"krakow\" } ] } }", "future.json5: people.away[0]", "from"),
      ("{ events: [ { kind: \"campain\", from: \"2026-11-24\" } ] }", "future.json5: events[0]", "campaign"),
    ])
  func typo(text: String, place: String, hint: String) throws {
    let error = #expect(throws: Diagnostic.self) { try scenario(text).project(MemoryFiles.sound) }
    #expect(error?.position?.named == place)
    #expect(error.map { "\($0)".contains(hint) } == true, "\(error.map { "\($0)" } ?? "-")")
  }

  @Test("scenarios build on scenarios, in order, and never on themselves")
  func base() throws {
    let files = [
      "a/winter.json5": "{ set: { volume: \"+5%\" } }",
      "a/both.json5": "{ base: \"winter.json5\", set: { volume: \"+10%\" } }",
      "a/circle.json5": "{ base: \"circle.json5\" }",
    ]
    func read(_ path: String) throws(Diagnostic) -> [UInt8] {
      guard let text = files[path] else { throw Diagnostic("test.missing", path) }
      return Array(text.utf8)
    }
    let both = try Scenario(try read("a/both.json5"), file: "a/both.json5", read: read)
    #expect(both.words == ["volume +5%", "volume +10%"])
    #expect(try both.project(MemoryFiles.sound).demandChanges.map(\.volume) == [1.05, 1.1])
    let circle = #expect(throws: Diagnostic.self) {
      try Scenario(try read("a/circle.json5"), file: "a/circle.json5", read: read)
    }
    #expect(circle?.code == "scenario.circle")
  }

  @Test("two scenarios of the same words and another content have other substance")
  func substance() throws {
    let small = try scenario("{ demand: [ { name: \"sale\", volume: \"+10%\" } ] }")
    let large = try scenario("{ demand: [ { name: \"sale\", volume: \"+60%\" } ] }")
    #expect(small.words == large.words)
    #expect(small.substance != large.substance)
  }
}
