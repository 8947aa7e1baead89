import Calendars
import Tables

/// The reader of zone files on any bytes: it ends, and a clock that it reads can be asked anything: both ways round, and
/// what it shows is what was meant.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzZones(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let zone = try? Zone(identifier: "Fuzz/Zone", tzif: bytes, file: "fuzz") else { return 0 }
  let all = Instant(rawValue: -(1 << 41))..<Instant(rawValue: 1 << 41)
  let changes = zone.transitions(in: all)
  precondition(zip(changes, changes.dropFirst()).allSatisfy { $0.at < $1.at && $0.to == $1.from })
  precondition(changes.allSatisfy { $0.from != $0.to && abs($0.to) < 26 * 3600 })
  // Not all of them: a file of the largest size has thousands.
  for change in changes.prefix(50) {
    for offset in [-90_000, -3600, -1, 0, 1, 3600, 90_000] {
      let instant = change.at.adding(seconds: offset)
      switch zone.reading(of: zone.civil(at: instant)) {
      case .unique(let read): precondition(read == instant)
      case .ambiguous(let earlier, let later): precondition(earlier < later)
      case .skipped: preconditionFailure("a clock showed a time that it skips")
      }
    }
  }
  precondition(zone.differences(from: zone, in: all).isEmpty)
  _ = zone.differences(from: .utc, in: all)
  return 0
}
