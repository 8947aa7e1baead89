internal import Calendars
internal import Tables
internal import Words

extension ImportOptions {
  /// - Throws: `import.interval` when the width divides no hour, or does not suit the zone's wall clock.
  func checkInterval() throws(Diagnostic) {
    guard let interval = interval else { return }
    guard (1...60).contains(interval.rawValue), 60 % interval.rawValue == 0 else {
      throw Diagnostic(
        "import.interval", "intervals of \(Words.plain.minutesInFull(interval)) divide no hour",
        cure: "Choose 5, 10, 15, 20, 30 or 60 minutes.", kind: .usage)
    }
    for zone in [zone].compactMap({ $0 })
      + queueZones.values.sorted(by: { $0.identifier < $1.identifier })
    where !zone.allowsGrid(of: interval) {
      throw Diagnostic(
        "import.interval", "intervals of \(Words.plain.minutesInFull(interval)) do not start with the hours of \(zone)",
        cure: "Choose 15 minutes.", kind: .usage)
    }
  }
}
