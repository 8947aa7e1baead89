import Planning
import Tables

/// The project reader on any bytes: the first byte chooses which file of a sound project they replace. It ends, and
/// whatever is wrong is said with a message.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzProject(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let choice = bytes.first else { return 0 }
  let names = ["rota.json", "agents.csv", "absences.csv", "requests.csv", "holidays.csv", "tickets.csv"]
  var files = SoundProject()
  files.contents[names[Int(choice) % names.count]] = Array(bytes.dropFirst())
  do throws(Diagnostic) { _ = try Project.read(files) } catch {
    precondition(!error.message.isEmpty && !error.code.isEmpty)
  }
  return 0
}

/// A small project in memory that is read without a complaint.
struct SoundProject: ProjectFiles {
  var name = "the project"
  var contents: [String: [UInt8]] = [
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

  func bytes(of path: String) throws(Diagnostic) -> [UInt8]? { contents[path] }
  func files(in folder: String) -> [String] { [] }
}
