package import Calendars
internal import Words

/// How a rule is let go of, and by how little it can be relaxed: for those who ask what a rule stands in the way of.
extension LabourRule {
  /// Whether less asks for less: `minimumRest`; else more allows more, `maximumConsecutiveDays`.
  private var isFloor: Bool { name.hasPrefix("minimum") }
  private var isCeiling: Bool { name.hasPrefix("maximum") || moreAllowsMore }

  /// A person's rules without this one: with no limit where it need not be said, else with the loosest value of the table.
  ///
  /// - Returns: nil where it is no rule of one person, or doesn't hold.
  package func loosened(_ person: PersonRules) -> PersonRules? {
    guard isInForce(for: person) else { return nil }
    var rules = TeamRules()
    rules.person = person
    if case .duration(let range, let place) = values {
      place.loosen(&rules, Minutes(isFloor ? range.lowerBound : range.upperBound))
    } else if case .whole(let range, let place) = values {
      place.loosen(&rules, isFloor ? range.lowerBound : range.upperBound)
    } else if case .price(let range, let place) = values {
      place.loosen(&rules, range.lowerBound)
    } else if case .flag(let place) = values {
      place.loosen(&rules, false)
    } else if case .weekends(let place) = values {
      place.clear?(&rules)
    }
    return rules.person == person ? nil : rules.person
  }

  /// Ever looser values of the rule for a person, by the least first; the last is the loosest.
  ///
  /// - Parameter step: between two lengths of time, which are multiples of it.
  /// - Returns: nothing where the rule doesn't hold for the person or has no values between.
  package func relaxations(of person: PersonRules, step: Minutes) -> [(figure: Figure, rules: PersonRules)] {
    let width = max(1, step.rawValue)
    func looser(than value: Int, in range: ClosedRange<Int>, by width: Int) -> [Int] {
      if isFloor { return Array(stride(from: (value - 1) / width * width, through: range.lowerBound, by: -width)) }
      let first = (max(0, value) / width + 1) * width
      return isCeiling && first <= range.upperBound
        ? Array(stride(from: first, through: range.upperBound, by: width)) : []
    }
    var rules = TeamRules()
    rules.person = person
    var found: [(Figure, PersonRules)] = []
    if case .duration(let range, let place) = values, case .minutes(let value) = figure(of: person), value > 0 {
      for minutes in looser(than: value, in: range, by: width) {
        place.set(&rules, Minutes(minutes))
        found.append((.minutes(minutes), rules.person))
      }
    } else if case .whole(let range, let place) = values, case .count(let value) = figure(of: person) {
      for count in value == 0 && isFloor ? [] : looser(than: value, in: range, by: 1) {
        place.set(&rules, count)
        found.append((.count(count), rules.person))
      }
    }
    return found
  }

  /// `day` of one, `days` of others.
  package func unit(of count: Int) -> String { count == 1 && unit.hasSuffix("s") ? String(unit.dropLast()) : unit }

  /// A value of the rule: `11 h`, `6 days`, `2 days a week`.
  package func words(for figure: Figure) -> String {
    let text =
      switch figure {
      case .minutes(let minutes): Words.plain.duration(minutes: minutes)
      case .count(let count): "\(count) \(unit(of: count))"
      case .price(let price): Words.plain.short(price)
      case .flag(let isOn): isOn ? "yes" : "no"
      case .weekends(let off): off.description
      }
    return each.map { "\(text) \($0)" } ?? text
  }

  /// What it asks of a person: `rest: at least 11 h`, `days in a row: at most 6 days`; nil where it doesn't hold.
  package func words(of person: PersonRules) -> String? {
    guard isInForce(for: person) else { return nil }
    let limit = isFloor ? "at least " : isCeiling ? "at most " : ""
    return figure(of: person).map { "\(words): \(limit)\(words(for: $0))" }
  }
}

extension LabourRule.Place {
  fileprivate func loosen(_ rules: inout TeamRules, _ loosest: Value) {
    if let clear { clear(&rules) } else { set(&rules, loosest) }
  }
}
