public import Calendars
public import Plans
public import Workforce
internal import Words

/// A change list in words: who works when instead of when.
public struct ChangeWords: Sendable {
  private let people: [PersonID: Person]
  /// Times on other clocks are told with their zone; nil = none is.
  private let reader: Zone?
  private let words: Words

  /// - Parameters:
  ///   - people: whose names and zones are known; ids and UTC stand for others.
  ///   - reader: whose clock needs no name; nil = none is named.
  public init(_ people: [Person], reader: Zone? = nil) { self.init(people, reader: reader, words: .plain) }

  /// - Parameter after: its people count where both have them.
  public init(from before: PlanDocument?, to after: PlanDocument) { self.init(from: before, to: after, words: .plain) }

  init(from before: PlanDocument?, to after: PlanDocument, words: Words) {
    let known = Set(after.request.people.map(\.id))
    let gone = (before?.request.people ?? []).filter { !known.contains($0.id) }
    self.init(after.request.people + gone, reader: after.readerZone, words: words)
  }

  private init(_ people: [Person], reader: Zone?, words: Words) {
    self.reader = reader
    self.people = Dictionary(people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.words = words
  }

  /// `Agent 07 (a07)`.
  func name(of id: PersonID) -> String { people[id].map { "\($0.name) (\(id))" } ?? id.rawValue }

  /// `10:00 to 18:00, was 09:00 to 17:00`.
  func what(_ change: PlanChange) -> String {
    let zone = people[change.person]?.zone ?? .utc
    let place = reader == nil || zone == reader ? "" : " (\(zone.identifier))"
    return what(change, zone) + place + meetings(change, zone)
  }

  /// `; no longer attends 10:00 to 10:45 Weekly team` beside what else is another one.
  private func meetings(_ change: PlanChange, _ zone: Zone) -> String {
    if change.kind == .activities { return "" }
    let (old, new) = (change.before?.activities ?? [], change.after?.activities ?? [])
    func part(_ verb: String, _ some: [Attendance]) -> String {
      some.isEmpty ? "" : "; \(verb) \(attended(some, zone))"
    }
    return part("no longer attends", old.filter { !new.contains($0) })
      + part("attends", new.filter { !old.contains($0) })
  }

  private func what(_ change: PlanChange, _ zone: Zone) -> String {
    switch change.kind {
    case .added: return "\(times(change.after, zone)), was off"
    case .removed: return "off, was \(times(change.before, zone))"
    case .moved: return "\(times(change.after, zone)), was \(times(change.before, zone))"
    case .breaks: return "breaks at \(breaks(change.after, zone)), were at \(breaks(change.before, zone))"
    case .activities:
      return "\(attended(change.after?.activities, zone)), was \(attended(change.before?.activities, zone))"
    case .queues: return "on \(queues(change.after)), was on \(queues(change.before))"
    }
  }

  /// `Tue 2026-12-01, Agent 07 (a07): 10:00 to 18:00, was 09:00 to 17:00; somebody is ill`.
  public func sentence(_ change: PlanChange) -> String {
    "\(words.day(change.date)), \(name(of: change.person)): \(what(change))" + (change.why.map { "; \($0)" } ?? "")
  }

  /// The changes that people are told, by date, then person, a line each; then how many there are of which nobody needs to
  /// be told.
  public func lines(_ changes: [PlanChange]) -> [String] {
    var lines = told(changes).map { sentence($0) }
    let quiet = changes.count { $0.kind == .queues }
    if quiet > 0 {
      lines.append(
        quiet == 1 ? "The queue alone is another one on 1 date." : "Queues alone are others on \(quiet) dates.")
    }
    return lines
  }

  func told(_ changes: [PlanChange]) -> [PlanChange] {
    changes.filter { $0.kind != .queues }.sorted { ($0.date, $0.person) < ($1.date, $1.person) }
  }

  /// `3 people: 1 duty new, 2 moved; breaks alone on 4 dates, queues alone on 10`.
  public func summary(_ counts: PlanDifference.Counts) -> String {
    func dates(_ count: Int) -> String { count == 1 ? "1 date" : "\(words.whole(count)) dates" }
    var duties: [String] = []
    for (count, name) in [(counts.added, "new"), (counts.removed, "gone"), (counts.moved, "moved")] where count > 0 {
      duties.append("\(words.whole(count)) \(duties.isEmpty ? (count == 1 ? "duty " : "duties ") : "")\(name)")
    }
    var parts = duties.isEmpty ? [] : [words.list(duties)]
    if counts.breaks > 0 { parts.append("breaks alone on \(dates(counts.breaks))") }
    if let count = counts.activities, count > 0 { parts.append("meetings alone on \(dates(count))") }
    if counts.queues > 0 { parts.append("queues alone on \(dates(counts.queues))") }
    guard !parts.isEmpty else { return "nothing" }
    let people = counts.people == 1 ? "1 person" : "\(words.whole(counts.people)) people"
    return (counts.people > 0 ? "\(people): " : "") + parts.joined(separator: "; ")
  }

  private func times(_ day: WorkedDay?, _ zone: Zone) -> String {
    let duties = (day?.duties ?? []).map {
      "\(zone.clockText(of: $0.start)) to \(zone.clockText(of: $0.end)) (\($0.template))"
    }
    return words.and(duties)
  }

  private func breaks(_ day: WorkedDay?, _ zone: Zone) -> String {
    let starts = (day?.duties ?? []).flatMap { duty in
      duty.breaks.map { zone.clockText(of: duty.start + $0.offset) }
    }
    return starts.isEmpty ? "no time" : words.list(starts)
  }

  /// `10:00 to 10:45 Weekly team`.
  private func attended(_ activities: [Attendance]?, _ zone: Zone) -> String {
    let activities = (activities ?? []).map {
      "\(zone.clockText(of: $0.start)) to \(zone.clockText(of: $0.end)) \($0.title)"
    }
    return activities.isEmpty ? "no meeting" : words.and(activities)
  }

  private func queues(_ day: WorkedDay?) -> String {
    var names: [String] = []
    for span in day?.work ?? [] {
      let name = span.queue?.rawValue ?? "nothing"
      if names.last != name { names.append(name) }
    }
    return names.isEmpty ? "nothing" : names.joined(separator: " then ")
  }
}
