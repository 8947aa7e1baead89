import Calendars
import Foundation
import Plans
import Searching
import Tables
import Testing
import Tickets

@testable import Planning

/// Imports into a project on disk.
@Suite struct ProjectImportTests {
  static let settings = """
    // Our desk.
    {
      name: "Desk", timeZone: "Europe/Berlin",
      queues: [
        { id: "phone", channel: "phone", match: { channel: "phone" } }  // the first
        // more to come
      ],
    }

    """

  static let tickets = """
    id,created,channel
    1,2026-03-02 09:00,Phone
    2,2026-03-02 09:20,Chat
    3,2026-03-03 09:20,Web chat

    """

  @Test("an import is taken back and made again, byte by byte; a history that never was can't be taken back")
  func undo() throws {
    let folder = try ImportFolder(settings: Self.settings)
    let project = try ProjectImport(into: try FolderFiles(folder.url.path))
    #expect(throws: Diagnostic.self) { try project.undo() }
    _ = try folder.importing(Self.tickets)
    let first = folder.state()
    _ = try folder.importing("id,created,channel\n4,2026-03-04 09:00,Phone\n")
    let second = folder.state()
    #expect(first != second && first.count == 1)
    var change = try project.undo()
    #expect(change.from == 4 && change.to == 3 && folder.state() == first)
    change = try project.undo()
    #expect(change.from == 3 && change.to == 4 && folder.state() == second)
    // What changes nothing is the last import all the same, and keeps what can be taken back.
    _ = try folder.importing(Self.tickets)
    #expect(throws: Diagnostic.self) { try project.undo() }
    #expect(folder.state() == second)
    #expect(try project.undo().to == 3)
    #expect(try project.undo().to == 4)
    // Another import in between counts again.
    _ = try folder.importing(Self.tickets)
    _ = try folder.importing("id,created,channel\n5,2026-03-04 09:00,Phone\n")
    #expect(try project.undo().to == 4)
  }

  @Test("contacts without a queue are proposed, kept, and planned once the queue is there")
  func proposals() throws {
    let folder = try ImportFolder(settings: Self.settings)
    let report = try folder.importing(Self.tickets)
    #expect(
      report.proposedQueues == [#"{ id: "chat", channel: "chat", match: { channel: "chat" } }"#]
        || report.proposedQueues.count == 2)
    let warning = try #require(report.warnings.first { $0.code == "history.unused" })
    #expect(warning.message.contains("no queue claims 2 contacts") && warning.cure?.contains("id: \"chat\"") == true)
    #expect(try folder.project().histories.map(\.queue) == ["phone"])
    _ = try folder.importing(Self.tickets, addsQueues: true)
    let text = try folder.text("rota.json")
    #expect(text.contains("// Our desk.") && text.contains("// the first") && text.contains("// more to come"))
    let project = try folder.project()
    #expect(project.histories.reduce(0) { $0 + $1.contacts.reduce(0, +) } == 3 && project.unclaimed.isEmpty)
    #expect(!project.warnings.contains { $0.code == "history.unused" })
  }

  @Test("queues are added behind the last one, whatever stands around it")
  func queueList() throws {
    for (text, expected) in [
      ("{queues:[{id:\"a\"}]}", "{queues:[{id:\"a\"},\n    {id:\"b\"},\n  ]}"),
      ("{queues:[]}", "{queues:[\n    {id:\"b\"},\n  ]}"),
      (
        "{ // queues: [\n 'queues': [ {id:'a, ]'}, ], x: [] }",
        "{ // queues: [\n 'queues': [ {id:'a, ]'},\n    {id:\"b\"},\n  ], x: [] }"
      ),
      (
        "{a:{queues:[1]},\n  queues: [\n    {id:\"a\"} /* ] */ // ]\n  ],\n}",
        "{a:{queues:[1]},\n  queues: [\n    {id:\"a\"}, /* ] */ // ]\n    {id:\"b\"},\n  ],\n}"
      ),
    ] {
      let added = try #require(QueueList(Array(text.utf8)).adding(["{id:\"b\"}"]), "\(text)")
      #expect(String(decoding: added, as: UTF8.self) == expected)
    }
    #expect(QueueList(Array("{a: 1}".utf8)).adding(["{}"]) == nil)
  }

  @Test("history of before there were sources is read as it is, joins new imports, and stays what it was")
  func former() throws {
    let folder = try ImportFolder(settings: Self.settings)
    var text = "start_utc,queue,time_zone,interval_minutes,contacts,timed_contacts,handle_seconds\n"
    for quarter in 0..<4 {
      text += "2026-02-02T08:\(quarter == 0 ? "00" : "\(quarter * 15)")Z,phone,Europe/Berlin,15,\(quarter),0,0\n"
    }
    try folder.write("history/phone.csv", text)
    #expect(try folder.project().histories.map(\.contacts) == [[0, 1, 2, 3]])
    _ = try folder.importing(Self.tickets)
    #expect(Set(folder.state().keys).count == 2 && folder.state()["before.csv"] != nil)
    #expect(try folder.project().histories[0].contacts.reduce(0, +) == 7)
    // Taken back, the old file is there again.
    _ = try ProjectImport(into: try FolderFiles(folder.url.path)).undo()
    #expect(try folder.text("history/phone.csv") == text)
  }

