import Calendars
import Checking
import Foundation
import Glibc
import Plans
import Publishing
import Tables
import Testing
import Workforce

@testable import Planning

/// Plans of the same dates: two that are made at once, and what calendars hold of either.
@Suite("plans of the same dates")
struct PlansAtOnceTests {
  private func week(_ number: Int) -> ISOWeek { ISOWeek(containing: CivilDate(dayNumber: 20_787 + 7 * (number - 49))) }

  private func inProject(_ body: (PlannedWeeks) throws -> Void) throws {
    let weeks = try PlannedWeeks(NeighbouringPlansTests.daily)
    defer { weeks.remove() }
    try body(weeks)
  }

  private func place(_ number: Int, _ project: PlannedWeeks) -> PlanFolder {
    PlansFolder(project: project.folder.path).place(of: week(number))
  }

  private func placement(_ number: Int, weeks: Int, _ project: PlannedWeeks) -> PlanPlacement {
    PlanPlacement(
      project: project.folder.path, target: place(number, project), week: week(number), weeks: weeks)
  }

  /// Puts a plan over a base that was read before `meanwhile`.
  private func put(
    _ plan: PlanDocument, _ placement: PlanPlacement, meanwhile: () throws -> Void
  ) throws -> Diagnostic? {
    let base = try placement.base()
    try meanwhile()
    return #expect(throws: Diagnostic.self) { try placement.put(plan, try publishedFiles(of: plan), over: base) }
  }

  @Test("a week that was put into a longer plan's dates meanwhile keeps it out, and the other way round")
  func overlapping() throws {
    try inProject { project in
      let long = try project.plan(week(49), weeks: 2)
      try FileManager.default.removeItem(atPath: place(49, project).path)
      let error = try put(long, placement(49, weeks: 2, project)) { try project.plan(week(50), seed: 2) }
      #expect(error?.code == "plan.base-changed" && error?.message.contains("plans/2026-W50 covers") == true)
      #expect(try place(49, project).current() == nil)
      #expect(try PlanFolder(place(49, project).path + ".conflict").current() == long)
      let short = try #require(try place(50, project).current())
      try FileManager.default.removeItem(atPath: place(50, project).path)
      let other = try put(short, placement(50, weeks: 1, project)) { try project.plan(week(49), weeks: 2, seed: 3) }
      #expect(other?.code == "plan.base-changed" && other?.message.contains("same dates") == true, "\(other as Any)")
    }
  }

  /// By UID, those of these dates.
  private func events(_ plan: PlanDocument, of number: Int) -> [String: CalendarEntry] {
    let monday = week(number).monday
    return Dictionary(
      plan.calendar.filter { (monday..<monday.adding(days: 7)).contains($0.duty.date) }.map { ($0.uid, $0) }
    ) { first, _ in first }
  }

  @Test("a week that is planned out of a longer plan revises and cancels that plan's events")
  func outOfALongerPlan() throws {
    try inProject { project in
      var long = try project.plan(week(49), weeks: 2)
      // As if everybody had been told other ends.
      for index in long.calendar.indices { long.calendar[index].duty.length = 200 }
      let file = URL(filePath: place(49, project).path).appending(path: PlanFile.plan)
      try Data(try planJSON(long)).write(to: file)
      let short = try project.plan(week(50), seed: 9)
      let (before, after) = (events(long, of: 50), events(short, of: 50))
      #expect(before.count >= 4 && Set(before.keys).isSubset(of: after.keys))
      for (uid, old) in before {
        #expect(after[uid].map { $0.sequence > old.sequence } == true, "\(uid)")
        let isWorked = short.rota.duties.contains { $0.duty.date == old.duty.date }
        #expect(after[uid]?.cancelled == !isWorked)
      }
      // Once is enough, and the longer plan's other dates are none of its business.
      #expect(try project.plan(week(50), seed: 9).calendar == short.calendar)
      #expect(short.calendar.allSatisfy { $0.duty.date >= week(50).monday })
    }
  }

