import Calendars
import Foundation
import Tables
import Testing

@testable import Tickets

/// Which days an export says something about, however it is cut.
@Suite struct CoverageTests {
  private static func options() throws -> ImportOptions {
    var options = ImportOptions(zone: try Zone("Europe/Warsaw"))
    options.intake.dayZone = options.zone
    return options
  }

  /// Half a year of a quiet desk: `mean` tickets a working day, 9 to 17, handle times with fractions.
  private static func rows(mean: Double, seed: UInt64) -> [(day: Int, text: String)] {
    var state = seed
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    var rows: [(day: Int, text: String)] = []
    for day in 0..<182 where day % 7 < 5 {
      var chance = random()
      var count = 0
      while chance > exp(-mean) {
        chance *= random()
        count += 1
      }
      let seconds = (0..<count).map { _ in Int(random() * 28_800) }.sorted()
      for second in seconds {
        let time = 9 * 3600 + second
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let clock = "\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60))"
        rows.append(
          (
            day,
            "T\(rows.count),\(CivilDate(dayNumber: 20_094 + day)) \(clock),Phone,\(Double(second % 97) / 10)\n"
          ))
      }
    }
    return rows
  }

  private static func bytes(_ files: [String], together: Bool = false) throws -> [UInt8] {
    var store = HistoryStore()
    let sources = files.filter { !$0.isEmpty }.map {
      Sample.source("id,created,channel,handle_minutes\n" + $0)
    }
    if together {
      _ = try importTickets(sources, options: try options(), into: &store)
    } else {
      for source in sources { _ = try importTickets([source], options: try options(), into: &store) }
    }
    #expect(store.sources.count == 1)
    return SourceFile.text(of: store.sources[0])
  }

