import ProjectFixtures
import Calendars
import Forecasting
import Foundation
import Tables
import Testing
import Tickets

@testable import Planning

@Suite("events.csv, drivers and kept forecasts")
struct DemandInputTests {
  private let queues: [QueueID] = ["phone", "email"]

  private func events(_ text: String) throws(Diagnostic) -> [DemandEvent] {
    try EventsReader.read(Array(text.utf8), file: "events.csv", queues: queues)
  }

  private func code(_ work: () throws -> Void) -> String? {
    do {
      try work()
      return nil
    } catch { return (error as? Diagnostic)?.code }
  }

  @Test("a column that looks like 'queue' is no measure and splits no days")
  func misspeltQueue() throws {
    func read(_ header: String) throws {
      _ = try DriverFile.read(Array("\(header)\n2026-03-02,phone,5\n".utf8), file: "d.csv")
    }
    #expect(code { try read("date,qeue,orders") } == "table.unknown-column")
    #expect(code { try read("date,queue,orders") } == nil && code { try read("date,channel,orders") } == nil)
  }

  @Test("a driver of a queue that doesn't exist is refused with the nearest name", arguments: ["Phone", "phnoe"])
  func unknownQueue(name: String) throws {
    let text = "date,queue,sessions\n2026-11-02,,100\n2026-11-03,\(name),100\n"
    let fault = #expect(throws: Diagnostic.self) { try Project.read(MemoryFiles.sound.with("drivers/web.csv", text)) }
    #expect(fault?.code == "drivers.unknown-queue" && fault?.cure == "Did you mean 'phone'?")
    #expect(fault?.position == SourcePosition(file: "drivers/web.csv", row: 3, column: 2))
  }

