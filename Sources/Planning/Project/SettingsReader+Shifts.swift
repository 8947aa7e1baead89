internal import Calendars
package import Tables
package import Workforce
internal import Words

extension BreakRule {
  /// A quarter of an hour early and late in the shift, and half an hour unpaid around its middle; short shifts have one
  /// rest. The windows of one shift never overlap.
  static let standard: [BreakRule] = [
    BreakRule(kind: .rest, length: 15, paid: true, anchor: .start, from: 60, to: 105, minimumShift: 360),
    BreakRule(kind: .lunch, length: 30, paid: false, anchor: .middle, from: -60, to: 30, minimumShift: 360),
    BreakRule(kind: .rest, length: 15, paid: true, anchor: .end, from: -120, to: -75, minimumShift: 360),
    BreakRule(
      kind: .rest, length: 15, paid: true, anchor: .middle, from: -30, to: 15, minimumShift: 180, maximumShift: 359),
  ]
}

extension ProjectSettings {
  package static func templates(_ node: SettingsNode?, sites: [Site]) throws(Diagnostic) -> [ShiftTemplate] {
    guard let node else {
      return [
        ShiftTemplate(
          id: "day", earliestStart: ClockTime(hour: 7), latestStart: ClockTime(hour: 11), step: 30,
          lengths: [Minutes(510)], breaks: BreakRule.standard)
      ]
    }
    var templates: [ShiftTemplate] = []
    for entry in try node.list() {
      let template = try ShiftTemplate(entry, sites: sites)
      if templates.contains(where: { $0.id == template.id }) {
        throw entry.fail(
          "project.duplicate", "the shift '\(template.id)' is there twice", cure: "Give each shift its own id.")
      }
      templates.append(template)
    }
    if templates.isEmpty { throw node.fail("project.missing", "the list of shifts is empty", cure: "Name one shift.") }
    return templates
  }
}

extension ShiftTemplate {
  fileprivate init(_ entry: SettingsNode, sites known: [Site]) throws(Diagnostic) {
    let fields = try entry.object(["id", "sites", "days", "start", "step", "lengths", "latestEnd", "breaks"])
    guard let id = fields["id"] else {
      throw entry.fail("project.missing", "a shift needs an id", cure: "For example: id: \"day\".")
    }
    guard let start = fields["start"] else {
      throw entry.fail("project.missing", "the shift needs 'start'", cure: "For example: start: \"07:00-10:00\".")
    }
    guard let lengths = fields["lengths"] else {
      throw entry.fail("project.missing", "the shift needs 'lengths'", cure: "For example: lengths: [\"8h30m\"].")
    }
    var sites: [SiteID] = []
    for node in try fields["sites"]?.listOrOne() ?? [] {
      let site = SiteID(try node.text())
      guard known.contains(where: { $0.id == site }) else {
        throw node.fail(
          "project.unknown-site", "there is no site '\(site)'",
          cure: "Known sites: \(Words.plain.list(known.map(\.id.rawValue))).")
      }
      sites.append(site)
    }
    let (earliest, latest) = try Self.startWindow(start)
    var found: [Minutes] = []
    for node in try lengths.listOrOne() {
      let length = try node.minutes(in: 60...(24 * 60))
      if !found.contains(length) { found.append(length) }
    }
    if found.isEmpty {
      throw lengths.fail("project.missing", "the list of lengths is empty", cure: "For example: lengths: [\"8h30m\"].")
    }
    self.init(
      id: TemplateID(try id.text()), sites: sites,
      weekdays: try fields["days"].map { (node) throws(Diagnostic) in try node.weekdays() } ?? Weekday.allCases,
      earliestStart: earliest, latestStart: latest,
      step: try fields["step"].map { (node) throws(Diagnostic) in try node.minutes(in: 15...1440) } ?? 30,
      lengths: found.sorted(), latestEnd: nil,
      breaks: try fields["breaks"].map { (node) throws(Diagnostic) in try node.breakRules() } ?? BreakRule.standard)
    if let node = fields["latestEnd"] {
      let clock = try node.clock()
      latestEnd = clock < earliest ? ClockTime(minutes: clock.minutes + 1440) : clock
      try checkEnd(node)
    }
  }

