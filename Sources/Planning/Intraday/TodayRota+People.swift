internal import Calendars
internal import Plans
internal import Workforce

extension TodayRota {
  /// Intervals that somebody goes to a queue for, at least.
  private var shortest: Int { max(1, 30 / plan.request.grid.interval.rawValue) }

  // MARK: From elsewhere

  /// Calls people to a queue where they bring more: who is on duty and on no queue, in a meeting of the rota, or on
  /// a queue that can do without.
  mutating func callBack() {
    for _ in 0..<Self.most {
      var best: (place: Int, queue: Int, slots: Range<Int>, worth: Double)?
      for (number, lane) in lanes.enumerated() {
        for queue in lane.able {
          let worths = (max(from, lane.first)..<max(from, lane.slots.upperBound)).map { slot in
            worth(of: lane, on: queue, at: slot)
          }
          guard let run = Self.bestRun(worths, atLeast: shortest), run.worth >= Self.least, run.worth > best?.worth ?? 0
          else { continue }
          let first = max(from, lane.first)
          best = (number, queue, run.range.lowerBound + first..<run.range.upperBound + first, run.worth)
        }
      }
      guard let best else { return }
      var lane = lanes[best.place]
      var action = action(.callBack, lane, queue: best.queue, from: best.slots.lowerBound, to: best.slots.upperBound)
      for slot in best.slots {
        if case .queue(let other) = lane[slot] { action.fromQueue = queueID(other) }
        lane[slot] = .queue(best.queue)
      }
      action.activity = attended(by: lane.person, in: best.slots)
      apply(lane, at: best.place, action)
    }
  }

  /// The title of what somebody attends then; nil where that is nothing.
  private func attended(by person: Person, in slots: Range<Int>) -> String? {
    let (start, end) = (board.grid.instant(at: slots.lowerBound), board.grid.instant(at: slots.upperBound))
    return plan.rota.activities?.first { $0.person == person.id && $0.start < end && start < $0.end }?.title
  }

  /// What somebody on a queue in an interval brings more than where they are; nil in a break, where they can't go.
  private func worth(of lane: TodayLane, on queue: Int, at slot: Int) -> Double? {
    let here = board.queues[queue]
    guard here.gains.indices.contains(slot) else { return nil }
    switch lane[slot] {
    case nil, .pause: return nil
    case .idle: return here.gains[slot]
    case .queue(let other):
      guard other != queue, board.queues[other].losses.indices.contains(slot), board.queues[other].surplus(slot) > 0
      else { return nil }
      return here.gains[slot] - board.queues[other].losses[slot]
    }
  }

  /// Calls people back who are booked for training, or a meeting, the whole day. Their hours aren't known; what they bring
  /// is counted from now to the end of the need.
  mutating func callBackFromTraining() {
    let words: Set<String> = ["training", "meeting", "coaching"]
    let now = board.grid.instant(at: from)
    for person in plan.request.people where actions.count(where: { $0.activity != nil }) < Self.most {
      let date = person.zone.date(at: now)
      guard
        let absence = person.absences.first(where: {
          $0.first <= date && date <= $0.last && words.contains($0.kind.lowercased())
        }), !lanes.contains(where: { $0.person.id == person.id })
      else { continue }
      let able = person.queues.compactMap { id in board.queues.firstIndex { $0.id == id } }
      var best: (queue: Int, range: Range<Int>, worth: Double)?
      for queue in able {
        let gains = board.queues[queue].gains[from...].map { $0 > 0 ? $0 : nil }
        guard let run = Self.bestRun(Array(gains), atLeast: shortest), run.worth > best?.worth ?? 0 else { continue }
        best = (queue, run.range, run.worth)
      }
      guard let best, best.worth >= Self.least else { continue }
      let (first, end) = (from + best.range.lowerBound, from + best.range.upperBound)
      let duty = Duty(
        template: "called-back", date: date, start: board.grid.instant(at: first),
        length: Minutes((end - first) * board.grid.interval.rawValue), breaks: [])
      guard isRested(person, from: duty.start, to: duty.end) else { continue }
      var lane = TodayLane(person, duty, work: [], on: board)
      lane.isCalledBack = true
      for slot in lane.slots { lane[slot] = .queue(best.queue) }
      var action = action(.callBack, lane, queue: best.queue, from: first, to: end)
      action.activity = absence.kind
      apply(lane, at: nil, action)
    }
  }

  private func isRested(_ person: Person, from start: Instant, to end: Instant) -> Bool {
    let others = plan.rota.duties.filter { $0.person == person.id }.map(\.duty)
    let before = others.filter { $0.start < start }.map(\.end).max() ?? person.history.lastEnd
    let after = others.filter { $0.start >= start }.map(\.start).min() ?? person.ahead?.firstStart
    let rest = person.rules.minimumRest
    return before.map { $0 + rest <= start } ?? true && after.map { end + rest <= $0 } ?? true
  }

  // MARK: More time

