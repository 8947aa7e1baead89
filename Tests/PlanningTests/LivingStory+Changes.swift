import Calendars
import Checking
import Foundation
import Plans
import Publishing
import Rostering
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

/// Operations that change a rota.
extension LivingStory {
  static var limits: SearchLimits { SearchLimits(timeLimit: nil, iterations: iterations, seed: 1, threads: 1) }

  /// What an operation begins with.
  struct Begun {
    var plan: PlanDocument
    var project: Project
    var changer: PlanChanger
    var base: DraftBase
  }

  func begin(_ command: String) throws -> Begun {
    let base = try DraftStore(living).base(command: command)
    let plan = try #require(base.current)
    try PlanCheck(plan).approve(as: "the plan")
    let project = try Project.read(FolderFiles(folder.path))
    return Begun(
      plan: plan, project: project,
      changer: PlanChanger(plan, project: project, beside: base.plan.neighbours, command: command), base: base)
  }

  func put(_ revised: RevisedPlan, _ name: String, _ begun: Begun) throws -> [Breach] {
    #expect(try readPlan(planJSON(revised.plan), file: "plan.json") == revised.plan, "\(words)")
    try DraftStore(living).put(
      revised.plan, as: DraftOperation(name, arguments: trail.last.map { [$0] } ?? [], at: PlannedWeeks.now),
      over: begun.base)
    return revised.breaches
  }

  /// The first moment of the plan as a rule, else one within it.
  mutating func moment(_ plan: PlanDocument) -> Instant {
    let start = plan.request.grid.start
    return index(below: 4) == 0 ? start + .hours(index(below: 7 * 24)) : start
  }

  mutating func date(_ plan: PlanDocument) -> CivilDate {
    plan.request.firstDate.adding(days: index(below: plan.request.days))
  }

  // MARK: Replan

  mutating func replan() throws {
    try perform("replan") { story in
      let begun = try story.begin("rota replan")
      var asked = ReplanRequest(from: story.moment(begun.plan))
      asked.prices = begun.project.disturbance
      switch story.index(below: 8) {
      case 0...2:
        for _ in 0...story.index(below: 2) { story.addAbsence(begun.plan, to: &asked) }
      case 3:
        guard let duty = story.pick(begun.plan.rota.duties) else { return nil }
        let delay = Minutes(rawValue: 30 * (1 + story.index(below: 6)))
        asked.late = [.init(person: duty.person, date: duty.duty.date, delay: .by(delay))]
        story.note("late \(duty.person) \(duty.duty.date) +\(delay)")
      case 4:
        var change = DemandChange(volume: 0.6 + 0.2 * Double(story.index(below: 7)))
        if story.index(below: 2) == 0 { change.first = story.date(begun.plan); change.last = change.first }
        asked.demand = [change]
        story.note("volume \(change.volume) \(change.first?.description ?? "")")
      case 5:
        let known = begun.project.people.map(\.id)
        if let new = known.first(where: { id in !begun.plan.request.people.contains { $0.id == id } }) {
          asked.newPeople = [new]
          story.note("add \(new)")
        } else {
          asked.readsAbsences = true
          story.note("absences")
        }
      default:
        asked.readsAbsences = true
        story.note("absences")
      }
      story.limit(&asked, begun.plan)
      let revised = try begun.changer.replan(asked, options: Self.limits, control: ReplanningTests.control)
      #expect(revised.keepsRules, "\(story.words)")
      if let most = asked.mostChanges {
        #expect(try begun.changer.disturbed(in: revised, by: asked) <= most, "above the cap. \(story.words)")
      }
      #expect(revised.plan.result.bound <= revised.plan.result.total + 1e-6, "\(story.words)")
      return try story.put(revised, "replan", begun)
    }
  }

  mutating func note(_ words: String) { trail.append(words) }

  private mutating func addAbsence(_ plan: PlanDocument, to asked: inout ReplanRequest) {
    guard let person = pick(plan.request.people)?.id else { return }
    let first = date(plan)
    let last = first.adding(days: index(below: 3))
    let kind = index(below: 3) == 0 ? Absence.usualKind : Absence.sickKind
    asked.absences.append(
      .init(person: person, absence: Absence(first: first, last: last, kind: kind, paid: index(below: 5) > 0)))
    note("absent \(person) \(first)..\(last) \(kind)")
  }

