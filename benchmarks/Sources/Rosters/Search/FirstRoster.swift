internal import Tables

/// A legal roster to start from: people in turn take their best response to what those before them left open.
///
/// Long horizons are walked in pieces with prorated budgets of minutes and weekends, so that the cost stays linear.
struct FirstRoster {
  let responder: Responder
  /// Most states of the dynamic program in one piece.
  var stateLimit = 4_000_000

  /// - Throws: `roster.no-tour` when a person's rules leave nothing.
  func make() throws(Diagnostic) {
    let table = responder.table
    for person in 0..<table.personCount {
      guard respond(person) else {
        throw Diagnostic(
          "roster.no-tour", "person \(person + 1) has no legal roster under their rules",
          cure: "Loosen their totals, runs, days off or weekends.", kind: .answerIsNo)
      }
    }
  }

  /// Gives one person a tour over the whole horizon. False when none was found; they're then off on all of it.
  func respond(_ person: Int) -> Bool {
    let table = responder.table
    if StretchOracle.tourStates(table, person: person) <= stateLimit {
      return responder.respond(person: person, from: 0, to: table.days, noise: 0)
        || responder.respondByDraws(person, tries: 200)
    }
    // Looser pieces each time a walk ends in a dead end.
    for looseness in [2, 1, 3, 4, 6, 8] where walk(person, looseness: looseness) { return true }
    guard StretchOracle.tourStates(table, person: person) <= 16 * stateLimit else { return false }
    return responder.respond(person: person, from: 0, to: table.days, noise: 0)
  }

  private func walk(_ index: Int, looseness: Int) -> Bool {
    let table = responder.table
    let state = responder.state
    let person = table.people[index]
    for day in 0..<table.days { state.set(index, day, -1) }
    let length = 28
    let workable = (0..<table.days).map { person.isFixedOff[$0] ? 0 : 1 }
    let total = max(1, workable.reduce(0, +))
    var passed = 0
    var first = 0
    while first < table.days {
      let end = table.days - first < length + 14 ? table.days : first + length
      // Looks a fortnight further than it settles, so that no piece ends where nothing can follow.
      let horizon = end == table.days ? end : min(table.days, end + 14)
      passed = workable[..<horizon].reduce(0, +)
      let share = Double(passed) / Double(total)
      let used = Int(state.units[index])
      let weekendsUsed = Int(state.weekendsWorked[index])
      let isLast = horizon == table.days
      let slack = looseness * person.largestUnits
      let middle = Double(person.minimumUnits + person.maximumUnits) / 2
      let least = isLast ? person.minimumUnits : min(person.maximumUnits, Int(middle * share)) - slack
      let most = isLast ? person.maximumUnits : min(person.maximumUnits, Int(middle * share) + slack)
      let weekends =
        isLast
        ? person.maximumWeekends
        : min(person.maximumWeekends, Int(Double(person.maximumWeekends) * share) + looseness / 2)
      let stretch = StretchOracle.Stretch(
        person: index, first: first, end: horizon, leastUnits: max(0, least - used), mostUnits: most - used,
        weekends: weekends - weekendsUsed, isOpen: !isLast)
      let caps = person.caps.map { isLast ? $0 : min($0, Int((Double($0) * share).rounded(.up)) + looseness / 2) }
      guard responder.respond(stretch, noise: 0, caps: caps) else { return false }
      if end < horizon { for day in end..<horizon { state.set(index, day, -1) } }
      first = end
    }
    return true
  }
}
