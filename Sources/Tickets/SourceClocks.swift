internal import Calendars
internal import Tables

/// The clocks of a source's files: by whose local days they were cut.
struct SourceClocks {
  /// Whether the source's zone stands; else the pass may be repeated in another one, and nothing is refused for its days.
  let isSettled: Bool
  /// The zone in which local times of tickets were read; the first one.
  private(set) var local: Zone?
  /// The zones of the queues that contacts went to.
  private var queues: Set<Zone> = []
  private var refusal: Diagnostic?
  private var covered: [Key: ClosedRange<Instant>] = [:]

  private struct Key: Hashable {
    var name: StreamName
    var form: SourceHistory.Form
  }

  init(isSettled: Bool) { self.isSettled = isSettled }

  mutating func read(_ zone: Zone?) { local = local ?? zone }

  mutating func meet(_ router: QueueRouter, options: ImportOptions) {
    for stream in router.streams where stream.contacts > 0 {
      guard let queue = options.routing.queue(of: stream.name), let zone = options.queueZones[queue] else { continue }
      queues.insert(zone)
    }
  }

  /// Of local times, or, where all times are told in UTC, of the only zone that its queues live in.
  var zone: Zone? { local ?? (queues.count == 1 ? queues.first : nil) }

  mutating func cover(_ name: StreamName, form: SourceHistory.Form, _ cells: IntervalHistory) {
    guard let first = cells.starts.first, let last = cells.starts.last else { return }
    let key = Key(name: name, form: form)
    covered[key] = covered[key].map { min($0.lowerBound, first)...max($0.upperBound, last) } ?? first...last
  }

  /// Whether the import has all days of what is recorded without ids.
  func coversAll(of known: SourceHistory) -> Bool {
    known.streams.filter { $0.form != .ids }.allSatisfy { stream in
      guard let span = covered[Key(name: stream.name, form: stream.form)] else { return false }
      return Self.covers(span, stream.cells)
    }
  }

  private static func covers(_ span: ClosedRange<Instant>, _ recorded: IntervalHistory) -> Bool {
    guard let first = recorded.starts.first, let last = recorded.starts.last else { return true }
    let zone = recorded.zone
    return zone.date(at: span.lowerBound) <= zone.date(at: first)
      && zone.date(at: span.upperBound) >= zone.date(at: last)
  }

  /// Days of one zone don't replace days of another, but all of them together.
  /// - Throws: `import.other-zone`.
  mutating func check(
    _ zone: Zone, against recorded: IntervalHistory, with cells: IntervalHistory, of source: String, mayReplace: Bool,
    file: String
  ) throws(Diagnostic) {
    guard Self.differ(zone, recorded.zone, at: cells.starts) else { return }
    let fault = Diagnostic(
      "import.other-zone",
      "the file's days are those of \(zone), the recorded ones of '\(source)' those of \(recorded.zone); nothing was "
        + "changed",
      at: SourcePosition(file: file),
      cure:
        "If the times are written in \(recorded.zone), say --time-zone \(recorded.zone). If what is recorded was read "
        + "in the wrong zone, import all of its files at once with --replace. If they come from another system, say "
        + "--source NAME.")
    guard mayReplace else { throw fault }
    // Whether all is replaced is known at the end.
    refusal = refusal ?? fault
  }

  /// Stops the import, at once or, where the zone may still change, at its end.
  mutating func refuse(_ fault: Diagnostic) throws(Diagnostic) {
    guard !isSettled else { throw fault }
    refusal = refusal ?? fault
  }

  func refuse() throws(Diagnostic) { if let refusal { throw refusal } }

  /// Whether something was read by other days than those of what is recorded.
  func disagree(with zone: Zone) -> Bool { refusal != nil || (local ?? zone) != zone }

  /// Whether the clocks of the zone differ from the source's where tickets are recorded.
  func differs(_ zone: Zone, from source: SourceHistory) -> Bool {
    source.streams.contains { $0.form != .counts && Self.differ(zone, source.zone, at: $0.cells.starts) }
  }

  private static func differ(_ one: Zone, _ other: Zone, at starts: [Instant]) -> Bool {
    one != other && starts.contains { one.secondsFromUTC(at: $0) != other.secondsFromUTC(at: $0) }
  }

  static func warning(_ zone: Zone, source: SourceHistory) -> Diagnostic {
    Diagnostic(
      "import.other-zone", "the times were read in \(zone); the days of '\(source.name)' are those of \(source.zone)",
      cure:
        "If what is recorded was read in the wrong zone, import all of it again with --replace; if these times were, "
        + "take the import back (rota import --undo) and say --time-zone \(source.zone).", severity: .warning)
  }
}