  @Test("a stream longer than it may be is refused, not kept")
  func longStream() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { close(ends[0]) }
    #expect(write(ends[1], [UInt8](repeating: 7, count: 300), 300) == 300)
    close(ends[1])
    #expect(throws: PlainFile.Failure.tooLarge) { try PlainFile.rest(of: ends[0], expecting: 64, atMost: 200) }
  }

  @Test("events are read with windows, uplifts and half-lives")
  func readsEvents() throws {
    let read = try events(
      """
      kind,name,queue,start_local,end_local,uplift,half_life_days
      price change,Tariffs,,2026-12-10,2026-12-12,-15 %,
      recall,Charger,phone,2026-12-02 09:00,2026-12-03 17:30,+150,2.5
      Price_Change,,email,2026-12-20,2026-12-20,,

      """)
    #expect(read.count == 3)
    #expect(read[0].kind == .recall && read[0].queue == "phone" && read[0].uplift == .contacts(150))
    #expect(read[0].halfLife == 2.5 && read[0].start.minuteOfDay == 540 && read[0].end.minuteOfDay == 1050)
    #expect(read[1].uplift == .share(-0.15) && read[1].queue == nil)
    // A date alone includes the whole last day.
    #expect(read[1].end.date - read[1].start.date == 3)
    #expect(read[2].kind == .priceChange && read[2].uplift == nil)
  }

  @Test(
    "a wrong event is refused with its place",
    arguments: [
      ("party,x,,2026-12-01,2026-12-02,+5%,", "events.kind"),
      ("campaign,x,fax,2026-12-01,2026-12-02,+5%,", "events.unknown-queue"),
      ("campaign,x,,2026-12-03,2026-12-01,+5%,", "events.order"),
      ("campaign,x,,2026-12-01,2026-13-01,+5%,", "events.time"),
      ("campaign,x,,2026-12-01 25:00,2026-12-03,+5%,", "events.time"),
      ("campaign,x,,2026-12-01,9999-12-31,+5%,", "events.time"),
      ("campaign,x,,2026-12-01,2026-12-01,much,", "events.uplift"),
      ("campaign,x,,2026-12-01,2026-12-01,-120%,", "events.uplift"),
      ("campaign,x,,2026-12-01,2026-12-01,1.5,", "events.uplift-unit"),
      ("campaign,x,,2026-12-01,2026-12-01,+0.5,", "events.uplift-unit"),
      ("campaign,x,,2026-12-01,2026-12-01,\"+1,200\",", "table.thousands"),
      ("campaign,x,,2026-12-01,2026-12-01,+1.500,", "table.thousands"),
      ("campaign,x,,2026-12-01,2026-12-01,\"-12,500%\",", "table.thousands"),
      ("campaign,x,,2026-12-01,2026-12-01,+5%,2.125", "table.thousands"),
      ("campaign,x,,2026-12-01,2046-12-01,+5%,", "events.length"),
      ("campaign,x,,2026-12-01,2026-12-01,+5%,0", "table.number"),
    ])
  func refusesEvents(row: String, expected: String) {
    do throws(Diagnostic) {
      _ = try events("kind,name,queue,start_local,end_local,uplift,half_life_days\n\(row)\n")
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.code == expected && error.position?.row == 2 && error.cure != nil, "\(error)")
    }
  }

  @Test("Google Analytics exports are read as they come")
  func analytics() throws {
    let old = """
      # ----------------------------------------
      # All Web Site Data
      # Audience Overview
      # 20260105-20260107
      # ----------------------------------------

      Day Index,Sessions
      1/5/26,"1,234"
      1/6/26,987
      1/7/26,1001
      ,"3,222"

      """
    let new = """
      # ----------------------------------------
      # Reports snapshot
      # ----------------------------------------
      #
      # Account: Shop
      # Start date: 20260105
      # End date: 20260107

      Nth day,Active users,New users
      0000,1234,10
      0001,987,11
      0002,1001,12

      Country,Active users
      Poland,3222

      """
    let hourly = "Date + hour (YYYYMMDDHH),Sessions\n2026010508,34\n2026010509,1200\n2026010600,987\n"
    let monday = try #require(CivilDate("2026-01-05"))
    let a = try DriverFile.read(Array(old.utf8), file: "ga.csv")
    #expect(a.map(\.name) == ["Sessions"])
    #expect(a[0].daily == [monday: 1234, monday.adding(days: 1): 987, monday.adding(days: 2): 1001])
    let b = try DriverFile.read(Array(new.utf8), file: "ga4.csv")
    #expect(b.map(\.name) == ["Active users", "New users"] && b[0].daily == a[0].daily)
    let c = try DriverFile.read(Array(hourly.utf8), file: "hours.csv")
    #expect(c[0].daily == [monday: 1234, monday.adding(days: 1): 987])
    let totalled = "# Free form\n\nDate,Sessions\n  ,\"3,222\",Grand total\n20260105,1234\n20260106,987\n"
    let d = try DriverFile.read(Array(totalled.utf8), file: "exploration.csv")
    #expect(d.map(\.daily) == c.map(\.daily))
    let channels = "Date,Channel,Sessions\n20260105,Direct,1000\n20260105,Mail,234\n20260106,Direct,987\n"
    let e = try DriverFile.read(Array(channels.utf8), file: "channels.csv")
    #expect(e.map(\.name) == ["Sessions"] && e.map(\.daily) == c.map(\.daily))
    let german = "# Startdatum: 20260105\n# Enddatum: 20260106\nN. Tag,Sitzungen\n0000,1234\n0001,987\n"
    #expect(try DriverFile.read(Array(german.utf8), file: "tage.csv").map(\.daily) == c.map(\.daily))
    let own = try DriverFile.read(Array("date,queue,mailings\n2026-01-05,phone,5000\n".utf8), file: "m.csv")
    #expect(own[0].queue == "phone" && own[0].daily == [monday: 5000])
  }

  @Test(
    "a driver file that can't be used is refused",
    arguments: [
      ("colour,Sessions\nred,5\n", "drivers.no-time"), ("Nth day,Users\n0,5\n", "drivers.no-start"),
      ("date\n2026-01-05\n", "drivers.no-measure"), ("date,x\nyesterday,5\n", "drivers.time"),
      ("date,x\n2026-01-05,many\n", "drivers.number"), ("# nothing\n\n", "drivers.empty"),
    ])
  func refusesDrivers(text: String, expected: String) {
    #expect(code { _ = try DriverFile.read(Array(text.utf8), file: "d.csv") } == expected)
  }

  @Test("a driver's thousands are read where something tells what its marks are, and asked about elsewhere")
  func driverThousands() throws {
    func read(_ text: String) throws -> [Double] {
      let drivers = try DriverFile.read(Array(text.utf8), file: "d.csv")
      return (drivers.first?.daily.sorted { $0.key < $1.key } ?? []).map(\.value)
    }
    for text in ["Date;Sessions\n2026-01-05;1.015\n2026-01-06;980\n", "date,x\n2026-01-05,980\n2026-01-06,1.015\n"] {
      let fault = #expect(throws: Diagnostic.self) { try read(text) }
      #expect(fault?.code == "table.thousands" && fault?.cure == "Write 1015, or 1.0150 for the fraction.")
      #expect(fault?.position?.column == 2)
    }
    #expect(code { _ = try read("Date;x\n2026-01-05;1,015\n") } == "table.thousands")
    #expect(try read("Date;x\n2026-01-05;1.015\n2026-01-06;980,5\n") == [1015, 980.5])
    #expect(try read("date,x\n2026-01-05,1.015\n2026-01-06,0.5\n") == [1.015, 0.5])
    #expect(try read("date,x\n2026-01-05,\"1,015\"\n2026-01-06,980\n") == [1015, 980])
    #expect(
      try read("date,x\n2026-01-05,\"-1,234,567.5\"\n2026-01-06,12.5%\n2026-01-07,1\u{A0}200\n") == [
        -1234567.5, 12.5, 1200,
      ])
    // The file's other numbers tell, where the column's own don't.
    #expect(try read("Date;x;y\n2026-01-05;1.015;0,5\n") == [1015])
  }

  @Test("a project reads its events and drivers, and its forecasts follow them")
  func project() throws {
    let files = MemoryFiles.sound
      .with("events.csv", "kind,name,start_local,end_local,uplift\ncampaign,Sale,2026-11-24,2026-11-24,+50%\n")
      .with("drivers/web.csv", "date,sessions\n2026-11-02,100\n")
    let project = try Project.read(files)
    #expect(project.events.count == 1 && project.drivers.map(\.name) == ["sessions"])
    #expect(
      project.inputs.contains { $0.path == "events.csv" } && project.inputs.contains { $0.path == "drivers/web.csv" })
    let plain = try ForecastJob().run(project: try Project.read(MemoryFiles.sound))
    let made = try ForecastJob().run(project: project)
    let date = try #require(CivilDate("2026-11-24"))
    for (row, start) in made[0].starts.enumerated() {
      let factor = made[0].zone.date(at: start) == date ? 1.5 : 1
      #expect(abs(made[0].contacts[row] - plain[0].contacts[row] * factor) < 1e-9)
    }
  }

  @Test("a queue without history is planned from the queue that it is like")
  func likeAnother() throws {
    let files = MemoryFiles.sound.replacing(
      "target: { serviceLevel: 0.8, within: \"20s\" } },",
      by: "target: { serviceLevel: 0.8, within: \"20s\" } },\n"
        + "{ id: \"chat\", like: \"phone\", dailyContacts: 60, skills: \"phone\" },", in: "rota.json")
    let made = try ForecastJob().run(project: try Project.read(files))
    let chat = try #require(made.first { $0.queue == "chat" })
    #expect(chat.method == "sibling" && abs(chat.contacts.reduce(0, +) - 300) < 1e-6, "\(chat.contacts.reduce(0, +))")
  }
}
