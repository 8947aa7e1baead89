import Checking
import ProjectFixtures
import Calendars
import Plans
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

/// Holidays, leave and weekends from a project's files to its rota.
@Suite("holidays and leave in a plan")
struct HolidayPlanTests {
  /// Eight weeks of calls from 2026-09-28, Monday to Friday 8 to 18; on dates of `holidays` the share that is stated.
  private static func counts(holidays: [String: Double] = [:], days: Int = 5) -> String {
    var text = "ts_local,queue,calls\n"
    for week in 0..<8 {
      for day in 0..<days {
        let date = CivilDateText.of(20_724 + week * 7 + day)
        for half in 16..<36 {
          let hour = half / 2 < 10 ? "0\(half / 2)" : "\(half / 2)"
          let calls = (10 * (holidays["\(date)"] ?? 1)).rounded()
          if calls > 0 { text += "\(date) \(hour):\(half % 2 == 0 ? "00" : "30"),phone,\(Int(calls))\n" }
        }
      }
    }
    return text
  }

  private static let base = MemoryFiles([
    "rota.json": """
    {
      name: "Desk", timeZone: "Europe/Warsaw", holidays: "holidays.csv", interval: "30m",
      tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
      queues: [ { id: "phone", hours: { "mon-fri": "08:00-18:00" }, handleTime: "6m" } ],
      sites: [ { id: "krakow", timeZone: "Europe/Warsaw" } ],
      shifts: [ { id: "day", start: "08:00-09:00", lengths: ["8h"], breaks: "none" } ],
    }
    """,
    "agents.csv": "agent_id,skills,contract_hours\na1,phone,40\na2,phone,40\na3,phone,40\na4,phone,40\n",
    "holidays.csv": "date,name\n2026-11-26,Feast\n",
    "tickets.csv": counts(),
  ])

  private func plan(_ files: MemoryFiles, week: String = "2026-W48") throws -> PlanDocument {
    let pipeline = try Pipeline(
      project: try Project.read(files),
      settings: PlanSettings(
        week: ISOWeek(week), options: SearchLimits(timeLimit: nil, iterations: 60, threads: 1),
        command: "rota plan . --week \(week) --iterations 60 --seed 1"))
    let plan = try pipeline.plan(
      neighbours: .none, published: [], control: PlanControl(stop: StopFlag(), clock: { 0 }, progress: { _ in }))
    #expect(PlanCheck(plan).findings().filter { $0.severity == .breach }.map(\.message) == [])
    return plan
  }

  private func warnings(_ plan: PlanDocument, _ code: String) -> [String] {
    plan.warnings.filter { $0.code == code }.map(\.message)
  }

