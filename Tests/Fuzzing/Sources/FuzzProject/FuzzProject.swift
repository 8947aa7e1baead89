import FuzzSupport
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