  @Test("the same tickets are the same history, byte by byte: one file, weeks, days, in any order, with repetitions")
  func sameTickets() throws {
    for (mean, seed, lengths) in [(0.4, 1, [7, 1]), (3, 2, [7, 30])] as [(Double, UInt64, [Int])] {
      let rows = Self.rows(mean: mean, seed: seed)
      let whole = try Self.bytes([rows.map(\.text).joined()])
      func cut(by length: Int) -> [String] {
        (0..<(182 / length + 1)).map { part in rows.filter { $0.day / length == part }.map(\.text).joined() }
      }
      for length in lengths {
        let files = cut(by: length)
        #expect(try Self.bytes(files) == whole)
        #expect(try Self.bytes(files.reversed()) == whole)
        #expect(try Self.bytes(files, together: true) == whole)
        #expect(
          try Self.bytes(files.enumerated().sorted { $0.offset * 7 % 11 < $1.offset * 7 % 11 }.map(\.element)) == whole)
        // Files that overlap, and all of it again.
        #expect(try Self.bytes(zip(files, files.dropFirst()).map { $0 + $1 } + [rows.map(\.text).joined()]) == whole)
      }
      // Cut anywhere, also within a day, and by row.
      let thirds = (0..<3).map { part in rows.enumerated().filter { $0.offset % 3 == part }.map(\.element.text).joined()
      }
      #expect(try Self.bytes(thirds) == whole)
    }
  }

  @Test("quiet stretches: four days are zeros, as is what is no longer than another; the rest is unknown")
  func stretches() {
    func coverage(_ days: [Int], declared: [ClosedRange<Int>] = []) -> ([String], [String]) {
      func spans(_ ranges: [ClosedRange<Int>]) -> DaySpans {
        DaySpans(ranges.map { CivilDate(dayNumber: $0.lowerBound)...CivilDate(dayNumber: $0.upperBound) })
      }
      func shown(_ ranges: [ClosedRange<CivilDate>]) -> [String] {
        ranges.map { "\($0.lowerBound.dayNumber)-\($0.upperBound.dayNumber)" }
      }
      let found = SourceCoverage(days: spans(days.map { $0...$0 }), declared: spans(declared))
      return (shown(found.known.spans), shown(found.unknown))
    }
    #expect(coverage([]) == ([], []))
    #expect(coverage([1]) == (["1-1"], []))
    #expect(coverage([1, 6]) == (["1-6"], []))
    #expect(coverage([1, 7]) == (["1-1", "7-7"], ["2-6"]))
    // Nine quiet days twice are this desk's habit.
    #expect(coverage([1, 11, 12, 22]) == (["1-22"], []))
    #expect(coverage([1, 11, 12, 23]) == (["1-12", "23-23"], ["13-22"]))
    // Two stray dates don't vouch for each other, whatever was quiet between them.
    #expect(coverage([1, 401, 801]) == (["1-1", "401-401", "801-801"], ["2-400", "402-800"]))
    // What was said to be covered is known.
    #expect(coverage([1, 44], declared: [1...44]) == (["1-44"], []))
    #expect(coverage([5], declared: [1...9]) == (["1-9"], []))
    #expect(coverage([1, 44], declared: [1...20]) == (["1-20", "44-44"], ["21-43"]))
  }

  @Test("days are whole: zeros from midnight to midnight on the desk's clock")
  func wholeDays() throws {
    let text = "id,created,channel\n1,2026-03-27 12:00,Phone\n2,2026-03-30 12:00,Phone\n"
    let history = try importTickets([Sample.source(text)], options: try Self.options()).histories[0]
    // Four days, one of which has 23 hours.
    #expect(history.starts.count == (3 * 24 + 23) * 4)
    #expect(history.starts.first?.utcText == "2026-03-26T23:00Z" && history.starts.last?.utcText == "2026-03-30T21:45Z")
    #expect(history.contacts.reduce(0, +) == 2)
  }

  @Test("a stray ticket a month and a half later is pointed out with the week that is meant")
  func strayTicket() throws {
    var text = "id,created,channel\n"
    for day in 1...22 { text += "\(day),2026-11-\(day < 10 ? "0" : "")\(day) 10:07,Phone\n" }
    for day in 1...22 { text += "9\(day),2026-11-\(day < 10 ? "0" : "")\(day) 11:00,Phone\n" }
    text += "999,2027-01-05 10:00,Phone\n"
    let result = try importTickets([Sample.source(text)], options: try Self.options())
    let warning = try #require(result.report.warnings.first { $0.code == "import.gap" })
    #expect(warning.message.contains("no ticket from 2026-11-23 to 2027-01-04, 43 days"), "\(warning)")
    #expect(warning.cure?.contains("--week 2026-W48") == true && warning.severity == .warning, "\(warning)")
    // The gap has no rows.
    #expect(result.histories[0].starts.count == 23 * 96, "\(result.histories[0].interval)")
  }

  @Test("a date years away costs neither memory nor room, whatever the number of groups")
  func strayDate() throws {
    var text = "number,opened_at,assignment_group\n"
    for row in 0..<200 { text += "N\(row),2012-05-\(7 + row / 40) 09:\(10 + row % 40):00,Team \(row % 100)\n" }
    text += "N999,2016-06-01 10:00:00,Team 99\nN998,2020-06-01 10:00:00,Team 98\n"
    var store = HistoryStore()
    let report = try importTickets([Sample.source(text)], options: try Self.options(), into: &store)
    #expect(report.rowsKept == 202 && store.sources[0].streams.count == 100)
    #expect(SourceFile.text(of: store.sources[0]).count < 30_000)
    let histories = try store.histories(routing: QueueRouting(matches: []), zones: [:], zone: .utc)
    #expect(histories.reduce(0) { $0 + $1.starts.count } == 100 * 7 * 96)
  }

  @Test("times on the full or half hour only are counted by 60 or 30 minutes, and it is said")
  func rounded() throws {
    func width(_ minutes: [Int]) throws -> (Minutes, [String]) {
      var text = "id,created,channel\n"
      for row in 0..<60 {
        let minute = minutes[row % minutes.count]
        text += "\(row),2026-03-0\(2 + row / 30) \(10 + row % 7):\(minute < 10 ? "0" : "")\(minute),Phone\n"
      }
      let result = try importTickets([Sample.source(text)], options: try Self.options())
      return (result.histories[0].interval, result.report.warnings.map(\.code))
    }
    #expect(try width([0]) == (60, ["import.rounded"]))
    #expect(try width([0, 30]) == (30, ["import.rounded"]))
    #expect(try width([0, 30, 17]) == (15, []))
    // Dates without times are refused.
    let dates = "id,created,channel\n" + (0..<20).map { "\($0),2026-03-\(10 + $0 % 9) 00:00,Phone\n" }.joined()
    #expect(Sample.fault(dates, try Self.options())?.code == "import.no-times")
  }

  /// Half-hours of 100 working days, by day, with and without those in which nobody called.
  private func sparseDays() -> [(with: String, without: String)] {
    var state: UInt64 = 11
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    return (0..<140).filter { $0 % 7 < 5 }.map { day in
      var (with, without) = ("", "")
      for half in 18..<34 {
        var chance = random()
        var calls = 0
        while chance > exp(-0.8) {
          chance *= random()
          calls += 1
        }
        let row = "\(CivilDate(dayNumber: 20_094 + day)) \(half / 2):\(half % 2 == 0 ? "00" : "30"),phone,\(calls)\n"
        with += row
        if calls > 0 { without += row }
      }
      return (with, without)
    }
  }

  @Test("files that leave out zeros and files that don't may follow one another, in one source")
  func mixedZeros() throws {
    let days = sparseDays()
    let header = "ts_local,queue,calls\n"
    let full = try importTickets(
      [Sample.source(header + days.map(\.with).joined())], options: try Self.options()
    ).histories[0]
    func open(_ history: IntervalHistory) -> [Instant: Double] {
      let known = Set(full.starts)
      return Dictionary(
        zip(history.starts, history.contacts).filter { known.contains($0.0) }, uniquingKeysWith: { first, _ in first })
    }
    for cut in [1, 50, 99] {
      for isFirst in [true, false] {
        let early = days[..<cut].map { isFirst ? $0.with : $0.without }.joined()
        let late = days[cut...].map { isFirst ? $0.without : $0.with }.joined()
        var store = HistoryStore()
        for part in [early, late] {
          _ = try importTickets([Sample.source(header + part)], options: try Self.options(), into: &store)
        }
        let options = try Self.options()
        let read = try store.histories(
          routing: options.routing, zones: options.queueZones, zone: .utc, interval: options.interval)[0]
        // A few days that leave none out may look alike; none of many does.
        let missing = open(full).filter { open(read)[$0.key] != $0.value }.count
        #expect(missing <= (min(cut, 100 - cut) == 1 ? 16 : 0), "\(cut) \(isFirst): \(missing)")
      }
    }
  }

  @Test("counts that leave out zeros have the right mean; what is missing at busy times stays missing")
  func omittedZeros() throws {
    let days = sparseDays()
    let with = "ts_local,queue,calls\n" + days.map(\.with).joined()
    let without = "ts_local,queue,calls\n" + days.map(\.without).joined()
    let full = try importTickets([Sample.source(with)], options: try Self.options()).histories[0]
    let sparse = try importTickets([Sample.source(without)], options: try Self.options())
    let history = sparse.histories[0]
    #expect(sparse.report.warnings.map(\.code) == ["import.zeros-omitted"])
    let open = Set(full.starts)
    let zeros = history.starts.indices.filter { history.contacts[$0] == 0 && open.contains(history.starts[$0]) }.count
    #expect(zeros == full.contacts.count { $0 == 0 })
    #expect(history.contacts.reduce(0, +) == full.contacts.reduce(0, +))
    // A busy desk of which an hour is missing.
    var busy = "ts_local,queue,calls\n"
    for day in 0..<28 where day % 7 < 5 {
      for hour in 9..<17 where !(day == 16 && hour == 12) {
        busy += "\(CivilDate(dayNumber: 20_094 + day)) \(hour):00,phone,\(40 + (day * 7 + hour) % 9)\n"
      }
    }
    let read = try importTickets([Sample.source(busy)], options: try Self.options()).histories[0]
    #expect(read.starts.count == 20 * 8 - 1 && !read.contacts.contains(0))
  }

  @Test("counts by day and by four hours are refused also across a clock change")
  func wideBlocks() throws {
    for (hours, days) in [([0], 40), ([0, 4, 8, 12, 16, 20], 6)] {
      var text = "ts_local,queue,calls\n"
      for day in 0..<days {
        for hour in hours {
          text +=
            "\(CivilDate(dayNumber: 20_536 - (days == 6 ? 0 : 30) + day)) \(hour < 10 ? "0" : "")\(hour):00,phone,200\n"
        }
      }
      #expect(Sample.fault(text, try Self.options())?.code == "counts.interval", "blocks at \(hours)")
    }
  }
}
