public import Planning
public import Tables

/// A small project in memory that is read without a complaint.
public struct SoundProject: ProjectFiles {
  public var name = "the project"
  public var contents: [String: [UInt8]] = [
    "rota.json": Array(
      """
      { timeZone: "UTC", holidays: "holidays.csv", tickets: "tickets.csv",
        queues: [ { id: "phone", hours: { "mon-fri": "08:00-18:00" } } ],
        shifts: [ { id: "day", start: "08:00-09:00", lengths: ["8h30m"] } ] }
      """.utf8),
    "agents.csv": Array("agent_id,name,skills,contract_hours\na01,Agent 01,phone,40\n".utf8),
    "absences.csv": Array("agent_id,first_date,last_date\na01,2026-11-23,2026-11-24\n".utf8),
    "requests.csv": Array("agent_id,date,request\na01,2026-11-27,day off\n".utf8),
    "holidays.csv": Array("date,name,class\n2026-11-11,Independence Day,holiday\n".utf8),
    "tickets.csv": Array("ts_local,queue,calls\n2026-11-02 08:00,phone,4\n2026-11-02 08:30,phone,5\n".utf8),
  ]

  public init() {}

  public func bytes(of path: String) throws(Diagnostic) -> [UInt8]? { contents[path] }
  public func files(in folder: String) -> [String] { [] }
}
