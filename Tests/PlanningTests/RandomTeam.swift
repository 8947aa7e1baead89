import Calendars
import Foundation
import ProjectFixtures
import Searching

/// A small team of chance: people, queues, sites, shifts and rules, with four weeks of counts.
struct RandomTeam {
  let files: MemoryFiles
  /// The week to be planned; the history ends a week before it.
  let week: ISOWeek

  /// Mondays of an ordinary week, and of those in which European clocks go back and forth.
  private static let mondays = [20_787, 20_745, 20_535]
  private static let zones = ["Europe/Warsaw", "Europe/Warsaw", "America/New_York", "Asia/Kolkata"]

  /// - Parameter isFree: whether people are many and the rules leave them room.
  init(_ random: inout SeededGenerator, isFree: Bool = false) {
    func pick<Element>(_ elements: [Element]) -> Element { elements[random.nextIndex(below: elements.count)] }
    let monday = CivilDate(dayNumber: pick(Self.mondays))
    week = ISOWeek(containing: monday)
    let isAlways = random.nextIndex(below: 4) == 0
    let second = pick(["", "phone", "email", "chat"])
    let days = pick(["mon-sun", "mon-sun", "mon-fri"])
    let hours = isAlways ? "00:00-24:00" : pick(["08:00-14:00", "09:00-18:00"])
    let zone = pick(Self.zones)
    let other = random.nextIndex(below: 3) == 0 ? pick(Self.zones) : zone
    var queues = """
      { id: "q", channel: "phone", skills: "x", hours: { "\(days)": "\(hours)" }, handleTime: "9m"\(pick(["", ", shrinkage: 0.1", ", target: { holdsOver: \"day\" }"])) }
      """
    if !second.isEmpty {
      let answer = second == "email" ? ", responseTime: { within: \"8h\", clock: \"openingHours\" }" : ""
      queues += """
        , { id: "r", channel: "\(second)", skills: "y", hours: { "\(days)": "\(hours)" }, handleTime: "6m"\(answer) }
        """
    }
    let meal = """
      [ { kind: "lunch", length: "30m", paid: false, anchor: "start", from: "2h", to: "3h", minimumShift: "5h" } ]
      """
    let breaks = pick(["\"none\"", meal])
    var shifts = """
      { id: "day", start: "\(isAlways ? "06:00-14:00" : "08:00-12:00")", step: "\(pick(["1h", "30m"]))", lengths: [\(pick(["\"4h\", \"6h\"", "\"5h\"", "\"4h\", \"8h\""]))], breaks: \(breaks) }
      """
    if isAlways { shifts += ", { id: \"night\", start: \"22:00\", lengths: [\"8h\"], breaks: \(breaks) }" }
    var rules = [
      "minimumRest: \"\(pick(["9h", "11h", "14h"]))\"",
      "maximumConsecutiveDays: \((isFree ? 5 : 2) + random.nextIndex(below: 5))",
      "minimumDaysOff: \(isFree ? 0 : random.nextIndex(below: 3))",
      "weeklyTolerance: \"\(isFree ? "20h" : pick(["2h", "6h", "20h"]))\"",
    ]
    let further = [
      "noEarlyAfterLate: true", "weekendsOff: \"1 in 2\"", "sameStart: \"2h\"", "weeklyRest: \"35h\"",
      "maximumConsecutiveNights: { limit: 1, price: 40 }", "minimumConsecutiveDaysOff: 2", "forwardRotation: true",
      "wholeWeekends: true", "daysOffAfterNights: 1",
    ]
    if random.nextIndex(below: 2) == 0 { rules.append(pick(further)) }
    let people = (isFree ? 5 : 2) + random.nextIndex(below: 4)
    var settings = ""
    if random.nextIndex(below: 4) == 0 { settings += "fairness: true, " }
    if random.nextIndex(below: 4) == 0 { settings += "prices: { by: \"\(pick(["heads", "service"]))\" }, " }
    if random.nextIndex(below: 5) == 0 {
      settings +=
        "teamRules: [ \(pick(["{ apart: [\"a1\", \"a2\"] }", "{ together: [\"a1\", \"a2\"], price: 5 }", "{ least: 1, site: \"s\", price: 30 }"])) ], "
    }
    var agents = "agent_id,name,site,skills,contract_hours,time_zone\n"
    for number in 1...people {
      agents += Self.row(
        number, skills: second.isEmpty ? "x" : pick(["x", "y", "x y", "x y"]), site: pick(["s", "s", "t"]), &random)
    }
    var files = MemoryFiles([
      "rota.json": """
      {
        name: "Team", timeZone: "\(zone)", interval: "30m", \(settings)
        queues: [ \(queues) ],
        sites: [ { id: "s", timeZone: "\(zone)" }, { id: "t", timeZone: "\(other)" } ],
        shifts: [ \(shifts) ],
        rules: { \(rules.joined(separator: ", ")) },
        tickets: [ { file: "tickets.csv", timeZone: "\(zone)" } ],
      }
      """,
      "agents.csv": agents,
      "tickets.csv": Self.counts(
        before: monday.dayNumber - 7, hours: isAlways ? 0..<24 : 8..<18, queues: second.isEmpty ? ["q"] : ["q", "r"],
        contacts: isFree ? 1 : 1 + random.nextIndex(below: 5)),
    ])
    if random.nextIndex(below: 2) == 0 {
      files = files.with(
        "absences.csv",
        "agent_id,first_date,last_date,kind,paid\na1,\(monday.adding(days: 1)),\(monday.adding(days: 2)),leave,yes\n")
    }
    if random.nextIndex(below: 3) == 0 {
      files = files.with("requests.csv", "agent_id,date,request\na2,\(monday.adding(days: 3)),day off\n")
    }
    self.files = files
  }

  /// A row of `agents.csv`.
  static func row(
    _ number: Int, skills: String, site: String, _ random: inout SeededGenerator
  ) -> String {
    let hours = 12 + 4 * random.nextIndex(below: 7)
    let zone = random.nextIndex(below: 8) == 0 ? "Europe/London" : ""
    return "a\(number),Agent 0\(number),\(site),\(skills),\(hours),\(zone)\n"
  }

  /// - Parameter end: the day after the last.
  private static func counts(before end: Int, hours: Range<Int>, queues: [String], contacts: Int) -> String {
    var text = "ts_local,queue,calls\n"
    for day in end - 28..<end {
      for hour in hours {
        for half in ["00", "30"] {
          for (number, queue) in queues.enumerated() {
            let count = contacts + (hour + number + day) % 3
            text += "\(CivilDateText.of(day)) \(hour < 10 ? "0" : "")\(hour):\(half),\(queue),\(count)\n"
          }
        }
      }
    }
    return text
  }

  /// Writes the project to a folder.
  func write(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (path, bytes) in files.contents { try Data(bytes).write(to: folder.appending(path: path)) }
  }
}
