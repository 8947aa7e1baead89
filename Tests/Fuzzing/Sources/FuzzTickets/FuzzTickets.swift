import Calendars
import Tables
import Tickets

/// Imports of any bytes: every row is accounted for, and what is stored reads back equal.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTickets(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  var options = ImportOptions(zone: .utc)
  // Zeros from 1990 to 2060 would take all the time; wide intervals keep it short.
  options.interval = 60
  options.openingHours = ["all": .always]
  options.hasHeader = bytes.first != UInt8(ascii: "1")
  guard let result = try? importTickets([TicketSource(bytes: bytes, name: "fuzz")], options: options) else { return 0 }
  let report = result.report
  precondition(report.rowsKept + report.dropped.reduce(0) { $0 + $1.count } == report.rowsRead, "a row is lost")
  _ = report.text
  let text = HistoryFile.text(of: result.histories)
  guard text.utf8.count < 1 << 16 else { return 0 }
  let read = try? HistoryFile.read(Array(text.utf8), file: "fuzz")
  precondition(read == result.histories, "the history does not read back")
  return 0
}