  @Test("nobody comes to a closed desk, the contract is credited, and the date is named")
  func closedDesk() throws {
    let plan = try plan(Self.base)
    let feast = try #require(CivilDate("2026-11-26"))
    #expect(!plan.rota.duties.contains { $0.duty.date == feast })
    #expect(plan.people.map(\.plannedMinutes) == [1920, 1920, 1920, 1920])
    #expect(plan.people.map(\.absentMinutes) == [480, 480, 480, 480])
    #expect(
      warnings(plan, "plan.closed-date") == [
        "Thu 2026-11-26 (Feast): phone is closed; 4 people have the day off, which counts towards their contracts"
      ])
    #expect(warnings(plan, "plan.closed-desk") == [])
    #expect(
      plan.assumptions.contains {
        $0 == "phone: closed on holidays, the default, because none is recorded; holidays: \"open\" says otherwise."
      })
  }

  @Test("without credit the hours are due on other days; nobody comes to the closed desk all the same")
  func withoutCredit() throws {
    let files = Self.base.replacing(
      "holidays: \"holidays.csv\"", by: "holidays: { files: [\"holidays.csv\"], credit: \"none\" }", in: "rota.json")
    let plan = try plan(files)
    let feast = try #require(CivilDate("2026-11-26"))
    #expect(!plan.rota.duties.contains { $0.duty.date == feast })
    // Saturday, on which the desk is closed for everybody, is all that is left of their five days: said.
    #expect(plan.people.map(\.plannedMinutes) == [2400, 2400, 2400, 2400])
    #expect(plan.people.map(\.absentMinutes) == [0, 0, 0, 0])
    #expect(warnings(plan, "plan.closed-desk").count >= 1)
  }

  @Test("who can take something that is open comes; others stay at home")
  func oneQueueOpen() throws {
    let files = Self.base.replacing(
      "queues: [",
      by: "queues: [ { id: \"chat\", channel: \"chat\", hours: { \"mon-fri\": \"10:00-12:00\" }, holidays: \"open\" },",
      in: "rota.json"
    ).with(
      "agents.csv", "agent_id,skills,contract_hours\na1,phone,40\na2,phone chat,40\na3,phone,40\na4,chat,40\n")
    let plan = try plan(files)
    let people = plan.request.people
    let weekend = ["2026-11-28", "2026-11-29"]
    let feast = ["2026-11-26"] + weekend
    #expect(people.map { $0.closedDays?.dates.map(\.description) ?? [] } == [feast, weekend, feast, weekend])
    #expect(people.map { $0.closedDays?.credited } == [true, false, true, false])
  }

  @Test("a project without holidays keeps its plan, but for what rota.json says")
  func withoutHolidays() throws {
    let plain = try plan(Self.base.with("holidays.csv", "date,name\n2026-10-05,Feast\n"))
    #expect(plain.request.people.allSatisfy { $0.usualDays == nil && $0.closedDays?.credited == false })
    #expect(plain.warnings.allSatisfy { !$0.code.hasPrefix("plan.closed") })
  }

  @Test(
    "past holidays with contacts are no closed days, those without are; what rota.json says holds",
    arguments: [(0.3, nil, false), (0.1, nil, true), (0.0, nil, true), (0.3, "closed", true), (0.0, "open", false)]
      as [(Double, String?, Bool)])
  func habit(share: Double, stated: String?, isClosed: Bool) throws {
    let past = ["2026-09-30", "2026-10-08", "2026-10-13", "2026-10-23", "2026-11-10"]
    var files = Self.base.with(
      "tickets.csv", Self.counts(holidays: Dictionary(uniqueKeysWithValues: past.map { ($0, share) }))
    ).with("holidays.csv", "date,name\n" + (past + ["2026-11-26"]).map { "\($0),Feast\n" }.joined())
    if let stated {
      files = files.replacing("handleTime:", by: "holidays: \"\(stated)\", handleTime:", in: "rota.json")
    }
    let plan = try plan(files)
    let feast = try #require(CivilDate("2026-11-26"))
    let zone = try Zone("Europe/Warsaw")
    let open = plan.coverage[0].open.indices.contains { slot in
      plan.coverage[0].open[slot] && zone.date(at: plan.request.grid.instant(at: slot)) == feast
    }
    #expect(open != isClosed)
    let words = try #require(plan.assumptions.first { $0.contains("on holidays") })
    #expect(words.contains(isClosed ? "closed on holidays" : "open on holidays"))
    if stated == nil {
      #expect(words.contains("\(share == 0.3 ? 5 : 0) of the last 5 brought a fifth"), "\(words)")
    } else {
      #expect(words.contains("as rota.json says"))
    }
  }

  @Test("observances and shortened days of a calendar are worked, and named; its holidays are not")
  func kindsOfDays() throws {
    func event(_ date: String, _ name: String, _ more: String = "") -> String {
      "BEGIN:VEVENT\nDTSTART;VALUE=DATE:\(date)\nSUMMARY:\(name)\n\(more)END:VEVENT\n"
    }
    let calendar =
      "BEGIN:VCALENDAR\n" + event("20261124", "Day of the Desk", "DESCRIPTION:Observance\\nTo hide observances\n")
      + event("20261125", "Shortened working day") + event("20261126", "Feast") + "END:VCALENDAR\n"
    let files = Self.base.replacing("holidays.csv", by: "holidays.ics", in: "rota.json").with("holidays.csv", nil)
      .with("holidays.ics", calendar)
    let plan = try plan(files)
    let zone = try Zone("Europe/Warsaw")
    let needed = Set(
      plan.coverage[0].open.indices.filter { plan.coverage[0].required[$0] > 0 }.map {
        zone.date(at: plan.request.grid.instant(at: $0)).description
      })
    #expect(needed.sorted() == ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-27"])
    #expect(Set(plan.rota.duties.map(\.duty.date.description)).isSuperset(of: ["2026-11-24", "2026-11-25"]))
    #expect(!plan.rota.duties.contains { $0.duty.date.description == "2026-11-26" })
    #expect(warnings(plan, "plan.closed-date").map { $0.prefix(14) } == ["Thu 2026-11-26"])
    #expect(warnings(plan, "ics.observance").count == 1 && warnings(plan, "ics.short-day").count == 1)
  }

  @Test("leave credits what the person's week would have been")
  func leave() throws {
    let agents = """
      agent_id,skills,contract_hours,days_off
      p1,phone,24,thu fri sat sun
      p2,phone,24,thu fri sat sun
      p3,phone,24,thu fri sat sun
      p4,phone,40,
      p5,phone,32,wed
      p6,phone,40,mon tue

      """
    let absences = """
      agent_id,first_date,last_date,kind,paid
      p1,2026-11-26,2026-11-27,leave,yes
      p3,2026-11-23,2026-11-25,leave,yes
      p4,2026-11-26,2026-11-29,leave,yes
      p5,2026-11-26,2026-11-26,leave,yes
      p6,2026-11-28,2026-11-28,leave,yes

      """
    let files = Self.base.with("agents.csv", agents).with("absences.csv", absences)
      .with("holidays.csv", "date,name\n2026-10-05,Feast\n").with("tickets.csv", Self.counts(days: 7))
      .replacing("\"mon-fri\": \"08:00-18:00\"", by: "\"mon-sun\": \"08:00-18:00\"", in: "rota.json")
    let plan = try plan(files)
    let people = Dictionary(uniqueKeysWithValues: plan.people.map { ($0.person.rawValue, $0) })
    #expect(people["p1"]?.plannedMinutes == 1440 && people["p1"]?.absentMinutes == 0)
    #expect(people["p2"]?.plannedMinutes == 1440)
    // Monday to Wednesday is all of it.
    #expect(people["p3"]?.plannedMinutes == 0 && people["p3"]?.absentMinutes == 1440)
    // Nobody's weekdays are known: a fifth a weekday, the weekend nothing.
    #expect(people["p4"]?.absentMinutes == 960)
    // Six days of which four are worked at most on weekdays: each is a sixth.
    #expect(people["p5"]?.absentMinutes == 320)
    // Wednesday to Sunday: Saturday is a fifth.
    #expect(people["p6"]?.absentMinutes == 480)
    let usual = plan.request.people.map { $0.usualDays?.map(\.shortTitle).joined(separator: " ") }
    #expect(
      usual == [
        "Mon Tue Wed", nil, "Mon Tue Wed", nil, "Mon Tue Thu Fri Sat Sun", "Wed Thu Fri Sat Sun",
      ])
  }

  @Test("a desk that is closed at the weekend spreads a contract over its weekdays")
  func leaveOfWeekdayDesk() throws {
    let files = Self.base.with("agents.csv", "agent_id,skills,contract_hours,days_off\np1,phone,32,mon\n")
      .with("absences.csv", "agent_id,first_date,last_date\np1,2026-11-24,2026-11-27\n")
      .with("holidays.csv", "date,name\n2026-10-05,Feast\n")
    let plan = try plan(files)
    #expect(plan.people[0].absentMinutes == 1920 && plan.people[0].plannedMinutes == 0)
  }

  @Test("the weekend is a setting of the project and of its sites")
  func weekend() throws {
    let files = Self.base.replacing("name: \"Desk\",", by: "name: \"Desk\", weekend: \"fri-sat\",", in: "rota.json")
      .with("tickets.csv", Self.counts(days: 7))
      .replacing("\"mon-fri\": \"08:00-18:00\"", by: "\"sun-thu\": \"08:00-18:00\"", in: "rota.json")
      .replacing("id: \"day\",", by: "id: \"day\", days: \"sun-thu\",", in: "rota.json")
      .with("absences.csv", "agent_id,first_date,last_date\na1,2026-11-29,2026-11-29\na2,2026-11-27,2026-11-28\n")
    let plan = try plan(files)
    #expect(plan.people.map(\.weekendDays) == [0, 0, 0, 0])
    // Sunday is a day of work, Friday and Saturday aren't; Thursday is a holiday.
    #expect(plan.people.map(\.absentMinutes) == [960, 480, 480, 480])
    let site = Self.base.replacing(
      "{ id: \"krakow\",", by: "{ id: \"krakow\", weekend: [\"thu\", \"fri\"],", in: "rota.json"
    )
    .with("holidays.csv", "date,name\n2026-10-05,Feast\n")
    #expect(try self.plan(site).people.map(\.weekendDays) == [2, 2, 2, 2])
  }

  @Test(
    "a holiday file without a date left is named",
    arguments: [
      ("date,name\n2021-12-25,Winter Day\n", "'holidays.csv' has no date after 2021: 2026 has none"),
      ("date,name\n2031-12-25,Winter Day\n", "'holidays.csv' has no date in 2026"),
      ("date,name\n2026-01-01,New Year\n", nil),
    ] as [(String, String?)])
  func stale(text: String, words: String?) throws {
    let found = warnings(try plan(Self.base.with("holidays.csv", text)), "plan.holidays-stale")
    if let words { #expect(found.count == 1 && found[0].hasPrefix(words), "\(found)") } else { #expect(found == []) }
  }
}
