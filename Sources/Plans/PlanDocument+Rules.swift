public import Calendars
public import Tables
internal import Workforce

extension PlanDocument {
  /// What is to be said where the plan was made under other clock rules than those in force; empty where they are the
  /// same.
  ///
  /// Its instants stay as they are; only what a wall clock shows at them depends on the rules.
  /// - Returns: a warning a zone whose clock goes differently while the plan runs, with the first hour; a note where the
  ///   release is another one and no clock of the plan differs.
  public func findings(underRules choice: ZoneChoice) -> [Diagnostic] {
    let used = choice.used.source
    let made = clocks.map { "\(zoneRules) (\($0.source))" } ?? zoneRules
    let range = request.grid.range
    var changed: [Diagnostic] = []
    var seen: Set<String> = []
    for zone in allZones where zone.source != nil && seen.insert(zone.identifier).inserted {
      guard let then = self.then(zone, choice) else {
        guard used.release?.description != zoneRules else { continue }
        return [
          Diagnostic(
            "zones.unknown",
            "the plan was made with the clock rules \(zoneRules), and is read with \(used.words); it doesn't say how its "
              + "clocks went", cure: "Plan again.", severity: .warning)
        ]
      }
      guard let first = zone.differences(from: then, in: range).first else { continue }
      changed.append(
        Diagnostic(
          "zones.changed",
          "the plan was made with the clock rules \(made), by which \(zone) is at \(Zone.offsetText(first.other)) from "
            + "\(zone.localText(of: first.from)) on; by \(used.words) it is at \(Zone.offsetText(first.own)): the "
            + "plan's times there are off", cure: "Plan again under the rules of today.", severity: .warning))
    }
    if !changed.isEmpty || used.release?.description == zoneRules { return changed }
    return [
      Diagnostic(
        "zones.release",
        "the plan was made with the clock rules \(made) and is read with \(used.words); its clocks go alike",
        severity: .note)
    ]
  }

  /// The zone as the plan knew it: from its record, or for plans of older programs from a source of that release.
  private func then(_ zone: Zone, _ choice: ZoneChoice) -> Zone? {
    if let clocks {
      return clocks.zones.first { $0.zone == zone.identifier }?.recorded ?? zone
    }
    for rules in [choice.used] + choice.others where rules.source.release?.description == zoneRules {
      if let found = try? rules.zone(zone.identifier) { return found }
    }
    return nil
  }
}
