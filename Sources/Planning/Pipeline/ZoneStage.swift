internal import Calendars
internal import Tables
internal import Tickets
internal import Workforce
internal import Words

/// What a planner should know about the clock rules behind some times: where sources disagree about a zone, and whether
/// all of them are too old to know the last of them.
struct ZoneStage: Stage {
  var choice: ZoneChoice
  /// By name, once each, without UTC.
  var zones: [Zone]
  var range: Range<Instant>
  /// The last day that matters, and how messages call it.
  var last: (day: CivilDate, words: String)

  /// A project's zones from the first recorded interval to two days behind the horizon.
  init(project: Project, grid: IntervalGrid, week: ISOWeek) {
    choice = project.zoneChoice
    zones = project.distinctZones
    let first = project.histories.compactMap(\.starts.first).min() ?? grid.start
    range = min(first, grid.start)..<(grid.end + .hours(48))
    last = (week.monday, week.description)
  }

  /// The zones of contacts that were just read, from the first to the last of them.
  init(zones: [Zone], from first: Instant, to last: Instant, choice: ZoneChoice) {
    self.choice = choice
    self.zones = zones.distinct
    range = first..<max(first, last.adding(seconds: 1))
    let day = Zone.utc.date(at: last)
    self.last = (day, "the last contacts (\(day))")
  }

  func run() -> [Diagnostic] { differences() + age() }

  /// What sources disagree about, a warning a zone and group of sources that say the same.
  func differences() -> [Diagnostic] {
    zones.flatMap { zone -> [Diagnostic] in
      guard let source = zone.source else { return [] }
      // Sources that say the same share a warning.
      var groups: [(found: [ZoneDifference], places: [String])] = []
      for other in choice.others where other.source != source {
        guard let theirs = (try? other.zone(zone.identifier)) ?? nil else { continue }
        let found = zone.differences(from: theirs, in: range)
        if let index = groups.firstIndex(where: { $0.found == found }) {
          groups[index].places.append(other.source.words)
        } else if !found.isEmpty {
          groups.append((found, [other.source.words]))
        }
      }
      return groups.compactMap { group in
        group.found.first.map {
          difference(of: zone, $0, more: group.found.count - 1, by: source, against: group.places)
        }
      }
    }
  }

  private func difference(
    of zone: Zone, _ first: ZoneDifference, more: Int, by source: ZoneSource, against places: [String]
  ) -> Diagnostic {
    let further = more == 0 ? "" : ", and at \(more) more time\(more == 1 ? "" : "s") after that"
    return Diagnostic(
      "zones.differ",
      "clock rules differ for \(zone) from \(zone.localText(of: first.from)) (\(first.from.utcText)) on\(further): "
        + "\(Zone.offsetText(first.own)) by \(source.words), which is used, \(Zone.offsetText(first.other)) by "
        + Words.plain.and(places), cure: "Compare them with 'rota zones'; --zone-rules names others.",
      severity: .warning)
  }

  private func age() -> [Diagnostic] {
    guard !zones.isEmpty, !range.isEmpty else { return [] }
    let newest = ([choice.used] + choice.others).compactMap(\.source.release).max()
    if let newest, last.day <= newest.trustedThrough { return [] }
    let what = newest.map { "the newest clock rules here are \($0)" } ?? "no source of clock rules says its release"
    return [
      Diagnostic(
        "zones.old",
        "\(what), more than ten months older than \(last.words): changes decided since then are missing",
        cure: "Update the system's tzdata package, or name newer rules with --zone-rules.", severity: .warning)
    ]
  }
}

extension Project {
  /// Every zone that it speaks of.
  var allZones: [Zone] { [zone] + queues.map(\.settings.zone) + sites.map(\.zone) + people.map(\.zone) }

  /// By name, once each, without UTC, which has no rules.
  var distinctZones: [Zone] { allZones.distinct }
}

extension [Zone] {
  /// By name, once each, without UTC, which has no rules.
  fileprivate var distinct: [Zone] {
    Dictionary(map { ($0.identifier, $0) }) { first, _ in first }.values.filter { $0.source != nil }
      .sorted { $0.identifier < $1.identifier }
  }
}
