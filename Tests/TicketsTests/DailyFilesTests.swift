import Calendars
import Tables
import Testing

@testable import Tickets

/// Exports that come in a file a day say no less than one file of all days.
@Suite("a file a day")
struct DailyFilesTests {
  private static let counts = "ts_local,queue,calls\n"
  private static let tickets = "id,created,channel\n"

  private func store(_ files: [String], together: Bool) throws -> (store: HistoryStore, report: ImportReport) {
    var store = HistoryStore()
    var report = ImportReport()
    let sources = files.enumerated().map { Sample.source($1, "day\($0).csv") }
    for part in together ? [sources] : sources.map({ [$0] }) {
      report = try importTickets(part, options: try Sample.warsaw(), into: &store)
    }
    return (store, report)
  }

  private func history(_ store: HistoryStore) throws -> [IntervalHistory] {
    let options = try Sample.warsaw()
    return try store.histories(routing: options.routing, zones: [:], zone: options.zone ?? .utc, interval: nil)
  }

  /// From 20 October to 13 November, with months first.
  private static let american = (0..<25).map { day in
    let parts = CivilDate(dayNumber: 20_746 + day).parts
    return tickets
      + (0..<6).map { "\(day * 6 + $0),\(parts.month)/\(parts.day)/\(parts.year) \(1 + $0):1\($0) PM,Phone\n" }.joined()
  }

  @Test("the order of dates is that of all files of a source, of one import or of several")
  func americanDates() throws {
    let whole = Self.tickets + Self.american.map { $0.dropFirst(Self.tickets.count) }.joined()
    let (one, _) = try store([whole], together: true)
    #expect(one.sources[0].dateOrder == SourceDates.Kept(order: .monthFirst, isProven: true))
    for together in [true, false] {
      let (parts, report) = try store(Self.american, together: together)
      #expect(parts.sources.map(SourceFile.text(of:)) == one.sources.map(SourceFile.text(of:)))
      #expect(report.warnings.map(\.code) == [])
    }
    // What is kept comes back.
    let text = SourceFile.text(of: one.sources[0])
    #expect(try SourceFile.read(text, name: one.sources[0].name, file: "x").dateOrder?.order == .monthFirst)
  }

  @Test("European dates of the first twelve days are in no doubt once a source has shown its order")
  func europeanDates() throws {
    let days = (0..<20).map { day in
      let parts = CivilDate(dayNumber: 20_746 + day).parts
      return Self.tickets
        + (0..<6).map { "\(day * 6 + $0),\(parts.day)/\(parts.month)/\(parts.year) 1\($0):10,Phone\n" }.joined()
    }
    let (kept, report) = try store(days, together: false)
    #expect(kept.sources[0].days.spans == [CivilDate(dayNumber: 20_746)...CivilDate(dayNumber: 20_765)])
    #expect(report.warnings.map(\.code) == [])
  }

  @Test("proof that comes after days were taken the other way is said, with the way back")
  func lateProof() throws {
    let (_, report) = try store([Self.american[13], Self.american[24]], together: false)
    let warning = try #require(report.warnings.first { $0.code == "import.date-order-changed" })
    #expect(warning.message.contains("taken as day-first in earlier imports, and are month-first in this one"))
    let (right, said) = try store([Self.american[13], Self.american[24]], together: true)
    #expect(!said.warnings.contains { $0.code.hasPrefix("import.date-order") })
    #expect(right.sources[0].days.spans.first?.lowerBound == CivilDate(dayNumber: 20_759))
  }

  @Test("a queue that is counted by the hour beside one by the half-hour stays so in files of a day")
  func mixedWidths() throws {
    let days = (0..<10).map { day in
      let date = CivilDate(dayNumber: 20_746 + day)
      return Self.counts
        + (8..<18).map { hour in
          let hour = hour < 10 ? "0\(hour)" : "\(hour)"
          return "\(date) \(hour):00,phone,12\n\(date) \(hour):00,mail,3\n\(date) \(hour):30,mail,4\n"
        }.joined()
    }
    let whole = Self.counts + days.map { $0.dropFirst(Self.counts.count) }.joined()
    let one = try history(try store([whole], together: true).store)
    for together in [true, false] {
      let parts = try history(try store(days, together: together).store)
      #expect(Sample.shown(parts) == Sample.shown(one))
      #expect(parts.map(\.interval) == one.map(\.interval))
    }
  }

