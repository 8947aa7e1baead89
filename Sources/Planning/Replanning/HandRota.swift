internal import Calendars
internal import Checking
internal import Tables
internal import Workforce

/// A rota whose duties are set by hand, one by one: everybody else's duties and queues stay as they are.
///
/// Breaks and queues of a duty that is set go where heads are missing most, since nobody says otherwise. What somebody
/// attends in a duty that is set anew stays where it still fits.
struct HandRota {
  let request: RosterRequest
  private(set) var rota: Rota
  /// Heads of each queue of the demand, by interval.
  private(set) var heads: [[Int]]
  /// Of duties that were taken out.
  private var unattended: [Attendance] = []

  init(_ request: RosterRequest, _ rota: Rota) {
    self.request = request
    self.rota = rota
    heads = countedCoverage(request, rota).map(\.heads)
  }

  /// Takes a person's duty of a date out.
  mutating func remove(_ person: PersonID, on date: CivilDate) {
    guard let gone = rota.duties.first(where: { $0.person == person && $0.duty.date == date })?.duty else { return }
    rota.duties.removeAll { $0.person == person && $0.duty.date == date }
    count(person, gone, by: -1)
    rota.work.removeAll { $0.person == person && gone.start <= $0.start && $0.start < gone.end }
    guard let activities = rota.activities else { return }
    let isLost = { (one: Attendance) in one.person == person && gone.start <= one.start && one.start < gone.end }
    unattended += activities.filter(isLost)
    rota.setActivities(activities.filter { !isLost($0) })
  }

  /// Gives a person a duty, in place of the one of its date if there is one.
  /// - Parameter queue: on which it is counted wherever that asks for anybody; nil = where most are missing.
  mutating func set(_ person: Person, _ duty: Duty, on queue: QueueID? = nil) {
    set(person, duty) { _ in queue }
  }

  /// Gives a person's duty other breaks or some hours on a queue; in all other hours they stay on the queues they are on.
  ///
  /// - Parameters:
  ///   - duty: on the date of one that is there, as long as that.
  ///   - hours: on the queue wherever that asks for anybody.
  ///   - work: the queues they are on; nil = those of the rota.
  mutating func adjust(
    _ person: Person, _ duty: Duty, hours: Range<Instant>? = nil, on queue: QueueID? = nil, from work: [WorkSpan]? = nil
  ) {
    let known = (work ?? rota.work).filter { $0.person == person.id && duty.start <= $0.start && $0.start < duty.end }
    let grid = request.grid
    var queues: [Int: QueueID] = [:]
    for slot in grid.index(of: duty.start)..<max(grid.index(of: duty.start), grid.index(of: duty.end)) {
      let moment = grid.instant(at: slot)
      if let hours, let queue, hours.contains(moment), asks(queue, at: slot) {
        queues[slot] = queue
      } else {
        queues[slot] = known.first { $0.start <= moment && moment < $0.end }?.queue
      }
    }
    set(person, duty) { queues[$0] }
  }

  private mutating func set(_ person: Person, _ duty: Duty, on wanted: (Int) -> QueueID?) {
    remove(person.id, on: duty.date)
    rota.duties.append(AssignedDuty(person: person.id, duty: duty))
    rota.duties.sort { ($0.duty.start, $0.person) < ($1.duty.start, $1.person) }
    rota.work += spans(of: person, duty, on: wanted)
    rota.work.sort { ($0.person, $0.start) < ($1.person, $1.start) }
    count(person.id, duty, by: 1)
    let fitting = unattended.filter { $0.person == person.id && duty.holds($0.start..<$0.end) }
    unattended.removeAll { fitting.contains($0) }
    attend(fitting)
  }

  /// Takes people off their queues for what they attend, which lies in their duties and over no break.
  mutating func attend(_ activities: [Attendance]) {
    guard !activities.isEmpty else { return }
    let attended = Dictionary(grouping: activities, by: \.person)
    var work: [WorkSpan] = []
    for span in rota.work {
      var rest = [span]
      for activity in attended[span.person] ?? [] where activity.start < span.end && span.start < activity.end {
        count(span.queue, from: max(span.start, activity.start), to: min(span.end, activity.end), by: -1)
        rest = rest.flatMap { $0.less(activity.start..<activity.end) }
      }
      work += rest
    }
    rota.work = work
    rota.setActivities((rota.activities ?? []) + activities)
  }

