#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// What past events of a kind brought, and what an event to come is therefore taken to bring.
///
/// A past event's share is what came beyond the usual in its window ÷ what was usual there (thinned by its own decay). What
/// its planner says of an event stands, with the past told beside it. Where the planner says nothing, the mean of the past
/// on the scale of ln(1 + share) is taken, with "nothing happens" as one more. Past events with the same name are preferred
/// to others of the kind.
struct LearnedUplift {
  /// What its planner says; nil where nothing.
  var stated: Double?
  /// The share that each past event brought, by start.
  var past: [Double]

  /// Fewer contacts than so many say nothing.
  private static let leastContacts = 30.0

  /// The share that is used.
  var taken: Double {
    if let stated { return stated }
    return exp(past.reduce(0) { $0 + Self.logarithm($1) } / Double(past.count + 1)) - 1
  }

  /// - Returns: nil where no past event is like it, or its uplift is a number of contacts, which is taken as it is.
  init?(for event: DemandEvent, among events: [DemandEvent], past: Past) {
    switch event.uplift {
    case nil: stated = nil
    case .share(let share): stated = share
    case .contacts: return nil
    }
    let name = event.name.lowercased()
    let alike = events.filter { $0.kind == event.kind && $0.dates.upperBound < event.dates.lowerBound }
    let namesakes = alike.filter { !name.isEmpty && $0.name.lowercased() == name }
    // What "other" events have in common is their name, if anything.
    let chosen = namesakes.isEmpty && event.kind != .other ? alike : namesakes
    self.past = chosen.sorted { ($0.start, $0.name) < ($1.start, $1.name) }.compactMap { Self.share(of: $0, in: past) }
    if self.past.isEmpty { return nil }
  }

  /// What a past event brought, −1 or more; nil where it lies outside the history, or too little came to tell.
  private static func share(of event: DemandEvent, in past: Past) -> Double? {
    let grid = past.grid
    var (came, usual, touched) = (0.0, 0.0, 0.0)
    for day in 0..<past.end where past.traits[day].isExcluded && grid.isRecorded[day] {
      let date = grid.date(day)
      guard event.dates.contains(date) else { continue }
      let total = past.ordinary.contacts(on: past.traits[day])
      for slot in 0..<grid.slotCount {
        let strength = event.strength(on: date, slot: slot, of: grid)
        guard strength > 0 else { continue }
        let expected = total * past.profile.shares[grid.weekday(day) * grid.slotCount + slot]
        came += grid.counts[day * grid.slotCount + slot]
        usual += expected
        touched += expected * strength
      }
    }
    guard usual >= leastContacts, touched > 0.05 * usual else { return nil }
    return max(-1, (came - usual) / touched)
  }

  /// An event that took everything away counts as one that left a twentieth.
  private static func logarithm(_ share: Double) -> Double { log(max(0.05, 1 + share)) }
}
