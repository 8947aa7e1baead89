/// Who of each team rule is at work, slot by slot, in a rota under construction.
final class TeamState {
  let terms: [TeamTerm]
  private let slotCount: Int
  /// `term · slotCount + slot`.
  private let counted: FlatBuffer<Int32>
  private let dependent: FlatBuffer<Int32>
  private let memberships: [[(term: Int, isDependent: Bool)]]

  /// Nobody of the roster works. Nil where there is no rule.
  init?(_ roster: CompiledRoster) {
    guard !roster.teamTerms.isEmpty else { return nil }
    terms = roster.teamTerms
    slotCount = roster.slotCount
    counted = FlatBuffer(terms.flatMap(\.carriedCounted), filledWith: 0)
    dependent = FlatBuffer(terms.flatMap(\.carriedDependent), filledWith: 0)
    memberships = roster.people.indices.map { person in
      roster.teamTerms.indices.flatMap { term in
        (roster.teamTerms[term].counted.contains(person) ? [(term, false)] : [])
          + (roster.teamTerms[term].dependent.contains(person) ? [(term, true)] : [])
      }
    }
  }

  func involves(_ person: Int) -> Bool { !memberships[person].isEmpty }

  /// Counts a person in or out in a slot.
  /// - Returns: what that adds to the cost.
  func count(_ person: Int, slot: Int, by step: Int32) -> Int64 {
    var change: Int64 = 0
    for (index, isDependent) in memberships[person] {
      let place = index &* slotCount &+ slot
      let (one, two) = (counted.base[place], dependent.base[place])
      if isDependent { dependent.base[place] = two &+ step } else { counted.base[place] = one &+ step }
      guard terms[index].isActive[slot] else { continue }
      let lacking = terms[index].lacking(counted.base[place], dependent.base[place]) &- terms[index].lacking(one, two)
      change += Int64(lacking) * Int64(terms[index].price)
    }
    return change
  }

  /// Takes off the rewards of presence what it costs by these rules that a person, who is not there, is.
  /// - Parameter rewards: indexed by slot.
  func charge(_ person: Int, first: Int, end: Int, to rewards: UnsafeMutablePointer<Int32>) {
    for (index, isDependent) in memberships[person] {
      let term = terms[index]
      var slot = first
      while slot < min(end, slotCount) {
        if term.isActive[slot] {
          let place = index &* slotCount &+ slot
          let (one, two) = (counted.base[place], dependent.base[place])
          let more = isDependent ? term.lacking(one, two &+ 1) : term.lacking(one &+ 1, two)
          rewards[slot] = rewards[slot] &- (more &- term.lacking(one, two)) &* term.price
        }
        slot &+= 1
      }
    }
  }

  /// Heads of a rule that are missing, too many or alone, summed over its slots.
  func lacking(_ index: Int) -> Int64 {
    (0..<slotCount).reduce(0) { sum, slot in
      let place = index * slotCount + slot
      guard terms[index].isActive[slot] else { return sum }
      return sum + Int64(terms[index].lacking(counted.base[place], dependent.base[place]))
    }
  }

  /// What all of them cost, in price units.
  var cost: Int64 { terms.indices.reduce(0) { $0 + lacking($1) * Int64(terms[$1].price) } }
}
