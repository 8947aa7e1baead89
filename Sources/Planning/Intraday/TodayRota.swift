internal import Calendars
internal import Checking
internal import Plans
internal import Workforce

/// The day's duties beside the board, changed step by step, each change measured and held against the rules.
struct TodayRota {
  let plan: PlanDocument
  let changer: PlanChanger
  /// Nothing before this interval can be changed.
  let from: Int
  private(set) var board: TodayBoard
  private(set) var lanes: [TodayLane]
  private(set) var actions: [TodayAction] = []
  private var rota: Rota
  /// Intervals of each queue to which somebody was called, or for which somebody works longer: nobody goes home from there.
  private(set) var helped: [Int: Set<Int>] = [:]

  /// Contacts in time below which nothing is worth saying.
  static let least = 0.1
  /// Most actions of a kind.
  static let most = 10

  init(_ plan: PlanDocument, board: TodayBoard, from: Int) {
    self.plan = plan
    self.board = board
    self.from = from
    changer = PlanChanger(plan, command: "rota today")
    rota = plan.rota
    let work = Dictionary(grouping: plan.rota.work, by: \.person)
    let people = Dictionary(plan.request.people.map { ($0.id, $0) }) { first, _ in first }
    let end = board.grid.end
    let begin = board.grid.instant(at: from)
    lanes = plan.rota.duties.compactMap { assigned in
      guard let person = people[assigned.person], assigned.duty.end > begin, assigned.duty.start < end else {
        return nil
      }
      return TodayLane(person, assigned.duty, work: work[person.id] ?? [], on: board)
    }
  }

  func queueID(_ queue: Int) -> QueueID { board.queues[queue].id }

  /// Puts a lane in the place of another, moves its heads, and keeps what is said of it with what came of it.
  mutating func apply(_ lane: TodayLane, at place: Int?, _ action: TodayAction) {
    let before = board
    let old = place.map { lanes[$0] }
    var touched: Set<Int> = []
    var slots: [Int: Set<Int>] = [:]
    func count(_ lane: TodayLane, _ sign: Int, on board: inout TodayBoard) {
      for slot in lane.slots {
        guard case .queue(let queue) = lane[slot] else { continue }
        board.add(sign, on: queue, at: slot)
      }
    }
    if let old { count(old, -1, on: &board) }
    count(lane, 1, on: &board)
    for queue in board.queues.indices {
      let changed = board.queues[queue].rest.filter { board.queues[queue].heads[$0] != before.queues[queue].heads[$0] }
      guard !changed.isEmpty else { continue }
      touched.insert(queue)
      if action.kind == .callBack || action.kind == .overtime { helped[queue, default: []].formUnion(changed) }
      slots[queue] = Set(changed)
      board.settle(queue)
    }
    if let place, let old {
      lanes[place] = lane
      rota = changed(rota, old, to: lane)
    } else {
      lanes.append(lane)
    }
    var action = action
    action.contactsInTime = rounded(board.inTime - before.inTime)
    action.missingMinutes = board.missingMinutes - before.missingMinutes
    action.hours = touched.sorted().flatMap { queue in
      hours(queue, slots[queue] ?? [], before: before)
    }
    actions.append(action)
  }

  private func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }

  /// The hours of a queue that hold some intervals, by its clock, as they were and as they are.
  private func hours(_ queue: Int, _ slots: Set<Int>, before: TodayBoard) -> [TodayAction.Hour] {
    let zone = board.queues[queue].settings.zone
    func hour(_ slot: Int) -> Int {
      let moment = board.grid.instant(at: slot)
      return moment.rawValue - zone.civil(at: moment).minuteOfDay % 60 * 60
    }
    let all = Dictionary(grouping: board.queues[queue].rest, by: hour)
    return Set(slots.map(hour)).sorted().map { start in
      TodayAction.Hour(
        queue: board.queues[queue].id, startLocal: zone.localText(of: Instant(rawValue: start)),
        before: before.level(queue, all[start] ?? []), after: board.level(queue, all[start] ?? []))
    }
  }

  // MARK: Rules

  /// The rota with another duty of the same person and day.
  private func changed(_ rota: Rota, _ old: TodayLane, to new: TodayLane) -> Rota {
    var rota = rota
    let person = new.person.id
    let place = AssignedDuty(person: person, duty: old.duty)
    rota.duties = rota.duties.map { $0 == place ? AssignedDuty(person: person, duty: new.duty) : $0 }
      .sorted { ($0.duty.start, $0.person) < ($1.duty.start, $1.person) }
    rota.work.removeAll { $0.person == person && old.duty.start <= $0.start && $0.start < old.duty.end }
    rota.work = (rota.work + new.spans(on: board)).sorted { ($0.person, $0.start) < ($1.person, $1.start) }
    return rota
  }

  /// Whether a changed duty keeps every rule that the plan keeps.
  ///
  /// - Parameter isLonger: a duty that is made longer or shorter by hand has another length than its shift offers, and
  ///   breaks that were placed for that; these aren't counted.
  func keepsRules(_ lane: TodayLane, at place: Int, isLonger: Bool) -> Bool {
    let aside = isLonger ? Self.ofShifts : []
    return changer.broken(by: lane.person, changed(rota, lanes[place], to: lane), before: rota).allSatisfy {
      aside.contains($0.rule) || $0.rule.hasPrefix("work.")
    }
  }

  /// Rules of what a shift looks like.
  private static let ofShifts: Set<String> = [
    "duty.length", "duty.start", "duty.latest-end", "breaks.demanded", "breaks.window",
  ]

  // MARK: Words of an action

  func action(
    _ kind: TodayAction.Kind, _ lane: TodayLane, queue: Int?, from: Int, to: Int
  ) -> TodayAction {
    TodayAction(
      kind: kind, person: lane.person.id, name: lane.person.name, date: lane.duty.date, queue: queue.map(queueID),
      now: span(from..<to, of: lane.person), paidMinutes: 0, cost: 0, contactsInTime: 0, missingMinutes: 0, hours: [])
  }

  /// On the person's clock.
  func span(_ slots: Range<Int>, of person: Person) -> TodayAnswer.Span {
    TodayAnswer.Span(
      from: person.zone.localText(of: board.grid.instant(at: slots.lowerBound)),
      to: person.zone.localText(of: board.grid.instant(at: slots.upperBound)))
  }

  /// Adds what a longer or shorter duty is paid, and what it makes of the week.
  func pay(_ action: inout TodayAction, from old: Duty, to new: Duty, of person: Person) {
    action.paidMinutes = (new.paid - old.paid).rawValue
    let monday = new.date.adding(days: -new.date.weekday.index)
    let week = rota.duties.filter {
      $0.person == person.id && monday <= $0.duty.date && $0.duty.date < monday.adding(days: 7)
    }
    action.weekMinutes = week.reduce(action.paidMinutes) { $0 + $1.duty.paid.rawValue }
    if let site = plan.request.sites.first(where: { $0.id == person.site }) {
      func overtime(_ minutes: Int) -> Double { person.overtimePay(minutes, inWeekFrom: monday, at: site) }
      action.cost = rounded(
        DutyCost(of: new, at: site).total - DutyCost(of: old, at: site).total
          + overtime(action.weekMinutes ?? 0) - overtime((action.weekMinutes ?? 0) - action.paidMinutes))
    }
    action.leastMinutes = person.rules.minimumWeekly.rawValue
    action.mostMinutes = person.rules.mostWeekly.rawValue
  }
}