  @Test("a shorter plan in the same place cancels what it lets go, and the week's own plan brings it back")
  func letGo() throws {
    try inProject { project in
      let long = try project.plan(week(49), weeks: 2)
      let short = try project.plan(week(49))
      let gone = events(short, of: 50)
      #expect(gone.count == long.rota.duties.count { $0.duty.date >= week(50).monday } && gone.count >= 4)
      #expect(gone.values.allSatisfy { $0.cancelled && $0.sequence == 1 })
      let text = try String(
        contentsOfFile: place(49, project).path + "/" + PlanFile.teamCalendar, encoding: .utf8)
      #expect(text.components(separatedBy: "STATUS:CANCELLED").count == short.calendar.count(where: \.cancelled) + 1)
      let held = try HeldPlan(short, in: place(49, project).path)
      // The test's command is none.
      let breaches = held.breaches.filter { $0.rule != "figures.command" }.map { "\($0.rule): \($0.message)" }
      #expect(breaches == [], "\(breaches)")
      let own = try project.plan(week(50), seed: 4)
      for (uid, entry) in events(own, of: 50) where gone[uid] != nil {
        #expect(entry.sequence == (entry.cancelled ? 1 : 2))
      }
      #expect(events(own, of: 50).values.contains { !$0.cancelled && $0.sequence == 2 })
      // The week has a plan of its own now.
      #expect(events(try project.plan(week(49), seed: 2), of: 50).isEmpty)
    }
  }

  private func rename(_ name: String, to other: String, _ project: PlannedWeeks) throws {
    let plans = project.folder.appending(path: "plans")
    try FileManager.default.moveItem(at: plans.appending(path: name), to: plans.appending(path: other))
  }

