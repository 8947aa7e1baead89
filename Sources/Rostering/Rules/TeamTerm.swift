internal import Calendars
internal import Workforce

/// A `TeamRule` on the grid: what an interval costs with so many people at work.
struct TeamTerm: Hashable, Sendable {
  var kind: TeamRule.Kind
  var heads: Int32
  /// In which slots it is asked for.
  var isActive: [Bool]
  /// Price units for each head that is missing, too many or alone in a slot.
  var price: Int32
  /// Indices into `CompiledRoster.people`: whom it counts, and of `onlyWith` who depends on them.
  var counted: [Int]
  var dependent: [Int]
  /// People of neighbouring rotas who are at work, by slot.
  var carriedCounted: [Int32]
  var carriedDependent: [Int32]

  /// Heads that are missing, too many, alone or beside whom they shouldn't be.
  @inline(__always)
  func lacking(_ counted: Int32, _ dependent: Int32) -> Int32 {
    switch kind {
    case .least: max(0, heads &- counted)
    case .most, .apart: max(0, counted &- heads)
    case .onlyWith: counted == 0 ? dependent : 0
    case .together: counted == 0 ? 0 : max(0, heads &- counted)
    }
  }

  /// The most that one person's presence in a slot can cost or save, in heads.
  static func mostHeads(_ rule: TeamRule) -> Int {
    switch rule.kind {
    case .least, .most, .apart: 1
    case .onlyWith, .together: max(1, rule.people.count)
    }
  }
}

extension TeamTerm {
  /// - Parameter carried: slots in which people of neighbouring rotas are at work.
  init(_ rule: TeamRule, request: RosterRequest, scale: PriceScale, carried: [(person: PersonID, slots: [Int])]) {
    let grid = request.grid
    var indexOf: [PersonID: Int] = [:]
    for (index, person) in request.people.enumerated() { indexOf[person.id] = index }
    let first = rule.zone.instant(of: request.dates.lowerBound)
    let end = rule.zone.instant(of: request.dates.upperBound)
    kind = rule.kind
    heads =
      switch rule.kind {
      case .least, .most: Int32(clamping: rule.heads)
      case .apart: 1
      case .together: Int32(clamping: rule.people.count)
      case .onlyWith: 0
      }
    isActive = (0..<grid.count).map { slot in
      let instant = grid.instant(at: slot)
      return instant >= first && instant < end && rule.hours.isOpen(at: rule.zone.civil(at: instant))
    }
    price = scale.units(rule.price * Double(grid.interval.rawValue) / 60)
    let (countedIDs, dependentIDs) = rule.kind == .onlyWith ? (rule.beside, rule.people) : (rule.people, [])
    counted = countedIDs.compactMap { indexOf[$0] }
    dependent = dependentIDs.compactMap { indexOf[$0] }
    func presence(_ people: [PersonID]) -> [Int32] {
      var heads = [Int32](repeating: 0, count: grid.count)
      for (person, slots) in carried where people.contains(person) { for slot in slots { heads[slot] += 1 } }
      return heads
    }
    carriedCounted = presence(countedIDs)
    carriedDependent = presence(dependentIDs)
  }

  /// The rules of a request.
  static func all(of request: RosterRequest, scale: PriceScale) -> [TeamTerm] {
    guard let rules = request.teamRules else { return [] }
    let grid = request.grid
    let carried = request.carriedIn.compactMap { carried in
      carried.person.map { person in
        let duty = carried.duty
        let slots = (0..<grid.count).filter { slot in
          let instant = grid.instant(at: slot)
          guard instant >= duty.start, instant < duty.end else { return false }
          return !duty.breaks.contains {
            let start = duty.start + $0.offset
            return instant >= start && instant < start + $0.length
          }
        }
        return (person: person, slots: slots)
      }
    }
    return rules.map { TeamTerm($0, request: request, scale: scale, carried: carried) }
  }
}
