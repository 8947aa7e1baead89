import Calendars
import Checking
import Foundation
import Plans
import Publishing
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

/// States, journal, recovery and undo, without a process.
@Suite("plans that live") struct LivingPlanTests {
  private func week(_ number: Int) -> ISOWeek { ISOWeek(containing: CivilDate(dayNumber: 20_787 + 7 * (number - 49))) }

  private func inProject(_ body: (PlannedWeeks) throws -> Void) throws {
    let weeks = try PlannedWeeks(NeighbouringPlansTests.daily)
    defer { weeks.remove() }
    try body(weeks)
  }

  private func publish(_ project: PlannedWeeks, _ number: Int = 49) throws -> Publication.Outcome {
    try Publication(project.living(week(number))).publish(allowsBreaches: true, at: PlannedWeeks.now)
  }

  private func events(_ plan: PlanDocument) -> [Int] { plan.calendar.map(\.sequence) }

  /// Another rota of the same plan, as an operation would make it: everybody's first duty an hour shorter.
  private func shortened(_ plan: PlanDocument, by minutes: Minutes = 30) -> PlanDocument {
    var plan = plan
    for index in plan.rota.duties.indices.prefix(1) {
      plan.rota.duties[index].duty.length = plan.rota.duties[index].duty.length - minutes
      let duty = plan.rota.duties[index]
      for span in plan.rota.work.indices
      where plan.rota.work[span].person == duty.person && plan.rota.work[span].start == duty.duty.start {
        plan.rota.work[span].end = duty.duty.end
      }
    }
    return plan
  }

  @Test("revisions are told at publishing alone, of what changed alone, and never fall")
  func sequence() throws {
    try inProject { project in
      let first = try project.draft(week(49))
      #expect(first.isDraft && first.publishedRevision == 0 && Set(events(first)) == [0])
      // Drawn again as often as one likes: nobody was told.
      #expect(Set(events(try project.draft(week(49), seed: 3))) == [0])
      #expect(try project.living(week(49)).draftPlace()?.path.hasSuffix("2026-W49") == true)
      let one = try publish(project).plan
      #expect(!one.isDraft && one.publishedRevision == 1 && Set(events(one)) == [0])
      #expect(try publish(project).isNew == false)

      let store = DraftStore(project.living(week(49)))
      let base = try store.base(command: "rota test")
      #expect(base.published == one && base.draft == nil)
      let next = shortened(one)
      try store.put(next, as: DraftOperation("shorten", arguments: ["a"], at: PlannedWeeks.now), over: base)
      let draft = try #require(try project.living(week(49)).draft.current())
      #expect(draft.isDraft && draft.publishedRevision == 1 && Set(events(draft)) == [0])
      #expect(try project.living(week(49)).home.current() == one)
      let two = try publish(project)
      #expect(two.plan.publishedRevision == 2 && two.changes?.count == 1 && two.eventsRaised == 1)
      #expect(events(two.plan).sorted() == Array(repeating: 0, count: events(one).count - 1) + [1])
      #expect(try project.living(week(49)).draft.current() == nil)
    }
  }

  @Test("undo gives the bytes before, operation by operation; after a publish, a draft with the duties before it")
  func undo() throws {
    try inProject { project in
      let living = project.living(week(49))
      func bytes(_ folder: PlanFolder) throws -> [UInt8]? { try folder.currentBytes() }
      try project.draft(week(49))
      let first = try bytes(living.home)
      try project.draft(week(49), seed: 2)
      let second = try bytes(living.home)
      #expect(first != second)
      let undo = Undo(living)
      #expect(try undo.undo(at: PlannedWeeks.now).operation == "plan")
      #expect(try bytes(living.home) == first)
      try project.draft(week(49), seed: 3)
      #expect(try undo.undo(at: PlannedWeeks.now).folder != nil && bytes(living.home) == first)
      let one = try publish(project).plan
      let store = DraftStore(living)
      for minutes in [30, 60] as [Minutes] {
        let base = try store.base(command: "rota test")
        try store.put(
          shortened(one, by: minutes), as: DraftOperation("shorten", arguments: ["\(minutes)"], at: PlannedWeeks.now),
          over: base)
      }
      let both = try bytes(living.draft)
      #expect(try undo.undo(at: PlannedWeeks.now).operation == "shorten")
      #expect(try bytes(living.draft) != both && bytes(living.draft) != nil)
      #expect(try undo.undo(at: PlannedWeeks.now).folder == nil)
      #expect(try bytes(living.draft) == nil && living.home.current() == one)
      // Nothing was before the first revision.
      #expect(throws: Diagnostic.self) { try undo.undo(at: PlannedWeeks.now) }
      try store.put(
        shortened(one), as: DraftOperation("shorten", arguments: [], at: PlannedWeeks.now),
        over: try store.base(command: "rota test"))
      let two = try publish(project).plan
      let back = try undo.undo(at: PlannedWeeks.now)
      #expect(back.operation == "publish" && back.revision == 1 && back.changes.count == 1)
      let draft = try #require(try living.draft.current())
      #expect(draft.rota == one.rota && draft.publishedRevision == 2)
      let three = try publish(project)
      #expect(three.plan.publishedRevision == 3 && three.plan.rota == one.rota)
      #expect(zip(events(two), events(three.plan)).allSatisfy { $0 <= $1 })
      #expect(events(three.plan).max() == 2)
      let end = try JournalReplay(living).run()
      #expect(try end.published == bytes(living.home) && end.draft == nil && end.operations >= 11)
    }
  }

