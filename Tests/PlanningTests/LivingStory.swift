import Calendars
import Checking
import Foundation
import Plans
import ProjectFixtures
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

/// A plan that lives: operations of chance one after another, as the commands do them, each read again by the checker.
struct LivingStory {
  static let iterations = 50

  let folder: URL
  let team: RandomTeam
  let shelf: ForecastShelf
  var random: SeededGenerator
  /// What was done so far, for whoever reads of a fault.
  var trail: [String] = []
  /// Operations that were done, by name, and codes of those that were refused.
  var done: [String: Int] = [:]
  var refused: [String: Int] = [:]
  /// The draft before each operation on it since the last publish.
  private var drafts: [[UInt8]?] = []
  /// What the checker finds of the draft and of what people hold, as long as nothing has changed.
  private var found: (draft: Set<Breach>, home: Set<Breach>)?
  /// What calendars hold.
  private var told: [String: CalendarEntry] = [:]

  init(seed: UInt64, number: Int, shelf: ForecastShelf) throws {
    random = SeededGenerator(seed: seed, stream: UInt64(number))
    team = RandomTeam(&random)
    self.shelf = shelf
    folder = FileManager.default.temporaryDirectory.appending(path: "rota-story-\(UUID().uuidString)")
    try team.write(to: folder)
    trail.append("seed \(seed), story \(number), \(team.week)")
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  var week: ISOWeek { team.week }
  var living: LivingPlan { LivingPlan(project: folder.path, name: week.description) }
  var words: Comment { "\(trail.joined(separator: " | "))" }

  mutating func index(below bound: Int) -> Int { random.nextIndex(below: bound) }

  mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[random.nextIndex(below: elements.count)]
  }

  // MARK: What is there

  /// `plan.json` of what people hold and of the draft.
  struct State: Equatable {
    var published: [UInt8]?
    var draft: [UInt8]?
  }

  func state() throws -> State {
    let place = try living.draftPlace()
    let home = try living.publishedPlace() == nil ? nil : living.home.currentBytes()
    return State(published: home, draft: try place?.currentBytes())
  }

  /// What `rota check` finds of a plan that is there.
  func findings(_ place: PlanFolder) throws -> Set<Breach> {
    guard let plan = try place.current() else { return [] }
    return Set(try HeldPlan(plan, in: place.path, project: folder.path).breaches)
  }

  mutating func draftFindings() throws -> Set<Breach> { try allFindings().draft }

  /// Both, read once until something changes.
  private mutating func allFindings() throws -> (draft: Set<Breach>, home: Set<Breach>) {
    if let found { return found }
    let draft = try living.draftPlace().map { try findings($0) } ?? []
    let now = (draft: draft, home: try living.publishedPlace() == nil ? [] : findings(living.home))
    found = now
    return now
  }

  /// Says that files beside the plan are others.
  mutating func forget() { found = nil }

  // MARK: One operation

  /// Does an operation, or sees it refused, and reads all that is there.
  ///
  /// - Parameter operation: gives the breaches that it said it would bring; nil where it changes no draft.
  mutating func perform(_ name: String, _ operation: (inout LivingStory) throws -> [Breach]?) throws {
    trail.append(name)
    let before = try state()
    let (known, held) = try allFindings()
    do {
      let said = try operation(&self)
      done[name.prefix { $0 != " " }.description, default: 0] += 1
      let after = try state()
      guard let said else {
        #expect(after == before, "\(name) changes no plan. \(words)")
        return
      }
      drafts.append(before.draft)
      #expect(after.published == before.published, "\(name) changes what people hold. \(words)")
      self.found = (try living.draftPlace().map { try findings($0) } ?? [], held)
      let found = try draftFindings()
      let new = found.subtracting(known).subtracting(said)
      #expect(new.isEmpty, "\(name) brings what it doesn't say: \(new.map { "\($0.rule): \($0.message)" }). \(words)")
      let missing = Set(said).subtracting(found)
      #expect(missing.isEmpty, "\(name) says what isn't so: \(missing.map { "\($0.rule): \($0.message)" }). \(words)")
    } catch let error as Diagnostic {
      refused[error.code, default: 0] += 1
      trail.append("refused \(error.code)")
      #expect(error.kind != .internal && error.cure?.isEmpty == false && !error.message.isEmpty, "\(error). \(words)")
      #expect(try state() == before, "\(name) was refused and changed something. \(words)")
      #expect(try !living.isHalfDone(), "\(words)")
    }
  }

  // MARK: Drafts that nobody edits