  private mutating func limit(_ asked: inout ReplanRequest, _ plan: PlanDocument) {
    if index(below: 4) == 0 {
      asked.mostChanges = index(below: 3)
      note("at most \(asked.mostChanges ?? 0)")
    }
    if index(below: 4) == 0 {
      let first = date(plan)
      let isPerson = index(below: 2) == 0
      asked.frozen = [
        .init(person: isPerson ? pick(plan.request.people)?.id : nil, dates: isPerson ? nil : first...first)
      ]
      note("frozen \(isPerson ? asked.frozen[0].person?.rawValue ?? "" : first.description)")
    }
    if asked.from > plan.request.grid.start { note("from \(asked.from.utcText)") }
  }

  // MARK: By hand

  mutating func edit() throws {
    try perform("edit") { story in
      let begun = try story.begin("rota edit")
      var edits: [HandEdit] = []
      for _ in 0...story.index(below: 3) { if let edit = story.handEdit(begun.plan) { edits.append(edit) } }
      story.note(edits.map { "\($0)" }.joined(separator: ", "))
      let edited = try begun.changer.edit(edits, from: story.moment(begun.plan), prices: begun.project.disturbance)
      if edited.isSame { return nil }
      guard story.index(below: 3) == 0 else { return try story.put(edited, "edit", begun) }
      story.note("repair")
      let most = story.index(below: 2) == 0 ? story.index(below: 3) : nil
      let repaired = try begun.changer.repair(
        edited, prices: begun.project.disturbance, mostChanges: most, options: Self.limits,
        control: ReplanningTests.control)
      for pin in edited.plan.revised?.pins ?? [] {
        func duty(_ plan: PlanDocument) -> Duty? {
          plan.rota.duties.first { $0.person == pin.person && $0.duty.date == pin.date }?.duty
        }
        #expect(duty(repaired.plan) == duty(edited.plan), "a pin moved. \(story.words)")
      }
      return try story.put(repaired, "edit", begun)
    }
    try takeBackBreaches()
  }

  /// Whoever breaks a rule by hand takes it back, after seeing that nothing can be built on it.
  private mutating func takeBackBreaches() throws {
    guard let draft = try living.draftPlace()?.current(),
      !PlanCheck(draft).findings().allSatisfy({ $0.severity == .note })
    else { return }
    if index(below: 2) == 0 {
      try publish()
      #expect(trail.last == "refused plan.refused", "\(words)")
    } else {
      try swap()
      #expect(trail.last == "refused plan.refused", "\(words)")
    }
    try undo()
  }

  private mutating func handEdit(_ plan: PlanDocument) -> HandEdit? {
    guard let duty = pick(plan.rota.duties), let person = pick(plan.request.people) else { return nil }
    let (id, day) = (duty.person, duty.duty.date)
    let zone = plan.request.people.first { $0.id == id }?.zone ?? plan.readerZone
    func times(_ model: Duty, _ zone: Zone) -> (ClockTime, ClockTime) {
      let (from, to) = (zone.civil(at: model.start), zone.civil(at: model.end))
      return (ClockTime(minutes: from.minuteOfDay), ClockTime(minutes: to.minuteOfDay))
    }
    switch index(below: 10) {
    case 0: return .remove(id, day)
    case 1, 2:
      guard let model = pick(plan.rota.duties.filter { $0.person == id }) else { return nil }
      let (from, to) = times(model.duty, zone)
      let shift = 30 * index(below: 5)
      return .move(
        id, day, from: ClockTime(minutes: (from.minutes + shift) % 1440),
        to: ClockTime(minutes: (to.minutes + shift) % 1440))
    case 3, 4: return .give(id, day, to: person.id)
    case 5:
      let (from, to) = times(duty.duty, zone)
      return .add(person.id, date(plan), from: from, to: to)
    case 6: return pick(plan.request.people.first { $0.id == id }?.queues ?? []).map { .queue(id, day, $0, hours: nil) }
    case 7: return .absent(id, day)
    case 8: return .pin(person.id, date(plan))
    default: return pick(plan.revised?.pins ?? []).map { .unpin($0.person, $0.date) } ?? .pin(id, day)
    }
  }

