import Calendars
import Tables
import Tickets

/// The file of a source on any bytes: what is accepted is written and reads back equal, and a queue's history is taken
/// from it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHistory(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(Diagnostic) {
    let source = try SourceFile.read(bytes, name: "desk", file: "history/desk.csv")
    let text = SourceFile.text(of: source)
    let read = try? SourceFile.read(text, name: "desk", file: "history/desk.csv")
    precondition(read == source, "the source does not read back")
    precondition(read.map { SourceFile.text(of: $0) == text } == true, "the bytes differ")
    var store = HistoryStore()
    store.set(source)
    let routing = QueueRouting(queues: [QueueRouting.Queue(id: "all", channel: "phone", matches: [])])
    let histories = try store.histories(routing: routing, zones: [:], zone: .utc)
    let contacts = source.streams.flatMap(\.cells.contacts).reduce(0, +)
    // The rest is kept aside.
    let aside = store.unclaimed(by: routing).reduce(0) { $0 + $1.contacts }
    let sum = histories.flatMap(\.contacts).reduce(aside, +)
    // Days that some streams of counts don't know are left out.
    let isWhole = histories.allSatisfy(\.leftOut.isEmpty)
    precondition(sum <= contacts + 1e-9 * max(1, contacts), "contacts are made")
    precondition(!isWhole || sum >= contacts - 1e-9 * max(1, contacts), "contacts are lost")
    let isSaid = store.absenceNotes(routing: routing).contains { $0.severity == .warning }
    precondition(isWhole || isSaid, "nothing is said of days that are left out")
  } catch {
    precondition(!error.message.isEmpty && !error.code.isEmpty && error.kind != .internal)
  }
  return 0
}
