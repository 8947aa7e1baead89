internal import Calendars

extension LabourRule {
  /// Takes over what other rules say; where they say nothing, nothing changes.
  package func copy(from source: TeamRules, to rules: inout TeamRules) {
    switch values {
    case .duration(_, let place): if let value = place.get(source) { place.set(&rules, value) }
    case .whole(_, let place): if let value = place.get(source) { place.set(&rules, value) }
    case .price(_, let place): if let value = place.get(source) { place.set(&rules, value) }
    case .flag(let place): if let value = place.get(source) { place.set(&rules, value) }
    case .weekends(let place): if let value = place.get(source) { place.set(&rules, value) }
    }
  }

  /// Whether a figure is one that the rule can have.
  package func takes(_ figure: Figure) -> Bool {
    switch (values, figure) {
    case (.duration(let range, _), .minutes(let value)): range.contains(value)
    case (.whole(let range, _), .count(let value)): range.contains(value)
    case (.price(let range, _), .price(let value)): range.contains(value)
    case (.flag, .flag), (.weekends, .weekends): true
    default: false
    }
  }

  /// Sets a figure; one that the rule can't have changes nothing.
  package func set(_ figure: Figure, in rules: inout TeamRules) {
    guard takes(figure) else { return }
    switch (values, figure) {
    case (.duration(_, let place), .minutes(let value)): place.set(&rules, Minutes(value))
    case (.whole(_, let place), .count(let value)): place.set(&rules, value)
    case (.price(_, let place), .price(let value)): place.set(&rules, value)
    case (.flag(let place), .flag(let value)): place.set(&rules, value)
    case (.weekends(let place), .weekends(let value)): place.set(&rules, value)
    default: return
    }
  }
}
