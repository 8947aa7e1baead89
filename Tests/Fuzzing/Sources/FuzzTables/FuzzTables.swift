import FuzzSupport
import Planning
import Publishing
import Requirements
import Tables

/// Events, drivers, Erlang batches, batch lists, templates of exports and leave on any bytes; the first chooses which.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTables(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let choice = bytes.first else { return 0 }
  let content = Array(bytes.dropFirst())
  do throws(Diagnostic) {
    switch choice == UInt8(ascii: "t") ? 4 : choice == UInt8(ascii: "l") ? 5 : choice % 4 {
    case 0:
      var project = SoundProject()
      project.contents["events.csv"] = content
      _ = try Project.read(project)
    case 5:
      let project = try Project.read(SoundProject())
      let read = try LeaveImport(into: "", options: LeaveImport.Options()).read(content, file: "hr.csv", for: project)
      precondition(read.leftOut.reduce(0) { $0 + $1.count } <= read.rowsRead)
    case 4: _ = try ExportTemplate(content, file: "mine.csv")
    case 1: for driver in try DriverFile.read(content, file: "drivers.csv") { precondition(!driver.name.isEmpty) }
    case 2: _ = try erlangBatch(content, file: "questions.csv")
    default:
      let folders = try BatchList.folders(content, path: "lists/teams.txt")
      precondition(!folders.isEmpty)
    }
  } catch {
    precondition(!error.message.isEmpty && !error.code.isEmpty && error.kind != .internal)
  }
  return 0
}
