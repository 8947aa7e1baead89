internal import Calendars
internal import Workforce

/// What unpopular duties come to, as the checker works it out from the balances and prices that the plan states.
///
/// For a person with N duties so far in C minutes by contract, these weeks' among them, the next one lies at (2N + 1) / 2C
/// duties a minute: half-way to it. All of a group are measured by the contract of the one with the most minutes, in tenths
/// of a duty, against whoever lies lowest, but no more than three duties below the group's mean.
struct FairnessReading {
  let terms: FairnessTerms
  private let reading: RotaReading

  /// Nil where `fairness` is off.
  init?(_ reading: RotaReading) {
    guard let terms = reading.request.fairness else { return nil }
    self.terms = terms
    self.reading = reading
  }

  // MARK: Steps

  /// Each person's steps by kind; nothing for those who have nobody to be compared with.
  func steps() -> [PersonID: [[Int]]] {
    let people = reading.tours.map(\.person)
    var found: [PersonID: [[Int]]] = [:]
    for group in Dictionary(grouping: people, by: Likeness.init).values {
      let able = group.map { ($0, minutes(of: $0)) }.filter { $0.1 > 0 }
      guard able.count > 1 else { continue }
      let most = able.map(\.1).max() ?? 1
      for (person, minutes) in able {
        found[person.id] = terms.kinds.map { kind in
          let lowest = able.map { Self.place(carried($0.0, kind), most: most, minutes: $0.1) }.min() ?? 0
          let base = max(lowest, Self.mean(able.map { (carried($0.0, kind), $0.1) }, most: most) - 30)
          return (0..<kind.told).map { further in
            let place = Self.place(carried(person, kind) + further, most: most, minutes: minutes)
            return min(max(place - base, 0), FairnessTerms.stepRange.upperBound)
          }
        }
      }
    }
    return found
  }

  private func carried(_ person: Person, _ kind: FairnessTerms.Kind) -> Int {
    person.fairness?.carriedIn[kind.kind] ?? 0
  }

  /// Where the next duty of somebody with so many lies, in tenths of a duty.
  private static func place(_ duties: Int, most: Int, minutes: Int) -> Int { (10 * duties + 5) * most / minutes }

  private static func mean(_ people: [(duties: Int, minutes: Int)], most: Int) -> Int {
    let duties = people.reduce(Int128(0)) { $0 + Int128($1.duties) }
    let minutes = people.reduce(Int128(0)) { $0 + Int128($1.minutes) }
    return Int(10 * Int128(most) * duties / minutes)
  }

  /// By contract, so far and in the plan's weeks, absent days left out.
  private func minutes(of person: Person) -> Int {
    (person.fairness?.carriedIn.contractMinutes ?? 0) + available(person)
  }

  /// In the plan's weeks alone.
  private func available(_ person: Person) -> Int {
    let away = AwayTime(person)
    return reading.mondays.reduce(0) {
      $0 + max(0, person.contract.rawValue - away.absent(inWeekFrom: $1) / away.parts)
    }
  }

  /// People of the same site and skills, who can work at the same times but for leave.
  private struct Likeness: Hashable {
    var site: SiteID
    var zone: Zone
    var queues: Set<QueueID>
    var templates: Set<TemplateID>
    var daysOff: Set<Weekday>
    var hours: DayHours?

    init(_ person: Person) {
      site = person.site
      zone = person.zone
      queues = Set(person.queues)
      templates = Set(person.rules.templates)
      daysOff = Set(person.fixedDaysOff)
      hours = person.hours
    }
  }

  // MARK: Duties

  /// What a person has worked in the plan, by kind and beside the time for it.
  func counts(of tour: PersonTour) -> DutyCounts {
    var counts = DutyCounts(contractMinutes: available(tour.person))
    for kind in FairKind.allCases { counts[kind] = duties(kind, of: tour) }
    return counts
  }

  private func duties(_ kind: FairKind, of tour: PersonTour) -> Int {
    guard let site = reading.sites[tour.person.site] else { return 0 }
    return tour.duties.count { duty in
      let hours = duty.start..<max(duty.start, duty.end)
      return switch kind {
      case .weekends: site.weekendDays.contains(duty.date.weekday)
      case .nights: site.isNight(hours)
      case .lates: site.isLate(hours)
      case .earlies: site.isEarly(hours)
      case .holidays: terms.holidays.contains(duty.date)
      }
    }
  }

  /// What a person's duties cost.
  /// - Parameter unit: what the price of a tenth of a duty counts as.
  func cost(of tour: PersonTour, _ unit: (Double) -> Double) -> Double {
    guard let steps = tour.person.fairness?.steps else { return 0 }
    return zip(terms.kinds, steps).reduce(0) { sum, entry in
      let (kind, steps) = entry
      guard let last = steps.last else { return sum }
      let tenths = (0..<duties(kind.kind, of: tour)).reduce(0) { $0 + ($1 < steps.count ? steps[$1] : last) }
      return sum + Double(tenths) * unit(kind.price / 10)
    }
  }

  /// What everybody's duties cost.
  func cost(_ unit: (Double) -> Double) -> Double { reading.tours.reduce(0) { $0 + cost(of: $1, unit) } }
}

/// What a plan says further duties cost, against what follows from the balances that it states.
enum FairnessCheck: RotaCheck {
  static let rules = ["fairness.steps"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    guard let fairness = FairnessReading(reading) else {
      return reading.request.people.filter { $0.fairness != nil }.map {
        Breach(rule: "fairness.steps", person: $0.id, message: "has a balance of duties, but the plan counts none")
      }
    }
    let expected = fairness.steps()
    return reading.request.people.compactMap { person in
      guard let stated = person.fairness else {
        return Breach(rule: "fairness.steps", person: person.id, message: "has no balance of duties")
      }
      guard stated.steps != expected[person.id] else { return nil }
      return Breach(
        rule: "fairness.steps", person: person.id,
        message:
          "found \(words(stated.steps, fairness)), expected \(words(expected[person.id], fairness)): what the duties "
          + "so far come to beside those of people of the same site and skills")
    }
  }

  /// `weekends 0 10 20 tenths of a duty`.
  private static func words(_ steps: [[Int]]?, _ fairness: FairnessReading) -> String {
    guard let steps else { return "no steps" }
    return zip(fairness.terms.kinds, steps).map { kind, steps in
      "\(kind.kind.rawValue) \(steps.map { "\($0)" }.joined(separator: " "))"
    }.joined(separator: ", ")
  }
}
