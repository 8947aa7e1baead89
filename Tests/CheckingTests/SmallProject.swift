import Calendars
import Foundation
import Searching
import Tables

@testable import Planning

/// A project in memory: what a random small team writes down, with queues of every kind.
struct SmallProject: ProjectFiles {
  var name = "the project"
  var contents: [String: [UInt8]]

  func bytes(of path: String) throws(Diagnostic) -> [UInt8]? { contents[path] }

  func files(in folder: String) -> [String] {
    contents.keys.filter { $0.hasPrefix(folder + "/") }.map { String($0.dropFirst(folder.count + 1)) }.sorted()
  }

  /// A queue, with what its settings say beside id and hours.
  struct Queue {
    var id: String
    var zone = "Europe/Warsaw"
    var hours: String
    var settings: String
    /// Contacts of a half-hour.
    var rate: Double
  }

  /// Two sites in two zones, a night, and queues of each model.
  static let everyKind = SmallProject(
    queues: [
      Queue(
        id: "phone", hours: "\"mon-wed\": \"08:00-16:00\"",
        settings: """
          target: { serviceLevel: 0.8, within: "20s", maximumOccupancy: 0.85 },
          shrinkage: [ { kind: "sickness", share: 0.04 }, { kind: "coaching", share: 0.05, planned: true },
            { kind: "leave", share: 0.08, planned: true, knownToRota: true } ]
          """, rate: 6),
      Queue(
        id: "line", zone: "Europe/Lisbon",
        hours: "\"mon\": \"00:00-12:00\", \"sun\": \"18:00-24:00\", \"wed\": \"20:00-30:00\"",
        settings:
          "patience: \"2m\", shrinkage: 0.06, target: { serviceLevel: 0.7, within: \"45s\", definition: \"ofAnswered\" }",
        rate: 3),
      Queue(
        id: "mail", hours: "\"mon-thu\": \"09:00-15:00\"",
        settings: """
          channel: "email", responseTime: { within: "8h", clock: "openingHours" }, blendedWith: ["phone"],
          handleTime: "9m", shrinkage: 0.08, target: { maximumOccupancy: 0.9 }
          """, rate: 3),
      Queue(
        id: "office", hours: "\"mon-fri\": \"08:00-16:00\"",
        settings: "channel: \"email\", handleTime: \"12m\", target: { maximumOccupancy: 0.8 }", rate: 2),
      Queue(
        id: "chat", zone: "Europe/Lisbon", hours: "\"mon-tue\": \"10:00-14:00\", \"sat\": \"10:00-12:00\"",
        settings: "channel: \"chat\", concurrency: { atOnce: 2, handleTimes: [\"5m\", \"7m\"] }, shrinkage: 0.05",
        rate: 5),
      Queue(
        id: "desk", hours: "\"mon-fri\": \"08:00-12:00\"",
        settings: """
          requirementMethod: "stationary", handleTime: "4m", shrinkage: 0.1,
          target: { meanWait: "30s", serviceLevel: 0.75, within: "30s" }
          """, rate: 4),
    ], people: 16, seed: 5)

