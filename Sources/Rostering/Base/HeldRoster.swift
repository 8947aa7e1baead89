import Calendars
import Tables
import Workforce

/// A compiled roster in which what differs from a known rota has a price, and what may not change can't.
///
/// All prices are prices of a duty for a given person and day, so that the oracle takes them as they are and every bound of
/// the roster is one of objective and disturbance together. A frozen duty can't be demanded, since every duty may be left
/// out; it is the only one of its day and earns more than it can cost (`CompiledRoster.binding`).
struct HeldRoster {
  /// With prices of disturbance.
  var roster: CompiledRoster
  /// The known rota less what is impossible.
  var start: [DutyChoice]
  /// The rota to begin with: the same, unless the base names another.
  var begin: [DutyChoice]
  /// Places of `start` that stay as they are.
  var frozen: [Int]

  /// What a frozen duty earns, in price units, where that is not too much together.
  private static let most: Int32 = 1 << 24

  /// - Parameters:
  ///   - plain: the roster of the request, compiled with room for twice what a tour can cost.
  ///   - changePrice: what each changed duty costs beside its price, in currency units.
  init(_ plain: CompiledRoster, request: RosterRequest, base: RotaBase, changePrice: Double = 0) {
    let reader = StartRota(request: request, roster: plain)
    let known = KnownDuties(base.rota, request: request)
    let frozenDays = Set(
      request.people.indices.flatMap { index in
        (0..<plain.dayCount).map { index * plain.dayCount + $0 }.filter { place in
          let day = place - index * plain.dayCount
          let date = request.firstDate.adding(days: day)
          return base.isFrozen(
            DutyDay(request.people[index].id, date), duty: known.duty(index, day), zone: request.people[index].zone)
        }
      })
    start = reader.keeping(known, first: frozenDays, notBefore: base)
    begin = start
    if let other = base.begin {
      begin = reader.keeping(KnownDuties(other, request: request), first: frozenDays, notBefore: base)
    }
    let kept = start
    let fixed = frozenDays.filter { kept[$0].isWorked }.sorted()
    frozen = fixed
    let mostFrozen = Dictionary(grouping: fixed) { $0 / max(1, plain.dayCount) }.values.map(\.count).max() ?? 0
    let bonus = min(Self.most, PriceScale.binding / Int32(max(1, mostFrozen)))
    var pricing = DisturbanceCompiler(plain, request: request, base: base, changePrice: changePrice, bonus: bonus)
    for index in request.people.indices {
      for day in 0..<plain.dayCount {
        let place = index * plain.dayCount + day
        let duty = known.duty(index, day)
        if frozenDays.contains(place) {
          pricing.freeze(index, day: day, choice: start[place])
        } else {
          pricing.price(
            index, day: day, known: duty, choice: duty.flatMap { reader.choice(for: $0, person: index, day: day) })
        }
      }
    }
    roster = pricing.finished()
  }
}

/// The duties of a rota by person and day of a request.
struct KnownDuties {
  private let dayCount: Int
  private var duties: [Duty?]

  init(_ rota: Rota, request: RosterRequest) {
    dayCount = request.days
    duties = Array(repeating: nil, count: request.people.count * request.days)
    let places = Dictionary(
      request.people.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    for assigned in rota.duties {
      let day = assigned.duty.date - request.firstDate
      guard let index = places[assigned.person], (0..<dayCount).contains(day) else { continue }
      duties[index * dayCount + day] = assigned.duty
    }
  }

  func duty(_ person: Int, _ day: Int) -> Duty? { duties[person * dayCount + day] }
}
