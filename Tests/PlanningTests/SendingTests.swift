import Calendars
import Foundation
import Plans
import Publishing
import Tables
import Testing
import Workforce

@testable import Planning

/// Messages about a plan, as its journal has them.
@Suite("messages in the journal") struct SendingTests {
  private static let week = ISOWeek(containing: CivilDate(dayNumber: 20_787))

  private func inPublished(_ body: (LivingPlan) throws -> Void) throws {
    let weeks = try PlannedWeeks(NeighbouringPlansTests.daily)
    defer { weeks.remove() }
    let living = weeks.living(Self.week)
    try weeks.draft(Self.week)
    _ = try Publication(living).publish(allowsBreaches: true, at: PlannedWeeks.now)
    try body(living)
  }

  @Test("a revision is told once to each place; what is known not to have arrived can be told") func once() throws {
    try inPublished { living in
      let slack = Sending(living, to: .slack)
      #expect(try slack.state(ofRevision: 1) == .neverSent)
      let refused = try #require(try slack.begin(revision: 1, again: false, at: PlannedWeeks.now))
      try slack.end(refused, .refused)
      #expect(try slack.state(ofRevision: 1) == .neverSent)
      let begun = try #require(try slack.begin(revision: 1, again: false, at: PlannedWeeks.now))
      try slack.end(begun, .arrived)
      #expect(try slack.state(ofRevision: 1) == .sent(at: PlannedWeeks.now.utcText))
      #expect(try slack.begin(revision: 1, again: false, at: PlannedWeeks.now) == nil)
      #expect(try Sending(living, to: .teams).state(ofRevision: 1) == .neverSent)
      #expect(try slack.state(ofRevision: 2) == .neverSent)
      let again = try #require(try slack.begin(revision: 1, again: true, at: PlannedWeeks.now))
      try slack.end(again, .refused)
      // The one before arrived all the same.
      #expect(try slack.state(ofRevision: 1) == .sent(at: PlannedWeeks.now.utcText))
    }
  }

