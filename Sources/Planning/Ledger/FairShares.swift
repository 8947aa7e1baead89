internal import Calendars
internal import Rostering
internal import Workforce

/// What unpopular duties cost whom, from everybody's balance.
///
/// Whoever has worked N of a kind in C minutes by contract, the planned weeks among them, has their next one at (2N + 1) / 2C
/// duties a minute: the order in which duties go to people so that everybody has them in proportion to C (Webster's method
/// of seats). What a duty costs grows with how far it lies beyond the lowest place of the group, so that the sum is least
/// where the lowest goes first.
struct FairShares {
  private let request: RosterRequest
  private let balances: [PersonID: DutyCounts]

  /// The most states that the counts of one person may make together: those of the rules are multiplied with them, and
  /// everybody whose balance is another has their own.
  static let stateRange = 8...128
  /// The most of all people and weeks together.
  private static let statesOfTeam = 6000

  /// How many states a person's counts may make in this horizon.
  var mostStates: Int {
    let share = Self.statesOfTeam / max(1, request.people.count * (request.days / 7))
    return min(max(share, Self.stateRange.lowerBound), Self.stateRange.upperBound)
  }

  /// How far below the group's mean somebody is still told apart, in tenths of a duty: else one newcomer would make
  /// everybody's duties dear.
  private static let mostBelowMean = 30

  init(_ request: RosterRequest, balances: [PersonID: DutyCounts]) {
    self.request = request
    self.balances = balances
  }

  /// The request with prices of unpopular duties.
  func priced(by prices: FairnessPrices, holidays: Set<CivilDate>) -> RosterRequest {
    priced(under: terms(prices, holidays: holidays.filter(request.dates.contains).sorted()))
  }

  /// The same for kinds and prices that are known.
  func priced(under terms: FairnessTerms) -> RosterRequest {
    var priced = request
    priced.fairness = terms
    for index in priced.people.indices {
      priced.people[index].fairness = PersonFairness(carriedIn: balances[priced.people[index].id] ?? DutyCounts())
    }
    for group in Likeness.groups(of: priced.people) {
      let able = group.filter { minutes(of: $0) > 0 }
      guard able.count > 1 else { continue }
      for index in able { priced.people[index].fairness?.steps = terms.kinds.map { steps($0, of: index, among: able) } }
    }
    return priced
  }

  // MARK: Kinds

  private func terms(_ prices: FairnessPrices, holidays: [CivilDate]) -> FairnessTerms {
    let possible = FairKind.allCases.map { (kind: $0, most: prices[$0] > 0 ? mostDuties(of: $0, holidays) : 0) }
      .filter { $0.most > 0 }
    func told(_ limit: Int) -> [Int] { possible.map { min($0.most, limit) } }
    let limit = stride(from: max(1, request.days), to: 1, by: -1).first { limit in
      told(limit).reduce(1) { min($0, mostStates + 1) * $1 } <= mostStates
    }
    return FairnessTerms(
      kinds: zip(possible, told(limit ?? 1)).map {
        FairnessTerms.Kind(kind: $0.kind, price: prices[$0.kind], told: $1)
      }, holidays: holidays)
  }

  /// How many duties of a kind somebody can have in the horizon: 0 where no shift is one.
  private func mostDuties(of kind: FairKind, _ holidays: [CivilDate]) -> Int {
    let dates = (0..<request.days).map { request.firstDate.adding(days: $0) }
    switch kind {
    case .holidays: return holidays.count
    case .weekends:
      return request.sites.map { site in dates.count { site.weekendDays.contains($0.weekday) } }.max() ?? 0
    case .nights: return occurs(.night) ? request.days : 0
    case .lates: return occurs(.late) ? request.days : 0
    case .earlies: return occurs(.early) ? request.days : 0
    }
  }

  /// Whether a shift of the first week is of a class.
  private func occurs(_ classes: DutyClasses) -> Bool {
    request.sites.contains { site in
      request.templates.contains { template in
        (0..<min(7, request.days)).contains { day in
          let date = request.firstDate.adding(days: day)
          let options = try? shiftOptions(template: template, site: site, date: date, grid: request.grid)
          return (options ?? []).contains {
            DutyClasses(of: $0.start..<($0.start + $0.length), at: site, told: classes) == classes
          }
        }
      }
    }
  }

  // MARK: Steps

  private func steps(_ kind: FairnessTerms.Kind, of index: Int, among group: [Int]) -> [Int] {
    let contract = group.map(minutes).max() ?? 1
    func place(_ index: Int, _ further: Int) -> Int {
      (2 * (worked(kind.kind, index) + further) + 1) * (FairnessTerms.stepsPerDuty / 2) * contract / minutes(of: index)
    }
    let lowest = group.map { place($0, 0) }.min() ?? 0
    let base = max(lowest, mean(of: kind.kind, among: group, contract: contract) - Self.mostBelowMean)
    return (0..<kind.told).map {
      max(FairnessTerms.stepRange.lowerBound, min(place(index, $0) - base, FairnessTerms.stepRange.upperBound))
    }
  }

  /// Duties that somebody of that contract has who has the group's mean, in tenths.
  private func mean(of kind: FairKind, among group: [Int], contract: Int) -> Int {
    let duties = group.reduce(Int128(0)) { $0 + Int128(worked(kind, $1)) }
    let time = group.reduce(Int128(0)) { $0 + Int128(minutes(of: $1)) }
    return Int(clamping: Int128(FairnessTerms.stepsPerDuty) * Int128(contract) * duties / time)
  }

  private func worked(_ kind: FairKind, _ index: Int) -> Int { balances[request.people[index].id]?[kind] ?? 0 }

  /// By contract, so far and in the planned weeks.
  private func minutes(of index: Int) -> Int {
    let person = request.people[index]
    return (balances[person.id]?.contractMinutes ?? 0) + person.availableMinutes(in: request)
  }
}

extension RosterRequest {
  /// With what further unpopular duties cost whom, now that others are away or there: contracts in the planned weeks count.
  /// The same where `fairness` is off.
  func sharedAnew() -> RosterRequest {
    guard let fairness else { return self }
    let balances = Dictionary(
      people.map { ($0.id, $0.fairness?.carriedIn ?? DutyCounts()) }, uniquingKeysWith: { first, _ in first })
    return FairShares(self, balances: balances).priced(under: fairness)
  }
}

/// What people are alike in who are compared with one another: site and skills, and when they can work but for leave.
struct Likeness: Hashable {
  private var site: SiteID
  private var zone: Zone
  private var queues: [QueueID]
  private var templates: [TemplateID]
  private var fixedDaysOff: [Int]
  private var hours: DayHours?

  private init(_ person: Person) {
    site = person.site
    zone = person.zone
    queues = Set(person.queues).sorted()
    templates = Set(person.rules.templates).sorted()
    fixedDaysOff = Set(person.fixedDaysOff.map(\.index)).sorted()
    hours = person.hours
  }

  /// People by their places, each group by itself.
  static func groups(of people: [Person]) -> [[Int]] {
    Dictionary(grouping: people.indices) { Likeness(people[$0]) }.values.sorted { $0[0] < $1[0] }
  }
}
