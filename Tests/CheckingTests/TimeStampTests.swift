import Calendars
import Testing

@testable import Checking

@Suite("times as tables write them, read back")
struct TimeStampTests {
  @Test("written times come back", arguments: ["Europe/Warsaw", "Asia/Kathmandu", "America/St_Johns", "UTC"])
  func roundTrip(_ name: String) throws {
    let zone = try Zone(name)
    for seconds in stride(from: 1_790_000_000, to: 1_800_000_000, by: 864_007) {
      let instant = Instant(rawValue: seconds)
      let local = try #require(TimeStamp(zone.localText(of: instant)))
      #expect(local.instant == instant)
      #expect(local.offset == zone.secondsFromUTC(at: instant))
      #expect(TimeStamp(instant.utcText)?.instant == instant)
    }
  }

  @Test(
    "what is no time is none",
    arguments: [
      "", "2026-11-30", "2026-11-30T8:00Z", "2026-11-30T24:00Z", "2026-13-30T08:00Z", "2026-11-30T08:00", "x",
    ])
  func refused(_ text: String) { #expect(TimeStamp(text) == nil) }
}
