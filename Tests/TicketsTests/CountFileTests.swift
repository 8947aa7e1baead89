import Calendars
import Tables
import Testing

@testable import Tickets

/// Counts as telephone systems and spreadsheets write them.
@Suite struct CountFileTests {
  private static let hours = "date,count of calls\n"

  @Test("a date and an interval in two columns, a total row, handle times as clocks")
  func dateAndInterval() throws {
    let text = """
      Date;Interval;Calls Offered;Calls Answered;AHT
      03.02.2025;09:00 - 09:30;12;11;00:05:10
      03.02.2025;09:30 - 10:00;15;15;00:04:50
      Total;;27;26;00:05:00

      """
    let result = try Sample.read(text, Sample.warsaw()).get()
    #expect(
      Sample.shown(result.histories) == ["all 2025-02-03T08:00Z 12.0", "all 2025-02-03T08:30Z 15.0"])
    #expect(result.histories[0].handleSeconds == [3410, 4350] && result.histories[0].interval == 30)
    #expect(result.report.dropped.map { "\($0.reason.rawValue) \($0.count)" } == ["total or footer 1"])
  }

  @Test("thousands and fractions are told apart, or asked about")
  func thousands() throws {
    let text = "Date;Interval;Offered;Answered\n03.02.2025;09:00 - 09:30;1.015;15\n03.02.2025;09:30 - 10:00;980;970\n"
    let fault = Sample.fault(text, try Sample.warsaw())
    #expect(fault?.code == "counts.thousands" && fault?.cure?.contains("--decimal-mark comma reads 1015") == true)
    var options = try Sample.warsaw()
    options.decimalMark = .comma
    #expect(try Sample.read(text, options).get().histories[0].contacts == [1015, 980])
    options.decimalMark = .point
    #expect(try Sample.read(text, options).get().histories[0].contacts == [1.015, 980])
    // A number that can only be a fraction, or only thousands, tells for all.
    let proven = "ts;calls\n2025-02-03 09:00;1.015\n2025-02-03 09:30;12.5\n"
    #expect(try Sample.read(proven, Sample.warsaw()).get().histories[0].contacts == [1.015, 12.5])
    let grouped = "ts;calls\n2025-02-03 09:00;1.015\n2025-02-03 09:30;1.234.567\n"
    #expect(try Sample.read(grouped, Sample.warsaw()).get().histories[0].contacts == [1015, 1_234_567])
  }

  @Test("more answered than offered throughout is a wrong column")
  func answered() throws {
    let text =
      "ts_local,queue,offered,answered\n2025-02-03 09:00,q,1,15\n2025-02-03 09:30,q,2,12\n2025-02-03 10:00,q,3,3\n"
    let warnings = try Sample.read(text, Sample.warsaw()).get().report.warnings
    #expect(warnings.map(\.code) == ["counts.more-answered"])
    #expect(warnings[0].message.contains("so in 2 of 3 rows"))
  }

  @Test("counts by day are spread over the opening hours, whatever the dates look like")
  func days() throws {
    var options = try Sample.warsaw()
    options.openingHours = [
      "all": OpeningHours(
        ClockTime(hour: 9)..<ClockTime(hour: 17), on: [.monday, .tuesday, .wednesday, .thursday, .friday])
    ]
    // 2025-01-10 is a Friday.
    for format in [
      "1/10/25,160\n1/11/25,0\n1/12/25,16\n", "2025-01-10 00:00,160\n2025-01-11 00:00,0\n2025-01-12 00:00,16\n",
    ] {
      options.dateOrder = .monthFirst
      let result = try Sample.read("date,count of calls\n" + format, options).get()
      let history = result.histories[0]
      #expect(history.interval == 15 && history.starts.count == 3 * 96)
      #expect(abs(history.contacts.reduce(0, +) - 176) < 1e-9)
      #expect(history.contacts.filter { $0 == 5 }.count == 32)
      #expect(history.starts[0].utcText == "2025-01-09T23:00Z")
      #expect(
        history.contacts[35] == 0 && history.contacts[36] == 5 && history.contacts[96..<192].allSatisfy { $0 == 0 })
      #expect(result.report.warnings.contains { $0.code == "counts.days" })
    }
  }

  @Test("days of 23 and 25 hours keep their counts")
  func clockChangeDays() throws {
    var options = try Sample.warsaw()
    options.openingHours = ["all": .always]
    let text = "date,calls\n2025-03-29,96\n2025-03-30,92\n2025-10-26,100\n2025-10-27,96\n"
    let history = try Sample.read(text, options).get().histories[0]
    #expect(history.starts.count == 96 + 92 + 100 + 96)
    #expect(history.contacts.allSatisfy { abs($0 - 1) < 1e-9 })
  }

  @Test("days without opening hours, weeks, and blocks of hours across a clock change are refused with the way out")
  func refused() throws {
    let days = Sample.fault("date,calls\n2025-03-29,96\n2025-03-30,92\n", try Sample.warsaw())
    #expect(days?.message == "the counts are for 1440 minutes each; at most 60 are wanted")
    #expect(days?.cure?.contains("the hours of the queue 'all'") == true)
    var options = try Sample.warsaw()
    options.openingHours = ["all": .always]
    let weeks = Sample.fault("date,calls\n2025-03-03,96\n2025-03-10,92\n2025-03-17,92\n", options)
    #expect(weeks?.message == "the counts are for 7 days each; at most a day is wanted")
    var blocks = "ts_local,queue,calls\n"
    for day in 28...31 { for hour in [0, 4, 8, 12, 16, 20] { blocks += "2026-03-\(day) \(hour):00,phone,40\n" } }
    #expect(Sample.fault(blocks, try Sample.warsaw())?.message.contains("240 minutes") == true)
  }

  @Test("in one file each queue keeps its own width")
  func mixedWidths() throws {
    var text = "ts_local,queue,calls\n"
    for day in 10..<14 {
      for hour in 10..<18 {
        text +=
          "2026-01-\(day) \(hour):00,phone,3\n2026-01-\(day) \(hour):30,phone,4\n2026-01-\(day) \(hour):00,chat,60\n"
      }
    }
    let histories = try Sample.read(text, Sample.warsaw()).get().histories
    #expect(histories.map(\.queue) == ["chat", "phone"] && histories.map(\.interval) == [60, 30])
    #expect(histories.allSatisfy { $0.contacts.count == ($0.interval == 60 ? 32 : 64) })
  }

  @Test("counts are said to a thousandth, whole where they are whole but for rounding")
  func countsInWords() {
    #expect(CountText.text(7910.999999999946) == "7911")
    #expect(CountText.text(0.5) == "0.5" && CountText.text(12) == "12")
  }

  @Test("sites are told apart, and what the report says of a queue is what counts")
  func sites() throws {
    for word in ["site", "location", "Standort"] {
      var text = "date,interval,\(word),calls\n"
      for minute in ["00", "30"] {
        for (site, calls) in [("north", 4), ("south", 5), ("east", 3)] {
          text += "2026-03-02,09:\(minute),\(site),\(calls)\n"
        }
      }
      let result = try Sample.read(text, Sample.warsaw()).get()
      #expect(result.histories.flatMap(\.contacts).reduce(0, +) == 24 && result.report.dropped.isEmpty, "\(word)")
    }
    // Another word tells nothing apart: the duplicates are no contacts of the queue.
    let text = "date,interval,floor,calls\n2026-03-02,09:00,1,4\n2026-03-02,09:00,2,5\n2026-03-02,09:30,1,2\n"
    let result = try Sample.read(text, Sample.warsaw()).get()
    #expect(result.histories.flatMap(\.contacts) == [4, 2] && result.report.streams.map(\.contacts) == [6])
  }

  @Test("a day of few rows has the width of its source where its times lie on that")
  func sparseDay() throws {
    func store(_ later: String...) throws -> HistoryStore {
      var store = HistoryStore()
      var text = "ts_local,queue,calls\n"
      for hour in 10..<18 { text += "2026-03-02 \(hour):00,q,3\n2026-03-02 \(hour):30,q,4\n" }
      for file in [text] + later {
        _ = try importTickets([Sample.source(file)], options: try Sample.warsaw(), into: &store)
      }
      return store
    }
    let sparse = "ts_local,queue,calls\n2026-03-03 10:00,q,1\n2026-03-03 17:00,q,2\n"
    #expect(Sample.fault(sparse, try Sample.warsaw())?.message.contains("420 minutes") == true)
    let cells = try store(sparse, "ts_local,queue,calls\n2026-03-04 10:00,q,5\n").sources[0].streams[0].cells
    #expect(cells.interval == 30 && cells.starts.count == 19 && cells.contacts.reduce(0, +) == 64)
    // Times between those of the source are of another width; whole days of hours are hours.
    let fine = "ts_local,queue,calls\n2026-03-03 10:15,q,1\n2026-03-03 17:15,q,2\n"
    #expect(throws: Diagnostic.self) { try store(fine) }
    let hours = "ts_local,queue,calls\n" + (10..<20).map { "2026-03-03 \($0):00,q,1\n" }.joined()
    #expect(try store(hours).sources[0].streams[0].cells.interval == 60)
    // Hours with holes between them, as where rows without contacts are left out, are by chance the full ones.
    let scattered =
      "ts_local,queue,calls\n" + (5..<23).filter { $0 % 5 < 3 }.map { "2026-03-03 \($0):00,q,1\n" }.joined()
    #expect(try store(scattered).sources[0].streams[0].cells.interval == 30)
    // On so many days they aren't.
    let days =
      "ts_local,queue,calls\n"
      + (3...9).flatMap { day in (5..<23).filter { $0 % 5 < 3 }.map { "2026-03-0\(day) \($0):00,q,1\n" } }.joined()
    #expect(try store(days).sources[0].streams[0].cells.interval == 60)
  }

  @Test("a file of wider intervals than those recorded says what it does to them")
  func coarser() throws {
    var store = HistoryStore()
    let halves = (8..<18).map { "2026-03-02 \($0):00,q,3\n2026-03-02 \($0):30,q,4\n" }.joined()
    let hours = (8..<18).map { "2026-03-03 \($0):00,q,5\n" }.joined()
    let options = try Sample.warsaw()
    let first = try importTickets([Sample.source("ts_local,queue,calls\n" + halves)], options: options, into: &store)
    #expect(!first.warnings.contains { $0.code == "import.coarser" })
    let second = try importTickets([Sample.source("ts_local,queue,calls\n" + hours)], options: options, into: &store)
    let warning = try #require(second.warnings.first { $0.code == "import.coarser" })
    #expect(warning.message.contains("are for 60 minutes each, those recorded were for 30"))
    // From then on they are.
    let third = (8..<18).map { "2026-03-04 \($0):00,q,5\n" }.joined()
    let next = try importTickets([Sample.source("ts_local,queue,calls\n" + third)], options: options, into: &store)
    #expect(!next.warnings.contains { $0.code == "import.coarser" })
  }

  @Test("where the history of before has no ids, it is that which is said to have none")
  func formerHistory() throws {
    let tickets = "id,created,channel\n1,2026-03-02 09:00,Phone\n2,2026-03-02 09:01,Phone\n"
    var store = HistoryStore()
    store.add(before: try importTickets([Sample.source(tickets)], options: try Sample.warsaw()).histories)
    do {
      _ = try importTickets(
        [Sample.source("id,created,channel\n4,2026-03-02 12:00,Phone\n")], options: try Sample.warsaw(), into: &store)
      Issue.record("not refused")
    } catch let fault as Diagnostic {
      #expect(fault.code == "import.shrinks")
      #expect(fault.message.contains("before there were sources, which has no ids to tell them apart by, and 1 now"))
      #expect(fault.cure?.contains("--source") == false && fault.cure?.contains("--add") == true)
    }
  }

  @Test(
    "an interval that says its end is as wide as it says",
    arguments: [[9, 10, 13, 15], [9, 11, 15], [9], Array(8...19)],
    ["09:00 - 09:30", "09:00-09:29", "09:00 to 09:29:59"])
  func statedWidth(hours: [Int], form: String) throws {
    let rows = (3...5).flatMap { day in
      hours.map { "0\(day).02.2025;\(form.replacing("09:", with: ($0 < 10 ? "0" : "") + "\($0):"));7\n" }
    }
    let histories = try Sample.read("Date;Interval;Calls Offered\n" + rows.joined(), Sample.warsaw()).get().histories
    #expect(histories[0].interval == 30 && histories[0].contacts == Array(repeating: 7, count: 3 * hours.count))
  }

  @Test("a width that is stated and too wide is said as it stands")
  func statedTooWide() throws {
    let text = "Date;Interval;Calls\n03.02.2025;08:00 - 12:00;7\n03.02.2025;12:00 - 16:00;8\n"
    let fault = Sample.fault(text, try Sample.warsaw())
    #expect(fault?.code == "counts.interval" && fault?.message.contains("at most 60") == true)
  }

  @Test(
    "intervals in other forms are times where the heading says so",
    arguments: [
      ("Interval", "0900 - 0930", "0930 - 1000", 30), ("Interval", "09 - 10", "10 - 11", 60),
      ("Interval", "9.00-9.30", "9.30-10.00", 30), ("Interval", "9h00", "9h30", 30),
      ("Interval", "9:00 Uhr", "9:30 Uhr", 30),
      ("Uhrzeit", "0900", "0930", 30), ("Heure", "9h", "10h", 60), ("Hour", "9", "10", 60), ("Stunde", "9", "10", 60),
    ])
  func otherClocks(name: String, first: String, second: String, minutes: Int) throws {
    let rows = (3...6).map { "0\($0).02.2025;\(first);7\n0\($0).02.2025;\(second);8\n" }
    let history = try Sample.read("Date;\(name);Calls\n" + rows.joined(), Sample.warsaw()).get().histories[0]
    #expect(history.interval.rawValue == minutes)
    #expect(
      history.starts.prefix(2).map(\.utcText) == [
        "2025-02-03T08:00Z", minutes == 30 ? "2025-02-03T08:30Z" : "2025-02-03T09:00Z",
      ])
    #expect(history.contacts == [7, 8, 7, 8, 7, 8, 7, 8])
  }

  @Test(
    "intervals that cannot be read are refused; counts by day are not", arguments: ["Slot 1,Slot 2", "1,2", "23,24"])
  func unreadIntervals(cells: String) throws {
    var options = try Sample.warsaw()
    options.openingHours = ["all": .always]
    let (first, second) = (cells.split(separator: ",")[0], cells.split(separator: ",")[1])
    let name = cells == "23,24" ? "Hour" : "Interval"
    let text = "Date;\(name);Calls\n03.02.2025;\(first);7\n03.02.2025;\(second);8\n04.02.2025;\(first);9\n"
    let fault = Sample.fault(text, options)
    #expect(fault?.code == "counts.interval-unread" && fault?.position?.row == 3 && fault?.position?.column == 2)
    #expect(fault?.message.contains("'\(second)' in the column '\(name)'") == true)
    let daily = "Date;\(name);Calls\n03.02.2025;\(second);7\n04.02.2025;\(second);8\n"
    #expect(try Sample.read(daily, options).get().report.warnings.contains { $0.code == "counts.days" })
  }
}
