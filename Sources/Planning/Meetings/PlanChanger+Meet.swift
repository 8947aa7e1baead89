public import Calendars
internal import Checking
internal import Plans
public import Tables
internal import Words
public import Workforce

extension PlanChanger {
  /// Places meetings where they cost the least service: each at a time at which all its people are on duty, not on a break
  /// and in nothing else (docs/meetings.md). What is right already stays; nobody's duties or breaks change.
  ///
  /// - Parameters:
  ///   - meetings: of `MeetingFile`, for the people of this plan.
  ///   - removed: series that are to go.
  ///   - beside: activities of other plans: where a series was held last, and what is held once.
  ///   - from: what begins before it stays.
  /// - Throws: `meetings.unknown` where a series that is to go isn't there; `replan.frozen` where all of it is over;
  ///   `replan.old-plan`.
  public func meet(
    _ meetings: [Meeting], removing removed: [String] = [], beside: [Attendance] = [], from: Instant
  ) throws(Diagnostic) -> MeetingAnswer {
    var round = MeetingRound(plan: plan, beside: beside, from: from)
    for series in removed { try round.remove(series) }
    round.place(meetings.filter { !removed.contains($0.id) })
    let rota = round.hand.rota
    let revised =
      rota == plan.rota
      ? RevisedPlan(unchanged: plan)
      : try PlanRevision(
        former: plan, request: request, inputs: inputs, rota: rota, project: project, command: command,
        change: record(
          from: from, prices: held == nil ? nil : plan.revised?.prices, to: rota, people: request.people,
          why: { _ in "" })
      ).plan(nil)
    return MeetingAnswer(revised: revised, meetings: round.outcomes.map(\.outcome))
  }
}

/// The meetings of a plan, one after another.
private struct MeetingRound {
  let plan: PlanDocument
  let beside: [Attendance]
  let from: Instant
  var hand: HandRota
  /// With the place in the file; what was removed stands before.
  var outcomes: [(row: Int, outcome: MeetingOutcome)] = []

  /// An occurrence for which a time is to be found.
  private struct Open {
    var row: Int
    var meeting: Meeting
    var dates: [CivilDate]
    var people: [PersonID]
    /// What it is now.
    var present: [Attendance]
    var outcome: MeetingOutcome
  }

  init(plan: PlanDocument, beside: [Attendance], from: Instant) {
    (self.plan, self.beside, self.from) = (plan, beside, from)
    hand = HandRota(plan.request, plan.rota)
  }

  private var request: RosterRequest { plan.request }
  private var activities: [Attendance] { hand.rota.activities ?? [] }

  // MARK: Removing

  mutating func remove(_ series: String) throws(Diagnostic) {
    let there = activities.filter { $0.series == series }
    guard !there.isEmpty else {
      let known = Set(activities.map(\.series)).sorted()
      throw Diagnostic(
        "meetings.unknown", "the plan has no meeting with the id '\(series)'",
        cure: known.isEmpty
          ? "It has none at all; 'rota meet PLAN FILE' places them."
          : (NearestName.of(series, among: known).map { "Did you mean '\($0)'? " } ?? "")
            + "It has \(Words.plain.list(known)).")
    }
    guard there.contains(where: { $0.start >= from }) else {
      throw Diagnostic(
        "replan.frozen", "'\(series)' is over: what begins before \(plan.readerZone.localText(of: from)) stays",
        cure: "Give an earlier moment with --from, if the plan is to change there still.")
    }
    takeOut(there, row: -1)
  }

  /// Takes out what hasn't begun, and says so.
  private mutating func takeOut(_ gone: [Attendance], row: Int) {
    let open = gone.filter { $0.start >= from }
    hand.leave(open)
    for (_, people) in Dictionary(grouping: open, by: \.id).sorted(by: { $0.key < $1.key }) {
      guard let first = people.first else { continue }
      var outcome = outcome(of: first)
      outcome.status = .removed
      (outcome.start, outcome.before) = (nil, first.start)
      outcomes.append((row, outcome))
    }
  }

  private func outcome(of one: Attendance) -> MeetingOutcome {
    MeetingOutcome(
      id: one.id, series: one.series, title: one.title, kind: one.kind, status: .kept, start: one.start,
      length: one.length, zone: zone(of: one.person))
  }

  private func zone(of person: PersonID?) -> Zone {
    request.people.first { $0.id == person }?.zone ?? plan.readerZone
  }

  // MARK: Placing

  mutating func place(_ meetings: [Meeting]) {
    var open: [Open] = []
    for (row, meeting) in meetings.enumerated() {
      let occurrences = meeting.occurrences(in: request)
      let ids = occurrences.map(\.id)
      let present = activities.filter { $0.series == meeting.id }
      takeOut(present.filter { !ids.contains($0.id) }, row: row)
      if occurrences.isEmpty { outcomes.append((row, blank(meeting, .notInPlan, id: meeting.id))) }
      for (id, dates) in occurrences {
        consider(meeting, row, id, dates, present.filter { $0.id == id }, into: &open)
      }
    }
    // Out of the way first: what is placed anew may take the time of another.
    for one in open { hand.leave(one.present) }
    open.sort { left, right in
      let (one, other) = (left.meeting, right.meeting)
      if one.length != other.length { return one.length > other.length }
      if left.people.count != right.people.count { return left.people.count > right.people.count }
      return (left.row, left.outcome.id) < (right.row, right.outcome.id)
    }
    for one in open { settle(one) }
    outcomes.sort { ($0.row, $0.outcome.id) < ($1.row, $1.outcome.id) }
  }