  /// Refuses a shift of which no start and length ends in time: it would never be planned, without a word.
  private func checkEnd(_ node: SettingsNode) throws(Diagnostic) {
    guard let latestEnd, let shortest = lengths.first, earliestStart.minutes + shortest.rawValue > latestEnd.minutes
    else { return }
    let tomorrow = ClockTime(minutes: latestEnd.minutes + 1440)
    throw node.fail(
      "project.latest-end",
      "the shift '\(id)' has no start and length that ends by \(latestEnd): it starts at \(earliestStart) or later and "
        + "lasts \(SettingsNode.durationText(shortest.seconds)) or longer",
      cure: (tomorrow.minutes <= 2880 ? "Write \"\(tomorrow)\" for the next morning, or allow" : "Allow")
        + " earlier starts or shorter lengths.")
  }

  private static func startWindow(_ node: SettingsNode) throws(Diagnostic) -> (ClockTime, ClockTime) {
    guard case .text(let text) = node.value else {
      throw node.expected("a start time or a window", example: "\"07:00-10:00\"")
    }
    if let single = ClockTime(text), single.minutes < 1440 { return (single, single) }
    guard let (from, to) = SettingsNode.clockRange(text), from.minutes < 1440, to.minutes < 1440, from <= to else {
      throw node.expected("a start time or a window within one day", example: "\"07:00-10:00\"")
    }
    return (from, to)
  }
}

extension SettingsNode {
  /// `"standard"`, `"none"` or a list of rules.
  fileprivate func breakRules() throws(Diagnostic) -> [BreakRule] {
    if case .text(let text) = value {
      switch text {
      case "standard": return BreakRule.standard
      case "none": return []
      default: throw expected("\"standard\", \"none\" or a list of breaks", example: "breaks: \"standard\"")
      }
    }
    var rules: [BreakRule] = []
    for entry in try list() { rules.append(try entry.breakRule()) }
    return rules
  }

  private func breakRule() throws(Diagnostic) -> BreakRule {
    let fields = try object([
      "kind", "length", "paid", "anchor", "from", "to", "minimumShift", "maximumShift",
    ])
    guard let kindNode = fields["kind"], let kind = BreakRule.Kind(rawValue: try kindNode.text()) else {
      throw fail("project.break", "a break needs a kind: \"lunch\" or \"rest\"", cure: "Add kind: \"lunch\".")
    }
    guard let lengthNode = fields["length"] else {
      throw fail("project.missing", "a break needs a length", cure: "For example: length: \"30m\".")
    }
    var anchor = BreakRule.Anchor.start
    if let node = fields["anchor"] {
      guard let known = BreakRule.Anchor(rawValue: try node.text()) else {
        throw node.expected("\"start\", \"middle\" or \"end\"", example: "anchor: \"start\"")
      }
      anchor = known
    }
    guard let fromNode = fields["from"], let toNode = fields["to"] else {
      throw fail(
        "project.missing", "a break needs its window: 'from' and 'to'",
        cure: "For example: anchor: \"start\", from: \"3h\", to: \"5h\".")
    }
    let from = try fromNode.minutes(in: -1440...1440)
    let to = try toNode.minutes(in: -1440...1440)
    if to < from { throw toNode.fail("project.break", "the window ends before it begins", cure: "Swap from and to.") }
    return BreakRule(
      kind: kind, length: try lengthNode.minutes(in: 15...240),
      paid: try fields["paid"].map { (node) throws(Diagnostic) in try node.flag() } ?? (kind == .rest), anchor: anchor,
      from: from, to: to,
      minimumShift: try fields["minimumShift"].map { (node) throws(Diagnostic) in try node.minutes(in: 0...1440) }
        ?? 0,
      maximumShift: try fields["maximumShift"].map { (node) throws(Diagnostic) in try node.minutes(in: 0...1440) })
  }
}