  @Test("a message of which nobody knows asks to be sent again") func unknown() throws {
    try inPublished { living in
      let slack = Sending(living, to: .slack)
      let begun = try #require(try slack.begin(revision: 1, again: false, at: PlannedWeeks.now))
      try slack.end(begun, .unknown)
      let fault = #expect(throws: Diagnostic.self) {
        try slack.begin(revision: 1, again: false, at: PlannedWeeks.now)
      }
      #expect(fault?.code == "send.unknown" && fault?.cure?.contains("--again") == true)
      let again = try #require(try slack.begin(revision: 1, again: true, at: PlannedWeeks.now))
      try slack.end(again, .arrived)
      #expect(try slack.begin(revision: 1, again: false, at: PlannedWeeks.now) == nil)
    }
  }

  @Test("answers that come crossed are each told to their own message; one that arrived has arrived") func crossed()
    throws
  {
    try inPublished { living in
      let slack = Sending(living, to: .slack)
      let first = try #require(try slack.begin(revision: 1, again: true, at: PlannedWeeks.now))
      let second = try #require(try slack.begin(revision: 1, again: true, at: PlannedWeeks.now))
      try slack.end(first, .arrived)
      #expect(try slack.state(ofRevision: 1) == .sent(at: PlannedWeeks.now.utcText))
      try slack.end(second, .refused)
      #expect(try slack.state(ofRevision: 1) == .sent(at: PlannedWeeks.now.utcText))
      _ = try slack.begin(revision: 1, again: true, at: PlannedWeeks.now)
      #expect(try slack.state(ofRevision: 1) == .sent(at: PlannedWeeks.now.utcText))
    }
  }

  @Test("one sends at a time, and the message lies there no longer than that") func alone() throws {
    try inPublished { living in
      let slack = Sending(living, to: .slack)
      let file = try slack.alone(with: [1, 2, 3]) { file in
        #expect(FileManager.default.contents(atPath: file) == Data([1, 2, 3]))
        do throws(Diagnostic) {
          try Sending(living, to: .teams).alone(with: []) { _ in }
          Issue.record("two at once")
        } catch { #expect(error.code == "send.busy") }
        return file
      }
      #expect(!FileManager.default.fileExists(atPath: file))
      #expect(throws: Diagnostic.self) {
        try slack.alone(with: []) { (_) throws(Diagnostic) in throw Diagnostic("test.stop", "stopped") }
      }
      #expect(!FileManager.default.fileExists(atPath: file))
      try slack.alone(with: []) { _ in }
    }
  }

  @Test("what a place was told last is what it is told the changes of, not what was published last") func former()
    throws
  {
    try inPublished { living in
      let slack = Sending(living, to: .slack)
      #expect(try slack.told(before: 2) == nil)
      try slack.end(try #require(try slack.begin(revision: 1, again: false, at: PlannedWeeks.now)), .arrived)
      // Nobody was told of the second there; of the third a message was refused.
      let store = DraftStore(living)
      for number in 2...3 {
        let base = try store.base(command: "rota test")
        var next = try #require(base.published)
        next.rota.duties[0].duty.length = next.rota.duties[0].duty.length - Minutes(30 * (number - 1))
        let duty = next.rota.duties[0]
        for span in next.rota.work.indices
        where next.rota.work[span].person == duty.person && next.rota.work[span].start == duty.duty.start {
          next.rota.work[span].end = duty.duty.end
        }
        try store.put(next, as: DraftOperation("shorten", arguments: ["\(number)"], at: PlannedWeeks.now), over: base)
        _ = try Publication(living).publish(allowsBreaches: true, at: PlannedWeeks.now)
      }
      try slack.end(try #require(try slack.begin(revision: 3, again: false, at: PlannedWeeks.now)), .refused)
      #expect(try slack.told(before: 4)?.publishedRevision == 1)
      #expect(try slack.told(before: 1) == nil)
      #expect(try Sending(living, to: .teams).told(before: 4) == nil)
    }
  }

  @Test("a message disturbs no operation, even one that is half done when the answer comes") func beside() throws {
    try inPublished { living in
      let slack = Sending(living, to: .slack)
      let begun = try #require(try slack.begin(revision: 1, again: false, at: PlannedWeeks.now))
      // Somebody is about to put a draft in place.
      var line = JournalLine(.begun, try living.history.read().lastNumber + 1)
      line.operation = "edit"
      line.place = "\(living.name).draft"
      try living.history.append(line)
      try slack.end(begun, .arrived)
      #expect(try living.history.read().open == line)
      try living.recoverIfNeeded(command: "rota test")
      #expect(try living.history.read().open == nil)
      #expect(try JournalReplay(living).run().published == living.home.currentBytes())
      let log = try PlanLog(of: living)
      #expect(log.leadsHere == true && log.entries.map(\.operation).contains("send"))
      let entry = try #require(log.entries.first { $0.operation == "send" })
      #expect(entry.to == "slack" && entry.revision == 1 && entry.fate == .done)
    }
  }

  @Test("what would be published is looked at, and nothing changes") func preview() throws {
    let weeks = try PlannedWeeks(NeighbouringPlansTests.daily)
    defer { weeks.remove() }
    let living = weeks.living(Self.week)
    #expect(throws: Diagnostic.self) { try Publication(living).preview() }
    try weeks.draft(Self.week)
    let before = try living.home.currentBytes()
    let first = try Publication(living).preview()
    #expect(first.isNew && first.plan.publishedRevision == 1 && !first.plan.isDraft)
    #expect(try living.home.currentBytes() == before)
    let outcome = try Publication(living).publish(allowsBreaches: true, at: PlannedWeeks.now)
    #expect(outcome.plan == first.plan)
    let second = try Publication(living).preview()
    #expect(!second.isNew && second.plan == outcome.plan)
  }
}
