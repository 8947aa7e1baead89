package import Tables

internal import Planning

/// A project folder in memory.
package struct MemoryFiles: ProjectFiles {
  package var name = "the project"
  package var contents: [String: [UInt8]]

  package init(_ texts: [String: String]) { contents = texts.mapValues { Array($0.utf8) } }

  package func bytes(of path: String) throws(Diagnostic) -> [UInt8]? { contents[path] }

  package func files(in folder: String) -> [String] {
    contents.keys.filter { $0.hasPrefix(folder + "/") }.map { String($0.dropFirst(folder.count + 1)) }.sorted()
  }

  /// A small help desk that is read without a complaint.
  package static let sound = MemoryFiles([
    "rota.json": """
    {
      name: "Desk", timeZone: "Europe/Warsaw",
      holidays: "holidays.csv",
      tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
      queues: [
        { id: "phone", hours: { "mon-fri": "08:00-18:00" }, target: { serviceLevel: 0.8, within: "20s" } },
      ],
      sites: [ { id: "krakow", timeZone: "Europe/Warsaw" } ],
      shifts: [ { id: "day", days: "mon-fri", start: "08:00-09:00", lengths: ["8h30m"] } ],
      rules: { minimumRest: "11h" },
      prices: { underFirst: 30 },
    }
    """,
    "agents.csv": """
    agent_id,name,site,skills,contract_hours
    a01,Agent 01,krakow,phone,40
    a02,Agent 02,krakow,phone,40

    """,
    "absences.csv": "agent_id,first_date,last_date,kind,paid\na01,2026-11-23,2026-11-24,leave,yes\n",
    "requests.csv": "agent_id,date,request\na02,2026-11-27,day off\n",
    "holidays.csv": "date,name,class\n2026-11-11,Independence Day,holiday\n",
    "tickets.csv": MemoryFiles.counts,
  ])

  /// Four weeks of calls by half-hour, five days from Sunday on, 8 to 18.
  package static let counts = counts(from: 20_751)  // 2026-10-25

  /// - Parameter monday: days since 1970.
  package static func counts(from monday: Int) -> String {
    var text = "ts_local,queue,calls\n"
    for week in 0..<4 {
      for day in 0..<5 {
        let number = monday + week * 7 + day
        for half in 16..<36 {
          let hour = half / 2 < 10 ? "0\(half / 2)" : "\(half / 2)"
          text += "\(CivilDateText.of(number)) \(hour):\(half % 2 == 0 ? "00" : "30"),phone,\(4 + half % 5)\n"
        }
      }
    }
    return text
  }

  package func with(_ path: String, _ text: String?) -> MemoryFiles {
    var copy = self
    copy.contents[path] = text.map { Array($0.utf8) }
    return copy
  }

  package func with(_ path: String, bytes: [UInt8]) -> MemoryFiles {
    var copy = self
    copy.contents[path] = bytes
    return copy
  }

  /// The project with `old` replaced by `new` in one of its files.
  package func replacing(_ old: String, by new: String, in path: String) -> MemoryFiles {
    let text = String(decoding: contents[path] ?? [], as: UTF8.self)
    precondition(text.contains(old), "\(path) has no '\(old)'")
    return with(path, text.replacing(old, with: new))
  }
}
