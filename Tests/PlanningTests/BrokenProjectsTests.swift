import ProjectFixtures
import Calendars
import Tables
import Testing
import Workforce

@testable import Planning

/// A project with one thing wrong, and what must be said about it.
struct BrokenProject: Sendable, CustomTestStringConvertible {
  var title: String
  var files: MemoryFiles
  var code: String
  /// Must occur in the position.
  var place: String
  /// Must occur in the message or the cure.
  var words: [String]
  var testDescription: String { title }

  static let sound = MemoryFiles.sound

  static let all: [BrokenProject] = settings + people + tables + tickets

  private static func json(
    _ title: String, _ old: String, _ new: String, _ code: String, _ place: String, _ words: String...
  ) -> BrokenProject {
    BrokenProject(
      title: title, files: sound.replacing(old, by: new, in: "rota.json"), code: code, place: place, words: words)
  }

  static let settings: [BrokenProject] = [
    BrokenProject(
      title: "no rota.json", files: sound.with("rota.json", nil), code: "project.missing-file", place: "",
      words: ["rota.json", "rota init"]),
    BrokenProject(
      title: "an empty rota.json", files: sound.with("rota.json", " \n"), code: "project.empty", place: "rota.json",
      words: ["empty", "rota init"]),
    BrokenProject(
      title: "a binary rota.json", files: sound.with("rota.json", bytes: [0x7F, 0x45, 0, 1]), code: "project.binary",
      place: "rota.json", words: ["text"]),
    BrokenProject(
      title: "a rota.json in another encoding",
      files: sound.with(
        "rota.json", bytes: Array("{\n  name: 'x',\n  fro".utf8) + [0xC3, 0xC3] + Array("m: 1 }".utf8)),
      code: "project.encoding", place: "rota.json:3", words: ["UTF-8"]),
    json("a lost bracket", "sites: [", "sites: ", "project.json", "rota.json:8", "closes"),
    BrokenProject(
      title: "brackets without end", files: sound.with("rota.json", String(repeating: "[", count: 5000)),
      code: "project.nesting", place: "rota.json", words: ["5000", "brackets"]),
    json("a misspelt setting", "shifts:", "shfits:", "project.unknown-key", "rota.json", "shfits", "'shifts'"),
    json(
      "a misspelt setting of a queue", "target:", "targt:", "project.unknown-key", "queues[0]", "targt", "'target'"),
    json(
      "days of a file in falling order", "file: \"tickets.csv\",",
      "file: \"tickets.csv\", from: \"2026-09-30\", to: \"2026-09-01\",", "project.dates", "tickets[0].to",
      "comes after", "Swap them."),
    json("half a number", "serviceLevel: 0.8", "serviceLevel: 0x1p5", "project.json", "rota.json:6", "0x1p5"),
    json("a comma too few", "name: \"Desk\",", "name: \"Desk\"", "project.json", "rota.json:2", "','", "'t'"),
    json("no hours", "{ \"mon-fri\": \"08:00-18:00\" }", "{}", "project.hours", "queues[0].hours", "empty"),
    json(
      "a key twice, once with an escape", "name: \"Desk\",", "name: \"Desk\", \"n\\u0061me\": \"Other\",",
      "project.repeated-key", "rota.json:2:17", "'name'", "line 2"),
    json(
      "a night that begins tomorrow", "{ id: \"krakow\",", "{ id: \"krakow\", night: \"25:00-26:00\",", "project.range",
      "sites[0].night", "25:00"),
    json(
      "a start that is tomorrow", "start: \"08:00-09:00\"", "start: \"25:00\"", "project.type", "shifts[0].start",
      "25:00"),
    json(
      "a latest end before any end", "lengths: [\"8h30m\"]", "lengths: [\"8h30m\"], latestEnd: \"09:30\"",
      "project.latest-end", "shifts[0].latestEnd", "09:30", "33:30"),
    json(
      "a backlog beyond all desks", "target: { serviceLevel: 0.8, within: \"20s\" }",
      "channel: \"email\", responseTime: { within: \"8h\", clock: \"elapsed\" }, openingBacklog: 1e9",
      "project.range", "queues[0]", "1000000"),
    json(
      "a bad zone", "\"krakow\", timeZone: \"Europe/Warsaw\"", "\"krakow\", timeZone: \"Europe/Krakow\"",
      "zone.unknown", "sites[0].timeZone", "Europe/Krakow"),
    json(
      "a duration without a unit", "within: \"20s\"", "within: 20", "project.type", "queues[0].target.within", "20s"),
    json("a service level in percent", "serviceLevel: 0.8", "serviceLevel: 80", "project.range", "serviceLevel", "80"),
    json(
      "a shift longer than a day", "lengths: [\"8h30m\"]", "lengths: [\"25h\"]", "project.range",
      "shifts[0].lengths[0]", "25h", "24h"),
    json("a shift without lengths", "lengths: [\"8h30m\"]", "lengths: []", "project.missing", "shifts[0]", "empty"),
    json(
      "a shift off the grid", "start: \"08:00-09:00\"", "start: \"08:10-09:10\"", "project.off-grid", "shifts", "15"),
    json(
      "a start that is no time", "start: \"08:00-09:00\"", "start: \"8 o'clock\"", "project.type", "shifts[0].start",
      "8 o'clock", "07:00-10:00"),
    json(
      "a shift at an unknown site", "id: \"day\",", "id: \"day\", sites: \"lodz\",", "project.unknown-site",
      "shifts[0].sites", "lodz", "krakow"),
    json("weekdays that are none", "days: \"mon-fri\"", "days: \"workdays\"", "project.type", "shifts[0].days", "mon"),
    json(
      "no queues",
      "{ id: \"phone\", hours: { \"mon-fri\": \"08:00-18:00\" }, target: { serviceLevel: 0.8, within: \"20s\" } },",
      "", "project.missing", "queues", "at least one"),
    json(
      "a queue twice", "queues: [", "queues: [ { id: \"phone\" },", "project.duplicate", "queues[1]", "phone", "twice"),
    json(
      "overlapping hours", "{ \"mon-fri\": \"08:00-18:00\" }", "{ \"mon-fri\": \"08:00-18:00\", mon: \"09:00-10:00\" }",
      "project.hours", "queues[0].hours", "overlap"),
    json(
      "an unknown channel", "id: \"phone\",", "id: \"phone\", channel: \"fax\",", "project.type",
      "queues[0].channel", "fax", "phone"),
    json(
      "a kind of unpopular duty that nobody knows", "prices: {", "fairness: { night: 5 }, prices: {",
      "project.unknown-key", "fairness.night", "nights"),
    json(
      "an unpopular duty below zero", "prices: {", "fairness: { nights: -5 }, prices: {", "project.range",
      "fairness.nights", "-5"),
    json("fairness as a word", "prices: {", "fairness: \"yes\", prices: {", "project.type", "fairness", "true"),
    json("a price below zero", "underFirst: 30", "underFirst: -1", "project.range", "prices.underFirst", "-1"),
    json(
      "prices that fall", "underFirst: 30", "underFirst: 30, underNext: 10", "project.prices", "prices", "underNext"),
    json(
      "a grid of seven minutes", "name: \"Desk\"", "name: \"Desk\", interval: \"20m\"", "project.interval",
      "interval", "15 or 30"),
    json(
      "a holiday file that isn't there", "\"holidays.csv\"", "\"feiertage.ics\"", "project.missing-file", "",
      "feiertage.ics"),
    json(
      "a ticket file that isn't there", "\"tickets.csv\"", "\"export.csv\"", "project.missing-file", "",
      "export.csv"),
  ]

