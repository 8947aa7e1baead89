import Foundation
import Testing

@testable import Calendars

/// The tables against Foundation, all zones, 2000 to 2040.
@Suite struct ZoneSweepTests {
  static let years = 946_684_800..<2_240_611_200  // 2000-01-01 to 2041-01-01

  /// The seconds at which table and Foundation disagree.
  private func mistakes(_ name: String, at seconds: some Sequence<Int>, _ zone: Zone, _ reference: TimeZone) -> [String]
  {
    seconds.compactMap { second in
      let found = zone.secondsFromUTC(at: Instant(rawValue: second))
      let expected = reference.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
      return found == expected ? nil : "\(name) at \(second): \(found), not \(expected)"
    }
  }

  @Test("every zone: coarsely over all years, hourly around each change, to the second at it")
  func sweep() throws {
    let names = TimeZone.knownTimeZoneIdentifiers
    #expect(names.count > 400)
    var wrong: [String] = []
    for name in names {
      let zone = try Zone(name)
      let reference = try #require(TimeZone(identifier: name))
      // Steps of about 11 days, at another time of day each.
      wrong += mistakes(
        name, at: stride(from: Self.years.lowerBound, to: Self.years.upperBound, by: 954_321), zone, reference)
      let range = Instant(rawValue: Self.years.lowerBound)..<Instant(rawValue: Self.years.upperBound)
      for change in zone.transitions(in: range) {
        #expect(change.from != change.to)
        wrong += mistakes(
          name, at: stride(from: change.at.rawValue - 7200, through: change.at.rawValue + 7200, by: 3600), zone,
          reference)
        wrong += mistakes(name, at: [change.at.rawValue - 1], zone, reference)
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(10))")
  }

  @Test("every zone, every hour of all years", .enabled(if: ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil))
  func everyHour() throws {
    var wrong: [String] = []
    for name in TimeZone.knownTimeZoneIdentifiers {
      let zone = try Zone(name)
      let reference = try #require(TimeZone(identifier: name))
      wrong += mistakes(
        name, at: stride(from: Self.years.lowerBound, to: Self.years.upperBound, by: 3600), zone, reference)
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(10))")
  }

  @Test("a table finds several changes in one step, and changes on its edges")
  func tableBuilding() {
    let day = 86_400
    func offset(_ second: Int) -> Int {
      switch second {
      case ..<(3 * day): 0
      case ..<(10 * day + 61): 3600
      case ..<(11 * day): 7200
      case ..<(12 * day): 5400
      default: 0
      }
    }
    let table = Zone.table(firstSecond: 0, lastSecond: 30 * day, offset: offset)
    #expect(table.starts == [Int.min, 3 * day, 10 * day + 61, 11 * day, 12 * day])
    #expect(table.offsets == [0, 3600, 7200, 5400, 0])
  }
}
