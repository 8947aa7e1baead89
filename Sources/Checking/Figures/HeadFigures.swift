internal import Calendars
internal import Plans
internal import Tables
internal import Workforce

extension PlanFigures {
  /// What the plan says about itself: its dates, its command, its inputs; warnings and sentences by their form.
  mutating func checkHead() {
    let request = plan.request
    equal("figures.dates", "weeks", plan.weeks, request.days / 7)
    equal("figures.dates", "week", plan.week, ISOWeek(containing: request.firstDate))
    for (path, text) in [("tool", plan.tool), ("currency", plan.currency), ("command", plan.command)]
    where text.allSatisfy(\.isWhitespace) || text.contains(where: \.isNewline) {
      say("figures.form", path, "found \(Shown.text(text)), expected a line of text")
    }
    if plan.zoneRules != "unknown", ZoneRelease(plan.zoneRules) == nil {
      say(
        "figures.form", "zoneRules", "found \(Shown.text(plan.zoneRules)), expected a release such as 2026f, or unknown"
      )
    }
    checkGrid()
    checkCommand()
    var seen: Set<String> = []
    for (number, input) in plan.inputs.enumerated() {
      let path = "inputs[\(number)]"
      if input.path.isEmpty || !seen.insert(input.path).inserted {
        say("figures.form", "\(path).path", "\(Shown.text(input.path)) is empty or there twice")
      }
      if input.bytes < 0 { say("figures.form", "\(path).bytes", "found \(input.bytes), expected at least 0") }
      if input.sha256.utf8.count != 64
        || !input.sha256.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
      {
        say("figures.form", "\(path).sha256", "found \(Shown.text(input.sha256)), expected 64 digits from 0 to f")
      }
    }
    for (number, warning) in plan.warnings.enumerated() where warning.code.isEmpty || warning.message.isEmpty {
      say("figures.form", "warnings[\(number)]", "a warning needs a code and a message")
    }
    for (number, sentence) in plan.assumptions.enumerated() where sentence.isEmpty {
      say("figures.form", "assumptions[\(number)]", "found nothing, expected a sentence")
    }
  }

  /// Every date of everybody, and every open hour of a queue, lies on the grid.
  private mutating func checkGrid() {
    let zones = plan.request.people.map(\.zone) + plan.queues.map(\.zone) + plan.request.sites.map(\.zone)
    let grid = reading.grid
    for zone in Set(zones.map(\.identifier)).sorted().compactMap({ name in zones.first { $0.identifier == name } }) {
      let from = zone.instant(of: reading.dates.lowerBound)
      let to = zone.instant(of: reading.dates.upperBound)
      if grid.start > from || grid.end < to {
        say(
          "figures.dates", "request.grid",
          "the grid from \(grid.start.utcText) to \(grid.end.utcText) doesn't hold the plan's dates in \(zone)")
      }
    }
  }
}