  private static func csv(
    _ title: String, _ path: String, _ text: String, _ code: String, _ place: String, _ words: String...
  ) -> BrokenProject {
    BrokenProject(title: title, files: sound.with(path, text), code: code, place: place, words: words)
  }

  static let people: [BrokenProject] = [
    BrokenProject(
      title: "no agents.csv", files: sound.with("agents.csv", nil), code: "project.missing-file", place: "",
      words: ["agents.csv", "agent_id"]),
    csv("an empty agents.csv", "agents.csv", "", "csv.empty", "agents.csv", "empty"),
    csv(
      "a missing column", "agents.csv", "name,site,skills,contract_hours\nA,krakow,phone,40\n", "csv.missing-column",
      "agents.csv", "agent_id"),
    csv(
      "a misspelt column", "agents.csv", "agent_id,name,site,skill,contract_hours\na01,A,krakow,phone,40\n",
      "table.unknown-column", "agents.csv:1:4", "'skill'", "'skills'"),
    csv(
      "a column of somebody else", "agents.csv", "agent_id,shoe_size\na01,43\n", "table.unknown-column",
      "agents.csv:1:2", "'shoe_size'", "Known"),
    csv(
      "an empty contract", "agents.csv", "agent_id,contract_hours\na01,40\na02,\n", "agents.contract",
      "agents.csv:3:2", "empty"),
    csv(
      "a person twice", "agents.csv",
      "agent_id,name,site,skills,contract_hours\na01,A,krakow,phone,40\na01,B,krakow,phone,40\n", "agents.duplicate",
      "agents.csv:3:1", "a01", "row 2"),
    csv(
      "an unknown site", "agents.csv", "agent_id,name,site,skills,contract_hours\na01,A,lodz,phone,40\n",
      "agents.site", "agents.csv:2:3", "lodz", "krakow"),
    csv(
      "hours that are no number", "agents.csv", "agent_id,name,site,skills,contract_hours\na01,A,krakow,phone,full\n",
      "table.number", "agents.csv:2:5", "full"),
    csv(
      "ninety hours a week", "agents.csv", "agent_id,name,site,skills,contract_hours\na01,A,krakow,phone,90\n",
      "table.number", "agents.csv:2:5", "90", "80"),
    csv(
      "an unknown shift", "agents.csv",
      "agent_id,name,site,skills,contract_hours,shifts\na01,A,krakow,phone,40,night\n", "agents.shift",
      "agents.csv:2:6", "night", "day"),
    csv(
      "days off that are none", "agents.csv",
      "agent_id,name,site,skills,contract_hours,days_off\na01,A,krakow,phone,40,weekend\n", "agents.days-off",
      "agents.csv:2:6", "weekend"),
  ]

