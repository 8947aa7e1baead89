internal import Calendars
public import Plans
internal import Workforce
internal import Words

extension RevisedPlan {
  /// How far the plan can be from the least disturbing one, in a sentence without its full stop; nil where nothing was
  /// searched.
  public var proofWords: String? {
    guard let prices = plan.revised?.prices, isSearched || changes.isEmpty else { return nil }
    if changes.isEmpty { return "Nothing has to change" }
    let result = plan.result
    guard result.bound > 0 else { return "Nothing is proven about how little could change" }
    let open = max(0, result.total - result.bound)
    if open < prices.duty { return "Least disturbing, proven" }
    guard prices.duty > 0 else { return "Changed duties have no price" }
    let all = plan.revised?.changes ?? changes
    let count = min(all.count { $0.changesDuty }, Int(min(1_000_000, (open / prices.duty).rounded(.down))))
    if count == 0 { return "No duty changes; breaks may move more than needed" }
    return "At most \(count) changed \(count == 1 ? "duty" : "duties") more than needed"
  }

  /// Text of a change: `Tue 2026-12-01  Agent 07 (a07): off → 08:00 to 16:30`, with its reason.
  public func words(of number: Int) -> (what: String, why: String) {
    let change = changes[number]
    let person = plan.request.people.first { $0.id == change.person }
    let zone = person?.zone ?? plan.readerZone
    func text(_ duty: Duty?) -> String {
      guard let duty else { return "off" }
      return "\(zone.clockText(of: duty.start)) to \(zone.clockText(of: duty.end))"
    }
    let name = person.map { "\($0.name) (\($0.id))" } ?? change.person.rawValue
    var what = "\(text(change.before)) → \(text(change.after))"
    if !change.changesDuty, let before = change.before, let after = change.after {
      what = "breaks \(Self.breaks(before, zone)) → \(Self.breaks(after, zone))"
    }
    let place = zone == plan.readerZone ? "" : " (\(zone.identifier))"
    return ("\(Words.plain.day(change.date))  \(name): \(what)\(place)", change.why)
  }

  /// Text of a date on which the queues alone are others: `Tue 2026-12-01  Agent 07 (a07): phone → mail`; where they are the
  /// same at other hours, `… 12:30 to 13:15 on phone, was on chat`.
  public func words(of change: PlanChange) -> String {
    let person = plan.request.people.first { $0.id == change.person }
    let name = person.map { "\($0.name) (\($0.id))" }
    func queues(_ day: WorkedDay?) -> String {
      var names: [String] = []
      for span in day?.work ?? [] {
        if let queue = span.queue?.rawValue, !names.contains(queue) { names.append(queue) }
      }
      return names.isEmpty ? "no queue" : Words.plain.and(names)
    }
    let (before, after) = (queues(change.before), queues(change.after))
    let what = before == after ? hours(of: change, in: person?.zone ?? plan.readerZone) : "\(before) → \(after)"
    return "\(Words.plain.day(change.date))  \(name ?? change.person.rawValue): \(what)"
  }

  /// The hours that are on another queue than before.
  private func hours(of change: PlanChange, in zone: Zone) -> String {
    var moved: [(start: Instant, end: Instant, now: QueueID?, before: QueueID?)] = []
    for now in change.after?.work ?? [] {
      for before in change.before?.work ?? [] where before.queue != now.queue {
        let (start, end) = (max(now.start, before.start), min(now.end, before.end))
        guard start < end else { continue }
        if let last = moved.last, last.end == start, last.now == now.queue, last.before == before.queue {
          moved[moved.count - 1].end = end
        } else {
          moved.append((start, end, now.queue, before.queue))
        }
      }
    }
    func words(_ queue: QueueID?) -> String { queue.map { "on \($0)" } ?? "on no queue" }
    let texts = moved.map { part in
      "\(zone.clockText(of: part.start)) to \(zone.clockText(of: part.end)) \(words(part.now)), was \(words(part.before))"
    }
    return texts.isEmpty ? "other hours on no queue" : texts.joined(separator: "; ")
  }

  /// What people no longer attend, a line each: `'Weekly team' of Agent 03 (a03), Tue 2026-12-01 10:00`.
  public var droppedWords: [String] {
    dropped.map { gone in
      let person = plan.request.people.first { $0.id == gone.person }
      let name = person.map { "\($0.name) (\($0.id))" } ?? gone.person.rawValue
      return "'\(gone.title)' of \(name), \(Words.plain.moment(gone.start, in: person?.zone ?? plan.readerZone))"
    }
  }

  private static func breaks(_ duty: Duty, _ zone: Zone) -> String {
    Words.plain.list(duty.breaks.map { zone.clockText(of: duty.start + $0.offset) })
  }
}