  /// Asks people to stay longer or to come earlier, where rest, week and their own hours let them, who brings most an hour
  /// first.
  ///
  /// - Parameter longest: that a duty is made longer.
  mutating func addOvertime(longest: Minutes) {
    let width = plan.request.grid.interval.rawValue
    let limit = longest.rawValue / width
    var most: [Side: Int] = [:]
    while actions.count(where: { $0.kind == .overtime }) < Self.most {
      guard let best = bestExtension({ most[$0] ?? limit }) else { return }
      let old = lanes[best.side.lane]
      let added = best.slots
      var lane = old
      lane.duty.length = lane.duty.length + Minutes(added.count * width)
      let won = added.compactMap { board.best(of: old.able, at: $0) }.max { $0.gain < $1.gain }?.queue
      let places = added.map { slot -> TodayLane.Place in
        (board.best(of: old.able, at: slot)?.queue ?? won).map { .queue($0) } ?? .idle
      }
      if best.side.isEarlier {
        lane.duty.start = board.grid.instant(at: added.lowerBound)
        for index in lane.duty.breaks.indices {
          lane.duty.breaks[index].offset = lane.duty.breaks[index].offset + Minutes(added.count * width)
        }
        lane.first = added.lowerBound
        lane.places = places + old.places
      } else {
        lane.places = old.places + places
      }
      guard lane.duty.date == lane.person.zone.date(at: lane.duty.start),
        keepsRules(lane, at: best.side.lane, isLonger: true)
      else {
        // What is longer still breaks as much.
        most[best.side] = added.count - 1
        continue
      }
      most[best.side] = 0
      var action = action(.overtime, lane, queue: won, from: added.lowerBound, to: added.upperBound)
      pay(&action, from: old.duty, to: lane.duty, of: lane.person)
      apply(lane, at: best.side.lane, action)
    }
  }

  /// The beginning or the end of a duty.
  private struct Side: Hashable {
    var lane: Int
    var isEarlier: Bool
  }

  /// - Parameter most: intervals that may be added on a side.
  private func bestExtension(_ most: (Side) -> Int) -> (side: Side, slots: Range<Int>)? {
    var best: (side: Side, slots: Range<Int>, worth: Double)?
    for (number, lane) in lanes.enumerated() where !lane.isCalledBack {
      for side in [Side(lane: number, isEarlier: false), Side(lane: number, isEarlier: true)] {
        // A duty that has begun can't begin earlier.
        if side.isEarlier, lane.first <= from { continue }
        var sum = 0.0
        for count in stride(from: 1, through: most(side), by: 1) {
          let slot = side.isEarlier ? lane.first - count : lane.slots.upperBound + count - 1
          guard slot >= from, slot < board.grid.count else { break }
          sum += board.best(of: lane.able, at: slot)?.gain ?? 0
          guard count >= shortest, sum >= Self.least else { continue }
          // Of those who bring as much, who stays the shortest.
          if let best, sum < best.worth || sum == best.worth && count >= best.slots.count { continue }
          let slots = side.isEarlier ? slot..<lane.first : lane.slots.upperBound..<slot + 1
          best = (side, slots, sum)
        }
      }
    }
    return best.map { ($0.side, $0.slots) }
  }

  // MARK: Less time

  /// Lets people go before the end of their duties, where heads are above those required until then, the longest first.
  mutating func offerTimeOff() {
    while actions.count(where: { $0.kind == .timeOff }) < Self.most {
      var best: (place: Int, slots: Range<Int>)?
      for (number, lane) in lanes.enumerated()
      where !lane.isCalledBack
        && !actions.contains(where: { $0.person == lane.person.id && $0.kind == .overtime })
      {
        let begin = max(from, lane.first + 1)
        var first = lane.slots.upperBound
        var worked = 0
        while first > begin, isSpare(lane, at: first - 1) {
          first -= 1
          if lane[first] != .pause { worked += 1 }
        }
        guard worked >= shortest, lane.slots.upperBound - first > best?.slots.count ?? 0 else { continue }
        best = (number, first..<lane.slots.upperBound)
      }
      guard let best else { return }
      let old = lanes[best.place]
      var lane = old
      lane.places.removeLast(best.slots.count)
      lane.duty.length =
        lane.duty.length - Minutes(best.slots.count * plan.request.grid.interval.rawValue)
      lane.duty.breaks.removeAll { $0.offset + $0.length > lane.duty.length }
      var queue: Int?
      for slot in best.slots { if case .queue(let index) = old[slot] { queue = queue ?? index } }
      var action = action(.timeOff, lane, queue: queue, from: best.slots.lowerBound, to: best.slots.upperBound)
      pay(&action, from: old.duty, to: lane.duty, of: lane.person)
      apply(lane, at: best.place, action)
    }
  }

  /// Whether somebody isn't needed in an interval.
  private func isSpare(_ lane: TodayLane, at slot: Int) -> Bool {
    switch lane[slot] {
    case nil: false
    case .pause, .idle: true
    case .queue(let queue):
      board.queues[queue].rest.contains(slot) && board.queues[queue].surplus(slot) > 0
        && !(helped[queue]?.contains(slot) ?? false)
    }
  }

  // MARK: Runs

  /// The neighbouring intervals that bring most together, of so many at least; nil where none are all possible.
  static func bestRun(_ worths: [Double?], atLeast shortest: Int) -> (range: Range<Int>, worth: Double)? {
    var best: (range: Range<Int>, worth: Double)?
    var (start, sum) = (0, 0.0)
    for (index, worth) in worths.enumerated() {
      guard let worth else {
        (start, sum) = (index + 1, 0)
        continue
      }
      if sum <= 0 { (start, sum) = (index, 0) }
      sum += worth
      if index - start + 1 >= shortest, sum > best?.worth ?? 0 { best = (start..<index + 1, sum) }
    }
    return best
  }
}