  static let tables: [BrokenProject] = [
    csv(
      "a misspelt column of absences", "absences.csv",
      "agent_id,first_date,last_date,piad\na01,2026-11-23,2026-11-25,no\n", "table.unknown-column", "absences.csv:1:4",
      "'piad'", "'paid'"),
    csv(
      "a misspelt column of holidays", "holidays.csv", "date,nmae\n2026-11-11,x\n", "table.unknown-column",
      "holidays.csv:1:2", "'name'"),
    csv(
      "a wish beyond all years", "requests.csv", "agent_id,date,request\na02,9999-12-31,day off\n", "table.date",
      "requests.csv:2:2", "9999"),
    csv(
      "a wished start that is tomorrow", "requests.csv", "agent_id,date,request\na02,2026-11-27,start 25:00\n",
      "requests.kind", "requests.csv:2:3", "25:00"),
    csv(
      "overlapping absences", "absences.csv",
      "agent_id,first_date,last_date\na01,2026-11-23,2026-11-25\na01,2026-11-25,2026-11-26\n", "absences.overlap",
      "absences.csv:3:2", "a01", "row 2"),
    csv(
      "an impossible date", "absences.csv", "agent_id,first_date,last_date\na01,2026-02-30,2026-03-01\n", "table.date",
      "absences.csv:2:2", "2026-02-30"),
    csv(
      "a date in another order", "absences.csv", "agent_id,first_date,last_date\na01,24.11.2026,25.11.2026\n",
      "table.date", "absences.csv:2:2", "isn't a date written as YYYY-MM-DD", "2026-11-30"),
    csv(
      "thousands of a price", "requests.csv", "agent_id,date,request,price\na02,2026-11-27,day off,\"1,200\"\n",
      "table.thousands", "requests.csv:2:4", "Write 1200, or 1.2 for the fraction."),
    csv(
      "thousands of hours", "agents.csv", "agent_id,contract_hours\na01,\"1,200\"\n", "table.thousands",
      "agents.csv:2:2",
      "Write 1200, or 1.2 for the fraction."),
    csv(
      "an absence that ends first", "absences.csv", "agent_id,first_date,last_date\na01,2026-11-25,2026-11-23\n",
      "absences.order", "absences.csv:2:3", "before"),
    csv(
      "an absence of nobody", "absences.csv", "agent_id,first_date,last_date\na03,2026-11-25,2026-11-26\n",
      "table.unknown-agent", "absences.csv:2:1", "a03"),
    csv(
      "a wish that can't be planned", "requests.csv", "agent_id,date,request\na01,2026-11-25,better coffee\n",
      "requests.kind", "requests.csv:2:3", "better coffee", "day off"),
    csv(
      "a holiday on no date", "holidays.csv", "date,name,class\n2026-13-01,Nothing,holiday\n", "holiday",
      "holidays.csv:2",
      "2026-13-01"),
    BrokenProject(
      title: "a row too wide", files: sound.with("absences.csv", "agent_id,first_date,last_date\na01,2026-11-25\n"),
      code: "csv.ragged-row", place: "absences.csv:2", words: ["3"]),
    BrokenProject(
      title: "a quote that never closes", files: sound.with("requests.csv", "agent_id,date,request\n\"a01,x,y\n"),
      code: "csv.unclosed-quote", place: "requests.csv", words: ["quote"]),
  ]

