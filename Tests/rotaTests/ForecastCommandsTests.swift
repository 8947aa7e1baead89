import Foundation
import Testing

@testable import rota

@Suite("forecast, backtest, explain and accuracy, as their user runs them")
struct ForecastCommandsTests {
  /// Ten weeks of hours, a hump a day, quiet at weekends.
  private func history() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rota-forecast-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var text = "ts_local,queue,calls\n"
    for day in 0..<70 {
      let stamp = Date(timeIntervalSince1970: Double(20_514 + day) * 86_400).ISO8601Format().prefix(10)
      for hour in 8..<18 {
        let contacts = (day % 7 < 5 ? 20 : 6) - abs(hour - 11) + (day * 7 + hour * 3) % 5
        text += "\(stamp) \(hour < 10 ? "0" : "")\(hour):00:00,phone,\(max(0, contacts))\n"
      }
    }
    try Data(text.utf8).write(to: folder.appending(path: "calls.csv"))
    return folder
  }

  @Test("a back-test prints a row a method, marks the one that is used and draws a page")
  func backtest() throws {
    let folder = try history()
    defer { try? FileManager.default.removeItem(at: folder) }
    let console = CapturedConsole()
    let status = console.run(
      "backtest --history \(folder.path)/calls.csv --origins 1 --chart \(folder.path)/page.html --time-zone UTC")
    #expect(status == .done, "\(console.errors)")
    let lines = console.output.split(separator: "\n")
    #expect(lines.count == 5 && lines[0].hasPrefix("queue,method,chosen,intervals,contacts,wape,"))
    #expect(lines.count { $0.contains(",yes,") } == 1 && lines[4].hasPrefix("phone,combination,yes,"))
    #expect(console.errors.contains("a forecast uses combination"))
    let page = try String(contentsOf: folder.appending(path: "page.html"), encoding: .utf8)
    #expect(page.contains("Error by weekday") && page.contains("Error by hour") && page.hasSuffix("</html>\n"))
  }

  @Test("a zone for a project's times, which have theirs, is refused", arguments: ["forecast", "backtest"])
  func projectZone(command: String) throws {
    let folder = try history()
    defer { try? FileManager.default.removeItem(at: folder) }
    let desk = "\(folder.path)/desk"
    #expect(CapturedConsole().run("init \(desk) --time-zone Europe/Warsaw --from \(folder.path)/calls.csv") == .done)
    let console = CapturedConsole()
    #expect(console.run("\(command) \(desk) --time-zone Asia/Tokyo") == .usage)
    #expect(console.errors.contains("'--time-zone Asia/Tokyo' changes nothing of a project"), "\(console.errors)")
    // A calendar's times are read in it.
    try Data("date,name\n2026-06-04,Feast\n".utf8).write(to: folder.appending(path: "h.csv"))
    #expect(
      CapturedConsole().run("\(command) \(desk) --time-zone Asia/Tokyo --holidays \(folder.path)/h.csv") == .usage)
    try Data(
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260603T150000Z\r\nSUMMARY:Feast\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        .utf8
    ).write(to: folder.appending(path: "h.ics"))
    let holidays = CapturedConsole()
    #expect(
      holidays.run("\(command) \(desk) --time-zone Asia/Tokyo --holidays \(folder.path)/h.ics") == .done,
      "\(holidays.errors)")
    // A driver of a queue that there isn't.
    try Data("date,queue,visits\n2026-06-04,phnoe,10\n".utf8).write(to: folder.appending(path: "d.csv"))
    for source in [desk, "--history \(folder.path)/calls.csv --time-zone UTC"] {
      let drivers = CapturedConsole()
      #expect(drivers.run("\(command) \(source) --drivers \(folder.path)/d.csv") != .done)
      #expect(drivers.errors.contains("there is no queue 'phnoe'. Did you mean 'phone'?"), "\(drivers.errors)")
    }
  }

  @Test("a forecast draws history, forecast and band")
  func chart() throws {
    let folder = try history()
    defer { try? FileManager.default.removeItem(at: folder) }
    let console = CapturedConsole()
    let status = console.run(
      "forecast --history \(folder.path)/calls.csv --chart \(folder.path)/f.svg --time-zone UTC --json")
    #expect(status == .done && console.output.contains("\"findings\""), "\(console.errors)")
    let svg = try String(contentsOf: folder.appending(path: "f.svg"), encoding: .utf8)
    #expect(svg.hasPrefix("<svg xmlns=") && svg.hasSuffix("</svg>\n"))
    for part in ["class=\"band\" d=\"M", "class=\"was\" d=\"M", "class=\"will\" d=\"M"] { #expect(svg.contains(part)) }
  }

  @Test("rows left out, queues without history and history without a queue are told by every command about forecasts")
  func warnings() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rota-warnings-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(CapturedConsole().run("init \(folder.path) --template helpdesk") == .done)
    let export = folder.appending(path: "tickets/zendesk-export.csv")
    var lines = try String(contentsOf: export, encoding: .utf8).split(separator: "\n").map(String.init)
    // Phone tickets are left out, some others unreadable.
    let header = lines.removeFirst()
    lines.removeAll { !$0.contains("Mail") }
    let created = try #require(header.split(separator: ",").firstIndex { $0.contains("Created at") })
    var cells = lines[5].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    cells[created] = "yesterday"
    lines[5] = cells.joined(separator: ",")
    try Data(([header] + lines).joined(separator: "\n").utf8).write(to: export)
    for command in ["forecast \(folder.path)", "backtest \(folder.path) --origins 1"] {
      let console = CapturedConsole()
      #expect(console.run(command) == .done, "\(console.errors)")
      #expect(console.errors.contains("1 row left out, bad row"), "\(console.errors)")
      #expect(console.errors.contains("the queue 'phone' has no history and isn't forecast"), "\(console.errors)")
    }
    let console = CapturedConsole()
    _ = console.run("explain \(folder.path) --forecast email 2026-11-24")
    #expect(console.errors.contains("1 row left out, bad row"), "\(console.errors)")
    let staff = CapturedConsole()
    _ = staff.run("staff \(folder.path) --explain email 2026-11-24T10:00")
    #expect(staff.errors.contains("1 row left out, bad row"), "\(staff.errors)")
  }

  @Test("blended e-mail is explained by the work that free people on live queues take off it")
  func blended() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rota-blended-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(CapturedConsole().run("init \(folder.path) --template helpdesk") == .done)
    let settings = folder.appending(path: "rota.json")
    func explained() -> String {
      let console = CapturedConsole()
      #expect(console.run("staff \(folder.path) --explain email 2026-11-24T10:00") == .done, "\(console.errors)")
      return console.output
    }
    let alone = explained()
    #expect(alone.contains("contacts worked on, ") && !alone.contains("while they are free"))
    try String(contentsOf: settings, encoding: .utf8)
      .replacing("// blendedWith: [\"phone\"],", with: "blendedWith: [\"phone\"],")
      .write(to: settings, atomically: true, encoding: .utf8)
    let blended = explained()
    #expect(blended.contains("blended with live work"), "\(blended)")
    #expect(
      blended.contains("contacts worked on by live people while they are free, ") && blended.contains(" by its own"),
      "\(blended)")
  }

  @Test("a plan's forecast is kept, and scored when newer tickets come in")
  func accuracy() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rota-accuracy-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(CapturedConsole().run("init \(folder.path) --template helpdesk") == .done)
    // The last week's tickets are not there yet when the plan is made.
    let export = folder.appending(path: "tickets/zendesk-export.csv")
    let lines = try String(contentsOf: export, encoding: .utf8).split(separator: "\n")
    let created = try #require(lines[0].split(separator: ",").firstIndex { $0.contains("Created at") })
    func isNew(_ line: Substring) -> Bool {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return fields.count > created && String(fields[created]) >= "2026-11-16"
    }
    let new = lines.dropFirst().filter(isNew)
    #expect(new.count > 1000)
    func write(_ lines: [Substring], to file: URL) throws {
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
    }
    try write([lines[0]] + lines.dropFirst().filter { !isNew($0) }, to: export)
    #expect(CapturedConsole().run("plan \(folder.path) --iterations 200") == .done)
    let early = CapturedConsole()
    #expect(early.run("accuracy \(folder.path)") == .done)
    #expect(early.output.split(separator: "\n").count == 1 && early.errors.contains("Import the newer tickets first"))

    let newer = folder.appending(path: "newer.csv")
    try write([lines[0]] + new, to: newer)
    let imported = CapturedConsole()
    #expect(imported.run("import \(newer.path) --into \(folder.path)") == .done, "\(imported.errors)")
    let scored = CapturedConsole()
    #expect(scored.run("accuracy \(folder.path)") == .done, "\(scored.errors)")
    let rows = scored.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(rows.count == 3 && rows[0].starts(with: ["plan", "queue", "method"]))
    #expect(rows.dropFirst().map { $0[1] } == ["phone", "email"])
    for row in rows.dropFirst() {
      #expect(row[0] == "2026-W47")
      // By day the help desk is forecast to within a sixth, and eight intervals of ten hold what came.
      #expect(Double(row[7]).map { $0 > 0 && $0 < 16 } == true, "\(row)")
      #expect(Double(row[10]).map { $0 > 70 } == true, "\(row)")
    }
  }

  @Test("explain wants a day, and accuracy a plan")
  func wrong() throws {
    let console = CapturedConsole()
    #expect(console.run("explain desk --forecast phone") == .usage)
    #expect(console.errors.contains("there is no day to explain"))
    let folder = try history()
    defer { try? FileManager.default.removeItem(at: folder) }
    let other = CapturedConsole()
    #expect(other.run("accuracy \(folder.path)") == .missingInput, "\(other.errors)")
  }
}