  private func blank(_ meeting: Meeting, _ status: MeetingOutcome.Status, id: String) -> MeetingOutcome {
    MeetingOutcome(
      id: id, series: meeting.id, title: meeting.title, kind: meeting.kind, status: status, length: meeting.length,
      zone: zone(of: meeting.people.first))
  }

  private mutating func consider(
    _ meeting: Meeting, _ row: Int, _ id: String, _ dates: [CivilDate], _ present: [Attendance], into open: inout [Open]
  ) {
    var outcome = blank(meeting, .kept, id: id)
    outcome.leftOut = meeting.people.compactMap { person in
      away(person, on: dates).map { MeetingOutcome.Missing(person: person, why: $0) }
    }
    let people = meeting.people.filter { person in !outcome.leftOut.contains { $0.person == person } }
    if let first = present.first {
      (outcome.start, outcome.people) = (first.start, present.map(\.person))
      let isRight =
        Set(present.map(\.person)) == Set(people) && first.length == meeting.length
        && dates.contains(outcome.zone.date(at: first.start)) && meeting.mayBegin(at: first.start, in: outcome.zone)
      if first.start < from || isRight {
        if first.start >= from {
          let renamed = people.map { meeting.attendance(of: $0, id: id, at: first.start) }
          if Set(renamed) != Set(present) {
            hand.leave(present)
            hand.attend(renamed)
          }
        }
        outcomes.append((row, outcome))
        return
      }
    } else if meeting.repeats == .once, let other = beside.first(where: { $0.series == meeting.id }) {
      outcome.status = .heldElsewhere
      outcome.start = other.start
      outcomes.append((row, outcome))
      return
    }
    open.append(
      Open(row: row, meeting: meeting, dates: dates, people: people, present: present, outcome: outcome))
  }

  /// The kind of absence of somebody who is on duty on none of the dates, and away on one.
  private func away(_ id: PersonID, on dates: [CivilDate]) -> String? {
    guard let person = request.people.first(where: { $0.id == id }) else { return nil }
    let worked = Set(hand.rota.duties.filter { $0.person == id }.map(\.duty.date))
    guard !dates.contains(where: worked.contains) else { return nil }
    return person.absences.first { absence in dates.contains { absence.first <= $0 && $0 <= absence.last } }
      .map { "absent (\($0.kind))" }
  }

  private mutating func settle(_ open: Open) {
    var outcome = open.outcome
    let meeting = open.meeting
    let placement = MeetingPlacement(hand)
    let slot = placement.best(
      meeting, for: open.people, zone: outcome.zone, on: open.dates, from: from, habit: habit(open))
    let least = meeting.kind == .oneToOne ? 2 : 1
    if let slot, slot.people.count == open.people.count, slot.people.count >= least {
      hand.attend(slot.people.map { meeting.attendance(of: $0, id: outcome.id, at: slot.start) })
      outcome.status = open.present.isEmpty ? .placed : .moved
      if let before = open.present.first?.start, before != slot.start { outcome.before = before }
      (outcome.start, outcome.people, outcome.cost) = (slot.start, slot.people, slot.cost / 1000)
      outcomes.append((open.row, outcome))
      return
    }
    outcome.status = .impossible
    outcome.best = slot.flatMap { slot in
      slot.people.count < least
        ? nil
        : MeetingOutcome.Offer(
          start: slot.start, people: slot.people,
          missing: open.people.filter { !slot.people.contains($0) }.map {
            MeetingOutcome.Missing(person: $0, why: placement.obstacle(for: $0, at: slot.start, meeting.length))
          }, cost: slot.cost / 1000)
    }
    // Those who can still come do, where the rest of it is as the file says; else it is gone.
    let stays = standing(open)
    hand.attend(stays)
    outcome.people = stays.map(\.person)
    outcome.start = stays.first?.start
    outcome.before = stays.isEmpty ? open.present.first?.start : nil
    outcomes.append((open.row, outcome))
  }

  /// What stays of an occurrence whose people can't all come: those who attend it now, if nothing else has changed.
  private func standing(_ open: Open) -> [Attendance] {
    guard let first = open.present.first, first.length == open.meeting.length,
      open.present.allSatisfy({ open.people.contains($0.person) }),
      open.meeting.kind != .oneToOne || open.present.count == 2,
      open.dates.contains(open.outcome.zone.date(at: first.start)),
      open.meeting.mayBegin(at: first.start, in: open.outcome.zone),
      !activities.contains(where: { other in
        open.present.contains { $0.person == other.person && $0.start < other.end && other.start < $0.end }
      })
    else { return [] }
    return open.present.map { open.meeting.attendance(of: $0.person, id: open.outcome.id, at: first.start) }
  }

  /// When it is now, else when the last one before these dates was.
  private func habit(_ open: Open) -> MeetingPlacement.Habit? {
    let zone = open.outcome.zone
    let first = open.dates.first ?? request.firstDate
    let earlier = (beside + activities).filter { $0.series == open.meeting.id && zone.date(at: $0.start) < first }
    guard let start = open.present.first?.start ?? earlier.map(\.start).max() else { return nil }
    let civil = zone.civil(at: start)
    return MeetingPlacement.Habit(weekday: civil.date.weekday, minute: civil.minuteOfDay)
  }
}