  static let tickets: [BrokenProject] = [
    csv("an empty ticket file", "tickets.csv", "", "csv.empty", "tickets.csv", "empty"),
    BrokenProject(
      title: "a binary ticket file",
      files: sound.with("tickets.csv", bytes: [0x25, 0x50, 0x44, 0x46, 0, 0, 8, 0, 0, 0]),
      code: "csv.binary", place: "tickets.csv", words: []),
    BrokenProject(
      title: "an archive cut short", files: sound.with("tickets.csv", bytes: [0x50, 0x4B, 3, 4, 0, 0, 8, 0, 0, 0]),
      code: "file.packed", place: "tickets.csv", words: ["too early"]),
    BrokenProject(
      title: "a ten-megabyte line",
      files: sound.with("tickets.csv", "ts_local,queue,calls\n" + String(repeating: "x", count: 10_000_000)),
      code: "csv.record-too-long", place: "tickets.csv:2", words: []),
    csv(
      "tickets without a time", "tickets.csv", "id,subject\n1,Hello\n", "import.unknown-system", "tickets.csv",
      "id, subject"),
  ]
}

@Suite("Every broken project gets a message that names place and cure")
struct BrokenProjectsTests {
  @Test("the sound project is read") func soundProject() throws {
    let project = try Project.read(MemoryFiles.sound)
    #expect(project.people.count == 2)
    #expect(project.warnings.isEmpty, "\(project.warnings)")
    #expect(project.histories.count == 1)
  }

  @Test("an empty team is read; to plan it, the next two commands are named, as an input that is missing")
  func emptyTeam() throws {
    let files = MemoryFiles.sound.with("agents.csv", "agent_id,name,skills,contract_hours\n").with("absences.csv", nil)
      .with("requests.csv", nil)
    let settings = PlanSettings(command: "test")
    for (files, words) in [
      (files, ["agents.csv", "rota plan 'the project'"]),
      (
        files.replacing(
          "tickets: [ { file: \"tickets.csv\", timeZone: \"Europe/Warsaw\" } ],", by: "", in: "rota.json"),
        ["agents.csv", "no ticket history", "rota import tickets.csv --into 'the project'", "rota plan 'the project'"]
      ),
    ] {
      let project = try Project.read(files)
      #expect(project.people.isEmpty)
      let error = #expect(throws: Diagnostic.self) { try Pipeline(project: project, settings: settings) }
      #expect(error?.code == "plan.empty-team" && error?.kind == .missingInput)
      let said = error?.description ?? ""
      for word in words { #expect(said.contains(word), "\(word) is missing in: \(said)") }
      #expect(throws: Diagnostic.self) { try StaffStage(project: project, week: nil, weeks: 1).run() }
    }
  }

  @Test("agents.csv needs agent_id alone; what is taken in place of the rest is said")
  func agentsAlone() throws {
    let files = MemoryFiles.sound.with(
      "agents.csv", "agent_id,email,external_ids\na01,x@example.org,zendesk:7\na02,,\n")
    let project = try Project.read(files)
    #expect(project.people.map(\.name) == ["a01", "a02"])
    #expect(project.people.allSatisfy { $0.contract == .hours(40) && $0.queues == ["phone"] && $0.site == "krakow" })
    let words = project.warnings.filter { $0.code == "agents.defaults" }
    #expect(
      words.contains { $0.severity == .warning && $0.message.contains("40 h a week") && $0.message.contains("phone") })
    #expect(words.contains { $0.severity == .note && $0.message.contains("agent_id") && $0.message.contains("krakow") })
    let cells = try Project.read(
      MemoryFiles.sound.with(
        "agents.csv", "agent_id,name,site,skills,contract_hours\na01,,,,40\na02,B,krakow,phone,20\n"))
    #expect(cells.people[0].queues == ["phone"] && cells.people[0].name == "a01" && cells.people[0].site == "krakow")
    #expect(cells.warnings.isEmpty)
  }

  @Test("there are forty of them") func enough() { #expect(BrokenProject.all.count >= 40) }

  @Test("broken", arguments: BrokenProject.all)
  func broken(_ project: BrokenProject) {
    let error = #expect(throws: Diagnostic.self) { try Project.read(project.files) }
    guard let error else { return }
    #expect(error.code.hasPrefix(project.code), "\(error.code): \(error)")
    #expect(error.position?.description.contains(project.place) ?? project.place.isEmpty, "\(error)")
    #expect(error.cure != nil, "no cure: \(error)")
    for word in project.words {
      #expect("\(error)".contains(word), "'\(word)' is missing in: \(error)")
    }
  }
}