  /// Quarters of a query that leaves empty ones out; the times of the first day all lie on full hours.
  private static let quarters: [String] = (0..<20).map { day in
    let date = CivilDate(dayNumber: 20_746 + day)
    let minutes =
      day == 0 ? [540, 600, 660, 900] : (0..<10).map { 540 + ($0 * 75 + day * 45) % 480 / 15 * 15 }.sorted()
    return counts
      + Set(minutes).sorted().map { "\(date) \(ClockTime(minutes: $0)),phone,\(1 + ($0 / 15 + day) % 3)\n" }.joined()
  }

  /// Six rows a day by the hour, beside a queue by the half-hour.
  private static let fewHours: [String] = (0..<15).map { day in
    let date = CivilDate(dayNumber: 20_746 + day)
    let phone = (10..<16).map { "\(date) \($0):00,phone,\(10 + ($0 + day) % 5)\n" }.joined()
    let mail = (20..<32).map { "\(date) \(ClockTime(minutes: $0 * 30)),mail,3\n" }.joined()
    return counts + phone + mail
  }

  @Test("whether times lie on full hours by chance is told by all files", arguments: [fewHours, quarters])
  func widthsOfFewRows(_ days: [String]) throws {
    let whole = Self.counts + days.map { $0.dropFirst(Self.counts.count) }.joined()
    let one = try store([whole], together: true).store
    #expect(Set(one.sources[0].streams.map(\.cells.interval)) == (days.count == 15 ? [30, 60] : [15]))
    for (files, together) in [(days, true), (days, false), (days.reversed(), false), ([days[0], whole], false)] {
      let (parts, report) = try store(files, together: together)
      #expect(parts.sources.map(SourceFile.text(of:)) == one.sources.map(SourceFile.text(of:)))
      #expect(!report.warnings.contains { ["import.coarser", "import.joined"].contains($0.code) })
    }
  }

  @Test("narrower intervals that are joined to the hours of a source are said")
  func joined() throws {
    let hours = (0..<10).map { day in
      Self.counts
        + (8..<18).map { "\(CivilDate(dayNumber: 20_746 + day)) \(ClockTime(minutes: $0 * 60)),phone,9\n" }.joined()
    }
    let (kept, report) = try store(hours + [Self.quarters[15]], together: false)
    #expect(kept.sources[0].streams[0].cells.interval == 60)
    let note = try #require(report.warnings.first { $0.code == "import.joined" })
    #expect(note.message.contains("are for 15 minutes each, those recorded are for 60") && note.severity == .note)
  }

  /// Files of a day from 2026-10-05 on, Mondays to Fridays.
  private static func october(_ date: (Int, Int) -> String) -> [String] {
    (0..<14).filter { $0 % 7 < 5 }.map { day in
      tickets + (0..<6).map { "\(day * 6 + $0),\(date(10, 5 + day))/2026 1\($0):10,Phone\n" }.joined()
    }
  }

  @Test("a guessed order proves nothing: the next file shows that it was wrong, which is said")
  func guessedOrder() throws {
    let files = Self.october { "\($0)/\($1)" }
    var (kept, report) = try store([files[0]], together: false)
    #expect(report.warnings.map(\.code).contains("import.date-order"))
    (kept, report) = try store(Array(files.prefix(2)), together: false)
    let warning = try #require(report.warnings.first { $0.code == "import.date-order-changed" })
    #expect(warning.message.contains("taken as day-first in earlier imports, and are month-first in this one"))
    #expect(warning.cure?.contains("remove its file") == true)
    (kept, report) = try store(files, together: false)
    #expect(!report.warnings.contains { $0.code.hasPrefix("import.date-order") })
    // One day alone is where it isn't.
    #expect(kept.sources[0].days.spans.map(\.lowerBound.description) == ["2026-05-10", "2026-10-06", "2026-10-12"])
    let text = SourceFile.text(of: try store(Array(files.prefix(2)), together: false).store.sources[0])
    let read = try SourceFile.read(text, name: "x", file: "x").dateOrder
    #expect(read?.readings?.monthFirst.upperBound.description == "2026-10-06" && read?.isProven == false)
    // Whoever replaces the days is shown the way back.
    let all = files.map { Sample.source($0) }
    var options = try Sample.warsaw()
    (options.dateOrder, options.intake.overlap) = (.monthFirst, .replace)
    let fault = #expect(throws: Diagnostic.self) { try importTickets(all, options: options, into: &kept) }
    #expect(fault?.cure?.contains("took day and month the other way round, remove the source's file") == true)
  }

