import Calendars
import Tables

/// The time reader on any bytes: what it reads is a time that exists, and reads back from its own text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTime(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  for order in DateOrder.allCases {
    let reader = TimeReader(dateOrder: order)
    switch reader.read(bytes.span) {
    case .local(let civil)?:
      precondition((0..<86_400).contains(civil.secondOfDay))
      precondition(reader.read(civil.isoText) == .local(civil), "does not read back: \(civil.isoText)")
    case .instant(let instant)?:
      let year = CivilTime(wallSeconds: instant.rawValue).date.year
      if (1...9998).contains(year) {
        precondition(reader.read(instant.utcText) == .instant(instant), "does not read back: \(instant.utcText)")
      }
    case nil: break
    }
  }
  if let second = TimeReader.readClock(bytes.span) { precondition((0...86_400).contains(second)) }
  for order in DateOrder.allCases {
    if let date = TimeReader(dateOrder: order).readDate(bytes.span) {
      precondition(TimeReader(dateOrder: order).readDate(Array(date.description.utf8).span) == date)
    }
  }
  var evidence = DateOrder.Evidence()
  TimeReader.weigh(bytes.span, into: &evidence)
  let text = String(decoding: bytes, as: UTF8.self)
  if let hours = try? OpeningHours(text: text) {
    for day in Weekday.allCases {
      precondition((try? OpeningHours.daySpans(hours.text(on: day))) == hours.spans[day.index])
    }
  }
  if let week = ISOWeek(text) { precondition(ISOWeek(week.description) == week) }
  if let date = CivilDate(text) { precondition(date.description == text) }
  if let clock = ClockTime(text) { precondition(ClockTime(clock.description) == clock) }
  return 0
}
