internal import Calendars
internal import Foundation
internal import Plans
internal import Tables

/// JSON for another program: keys in alphabetical order, laid out like `plan.json`.
/// - Throws: `plan.not-finite` where a figure is not a number.
func exchangeJSON(_ value: some Encodable) throws(Diagnostic) -> [UInt8] {
  JSONLayout.laidOut(try compactJSON(value))
}

/// The same without white space.
func compactJSON(_ value: some Encodable) throws(Diagnostic) -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  do { return [UInt8](try encoder.encode(value)) } catch {
    throw Diagnostic(
      "plan.not-finite", "the cost of a duty is not a number, which JSON cannot hold",
      cure: "Check the pay rates of the sites.", kind: .internal)
  }
}

extension Instant {
  /// `2026-11-30T07:00:00Z`, for interfaces whose documentation shows seconds everywhere.
  var secondsText: String { "\(CivilTime(wallSeconds: rawValue).secondsText)Z" }
}

extension Zone {
  /// `2026-11-30T08:00:00+01:00`.
  func secondsText(of instant: Instant) -> String {
    civil(at: instant).secondsText + Zone.offsetText(secondsFromUTC(at: instant))
  }
}

extension CivilTime {
  fileprivate var secondsText: String { "\(date)T\(clock):\(padded(secondOfDay % 60, to: 2))" }
}
