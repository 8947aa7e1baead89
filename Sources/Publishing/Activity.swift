internal import Calendars
internal import Workforce

/// A piece of a duty: work on one queue, a break, or something that is attended.
struct Activity: Hashable {
  enum Kind: String, Hashable {
    case work, lunch, rest, meeting, training
    case oneToOne = "one-to-one"

    /// Whether it is something that is attended.
    var isAttended: Bool { self == .meeting || self == .training || self == .oneToOne }
  }

  var kind: Kind
  /// The queue that the plan counts the person on; nil on breaks and where no queue of theirs has demand.
  var queue: QueueID?
  var start: Instant
  var end: Instant
  var paid: Bool
  /// Of what is attended.
  var title: String?

  /// The pieces of `duty`, by start. They tile it exactly: every minute lies in one piece.
  ///
  /// Breaks come from the duty; between them is what the person attends. Else their work spans say which queue, and time
  /// that no span speaks of is work without a queue.
  static func pieces(of duty: Duty, work: [WorkSpan], attended: [Attendance] = []) -> [Activity] {
    let pieces = pieces(of: duty, work: work)
    let inside = attended.filter { $0.start < duty.end && duty.start < $0.end }
    return inside.isEmpty ? pieces : pieces.flatMap { $0.kind == .work ? $0.cut(by: inside) : [$0] }
  }

  /// Work with what is attended meanwhile in its place.
  private func cut(by attended: [Attendance]) -> [Activity] {
    var pieces: [Activity] = []
    var rest = self
    for activity in attended where activity.start < end && rest.start < activity.end {
      let from = max(rest.start, activity.start)
      let to = min(end, activity.end)
      guard from < to else { continue }
      if rest.start < from {
        var before = rest
        before.end = from
        pieces.append(before)
      }
      pieces.append(
        Activity(
          kind: Self.kind(of: activity.kind), queue: nil, start: from, end: to, paid: activity.paid,
          title: activity.title))
      rest.start = to
    }
    return rest.start < rest.end ? pieces + [rest] : pieces
  }

  private static func kind(of kind: Attendance.Kind) -> Kind {
    switch kind {
    case .meeting: .meeting
    case .training: .training
    case .oneToOne: .oneToOne
    }
  }

  private static func pieces(of duty: Duty, work: [WorkSpan]) -> [Activity] {
    var pieces: [Activity] = []
    var time = duty.start
    for pause in duty.breaks {
      let from = min(max(time, duty.start + pause.offset), duty.end)
      let to = min(duty.start + pause.offset + pause.length, duty.end)
      guard from < to else { continue }
      pieces += workPieces(from: time, to: from, work: work)
      pieces.append(Activity(kind: kind(of: pause.kind), queue: nil, start: from, end: to, paid: pause.paid))
      time = to
    }
    return pieces + workPieces(from: time, to: duty.end, work: work)
  }

  private static func kind(of kind: BreakRule.Kind) -> Kind {
    switch kind {
    case .lunch: .lunch
    case .rest: .rest
    }
  }

  private static func workPieces(from start: Instant, to end: Instant, work: [WorkSpan]) -> [Activity] {
    var pieces: [Activity] = []
    var time = start
    func add(_ queue: QueueID?, until stop: Instant) {
      guard time < stop else { return }
      pieces.append(Activity(kind: .work, queue: queue, start: time, end: stop, paid: true))
      time = stop
    }
    for span in work where span.end > start && span.start < end {
      add(nil, until: min(span.start, end))
      add(span.queue, until: min(span.end, end))
    }
    add(nil, until: end)
    return pieces
  }
}