  @Test("a draft that was changed by hand is not undone, and what was there is not lost") func changedByHand() throws {
    try inProject { project in
      let living = project.living(week(49))
      var plan = try project.draft(week(49))
      plan.team = "Other"
      let file = URL(filePath: living.home.path).appending(path: PlanFile.plan)
      let edited = try planJSON(plan)
      try Data(edited).write(to: file)
      #expect(throws: Diagnostic.self) { try Undo(living).undo(at: PlannedWeeks.now) }
      try project.draft(week(49), seed: 2)
      _ = try Undo(living).undo(at: PlannedWeeks.now)
      #expect(try living.home.currentBytes() == edited)
    }
  }

  @Test("the journal leads again to the same bytes, and says where it was tampered with") func replay() throws {
    try inProject { project in
      let living = project.living(week(49))
      try project.plan(week(50))
      for seed in 1...6 as ClosedRange<UInt64> {
        try project.draft(week(49), seed: seed)
        if seed % 2 == 0 { _ = try publish(project) }
        if seed == 5 { _ = try Undo(living).undo(at: PlannedWeeks.now) }
      }
      let end = try JournalReplay(living).run()
      #expect(try end.published == living.home.currentBytes() && end.draft == living.draft.currentBytes())
      #expect(end.operations == 10)
      // A torn last line counts as not written, and is written over.
      let file = URL(filePath: living.history.folder).appending(path: "journal.jsonl")
      let handle = try FileHandle(forWritingTo: file)
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(#"{"event":"begun","num"#.utf8))
      try handle.close()
      #expect(try JournalReplay(living).run() == end)
      try project.draft(week(49), seed: 7)
      #expect(try JournalReplay(living).run().operations == 11)
      var text = try String(contentsOf: file, encoding: .utf8)
      let length = try #require(text.firstRange(of: "\"length\":"))
      text.replaceSubrange(length, with: "\"length\":1")
      try Data(text.utf8).write(to: file)
      let error = #expect(throws: Diagnostic.self) { try JournalReplay(living).run() }
      #expect(error?.code == "journal.differs")
    }
  }

  @Test("drafts that nothing needs go, once there are many: the last operations can be undone, all can be replayed")
  func pruned() throws {
    try inProject { project in
      let living = project.living(week(49))
      let one = try project.plan(week(49))
      let store = DraftStore(living)
      func shelf() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: living.history.folder + "/drafts")
      }
      var drafts: [[UInt8]?] = [try living.draft.currentBytes()]
      func change(_ times: Int) throws {
        for number in 1...times {
          let base = try store.base(command: "rota test")
          var next = shortened(one, by: number.isMultiple(of: 2) ? 30 : 60)
          next.team = "Team \(number)"
          try store.put(next, as: DraftOperation("shorten", arguments: [], at: PlannedWeeks.now), over: base)
          drafts.append(try living.draft.currentBytes())
        }
      }
      try change(8)
      let before = try shelf()
      living.prune(most: before.count, last: 3)
      #expect(try shelf() == before)
      living.prune(most: before.count - 1, last: 3)
      // What stood before the third last, and what each of three made; the published plan's own draft.
      #expect(try shelf().count == 5)
      #expect(try JournalReplay(living, exact: 3).run().draft == living.draft.currentBytes())
      #expect(try JournalReplay(living, exact: 3).run().published == living.home.currentBytes())
      #expect(throws: Diagnostic.self) { try JournalReplay(living).run() }
      for number in [7, 6, 5] {
        _ = try Undo(living).undo(at: PlannedWeeks.now)
        #expect(try living.draft.currentBytes() == drafts[number])
      }
      let error = #expect(throws: Diagnostic.self) { try Undo(living).undo(at: PlannedWeeks.now) }
      #expect(error?.code == "undo.too-old" && error?.cure != nil)
      #expect(try living.draft.currentBytes() == drafts[5])
      // A publish and a draft that was made from a draft before: what the plans name stays.
      _ = try publish(project)
      try change(4)
      let base = try store.base(command: "rota test")
      let input = try #require(try living.keptDraft(in: living.draft))
      var next = shortened(one)
      next.inputs.append(input)
      try store.put(next, as: DraftOperation("plan", arguments: [], at: PlannedWeeks.now), over: base)
      living.prune(most: 1, last: 1)
      #expect(try shelf().contains { input.path.hasSuffix($0) })
      #expect(try JournalReplay(living, exact: 1).run().draft == living.draft.currentBytes())
      _ = try Undo(living).undo(at: PlannedWeeks.now)
    }
  }

  @Test("who opens next finishes a publish whose plan is in place, and takes back one whose plan isn't")
  func halfDone() throws {
    try inProject { project in
      let living = project.living(week(49))
      try project.plan(week(49))
      try project.draft(week(49), seed: 2)
      let (home, draft) = (try living.home.currentBytes(), try living.draft.currentBytes())
      let journal = URL(filePath: living.history.folder).appending(path: "journal.jsonl")
      let before = try Data(contentsOf: journal)
      let outcome = try publish(project)
      let after = try String(contentsOf: journal, encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false)
      let begun = after.dropLast(2).joined(separator: "\n") + "\n"
      #expect(begun.utf8.count > before.count && begun.contains("publishing"))
      // Killed after the exchange: the draft is still there, the last line isn't.
      let draftPlan = try readPlan(draft ?? [], file: "draft")
      try living.draft.publish(try publishedFiles(of: draftPlan))
      try Data(begun.utf8).write(to: journal)
      #expect(try living.isHalfDone())
      #expect(try ProjectStatus(of: project.folder.path).plans.first?.halfDone == "publish")
      #expect(try publish(project).isNew == false)
      #expect(try living.draft.current() == nil && living.home.current() == outcome.plan && !living.isHalfDone())
      // Killed before the exchange.
      try living.home.publish(try publishedFiles(of: try readPlan(home ?? [], file: "home")))
      try living.draft.publish(try publishedFiles(of: draftPlan))
      try Data(begun.utf8).write(to: journal)
      let placement = PlanPlacement(project: project.folder.path, target: living.draft, week: week(49), weeks: 1)
      _ = try placement.base()
      #expect(try !living.isHalfDone() && living.history.revision(2) == nil)
      #expect(try living.draft.currentBytes() == draft)
      #expect(try publish(project).plan == outcome.plan)
    }
  }

  @Test("a draft is a neighbour where nothing is published, and is named; its published plan counts before it")
  func neighbours() throws {
    try inProject { project in
      try project.draft(week(48))
      let plan = try project.draft(week(49))
      let words = "plans/2026-W48, whose duties this plan keeps rest from, is a draft."
      #expect(plan.assumptions.contains(words))
      _ = try publish(project, 48)
      try project.draft(week(48), seed: 2)
      let again = try project.draft(week(49), seed: 2)
      #expect(!again.assumptions.contains(words))
      #expect(again.inputs.map(\.path).filter { $0.hasPrefix("plans/") } == ["plans/2026-W48/plan.json"])
    }
  }

  @Test("a draft doesn't revise what calendars hold of a longer published plan until it is published")
  func outOfALongerPlan() throws {
    try inProject { project in
      let long = try project.plan(week(49), weeks: 2)
      let draft = try project.draft(week(50), seed: 9)
      #expect(Set(events(draft)) == [0])
      // The published plan counts for its second week until then.
      let plans = PlansFolder(project: project.folder.path)
      let between = try plans.neighbours(of: week(51).monday..<week(52).monday)
      #expect(between.plan(on: week(50).monday)?.place.name == "2026-W49")
      let own = try publish(project, 50).plan
      #expect(
        try plans.neighbours(of: week(51).monday..<week(52).monday).plan(on: week(50).monday)?.place.name == "2026-W50")
      let told = Dictionary(long.calendar.map { ($0.uid, $0) }) { first, _ in first }
      for entry in own.calendar {
        guard let before = told[entry.uid] else { continue }
        let isSame = before.duty == entry.duty && before.cancelled == entry.cancelled
        #expect(entry.sequence == before.sequence + (isSame ? 0 : 1))
      }
    }
  }

  @Test("a plan is changed beside the plans that are there now, not those that it was made beside") func besideOthers()
    throws
  {
    try inProject { project in
      let living = project.living(week(49))
      try project.plan(week(49))
      // A week before it that was planned without a thought of it.
      let other = try PlannedWeeks(NeighbouringPlansTests.daily)
      defer { other.remove() }
      for seed in 1...20 as ClosedRange<UInt64> {
        let before = try other.plan(week(48), seed: seed)
        try project.living(week(48)).home.publish(try publishedFiles(of: before))
        if try project.borders(week(49)).contains(where: { $0.severity == .breach }) { break }
      }
      try #require(try project.borders(week(49)).contains { $0.severity == .breach })
      let store = DraftStore(living)
      let base = try store.base(command: "rota test")
      let plan = try #require(base.current)
      let control = ReplanningTests.control
      let options = SearchLimits(timeLimit: nil, iterations: 50, seed: 1, threads: 1)
      let asked = ReplanRequest(from: plan.request.grid.start)
      let alone = try PlanChanger(plan, command: "rota test").replan(asked, options: options, control: control)
      #expect(alone.changes.isEmpty && alone.plan.inputs == plan.inputs)
      let changer = PlanChanger(plan, beside: base.plan.neighbours, command: "rota test")
      let monday = week(49).monday
      let leave = try #require(
        try LeavePlans(of: project.folder.path, on: monday...monday, command: "rota test").plans.first)
      #expect(leave.plan == plan && plan.settled(beside: leave.neighbours).request == changer.request)
      #expect(changer.request != plan.request)
      let revised = try changer.replan(asked, options: options, control: control)
      #expect(!revised.changes.isEmpty && revised.keepsRules)
      #expect(revised.plan.inputs.map(\.path).contains("plans/2026-W48/plan.json"))
      try store.put(revised.plan, as: DraftOperation("replan", arguments: [], at: PlannedWeeks.now), over: base)
      let draft = try #require(try living.draft.current())
      let found = try PlansFolder(project: project.folder.path).borders(
        of: draft, in: living.draft.path, besides: PlanCheck(draft).findings())
      #expect(
        found.allSatisfy { $0.severity == .note } && PlanCheck(draft).findings().allSatisfy { $0.severity == .note })
      // Beside the same plans once more nothing is another one.
      let next = try store.base(command: "rota test")
      #expect(draft.settled(beside: next.plan.neighbours).request == draft.request)
      let again = try PlanChanger(draft, beside: next.plan.neighbours, command: "rota test").replan(
        asked, options: options, control: control)
      #expect(again.changes.isEmpty)
    }
  }

  @Test("somebody who began from another draft replaces nothing; the result is kept") func conflict() throws {
    try inProject { project in
      let store = DraftStore(project.living(week(49)))
      let one = try project.plan(week(49))
      let base = try store.base(command: "rota test")
      try project.draft(week(49), seed: 2)
      let there = try store.plan.draft.currentBytes()
      let error = #expect(throws: Diagnostic.self) {
        try store.put(shortened(one), as: DraftOperation("shorten", arguments: [], at: PlannedWeeks.now), over: base)
      }
      #expect(error?.code == "plan.base-changed" && error?.cure?.contains("2026-W49.conflict") == true)
      #expect(try store.plan.draft.currentBytes() == there)
      // Published meanwhile.
      let second = try store.base(command: "rota test")
      _ = try publish(project)
      #expect(throws: Diagnostic.self) {
        try store.put(shortened(one), as: DraftOperation("shorten", arguments: [], at: PlannedWeeks.now), over: second)
      }
      #expect(try !store.plan.isHalfDone() && store.plan.draftPlace()?.path == nil)
    }
  }
}
