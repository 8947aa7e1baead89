import Calendars
import Tables
import Testing

@testable import Tickets

@Suite struct HistoryFileTests {
  static func history(
    _ queue: QueueID, from start: String = "2026-03-02T08:00Z", interval: Minutes = 15, _ contacts: [Double]
  ) throws -> IntervalHistory {
    guard case .instant(let first)? = TimeReader().read(start) else { throw BadTime() }
    return IntervalHistory(
      queue: queue, zone: try Zone("Europe/Warsaw"), interval: interval,
      starts: contacts.indices.map { first.adding(seconds: $0 * interval.seconds) }, contacts: contacts,
      timedContacts: contacts.map { ($0 / 2).rounded() }, handleSeconds: contacts.map { $0 * 90.25 })
  }

  struct BadTime: Error {}

  private func fault(_ rows: String...) -> Diagnostic? {
    let text = ([HistoryFile.columns.joined(separator: ",")] + rows).joined(separator: "\n")
    do {
      _ = try HistoryFile.read(Array(text.utf8), file: "h.csv")
      return nil
    } catch { return error }
  }

  @Test("what is written reads back equal, and is found again by an import")
  func roundTrip() throws {
    let histories = [
      try Self.history("bank, \"east\"/phone", [1, 0.1, 1e-7, 12345678.5]),
      try Self.history("mail", interval: 30, [3, 0]),
    ]
    let text = HistoryFile.text(of: histories)
    #expect(
      text.hasPrefix(
        "start_utc,queue,time_zone,interval_minutes,contacts,timed_contacts,handle_seconds\n2026-03-02T08:00Z,"))
    let read = try HistoryFile.read(Array(text.utf8), file: "h.csv")
    #expect(read == histories)
    #expect(HistoryFile.text(of: read) == text)
    let imported = try Sample.read(text).get()
    #expect(imported.histories == histories)
    #expect(imported.report.sources[0].system == .history && imported.report.rowsKept == 6)
  }

  @Test("what breaks the form is named with its place")
  func faults() {
    let row = "2026-03-02T08:00Z,q,Europe/Warsaw,15,1,0,0"
    for (rows, code, place) in [
      ([row, row], "history.not-rising", "h.csv:3:1"),
      ([row, "2026-03-02T09:00Z,q,UTC,15,1,0,0"], "history.two-zones", "h.csv:3:3"),
      ([row, "2026-03-02T09:00Z,q,Europe/Warsaw,30,1,0,0"], "history.two-intervals", "h.csv:3:4"),
      (["2026-03-02 08:00,q,Europe/Warsaw,15,1,0,0"], "history.bad-start", "h.csv:2:1"),
      (["2026-03-02T08:00Z,q,Mars/Base,15,1,0,0"], "zone.unknown", "h.csv:2:3"),
      (["2026-03-02T08:00Z,q,UTC,7,1,0,0"], "history.bad-interval", "h.csv:2:4"),
      (["2026-03-02T08:00Z,q,UTC,15,-1,0,0"], "history.bad-amount", "h.csv:2:5"),
      (["2026-03-02T08:00Z,,UTC,15,1,0,0"], "history.no-queue", "h.csv:2:2"),
      (["2026-03-02T08:00Z,q,UTC,15,1"], "csv.ragged-row", "h.csv:2"),
    ] {
      let found = fault(rows[0], rows.count > 1 ? rows[1] : "")
      #expect(found?.code == code && found?.position?.description == place, "\(rows): \(String(describing: found))")
    }
  }

  @Test("adding agrees with a dictionary of intervals, for every subset of four intervals on either side")
  func adding() throws {
    let all = try Self.history("q", [10, 11, 12, 13])
    func part(_ mask: Int, plus: Double) -> IntervalHistory {
      var part = all
      let kept = all.starts.indices.filter { mask >> $0 & 1 == 1 }
      part.starts = kept.map { all.starts[$0] }
      part.contacts = kept.map { all.contacts[$0] + plus }
      part.timedContacts = kept.map { all.timedContacts[$0] }
      part.handleSeconds = kept.map { all.handleSeconds[$0] }
      return part
    }
    for left in 0..<16 {
      for right in 0..<16 {
        let (one, two) = (part(left, plus: 0), part(right, plus: 100))
        var expected: [Instant: Double] = [:]
        for history in [one, two] {
          for (start, contacts) in zip(history.starts, history.contacts) { expected[start, default: 0] += contacts }
        }
        let sum = one.adding(two)
        #expect(sum.starts == expected.keys.sorted())
        #expect(sum.contacts == expected.sorted { $0.key < $1.key }.map(\.value))
      }
    }
  }

  @Test("adding different widths takes the least that both divide")
  func widths() throws {
    let fine = try Self.history("q", [1, 2, 3, 4])
    let coarse = try Self.history("q", from: "2026-03-02T09:00Z", interval: 30, [7])
    #expect(fine.adding(coarse).contacts == [3, 7, 7] && coarse.adding(fine).contacts == [3, 7, 7])
    #expect(fine.adding(coarse).interval == 30)
    let odd = try Self.history("q", interval: 20, [1, 1, 1])
    #expect(fine.adding(odd).interval == 60 && fine.adding(odd).contacts == [13])
  }
}