  @Test("tickets named in rota.json follow the same rules, in either order, and beside what was imported")
  func listed() throws {
    let north = "id,created,channel\nA-1,2026-03-02 09:00,Phone\nA-2,2026-03-02 09:01,Phone\n"
    let south = "id,created,channel\nB-1,2026-03-02 09:05,Phone\nA-2,2026-03-02 09:01,Phone\n"
    for list in ["\"n.csv\", \"s.csv\"", "\"s.csv\", \"n.csv\""] {
      let folder = try ImportFolder(
        settings: Self.settings.replacing("queues: [", with: "tickets: [\(list)],\n  queues: ["))
      try folder.write("n.csv", north)
      try folder.write("s.csv", south)
      #expect(try folder.project().histories[0].contacts.reduce(0, +) == 3)
      _ = try folder.importing(north)
      #expect(try folder.project().histories[0].contacts.reduce(0, +) == 3)
    }
    let apart = try ImportFolder(
      settings:
        Self.settings.replacing(
          "queues: [",
          with: "tickets: [{ file: \"n.csv\", source: \"n\" }, { file: \"s.csv\", source: \"s\" }],\n  queues: ["))
    try apart.write("n.csv", north)
    try apart.write("s.csv", south)
    #expect(try apart.project().histories[0].contacts.reduce(0, +) == 4)
  }

  @Test("a plan from a listed file whose last date is a mistake says so, with the week that is meant")
  func strayTicket() throws {
    var text = "id,created,channel\n"
    for day in 2...22 {
      for hour in 9..<17 { text += "\(day)-\(hour),2026-11-\(day < 10 ? "0" : "")\(day) \(hour):07,Phone\n" }
    }
    let folder = try ImportFolder(
      settings: Self.settings.replacing("queues: [", with: "tickets: [\"t.csv\"],\n  queues: ["))
    func plan() throws -> PlanDocument {
      let options = SearchLimits(timeLimit: nil, iterations: 10, threads: 1)
      return try Pipeline(project: try folder.project(), settings: PlanSettings(options: options, command: "test"))
        .plan(
          neighbours: .none, published: [], control: PlanControl(stop: StopFlag(), clock: { 0 }, progress: { _ in }))
    }
    try folder.write("t.csv", text)
    let sound = try plan()
    #expect(sound.week.description == "2026-W48" && !sound.warnings.contains { $0.code == "import.gap" })
    try folder.write("t.csv", text + "999,2027-01-05 10:00,Phone\n")
    let stray = try plan()
    #expect(stray.week.description == "2027-W02")
    let warning = try #require(stray.warnings.first { $0.code == "import.gap" })
    #expect(warning.severity == .warning && warning.message.contains("2026-11-23 to 2027-01-04, 43 days"), "\(warning)")
    #expect(warning.cure?.contains("--week 2026-W48 is likely meant") == true, "\(warning)")
  }

  @Test("a killed import is ended or taken back by whoever comes next")
  func recovery() throws {
    for place in ["staged", "swapped", "renamed"] {
      let folder = try ImportFolder(settings: Self.settings)
      _ = try folder.importing(Self.tickets)
      let old = folder.state()
      // As if it had been killed there.
      let manager = FileManager.default
      func at(_ path: String) -> URL { folder.url.appending(path: path) }
      switch place {
      case "staged":
        try folder.write(".history.new/.putting-in-place", "")
        try folder.write(".history.new/half.csv", "record,str")
      case "swapped":
        try manager.copyItem(at: at("history"), to: at(".history.new"))
        try folder.write("history/.putting-in-place", "")
      default:
        try manager.removeItem(at: at(".history.before"))
        try manager.moveItem(at: at("history"), to: at(".history.before"))
        try folder.write(".history.new/.putting-in-place", "")
      }
      _ = try folder.importing(Self.tickets)
      #expect(folder.state() == old, "\(place)")
      #expect(!manager.fileExists(atPath: at(".history.new").path), "\(place)")
    }
  }

  @Test("a history that was taken away by hand stays away; --undo has the one before the last import")
  func takenAway() throws {
    let folder = try ImportFolder(settings: Self.settings)
    _ = try folder.importing("id,created,channel\n1,2026-03-02 09:00,Phone\n")
    _ = try folder.importing("id,created,channel\n2,2026-03-02 10:00,Phone\n")
    try FileManager.default.removeItem(at: folder.url.appending(path: "history"))
    let report = try folder.importing("id,created,channel\n3,2026-03-02 11:00,Phone\n")
    #expect(report.kept.map(\.before) == [0] && report.kept.map(\.after) == [1], "\(report.kept)")
  }

  @Test("a linked history folder is written where it lies; notes in it stay")
  func links() throws {
    let folder = try ImportFolder(settings: Self.settings)
    try folder.write("elsewhere/deep/notes.txt", "ours")
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "history"), withDestinationURL: folder.url.appending(path: "elsewhere/deep"))
    _ = try folder.importing(Self.tickets)
    #expect(
      folder.state("elsewhere/deep").count == 2 && folder.state("elsewhere/deep")["notes.txt"] == Data("ours".utf8))
    #expect(
      (try? FileManager.default.destinationOfSymbolicLink(atPath: folder.url.appending(path: "history").path)) != nil)
  }

  @Test("a plan without usable history names the queues that have some")
  func plansNothing() throws {
    let folder = try ImportFolder(settings: Self.settings)
    _ = try folder.importing("id,created,channel\n1,2026-03-02 09:00,Chat\n")
    do {
      _ = try Horizon(project: try folder.project(), week: nil, weeks: 1)
      Issue.record("planned from nothing")
    } catch let error as Diagnostic {
      #expect(error.kind == .missingInput && error.message.contains("1 of channel 'Chat'"))
      #expect(error.cure?.contains("id: \"chat\"") == true)
    }
  }
}
