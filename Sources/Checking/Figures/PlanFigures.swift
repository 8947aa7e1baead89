internal import Calendars
internal import Plans

/// Figures that a plan states, collected beside what they should be.
struct PlanFigures {
  let reading: PlanReading
  var findings = Findings(in: PlanFile.plan)

  var plan: PlanDocument { reading.plan }

  init(_ reading: PlanReading) { self.reading = reading }

  mutating func say(
    _ rule: String, _ path: String, person: PersonID? = nil, date: CivilDate? = nil, _ message: String
  ) {
    findings.add(rule, column: path, person: person, date: date, message)
  }

  mutating func equal<Value: Equatable>(
    _ rule: String, _ path: String, _ stated: Value, _ counted: Value, person: PersonID? = nil
  ) {
    if stated != counted { say(rule, path, person: person, "found \(stated), expected \(counted)") }
  }

  /// Real numbers, equal but for rounding.
  mutating func agree(
    _ rule: String, _ path: String, _ stated: Double?, _ counted: Double?, within tolerance: Double = 1e-9,
    person: PersonID? = nil
  ) {
    if let stated, let counted, Shown.agree(stated, counted, within: tolerance) { return }
    if stated == nil, counted == nil { return }
    say(rule, path, person: person, "found \(Shown.number(stated)), expected \(Shown.number(counted))")
  }

  /// An array along the grid: the first value that is wrong is named, the others are counted.
  ///
  /// - Parameters:
  ///   - path: of the array inside `plan.json`.
  ///   - expected: of an interval, in words, where the stated value is wrong; nil where it is right.
  mutating func along(
    _ rule: String, _ path: String, zone: Zone, found: (Int) -> String, expected: (Int) -> String?
  ) {
    var first: (slot: Int, words: String)?
    var count = 0
    for slot in 0..<reading.grid.count {
      guard let words = expected(slot) else { continue }
      if first == nil { first = (slot, words) }
      count += 1
    }
    guard let first else { return }
    let at = reading.grid.instant(at: first.slot)
    say(
      rule, "\(path)[\(first.slot)]", date: zone.date(at: at),
      "at \(at.utcText) found \(found(first.slot)), expected \(first.words)"
        + (count > 1 ? "; \(count) intervals differ" : ""))
  }
}