  @Test("days first are in no doubt from the second file on, and 9/9 never is")
  func quietOrders() throws {
    let files = Self.october { "\($1)/\($0)" }
    for count in 2...files.count {
      let (kept, report) = try store(Array(files.prefix(count)), together: false)
      #expect(report.warnings.isEmpty && kept.sources[0].dateOrder?.order == .dayFirst)
    }
    let alike = Self.tickets + (0..<6).map { "\($0),9/9/2026 1\($0):10,Phone\n" }.joined()
    let next = Self.tickets + (6..<12).map { "\($0),9/10/2026 1\($0 - 6):10,Phone\n" }.joined()
    #expect(try store([alike], together: true).report.warnings.isEmpty)
    let (kept, report) = try store([alike, next], together: false)
    #expect(report.warnings.isEmpty && kept.sources[0].dateOrder?.order == .monthFirst)
  }

  @Test("few ids that begin anew each day are refused with the cure, as many are")
  func fewIds() throws {
    let days = (0..<4).map { day in
      Self.tickets
        + (1...3).map { "\($0),\(CivilDate(dayNumber: 20_746 + day)) 1\($0 + day):20,Phone\n" }.joined()
    }
    let fault = #expect(throws: Diagnostic.self) { try store(days, together: false) }
    #expect(fault?.code == "import.ids-anew" && fault?.cure?.contains("--column id=none") == true)
  }

  @Test("days of rounded times keep their hours when a day of exact times follows")
  func roundedThenExact() throws {
    func day(_ day: Int, exact: Bool) -> String {
      Self.tickets
        + (0..<40).map { number in
          let minute = exact ? 7 + number % 50 : 0
          let clock = "\(8 + number % 10 < 10 ? "0" : "")\(8 + number % 10):\(minute < 10 ? "0" : "")\(minute)"
          return "\(day * 40 + number),\(CivilDate(dayNumber: 20_746 + day)) \(clock),Phone\n"
        }.joined()
    }
    let rounded = (0..<20).map { day($0, exact: false) }
    for together in [true, false] {
      let (kept, _) = try store(rounded + [day(20, exact: true)], together: together)
      let read = try #require(try history(kept).first)
      #expect(read.interval == 15)
      let first = read.zone.instant(of: CivilDate(dayNumber: 20_746))
      let day = read.starts.indices.filter { read.starts[$0] >= first && read.starts[$0] < first + .hours(24) }
      let open = day.filter { (8..<18).contains(read.zone.civil(at: read.starts[$0]).minuteOfDay / 60) }
      #expect(open.map { read.contacts[$0] } == Array(repeating: 1, count: 40))
      #expect(abs(read.contacts.reduce(0, +) - 840) < 1e-9)
    }
  }

  @Test("missing weekly files that are as long as one another are said")
  func missingWeeks() throws {
    let weeks = (0..<14).filter { $0 != 6 && $0 != 10 }.map { week in
      Self.tickets
        + (0..<5).flatMap { day in
          (0..<3).map {
            "\(week * 15 + day * 3 + $0),\(CivilDate(dayNumber: 20_654 + week * 7 + day)) 1\($0):2\(day),Phone\n"
          }
        }.joined()
    }
    let (kept, _) = try store(weeks, together: true)
    let note = try #require(kept.notes(of: kept.sources.map(\.name)).first { $0.code == "import.quiet" })
    #expect(note.message.contains("18 days in 2 stretches"))
  }

  @Test("rows that can't be read are warned of where they are many; an afternoon in 24 hours is read")
  func unreadableRows() throws {
    let text =
      Self.tickets
      + (0..<40).map { "\($0),2026-10-0\(1 + $0 % 9) 1\($0 % 10):05 \($0 % 10 < 2 ? "AM" : "PM"),Phone\n" }.joined()
    let read = try Sample.read(text, Sample.warsaw()).get()
    #expect(read.report.dropped.isEmpty && read.report.rowsKept == 40)
    let bad = Self.tickets + (0..<40).map { "\($0),2026-10-01 \($0 % 2 == 0 ? "10:05" : "soon"),Phone\n" }.joined()
    let told = try Sample.read(bad, Sample.warsaw()).get().report
    #expect(told.warnings.contains { $0.code == "import.rows-left-out" && $0.message.hasPrefix("20 of 40 rows") })
    #expect(!told.leftOut.contains { $0.message.contains("bad row") })
  }
}