  /// Plans a draft anew.
  mutating func plan() throws {
    let seed = random.next() % 1000
    try perform("plan --seed \(seed)") { story in
      try PlannedWeeks(in: story.folder, shelf: story.shelf).draft(
        story.week, seed: seed, iterations: Self.iterations)
      return []
    }
  }

  /// Plans and publishes the week before or after.
  mutating func neighbour() throws {
    let beside = week.adding(weeks: index(below: 2) == 0 ? -1 : 1)
    let seed = random.next() % 1000
    try perform("plan and publish \(beside)") { story in
      let weeks = try PlannedWeeks(in: story.folder, shelf: story.shelf)
      try weeks.draft(beside, seed: seed, iterations: Self.iterations)
      _ = try Publication(weeks.living(beside)).publish(at: PlannedWeeks.now)
      story.forget()
      #expect(try story.findings(weeks.living(beside).home).isEmpty, "\(story.words)")
      #expect(try story.allFindings().home.isEmpty, "\(story.words)")
      return nil
    }
  }

  // MARK: Publish and undo

  mutating func publish() throws {
    trail.append("publish")
    let before = try state()
    do {
      let outcome = try Publication(living).publish(at: PlannedWeeks.now)
      done["publish", default: 0] += 1
      let plan = outcome.plan
      #expect(outcome.isNew == (before.draft != nil) && outcome.breaches.isEmpty, "\(words)")
      forget()
      let found = try allFindings().home
      #expect(found.isEmpty, "published with \(found.map { "\($0.rule): \($0.message)" }). \(words)")
      #expect(try living.draftPlace() == nil && living.home.current() == plan, "\(words)")
      guard outcome.isNew else { return }
      drafts = []
      for entry in plan.calendar {
        guard let last = told[entry.uid] else { continue }
        let isSame = last.duty == entry.duty && last.activities == entry.activities && last.cancelled == entry.cancelled
        #expect(isSame ? entry.sequence == last.sequence : entry.sequence > last.sequence, "\(entry.uid). \(words)")
      }
      for entry in plan.calendar { told[entry.uid] = entry }
      #expect(outcome.absences.trouble == nil, "\(words)")
      let people = try Project.read(FolderFiles(folder.path)).people
      for absent in plan.revised?.absences ?? [] {
        let known = people.first { $0.id == absent.person }?.absences ?? []
        for day in 0...(absent.absence.last - absent.absence.first) {
          let date = absent.absence.first.adding(days: day)
          #expect(known.contains { $0.first <= date && date <= $0.last }, "\(absent) isn't written. \(words)")
        }
      }
    } catch let error as Diagnostic {
      refused[error.code, default: 0] += 1
      trail.append("refused \(error.code)")
      #expect(error.kind != .internal && error.cure != nil, "\(error). \(words)")
      #expect(try state() == before && !living.isHalfDone(), "\(words)")
      // Only what the checker finds is refused.
      guard error.code == "plan.refused" else { return }
      let found = try draftFindings()
      #expect(!found.isEmpty, "\(error). \(words)")
    }
  }

  mutating func undo() throws {
    trail.append("undo")
    let before = try state()
    let former = try living.home.current().flatMap { try living.history.revision($0.publishedRevision - 1) }
    do {
      let outcome = try Undo(living).undo(at: PlannedWeeks.now)
      done["undo", default: 0] += 1
      let after = try state()
      forget()
      #expect(after.published == before.published, "\(words)")
      if let last = drafts.popLast() {
        #expect(after.draft == last, "undo gives other bytes than were there. \(words)")
      } else {
        let bytes = try #require(after.draft, "\(words)")
        let rota = try readPlan(former ?? [], file: "former").rota
        #expect(try readPlan(bytes, file: "draft").rota == rota && outcome.operation == "publish", "\(words)")
        drafts.append(nil)
      }
    } catch let error as Diagnostic {
      refused[error.code, default: 0] += 1
      trail.append("refused \(error.code)")
      #expect(error.code == "undo.nothing" || error.code == "plan.missing", "\(error). \(words)")
      #expect(drafts.isEmpty && former == nil, "\(error). \(words)")
      #expect(try state() == before, "\(words)")
    }
  }

  /// The journal, gone through again, leads to what is there.
  func replay() throws {
    let end = try JournalReplay(living).run()
    let state = try state()
    #expect(end.published == state.published && end.draft == state.draft, "the journal leads elsewhere. \(words)")
  }

  /// The end of a tale: whatever the draft was, each undo gives the bytes before, down to what people hold.
  mutating func unwind() throws {
    while !drafts.isEmpty { try undo() }
    #expect(try state().draft == nil, "\(words)")
  }
}