  /// Puts people back on their queues, each where most is missing.
  mutating func leave(_ activities: [Attendance]) {
    rota.setActivities((rota.activities ?? []).filter { !activities.contains($0) })
    for activity in activities {
      guard let person = request.people.first(where: { $0.id == activity.person }) else { continue }
      let free = Duty(
        template: "", date: person.zone.date(at: activity.start), start: activity.start, length: activity.length,
        breaks: [])
      for span in spans(of: person, free, on: { _ in nil }) {
        rota.work.append(span)
        count(span.queue, from: span.start, to: span.end, by: 1)
      }
    }
    rota.work.sort { ($0.person, $0.start) < ($1.person, $1.start) }
    rota.work = rota.work.reduce(into: []) { merged, span in
      if let last = merged.last, last.person == span.person, last.queue == span.queue, last.end == span.start {
        merged[merged.count - 1].end = span.end
      } else {
        merged.append(span)
      }
    }
  }

  /// The duty of a shift with its breaks where fewest are missing; the earliest of several such places.
  func placed(_ option: ShiftOption, for person: Person) -> Duty {
    let offsets = option.breakWindows.map { window in
      (window.earliestOffset...window.latestOffset).min { left, right in
        gap(option.startSlot + left, window.length, person) < gap(option.startSlot + right, window.length, person)
      } ?? window.earliestOffset
    }
    return option.duty(breaksAt: offsets, interval: request.grid.interval)
  }

  /// Heads missing on a person's queues in so many intervals, each as far as one person helps.
  private func gap(_ first: Int, _ count: Int, _ person: Person) -> Int {
    (first..<first + count).reduce(0) { sum, slot in
      request.grid.range.contains(request.grid.instant(at: slot)) && (worst(at: slot, for: person)?.missing ?? 0) > 0
        ? sum + 1 : sum
    }
  }

  /// The queue of a person that misses most heads in an interval; nil where none of theirs asks for anybody.
  private func worst(at slot: Int, for person: Person) -> (queue: Int, missing: Int)? {
    var best: (queue: Int, missing: Int)?
    for id in person.queues {
      guard let queue = request.demand.firstIndex(where: { $0.queue == id }),
        request.demand[queue].required.indices.contains(slot), request.demand[queue].full(at: slot) > 0
      else { continue }
      let missing = request.demand[queue].full(at: slot) - heads[queue][slot]
      if missing > best?.missing ?? .min { best = (queue, missing) }
    }
    return best
  }

  /// Whether a queue asks for anybody in an interval.
  func asks(_ queue: QueueID, at slot: Int) -> Bool {
    guard let demand = request.demand.first(where: { $0.queue == queue }), demand.required.indices.contains(slot) else {
      return false
    }
    return demand.full(at: slot) > 0
  }

  private func spans(of person: Person, _ duty: Duty, on wanted: (Int) -> QueueID?) -> [WorkSpan] {
    let grid = request.grid
    var spans: [WorkSpan] = []
    var moment = duty.start
    while moment < duty.end {
      let next = min(duty.end, grid.instant(at: grid.index(of: moment) + 1))
      let isBreak = duty.breaks.contains {
        moment < duty.start + $0.offset + $0.length && duty.start + $0.offset < next
      }
      if !isBreak {
        let slot = grid.index(of: moment)
        let queue =
          wanted(slot).flatMap { asks($0, at: slot) ? $0 : nil }
          ?? worst(at: slot, for: person).map { request.demand[$0.queue].queue }
        if let last = spans.last, last.queue == queue, last.end == moment {
          spans[spans.count - 1].end = next
        } else {
          spans.append(WorkSpan(person: person.id, queue: queue, start: moment, end: next))
        }
      }
      moment = next
    }
    return spans
  }

  private mutating func count(_ person: PersonID, _ duty: Duty, by sign: Int) {
    for span in rota.work where span.person == person && duty.start <= span.start && span.start < duty.end {
      count(span.queue, from: span.start, to: span.end, by: sign)
    }
  }

  private mutating func count(_ id: QueueID?, from start: Instant, to end: Instant, by sign: Int) {
    guard let queue = request.demand.firstIndex(where: { $0.queue == id }) else { return }
    let first = max(0, request.grid.index(of: start))
    for slot in first..<max(first, min(heads[queue].count, request.grid.index(of: end))) { heads[queue][slot] += sign }
  }
}

extension WorkSpan {
  /// What lies outside of a stretch of time.
  fileprivate func less(_ range: Range<Instant>) -> [WorkSpan] {
    guard start < range.upperBound, range.lowerBound < end else { return [self] }
    var parts: [WorkSpan] = []
    if start < range.lowerBound {
      parts.append(WorkSpan(person: person, queue: queue, start: start, end: range.lowerBound))
    }
    if range.upperBound < end {
      parts.append(WorkSpan(person: person, queue: queue, start: range.upperBound, end: end))
    }
    return parts
  }
}
