internal import Calendars
internal import Plans
internal import Workforce

/// Somebody's duty of the day, interval by interval.
struct TodayLane {
  enum Place: Hashable {
    case pause
    /// On duty, counted on no queue.
    case idle
    case queue(Int)
  }

  let person: Person
  /// Queues of the board that they can take.
  let able: [Int]
  var duty: Duty
  /// The duty's first interval, in the board's counting.
  var first: Int
  var places: [Place]
  /// Whether the plan has no duty: somebody is called back from what keeps them away.
  var isCalledBack = false

  var slots: Range<Int> { first..<first + places.count }

  subscript(slot: Int) -> Place? {
    get { slots.contains(slot) ? places[slot - first] : nil }
    set { if let newValue, slots.contains(slot) { places[slot - first] = newValue } }
  }

  /// - Parameter work: the person's spans.
  init(_ person: Person, _ duty: Duty, work: [WorkSpan], on board: TodayBoard) {
    self.person = person
    self.duty = duty
    able = person.queues.compactMap { id in board.queues.firstIndex { $0.id == id } }
    first = board.slot(duty.start)
    places = (first..<max(first, board.slot(duty.end))).map { slot in
      let moment = board.grid.instant(at: slot)
      if duty.breaks.contains(where: {
        duty.start + $0.offset <= moment && moment < duty.start + $0.offset + $0.length
      }) {
        return .pause
      }
      let span = work.first { $0.start <= moment && moment < $0.end }
      guard let id = span?.queue, let queue = board.queues.firstIndex(where: { $0.id == id }) else { return .idle }
      return .queue(queue)
    }
  }

  /// The person's spans of work in the duty.
  func spans(on board: TodayBoard) -> [WorkSpan] {
    var spans: [WorkSpan] = []
    for slot in slots {
      guard let place = self[slot], place != .pause else { continue }
      var queue: QueueID?
      if case .queue(let index) = place { queue = board.queues[index].id }
      let (start, end) = (board.grid.instant(at: slot), board.grid.instant(at: slot + 1))
      if let last = spans.last, last.queue == queue, last.end == start {
        spans[spans.count - 1].end = end
      } else {
        spans.append(WorkSpan(person: person.id, queue: queue, start: start, end: end))
      }
    }
    return spans
  }
}