  @Test("a plan that is in the way is renamed as the error says: it counts no more, and its calendars are revised")
  func replaced() throws {
    try inProject { project in
      try project.plan(week(48))
      var old = try project.plan(week(49))
      // As if everybody had been told other ends, twice.
      for index in old.calendar.indices {
        old.calendar[index].duty.length = 200
        old.calendar[index].sequence = 2
      }
      try Data(try planJSON(old)).write(to: URL(filePath: place(49, project).path).appending(path: PlanFile.plan))
      let error = #expect(throws: Diagnostic.self) { try project.plan(week(48), weeks: 2) }
      #expect(error?.code == "plan.covered")
      #expect(
        error?.cure?.hasPrefix(
          "Rename plans/2026-W49 to plans/2026-W49.replaced: it counts no more then, and its calendars are revised or")
          == true, "\(error?.cure ?? "")")
      try rename("2026-W49", to: "2026-W49.replaced", project)
      let long = try project.plan(week(48), weeks: 2, seed: 5)
      let (before, after) = (events(old, of: 49), events(long, of: 49))
      #expect(before.count >= 4 && Set(before.keys).isSubset(of: after.keys))
      for (uid, entry) in before {
        let isWorked = long.rota.duties.contains { $0.duty.date == entry.duty.date }
        #expect(after[uid]?.sequence == 3 && after[uid]?.cancelled == !isWorked, "\(uid)")
      }
      // It is nobody's neighbour, and saying it once is enough.
      let plans = PlansFolder(project: project.folder.path)
      #expect(try plans.places().map(\.name) == ["2026-W48"])
      #expect(!long.inputs.contains { $0.path.contains("replaced") })
      #expect(try project.plan(week(48), weeks: 2, seed: 5).calendar == long.calendar)
      let held = try HeldPlan(long, in: place(48, project).path)
      let breaches = held.breaches.filter { $0.rule != "figures.command" }.map { "\($0.rule): \($0.message)" }
      #expect(breaches == [], "\(breaches)")
      // The week's own plan wins over both.
      let own = try project.plan(week(49), seed: 9)
      for (uid, entry) in events(own, of: 49) {
        guard let said = after[uid] else { continue }
        let isSame = said.duty == entry.duty && said.cancelled == entry.cancelled
        #expect(entry.sequence == said.sequence + (isSame ? 0 : 1), "\(uid)")
      }
    }
  }

  @Test("what a replaced plan has beyond the new one is cancelled; a second one is called otherwise")
  func replacedLonger() throws {
    try inProject { project in
      let old = try project.plan(week(49), weeks: 2)
      try rename("2026-W49", to: "2026-W49.replaced", project)
      let long = try project.plan(week(48), weeks: 2)
      let gone = events(long, of: 50)
      #expect(gone.count == old.rota.duties.count { $0.duty.date >= week(50).monday } && gone.count >= 4)
      #expect(gone.values.allSatisfy { $0.cancelled && $0.sequence == 1 })
      // A plan of other dates has nothing to do with it.
      #expect(try project.plan(week(52)).calendar.allSatisfy { $0.duty.date >= week(52).monday })
      let back = try project.plan(week(50))
      for (uid, entry) in events(back, of: 50) where gone[uid] != nil {
        #expect(entry.sequence == (entry.cancelled ? 1 : 2))
      }
      let error = #expect(throws: Diagnostic.self) { try project.plan(week(49), weeks: 2) }
      #expect(error?.cure?.contains("plans/2026-W50 to plans/2026-W50.replaced:") == true)
      try rename("2026-W49.replaced", to: "2026-W50.replaced", project)
      let other = #expect(throws: Diagnostic.self) { try project.plan(week(49), weeks: 2) }
      #expect(other?.cure?.contains("plans/2026-W50 to plans/2026-W50.replaced-2:") == true)
      #expect(try PlansFolder(project: project.folder.path).replacedPlaces().map(\.week) == [week(49)])
    }
  }

  @Test("of two plans that said different things under one name and revision, the next is above both")
  func sameRevision() throws {
    let date = week(49).monday
    func entry(_ length: Minutes, sequence: Int) -> CalendarEntry {
      CalendarEntry(
        uid: "u", person: "a",
        duty: Duty(template: "t", date: date, start: Zone.utc.instant(of: date), length: length, breaks: []),
        sequence: sequence, modified: Instant(rawValue: 0), cancelled: false)
    }
    var union = EventUnion()
    union.add([entry(60, sequence: 0)])
    union.add([entry(90, sequence: 0)])
    union.add([entry(60, sequence: 0)])
    #expect(union.entries.map(\.sequence) == [1] && union.entries.map(\.duty.length) == [60])
    union.add([entry(120, sequence: 3)])
    #expect(union.entries == [entry(120, sequence: 3)])
  }

  @Test("a plan beside it that was made under other clock rules is named")
  func otherRules() throws {
    try inProject { project in
      try project.plan(week(48))
      let neighbours = try PlansFolder(project: project.folder.path).neighbours(
        of: week(49).monday..<week(50).monday)
      #expect(neighbours.warnings(underRules: .current) == [])
      var plan = try #require(neighbours.plans.first)
      plan.document.zoneRules = "2000a"
      plan.document.clocks?.zones[0].offset -= 3600
      let said = Neighbours([plan]).warnings(underRules: .current)
      #expect(said.map(\.code) == ["zones.changed"] && said[0].message.hasPrefix("plans/2026-W48"), "\(said)")
    }
  }

  @Test("what can't be looked into is never taken for nothing")
  func unreadable() throws {
    try inProject { project in
      let root = project.folder
      let files = try FolderFiles(root.path)
      func code(_ body: () throws -> Void) -> String? { #expect(throws: Diagnostic.self, performing: body)?.code }
      #expect(try files.files(in: "history") == [] && files.bytes(of: "history/a.csv") == nil)
      try Data("x".utf8).write(to: root.appending(path: "history"))
      #expect(code { _ = try files.files(in: "history") } == "folder.not-a-folder")
      try FileManager.default.removeItem(at: root.appending(path: "history"))
      #expect(mkfifo(root.appending(path: "history").path, 0o600) == 0)
      #expect(code { _ = try files.files(in: "history") } == "folder.not-a-folder")
      try FileManager.default.removeItem(at: root.appending(path: "history"))
      #expect(symlink("/nowhere/at-all", root.appending(path: "history").path) == 0)
      #expect(code { _ = try files.files(in: "history") } == "file.dangling")
      try FileManager.default.removeItem(at: root.appending(path: "history"))
      try FileManager.default.createDirectory(
        at: root.appending(path: "history"), withIntermediateDirectories: true)
      #expect(symlink("/nowhere/lost.csv", root.appending(path: "history/lost.csv").path) == 0)
      #expect(code { _ = try HistoryFiles.files(of: files) } == "file.dangling")

      let plans = PlansFolder(project: root.path)
      #expect(try plans.places().isEmpty)
      try FileManager.default.createDirectory(at: root.appending(path: "plans"), withIntermediateDirectories: true)
      #expect(symlink("/nowhere/2026-W49", root.appending(path: "plans/2026-W49").path) == 0)
      #expect(code { _ = try plans.places() } == "file.dangling")
      try FileManager.default.removeItem(at: root.appending(path: "plans"))
      try Data("x".utf8).write(to: root.appending(path: "plans"))
      #expect(code { _ = try plans.places() } == "folder.not-a-folder")
      try FileManager.default.removeItem(at: root.appending(path: "plans"))
      guard getuid() != 0 else { return }
      for name in ["plans", "history"] {
        try? FileManager.default.createDirectory(at: root.appending(path: name), withIntermediateDirectories: true)
        chmod(root.appending(path: name).path, 0)
      }
      #expect(code { _ = try plans.places() } == "folder.unreadable")
      #expect(code { _ = try files.files(in: "history") } == "folder.unreadable")
      for name in ["plans", "history"] { chmod(root.appending(path: name).path, 0o700) }
    }
  }
}