  /// A team with one to three queues whose hours, promises and models are drawn by chance.
  static func random(_ seed: UInt64) -> SmallProject {
    var generator = SeededGenerator(seed: seed)
    func pick<T>(_ list: [T]) -> T { list[Int(generator.next() % UInt64(list.count))] }
    let zones = ["Europe/Warsaw", "America/Bogota", "Asia/Kolkata", "America/New_York", "Australia/Sydney"]
    let zone = pick(zones)
    let queues = (0..<(1 + Int(generator.next() % 3))).map { number -> Queue in
      let from = 6 + Int(generator.next() % 5)
      let to = from + 6 + Int(generator.next() % 6)
      let days = pick(["mon-fri", "mon-sun", "mon-sat"])
      let target = pick([
        "serviceLevel: 0.8, within: \"20s\"", "serviceLevel: 0.9, within: \"1m\", maximumOccupancy: 0.8",
        "meanWait: \"40s\"", "serviceLevel: 0.75, within: \"30s\", definition: \"withoutShortAbandons\"",
      ])
      let kind = pick([
        "target: { \(target) }", "target: { \(target) }, patience: \"90s\"",
        "target: { \(target) }, requirementMethod: \"robust\"",
        "target: { \(target) }, requirementMethod: \"stationary\"",
        "channel: \"email\", responseTime: { within: \"\(pick(["4h", "24h"]))\", clock: \"\(pick(["elapsed", "openingHours"]))\" }",
        "channel: \"email\"", "channel: \"chat\", concurrency: 3, target: { \(target) }",
      ])
      return Queue(
        id: "q\(number)", zone: pick([zone, zone, pick(zones)]),
        hours: "\"\(days)\": \"\(String(format: "%02d:00-%02d:30", from, to))\"",
        settings: "\(kind), shrinkage: \(pick([0, 0.05, 0.12])), handleTime: \"\(pick([3, 5, 8]))m\"",
        rate: pick([0.4, 3, 12]))
    }
    return SmallProject(queues: queues, people: 3 + Int(generator.next() % 8), seed: seed, zone: zone)
  }

  private init(queues: [Queue], people: Int, seed: UInt64, zone: String = "Europe/Warsaw") {
    let settings = queues.map { queue in
      // Heads by chance have tests of their own.
      let presence = queue.settings.contains("email") ? "" : "presence: \"proportional\", "
      return
        "{ id: \"\(queue.id)\", timeZone: \"\(queue.zone)\", hours: { \(queue.hours) }, \(presence)\(queue.settings) }"
    }.joined(separator: ",\n")
    let second = zone == "Europe/Warsaw" ? "Europe/Lisbon" : zone
    let rota = """
      { name: "Desk & Line", timeZone: "\(zone)",
        tickets: [ { file: "tickets.csv", timeZone: "\(zone)" } ],
        queues: [ \(settings) ],
        sites: [ { id: "north", name: "North, one", timeZone: "\(zone)", payPerHour: 13.5, nightPremiumPerHour: 2.4 },
          { id: "south", name: "South", timeZone: "\(second)", payPerHour: 11 } ],
        shifts: [
          { id: "day", start: "07:00-13:00", step: "30m", lengths: ["4h", "8h", "8h30m"], latestEnd: "22:00" },
          { id: "night", days: "mon-sun", start: "21:00-22:00", step: "1h", lengths: ["8h"] } ],
        rules: { minimumRest: "11h", weeklyTolerance: "4h" }, prices: { underFirst: 40, underNext: 90 } }
      """
    var agents = "agent_id,name,site,skills,contract_hours,time_zone\n"
    let skills = queues.map(\.id)
    for number in 1...people {
      let id = String(format: "a%02d", number)
      let own = number % 4 == 0 ? skills : [skills[number % skills.count], skills[(number + 1) % skills.count]]
      agents +=
        "\(id),Agent \(id.dropFirst()),\(number % 3 == 0 ? "south" : "north"),\(own.joined(separator: ";")),"
        + "\(number % 5 == 0 ? 20 : 38),\n"
    }
    var counts = "ts_local,queue,calls\n"
    var generator = SeededGenerator(seed: seed)
    for day in 0..<28 {
      let date = CivilDate(dayNumber: 20_751 + day)  // from 2026-10-26, a Monday
      for half in 0..<48 {
        for queue in queues {
          let shape = half < 14 || half > 40 ? 0.1 : 1.0
          let calls = Int((queue.rate * shape * 2 * generator.nextUnit()).rounded())
          counts += "\(date) \(String(format: "%02d:%02d", half / 2, half % 2 * 30)),\(queue.id),\(calls)\n"
        }
      }
    }
    contents = [
      "rota.json": Array(rota.utf8), "agents.csv": Array(agents.utf8), "tickets.csv": Array(counts.utf8),
      "absences.csv": Array("agent_id,first_date,last_date,kind,paid\na01,2026-11-24,2026-11-25,leave,yes\n".utf8),
      "requests.csv": Array("agent_id,date,request\na02,2026-11-27,day off\na03,2026-11-26,start 09:00\n".utf8),
    ]
  }
}