  mutating func importEdits() throws {
    try perform("import-edits") { story in
      let begun = try story.begin("rota import-edits")
      var sheet = try OpenSheet(begun.plan)
      for _ in 0...story.index(below: 2) {
        guard let person = story.pick(begun.plan.request.people)?.id, let model = story.pick(begun.plan.rota.duties)
        else { return nil }
        let day = story.date(begun.plan)
        let cell = story.pick(["off", "leave", sheet[model.person, model.duty.date]]) ?? "off"
        sheet[person, day] = cell
        story.note("\(person) \(day) '\(cell)'")
      }
      let revised = try begun.changer.importEdits(
        sheet.bytes(), file: "week.csv", from: story.moment(begun.plan), prices: begun.project.disturbance
      ).revised
      return revised.isSame ? nil : try story.put(revised, "import-edits", begun)
    }
    try takeBackBreaches()
  }

  mutating func swap() throws {
    try perform("swap") { story in
      let begun = try story.begin("rota swap")
      guard let one = story.pick(begun.plan.rota.duties), let other = story.pick(begun.plan.rota.duties) else {
        return nil
      }
      story.note("\(one.person) \(one.duty.date), \(other.person) \(other.duty.date)")
      let revised = try begun.changer.swap(
        (one.person, one.duty.date), (other.person, other.duty.date), from: story.moment(begun.plan),
        prices: begun.project.disturbance)
      return revised.keepsRules ? try story.put(revised, "swap", begun) : nil
    }
  }

  /// Asks who could take a duty over, and gives it to the first who keeps the rules.
  mutating func cover() throws {
    try perform("cover") { story in
      let begun = try story.begin("rota cover")
      guard let duty = story.pick(begun.plan.rota.duties) else { return nil }
      let (id, day) = (duty.person, duty.duty.date)
      story.note("\(id) \(day)")
      let from = story.moment(begun.plan)
      let answer = try begun.changer.cover(id, on: day, from: from)
      guard let best = answer.candidates.first, best.keepsRules else { return nil }
      let revised = try begun.changer.edit([.give(id, day, to: best.person)], from: from)
      story.note("to \(best.person)")
      #expect(revised.keepsRules, "\(revised.breaches). \(story.words)")
      return revised.keepsRules ? try story.put(revised, "edit", begun) : nil
    }
  }
}

extension PlanChanger {
  /// Duties of a replanned rota that are others than people hold, of those whom neither an absence nor a delay forbids to
  /// keep theirs. An absence can take more than its dates: a duty reaches into it, or a week has fewer hours left.
  func disturbed(in revised: RevisedPlan, by asked: ReplanRequest) throws -> Int {
    var base = RotaBase(rota: plan.rota, prices: asked.prices, from: asked.from)
    base.frozen = try frozen(asked)
    let people = revised.plan.request.people
    let known = pricedByHeld(base, current: plan.rota, people: people).rota
    let late = try notBefore(asked)
    return ChangedDuty.all(from: known, to: revised.plan.rota, people: people.map(\.id), why: { _ in "" }).count {
      change in
      let isLate = late[DutyDay(change.person, change.date)].map { moment in
        change.before.map { $0.start < moment } ?? false
      }
      let isAway =
        asked.absences.contains { $0.person == change.person }
        || asked.readsAbsences && people.contains { $0.id == change.person && !$0.absences.isEmpty }
      let isLess = (change.after?.paid ?? 0) < (change.before?.paid ?? 0)
      guard change.changesDuty, isLate != true, let person = people.first(where: { $0.id == change.person }),
        !(isAway && isLess)
      else { return false }
      return !person.absences.contains { absence in
        let reaches = change.before.map { $0.end > person.zone.instant(of: absence.first) } ?? false
        return change.date <= absence.last && (absence.first <= change.date || reaches)
      }
    }
  }
}
