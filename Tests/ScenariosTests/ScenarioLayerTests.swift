import ProjectFixtures
import Calendars
import Forecasting
import Tables
import Testing
import Workforce

@testable import Planning
@testable import Scenarios

@Suite("scenarios on scenarios")
struct ScenarioLayerTests {
  /// A scenario of several files; `top` is the one asked for.
  private func scenario(_ files: [String: String]) throws -> Scenario {
    func read(_ path: String) throws(Diagnostic) -> [UInt8] {
      guard let text = files[path] else { throw Diagnostic("test.missing", path) }
      return Array(text.utf8)
    }
    return try Scenario(try read("top"), file: "top", read: read)
  }

  private func scenario(_ text: String) throws -> Scenario { try scenario(["top": text]) }

  /// The sound desk with a second site.
  private var twoSites: MemoryFiles {
    var files = MemoryFiles.sound.replacing(
      "sites: [ {", by: "sites: [ { id: \"porto\", name: \"Porto\", timeZone: \"Europe/Lisbon\" }, {", in: "rota.json")
    files.contents["agents.csv"]? += Array("a03,Agent 03,porto,phone,40\n".utf8)
    return files
  }

  @Test("what a derived scenario says outweighs its base, in whatever way either says it")
  func layers() throws {
    func phone(_ base: String, _ top: String) throws -> QueueSettings {
      try scenario(["base": base, "top": "{ base: \"base\", \(top) }"]).project(MemoryFiles.sound).queues[0].settings
    }
    func project(_ text: String) -> String { "project: { queues: [ { id: \"phone\", \(text) } ] }" }
    #expect(try phone("{ set: { patience: \"60s\" } }", project("patience: \"120s\"")).patience == 120)
    #expect(try phone("{ \(project("patience: \"120s\"")) }", "set: { patience: \"60s\" }").patience == 60)
    #expect(try phone("{ \(project("patience: \"120s\"")) }", "set: { patience: \"+50%\" }").patience == 180)
    #expect(try phone("{ set: { shrinkage: 0.3 } }", project("shrinkage: 0.1")).shrinkage == 0.1)
    #expect(
      try phone("{ set: { serviceLevel: 0.9 } }", project("target: { serviceLevel: 0.7 }")).target.serviceLevel == 0.7)
    // Of what the derived one does not speak, the base's word stands.
    let both = try phone("{ set: { serviceLevel: 0.9, within: \"45s\" } }", project("target: { serviceLevel: 0.7 }"))
    #expect(both.target.withinSeconds == 45)
    #expect(try phone("{ set: { handleTime: \"x2\" } }", project("handleTime: \"100s\"")).handleTime == 100)
    #expect(try phone("{ \(project("handleTime: \"100s\"")) }", "set: { handleTime: \"x2\" }").handleTime == 200)
    let rest = try scenario([
      "base": "{ set: { \"rules.minimumRest\": \"9h\" } }",
      "top": "{ base: \"base\", project: { rules: { minimumRest: \"12h\" } } }",
    ]).project(MemoryFiles.sound)
    #expect(rest.people.allSatisfy { $0.rules.minimumRest == 720 })
  }

  @Test("a site that one layer closes, a later one opens again, empty, and a third one staffs")
  func reopening() throws {
    let files = [
      "shut": "{ project: { sites: [ { id: \"porto\", remove: true } ] } }",
      "open":
        "{ base: \"shut\", project: { sites: [ { id: \"porto\", name: \"Porto\", timeZone: \"Europe/Lisbon\", payPerHour: 9 } ] } }",
      "top": "{ base: \"open\", people: { hires: [ { count: 2, site: \"porto\" } ] } }",
    ]
    let project = try scenario(files).project(twoSites)
    #expect(project.sites.map(\.id.rawValue).sorted() == ["krakow", "porto"])
    #expect(project.sites.first { $0.id == "porto" }?.payPerHour == 9)
    #expect(project.people.filter { $0.site == "porto" }.map(\.name) == ["New 3", "New 4"])
    #expect(!project.people.contains { $0.id == "a03" })
    // And whom a layer below hired there goes when it closes.
    let closed = try scenario([
      "staffed": "{ people: { hires: [ { count: 2, site: \"porto\" } ] } }",
      "top": "{ base: \"staffed\", project: { sites: [ { id: \"porto\", remove: true } ] } }",
    ]).project(twoSites)
    #expect(closed.people.map(\.id.rawValue) == ["a01", "a02"])
    #expect(closed.sites.map(\.id.rawValue) == ["krakow"])
  }

  @Test("people whose shifts go with their site go too, and people without a site stay where the only one was")
  func people() throws {
    let shifts = twoSites.replacing(
      "shifts: [ {",
      by: """
        shifts: [ { id: "own", sites: "porto", start: "09:00", lengths: ["8h"] },
                  { id: "both", sites: ["porto", "krakow"], start: "09:00", lengths: ["8h"] }, {
        """, in: "rota.json"
    ).with(
      "agents.csv",
      """
      agent_id,name,site,skills,contract_hours,shifts
      a01,Agent 01,krakow,phone,40,
      a02,Agent 02,krakow,phone,40,both
      a03,Agent 03,porto,phone,40,own
      a04,Agent 04,porto,phone,40,both

      """)
    let shut = "{ project: { sites: [ { id: \"porto\", remove: true } ] } }"
    let project = try scenario(shut).project(shifts)
    #expect(project.people.map(\.id.rawValue) == ["a01", "a02"])
    #expect(project.templates.map(\.id.rawValue) == ["both", "day"])
    #expect(project.templates[0].sites == ["krakow"])
    let again = try scenario([
      "shut": shut,
      "top":
        "{ base: \"shut\", project: { sites: [ { id: \"porto\", name: \"P\", timeZone: \"Europe/Lisbon\" } ] } }",
    ]).project(shifts)
    #expect(again.sites.map(\.id.rawValue) == ["krakow", "porto"])
    #expect(again.people == project.people)
    #expect(again.templates == project.templates)
  }

  @Test("a whole team may move: its site closes and another opens in one scenario")
  func moving() throws {
    let project = try scenario(
      """
      { people: { hires: [ { count: 3, site: "porto", skills: ["phone"] } ] },
        project: { sites: [ { id: "krakow", remove: true },
                            { id: "porto", name: "Porto", timeZone: "Europe/Lisbon" } ] } }
      """
    ).project(MemoryFiles.sound)
    #expect(project.sites.map(\.id.rawValue) == ["porto"])
    #expect(project.people.count == 3)
    #expect(project.people.allSatisfy { $0.zone.identifier == "Europe/Lisbon" && $0.queues == ["phone"] })
    let empty = #expect(throws: Diagnostic.self) {
      try scenario(
        "{ project: { sites: [ { id: \"krakow\", remove: true }, { id: \"porto\", name: \"P\", timeZone: \"UTC\" } ] } }"
      ).project(MemoryFiles.sound)
    }
    #expect(empty?.code == "scenario.nobody")
  }

  @Test("a base that two parents share counts once, however its path is written")
  func sharedBase() throws {
    let files = [
      "ground": "{ set: { volume: \"+10%\" } }",
      "left": "{ base: \"./ground\", set: { handleTime: \"+5%\" } }",
      "right": "{ base: [\"ground\", \"sub/../ground\"], set: { shrinkage: 0.2 } }",
      "top": "{ base: [\"left\", \"right\", \"ground\"] }",
    ]
    let one = try scenario(files)
    #expect(one.words == ["volume +10%", "handleTime +5%", "shrinkage 0.2"])
    #expect(try one.project(MemoryFiles.sound).demandChanges.map(\.volume) == [1.1, 1])
    // The same where a sweep lays two scenarios over one another.
    var sweep = Scenario(name: "sweep")
    sweep.add(one)
    sweep.add(try scenario(["top": "{ base: \"ground\" }", "ground": files["ground"] ?? ""]))
    #expect(sweep.words == one.words)
  }

  @Test("the same words in one layer or in two are two substances")
  func substance() throws {
    let one = try scenario("{ set: { patience: \"60s\" }, project: { name: \"X\" } }")
    let two = try scenario([
      "base": "{ set: { patience: \"60s\" } }", "top": "{ base: \"base\", project: { name: \"X\" } }",
    ])
    #expect(one.words == two.words)
    #expect(one.substance != two.substance)
  }

  // MARK: Ids

  private func refused(_ text: String, _ files: MemoryFiles = .sound) -> Diagnostic? {
    do {
      _ = try scenario(text).project(files)
      return nil
    } catch { return error as? Diagnostic }
  }

  @Test(
    "a change to an id that nobody knows names the nearest, unless it is all that a newcomer needs",
    arguments: [
      ("{ project: { queues: [ { id: \"phnoe\", hours: \"always\" } ] } }", "project.queues[0]", "'phone'"),
      ("{ project: { sites: [ { id: \"krakov\", payPerHour: 3 } ] } }", "project.sites[0]", "'krakow'"),
      ("{ project: { shifts: [ { id: \"dya\", start: \"06:00\" } ] } }", "project.shifts[0]", "'day'"),
      (
        "{ project: { shifts: [ { id: \"dya\", start: \"06:00\", lengths: [\"8h\"] } ] } }", "project.shifts[0]",
        "new: true"
      ),
      ("{ project: { queues: [ { id: \"phone\", new: true } ] } }", "project.queues[0]", "there already"),
      ("{ project: { rules: { minimumRst: null } } }", "project.rules.minimumRst", "'minimumRest'"),
      ("{ project: { queues: [ { id: \"phone\", targt: null } ] } }", "project.queues[0].targt", "'target'"),
      ("{ project: { queues: [ { id: \"phone\", hours: { sat: null } } ] } }", "project.queues[0].hours.sat", "mon"),
      ("{ project: { queues: [ { id: \"phone\", like: \"phoen\" } ] } }", "project.queues[0].like", "'phone'"),
      ("{ people: { hires: [ { skills: [\"phone\", \"phnoe\"] } ] } }", "people.hires[0]", "'phone'"),
      (
        "{ project: { shifts: [ { id: \"late\", start: \"10:00\", lengths: [\"8h\"], sites: \"krakov\" } ] } }",
        "project.shifts[0].sites", "krakow"
      ),
    ])
  func ids(text: String, place: String, hint: String) throws {
    let error = try #require(refused(text))
    #expect(error.position?.named == "top: \(place)")
    #expect("\(error)".contains(hint), "\(error)")
  }

  @Test("a complete newcomer is welcome, and a near namesake with new: true")
  func newcomers() throws {
    let project = try scenario(
      """
      { project: { shifts: [ { id: "late", start: "10:00", lengths: ["8h"] },
                             { id: "days", start: "10:00", lengths: ["8h"], new: true } ],
                   queues: [ { id: "chat", name: "Chat", channel: "chat", hours: { "mon-fri": "09:00-17:00" } } ] } }
      """
    ).project(MemoryFiles.sound)
    #expect(project.templates.map(\.id.rawValue) == ["day", "late", "days"])
    #expect(project.queues.map(\.settings.id.rawValue) == ["phone", "chat"])
  }

  @Test("what the project leaves to a default can be changed and added to as if it were said")
  func defaults() throws {
    let files = MemoryFiles.sound
      .replacing("sites: [ { id: \"krakow\", timeZone: \"Europe/Warsaw\" } ],", by: "", in: "rota.json")
      .replacing(
        "shifts: [ { id: \"day\", days: \"mon-fri\", start: \"08:00-09:00\", lengths: [\"8h30m\"] } ],", by: "",
        in: "rota.json")
    let bare = files.with("agents.csv", "agent_id,name,skills,contract_hours\na01,Agent 01,phone,40\n")
      .with("absences.csv", nil).with("requests.csv", nil)
    let before = try Project.read(bare)
    let after = try scenario(
      """
      { project: { sites: [ { id: "porto", name: "Porto", timeZone: "Europe/Lisbon" } ],
                   shifts: [ { id: "late", start: "10:00", lengths: ["8h"] } ] } }
      """
    ).project(bare)
    #expect(after.sites.map(\.id.rawValue) == ["main", "porto"])
    #expect(after.templates.map(\.id.rawValue) == ["day", "late"])
    #expect(after.templates.first == before.templates.first)
    #expect(after.sites.first == before.sites.first)
  }

  // MARK: Hours

  @Test("hours are merged weekday by weekday, however the days are grouped")
  func hours() throws {
    func hours(_ change: String, _ files: MemoryFiles = .sound) throws -> OpeningHours {
      try scenario("{ project: { queues: [ { id: \"phone\", hours: \(change) } ] } }").project(files).queues[0].settings
        .hours
    }
    func text(_ hours: OpeningHours) -> [String] { Weekday.allCases.map { hours.text(on: $0) } }
    let day = "08:00-18:00"
    #expect(try text(hours("{ sat: \"09:00-12:00\" }")) == [day, day, day, day, day, "09:00-12:00", "closed"])
    #expect(
      try text(hours("{ mon: \"10:00-12:00\", \"thu-fri\": \"closed\" }"))
        == ["10:00-12:00", day, day, "closed", "closed", "closed", "closed"])
    #expect(try text(hours("{ \"mon-tue\": null }")) == ["closed", "closed", day, day, day, "closed", "closed"])
    let always = MemoryFiles.sound.replacing("{ \"mon-fri\": \"08:00-18:00\" }", by: "\"always\"", in: "rota.json")
    let closed = try hours("{ sun: \"closed\" }", always)
    #expect(
      Weekday.allCases.map { closed.spans[$0.index].isEmpty } == [false, false, false, false, false, false, true])
    #expect(try hours("\"always\"") == .always)
  }

  // MARK: What says nothing

  @Test(
    "what would be taken without effect is refused with its place and a cure",
    arguments: [
      (
        "{ demand: [ { from: \"2026-11-24\", to: \"2026-11-25\", days: 3, volume: \"+5%\" } ] }", "demand[0].days",
        "scenario.conflict"
      ),
      ("{ demand: [ {} ] }", "demand[0]", "scenario.nothing"),
      ("{ demand: [ { queues: [\"phone\"], from: \"2026-11-24\" } ] }", "demand[0]", "scenario.nothing"),
      ("{ demand: [ { volume: \"+5%\", dailyRest: 0.5 } ] }", "demand[0].dailyRest", "scenario.from"),
      ("{ people: { attritionFrom: \"2026-11-24\" } }", "people.attritionFrom", "scenario.nothing"),
      ("{ set: { shrinkage: \"+5%\" } }", "set.shrinkage", "scenario.ambiguous"),
      ("{ set: { serviceLevel: \"-5%\" } }", "set.serviceLevel", "scenario.ambiguous"),
      ("{ set: { \"serviceLevel.mail\": \"90%\" } }", "set.serviceLevel.mail", "scenario.nothing"),
      ("{ set: { \"within.mail\": \"60s\" } }", "set.within.mail", "scenario.nothing"),
      ("{ set: { \"patience.mail\": \"60s\" } }", "set.patience.mail", "scenario.nothing"),
      ("{ set: { \"patience.phone\": \"+20%\" } }", "set.patience.phone", "scenario.nothing"),
      ("{ set: { \"responseTime.phone\": \"4h\" } }", "set.responseTime.phone", "scenario.nothing"),
    ])
  func nothing(text: String, place: String, code: String) throws {
    let error = try #require(refused(text, withMail))
    #expect(error.code == code)
    #expect(error.position?.named == "top: \(place)")
    #expect(error.cure != nil)
  }

  /// With an e-mail queue that has a deadline.
  private var withMail: MemoryFiles {
    MemoryFiles.sound.replacing(
      "queues: [",
      by: """
        queues: [ { id: "mail", channel: "email", skills: ["phone"], responseTime: { within: "8h", clock: "elapsed" } },
        """, in: "rota.json")
  }

  @Test("shares can be moved by points, and e-mail by its deadline")
  func points() throws {
    func settings(_ set: String) throws -> [QueueSettings] {
      try scenario("{ set: { \(set) } }").project(withMail).queues.map(\.settings)
    }
    #expect(abs(try settings("\"serviceLevel.phone\": \"+5 points\"")[1].target.serviceLevel ?? 0) - 0.85 < 1e-9)
    let less = try #require(try settings("serviceLevel: \"-10points\"")[1].target.serviceLevel)
    #expect(abs(less - 0.7) < 1e-9)
    #expect(try settings("responseTime: \"4h\"")[0].responseTime?.seconds == 14_400)
    #expect(try settings("\"responseTime.mail\": \"x0.5\"")[0].responseTime?.seconds == 14_400)
    // Without a queue's name a knob turns those that know it.
    #expect(try settings("patience: \"90s\"").map(\.patience) == [nil, 90])
    #expect(refused("{ set: { shrinkage: \"-50 points\" } }")?.code == "project.range")
  }

  @Test("changes of days that nobody looks at are refused; the past may teach events")
  func dates() throws {
    let week = try #require(CivilDate("2026-11-23"))...#require(CivilDate("2026-11-29"))
    func code(_ text: String) throws -> String? {
      let one = try scenario(text)
      do throws(Diagnostic) {
        try one.check(days: week)
        return nil
      } catch { return error.code }
    }
    #expect(try code("{ demand: [ { from: \"2026-11-30\", volume: \"+5%\" } ] }") == "scenario.dates")
    #expect(try code("{ demand: [ { to: \"2026-11-22\", volume: \"+5%\" } ] }") == "scenario.dates")
    #expect(try code("{ demand: [ { to: \"2026-11-22\", hours: \"22:00-02:00\", volume: \"+5%\" } ] }") == nil)
    #expect(try code("{ demand: [ { from: \"2026-11-29\", days: 9, volume: \"+5%\" } ] }") == nil)
    #expect(try code("{ people: { away: [ { from: \"2026-11-20\", days: 3 } ] } }") == "scenario.dates")
    #expect(try code("{ people: { away: [ { from: \"2026-11-20\", days: 4 } ] } }") == nil)
    #expect(try code("{ people: { hires: [ { from: \"2026-12-01\" } ] } }") == "scenario.dates")
    #expect(try code("{ people: { attrition: \"5%\", attritionFrom: \"2026-12-01\" } }") == "scenario.dates")
    #expect(
      try code("{ events: [ { kind: \"campaign\", from: \"2026-12-01\", uplift: \"+5%\" } ] }") == "scenario.dates")
    #expect(try code("{ events: [ { kind: \"campaign\", from: \"2026-10-01\", uplift: \"+5%\" } ] }") == nil)
  }

  // MARK: Keys

  @Test("a key that is there twice is named with its line and column")
  func repeatedKeys() throws {
    let text =
      "{\n  // set: {}\n  set: { volume: \"+5%\" }, demand: [ { volume: \"+1%\" }, { volume: \"+2%\" } ],\n  'set': {} }"
    let error = try #require(refused(text))
    #expect(error.code == "project.repeated-key")
    #expect(error.position == SourcePosition(file: "top", row: 4, column: 3))
    #expect(error.message.contains("'set'") && error.message.contains("line 3"))
  }

  @Test("a sweep keeps the grid's order, holds the unchanged project, and names the place of a wrong value")
  func sweep() throws {
    func sweep(_ text: String) throws(Diagnostic) -> Sweep {
      var base = Scenario(name: "base")
      try base.set("volume", to: "+5%")
      return try Sweep(Array(text.utf8), file: "grid.json5", base: base, salt: "salt")
    }
    let one = try sweep(
      "{ set: { hires: 0 }, grid: { volume: [\"-10%\", \"0%\"], handleTime: [\"0%\", \"+5%\"], attrition: 0.1 } }")
    #expect(one.axes.map(\.knob) == ["volume", "handleTime", "attrition"])
    #expect(one.cases.first?.scenario.name == "Baseline")
    #expect(one.cases.first?.scenario.words == [])
    #expect(one.cases[1].scenario.name == "volume=-10% handleTime=0% attrition=0.1")
    #expect(one.cases[2].scenario.name == "volume=-10% handleTime=+5% attrition=0.1")
    func place(_ text: String) -> String? {
      do throws(Diagnostic) {
        for one in try sweep(text).cases { _ = try one.scenario.project(MemoryFiles.sound) }
        return nil
      } catch { return error.position?.description }
    }
    #expect(place("{ grid: { volume: [\"+5%\", \"5\"] } }") == "grid.json5:1:27: grid.volume[1]")
    #expect(place("{ grid: { volum: [\"+5%\"] } }") == "grid.json5:1:19: grid.volum[0]")
    #expect(place("{ grid: { volume: [\"+5%\", true] } }") == "grid.json5:1:27: grid.volume[1]")
    #expect(place("{ grid: { volume: [\"+5%\", \"+5%\"] } }") == "grid.json5:1:27: grid.volume[1]")
    #expect(place("{ set: \"volume\", grid: { volume: [\"+5%\"] } }") == "grid.json5:1:3: set")
    #expect(place("{ set: { volume: \"5\" }, grid: { handleTime: [\"+5%\"] } }") == "grid.json5:1:10: set.volume")
  }
}
