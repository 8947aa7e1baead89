import Calendars
import Foundation
import Tables
import Testing

@testable import Tickets

/// Tables with anything done to them: no trap, every row accounted for, and the same outcome however often it is read.
@Suite struct TableMutationTests {
  private static let seeds = [
    "id,created_at,channel,direction,handle_time\n1,2026-03-02 08:00,Phone,in,:03:10\n2,2026-03-02 08:01,Mail,out,3m 21s\n",
    "Call ID;Segment;Date;Start Time;Time;Time\n1;1;1/2/2025;10:42:04 AM;:00:02;x\n1;2;1/13/2025;10:42:09 AM;0:03:10;y\n",
    "Date;Interval;Calls Offered;Calls Answered;AHT\n03.02.2025;09:00 - 09:30;1.015;11;00:05:10\nTotal;;27;26;\n",
    "date,calls\n1/6/25,150\n1/7/25,0\n1/8/25,12.5\n", "DATA,HORA\n45692,0.375694444444444\n45693,0.5\n",
    "time_id,callid,queuename,event\n1738573200,a,S,ENTERQUEUE\n1738573210,a,S,CONNECT\n1738573290,a,S,COMPLETEAGENT\n",
    "calldate,clid,billsec\n2025-02-03 09:01:00,\"Agent 01\" <101>,21\n2025-02-03 09:02:00,\"x \"\"y\"\"\" z,0.00232638888889\n",
    "1,2025-02-03 09:01,a\n2,2025-02-03 09:02,b\n",
  ]
  /// What people, programs and chance put into cells.
  private static let pieces = [
    "", ",", ";", "\"", "\n", "\r", "0", "-1", "1e308", "99999999999999999999", "nan", "::", "25:61:99", "1.2.3", "é",
    "9999-12-31 23:59", "0000-00-00", "PT", "P", "h", "45692.99999999", "58440", "0.999999999", "24:00", "12:00 AM - ",
    "#",
    "\u{0}", "\u{FEFF}", "4h4h4h", "1 day 00:00:01", "999999:59:59", "9223372036854775807", "-9223372036854775808",
  ]

  private func check(_ bytes: [UInt8], hasHeader: Bool) throws {
    var options = ImportOptions(zone: try Zone("Europe/Warsaw"))
    options.interval = 60
    options.hasHeader = hasHeader
    options.openingHours = ["all": .always]
    guard let first = try? importTickets([TicketSource(bytes: bytes, name: "m.csv")], options: options) else { return }
    let report = first.report
    #expect(
      report.rowsKept + report.dropped.reduce(0) { $0 + $1.count } == report.rowsRead,
      "\(String(decoding: bytes, as: UTF8.self))")
    #expect(first.histories.allSatisfy { $0.contacts.allSatisfy { $0.isFinite && $0 >= 0 } })
    #expect(first.histories.allSatisfy { $0.handleSeconds.allSatisfy { $0.isFinite && $0 >= 0 } })
  }

  @Test("cells and bytes replaced at random, 1,200 tables; ten times as many with ROTA_SLOW=1")
  func mutations() throws {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func random(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, below)
    }
    let rounds = ProcessInfo.processInfo.environment["ROTA_SLOW"] == "1" ? 12_000 : 1_200
    for round in 0..<rounds {
      var bytes = Array(Self.seeds[round % Self.seeds.count].utf8)
      for _ in 0...random(3) {
        let place = random(bytes.count)
        switch random(4) {
        case 0: bytes[place] = UInt8(random(256))
        case 1: bytes.insert(contentsOf: Array(Self.pieces[random(Self.pieces.count)].utf8), at: place)
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random(6)))
        default:
          // The content of a cell.
          let start = bytes[..<place].lastIndex { [0x2C, 0x3B, 0x0A].contains($0) }.map { $0 + 1 } ?? 0
          let end = bytes[place...].firstIndex { [0x2C, 0x3B, 0x0A].contains($0) } ?? bytes.count
          bytes.replaceSubrange(start..<max(start, end), with: Array(Self.pieces[random(Self.pieces.count)].utf8))
        }
        if bytes.isEmpty { bytes = [0x2C] }
      }
      try check(bytes, hasHeader: round % 5 != 0)
    }
  }
}
