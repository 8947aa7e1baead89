/// Appends times as `Instant.utcText` writes them, byte for byte.
///
/// The date of times of one day is made into text once: of writing a history of many streams half the time went into that.
public struct UTCTimeWriter {
  private var date: CivilDate?
  /// `2026-11-30T` of `date`.
  private var prefix: [UInt8] = []

  public init() {}

  public mutating func append(_ instant: Instant, to bytes: inout [UInt8]) {
    let time = CivilTime(wallSeconds: instant.rawValue)
    if time.date != date {
      date = time.date
      prefix = Array("\(time.date)T".utf8)
    }
    bytes += prefix
    put(time.minuteOfDay / 60, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    put(time.minuteOfDay % 60, to: &bytes)
    if time.secondOfDay % 60 != 0 {
      bytes.append(UInt8(ascii: ":"))
      put(time.secondOfDay % 60, to: &bytes)
    }
    bytes.append(UInt8(ascii: "Z"))
  }

  /// Two digits.
  private func put(_ number: Int, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "0") + UInt8(number / 10))
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}
