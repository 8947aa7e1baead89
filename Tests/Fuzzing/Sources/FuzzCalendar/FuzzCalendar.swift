import Calendars
import Tables

/// The holiday reader on any bytes, with and without a zone: it ends, and what it returns is in order.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCalendar(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  for name in ["fuzz.ics", "fuzz.csv"] {
    for zone in [nil, Zone.utc] {
      guard let file = try? HolidayFile.read(bytes, file: name, zone: zone) else { continue }
      precondition(zip(file.holidays, file.holidays.dropFirst()).allSatisfy { $0.date <= $1.date })
    }
  }
  return 0
}
