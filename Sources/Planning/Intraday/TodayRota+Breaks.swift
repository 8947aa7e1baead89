internal import Calendars
internal import Plans
internal import Workforce

extension TodayRota {
  /// Moves breaks that haven't begun to where they cost less service, within the windows of their shifts, one by one, the
  /// one that brings most first.
  mutating func moveBreaks() {
    var barred: Set<Move> = []
    for _ in 0..<Self.most {
      guard let best = bestMove(barred) else { return }
      let (lane, action) = moved(best)
      guard keepsRules(lane, at: best.lane, isLonger: false) else {
        barred.insert(best)
        continue
      }
      // A break is moved once: two moves of one would say the first in vain.
      for offset in 0...lane.places.count { barred.insert(Move(lane: best.lane, pause: best.pause, to: offset)) }
      apply(lane, at: best.lane, action)
    }
  }

  private struct Move: Hashable {
    var lane: Int
    /// The break's place in the duty's list, and its new first interval, counted from the duty's.
    var pause: Int
    var to: Int
  }

  private func bestMove(_ barred: Set<Move>) -> Move? {
    var best: (move: Move, worth: Double)?
    let interval = plan.request.grid.interval
    for (number, lane) in lanes.enumerated() {
      guard let template = plan.request.templates.first(where: { $0.id == lane.duty.template }),
        let windows = try? template.breakWindows(length: lane.duty.length, interval: interval),
        windows.count == lane.duty.breaks.count
      else { continue }
      for (pause, window) in windows.enumerated() {
        let start = lane.duty.breaks[pause].offset.rawValue / interval.rawValue
        guard lane.first + start >= from else { continue }
        for offset in window.earliestOffset...window.latestOffset
        where offset != start && lane.first + offset >= from {
          let move = Move(lane: number, pause: pause, to: offset)
          guard !barred.contains(move) else { continue }
          let worth = worth(of: lane, from: start, to: offset, length: window.length)
          if worth >= Self.least, worth > best?.worth ?? 0 { best = (move, worth) }
        }
      }
    }
    return best?.move
  }

  /// Contacts in time that a break elsewhere brings, each interval by itself.
  private func worth(of lane: TodayLane, from start: Int, to offset: Int, length: Int) -> Double {
    var worth = 0.0
    for place in offset..<offset + length where !(start..<start + length).contains(place) {
      guard case .queue(let queue) = lane[lane.first + place] else { continue }
      let slot = lane.first + place
      if board.queues[queue].losses.indices.contains(slot) { worth -= board.queues[queue].losses[slot] }
    }
    for place in start..<start + length where !(offset..<offset + length).contains(place) {
      worth += board.best(of: lane.able, at: lane.first + place)?.gain ?? 0
    }
    return worth
  }

  private func moved(_ move: Move) -> (lane: TodayLane, action: TodayAction) {
    var lane = lanes[move.lane]
    let interval = plan.request.grid.interval.rawValue
    let pause = lane.duty.breaks[move.pause]
    let (start, length) = (pause.offset.rawValue / interval, pause.length.rawValue / interval)
    let won = (start..<start + length).compactMap { board.best(of: lane.able, at: lane.first + $0) }
      .max { $0.gain < $1.gain }?.queue
    for place in start..<start + length {
      let best = board.best(of: lane.able, at: lane.first + place)?.queue ?? won
      lane[lane.first + place] = best.map { .queue($0) } ?? .idle
    }
    for place in move.to..<move.to + length { lane[lane.first + place] = .pause }
    lane.duty.breaks[move.pause].offset = Minutes(move.to * interval)
    let (old, new) = (lane.first + start, lane.first + move.to)
    var action = action(.moveBreak, lane, queue: won, from: new, to: new + length)
    action.breakKind = pause.kind
    action.was = span(old..<old + length, of: lane.person)
    return (lane, action)
  }
}
