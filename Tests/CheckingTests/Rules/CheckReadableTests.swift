import RotaFixtures
import Calendars
import Foundation
import Testing

@testable import Checking
@testable import Workforce

@Suite("The checker on plans edited by hand")
struct CheckReadableTests {
  /// Numbers that arithmetic trips over.
  private static let extremes = [
    "0", "-1", "1", "9223372036854775807", "-9223372036854775808", "100000000", "-100000000", "7",
  ]

  @Test("whatever number is put anywhere in request or rota, the checker answers") func anyNumber() throws {
    var fixture = try CheckFixture()
    let duty = fixture.duty("ben", "night", fixture.date(-1), ClockTime(hour: 22), 480)
    fixture.request.carriedIn = [CarriedDuty(queues: ["phone"], duty: duty)]
    fixture.request.people[0].wishes = [Wish(kind: .dayOff, price: 3)]
    // In UTC, whose table needs no building at each reading.
    for person in fixture.request.people.indices { fixture.request.people[person].zone = .utc }
    for site in fixture.request.sites.indices { fixture.request.sites[site].zone = .utc }
    // A small grid keeps the text short; the rota then reaches beyond it.
    fixture.request.grid.count = 24
    for queue in 0..<2 { fixture.request.demand[queue].required = Array(repeating: 1, count: 24) }
    fixture.rota.duties.removeSubrange(3...)
    fixture.tile()
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    var answers = 0
    func tryAll(_ text: String, _ answer: (Data) throws -> Void) rethrows {
      let bytes = Array(text.utf8)
      var index = 0
      while index < bytes.count {
        // A number's first byte, not inside a name or a date.
        guard (48...57).contains(bytes[index]), [58, 44, 91].contains(bytes[index - 1]) else {
          index += 1
          continue
        }
        var end = index
        while end < bytes.count, (48...57).contains(bytes[end]) || bytes[end] == 46 { end += 1 }
        for extreme in Self.extremes {
          try answer(Data(bytes[..<index] + Array(extreme.utf8) + bytes[end...]))
        }
        index = end
      }
    }
    let request = try #require(String(bytes: encoder.encode(fixture.request), encoding: .utf8))
    let rota = try #require(String(bytes: encoder.encode(fixture.rota), encoding: .utf8))
    let decoder = JSONDecoder()
    tryAll(request) { data in
      guard let changed = try? decoder.decode(RosterRequest.self, from: data) else { return }
      answers += 1
      _ = checkRota(changed, fixture.rota)
      _ = countedCosts(changed, fixture.rota)
    }
    tryAll(rota) { data in
      guard let changed = try? decoder.decode(Rota.self, from: data) else { return }
      answers += 1
      _ = checkRota(fixture.request, changed)
      _ = countedCosts(fixture.request, changed)
    }
    #expect(answers > 500)
  }
}
