public import Calendars
internal import Checking
internal import Plans
public import Tables
internal import Words
public import Workforce

extension PlanChanger {
  /// Two people change duties: each gets the other's of the other's date. Checked for both; the answer is no where
  /// `keepsRules` is false.
  ///
  /// - Throws: `replan.…` where there is nothing to change, or a date is over by `from`.
  public func swap(
    _ first: (person: PersonID, date: CivilDate), _ second: (person: PersonID, date: CivilDate), from: Instant,
    prices: DisturbancePrices = DisturbancePrices()
  ) throws(Diagnostic) -> RevisedPlan {
    guard first.person != second.person else {
      throw Diagnostic(
        "replan.swap", "'\(first.person)' can't change duties with themselves", cure: "Name two people.", kind: .usage)
    }
    var people: [Person] = []
    var duties: [Duty] = []
    for (id, date) in [first, second] {
      let person = request.people[try index(of: id)]
      try require(date)
      try requireOpen(person, date, from: from)
      guard let duty = duty(of: id, on: date) else {
        throw Diagnostic(
          "replan.no-duty", "'\(id)' has no duty on \(Words.plain.day(date)) that could be changed",
          cure: "Check the date; shifts.csv lists all duties.")
      }
      people.append(person)
      duties.append(duty)
    }
    var hand = HandRota(request, plan.rota)
    hand.remove(first.person, on: first.date)
    hand.remove(second.person, on: second.date)
    for (person, duty) in [(people[0], duties[1]), (people[1], duties[0])] {
      if let other = hand.rota.duties.first(where: { $0.person == person.id && $0.duty.date == duty.date })?.duty {
        throw Diagnostic(
          "replan.duty-there",
          "'\(person.id)' has a duty on \(Words.plain.day(duty.date)) already, from "
            + "\(person.zone.clockText(of: other.start)) to \(person.zone.clockText(of: other.end))",
          cure: "A person has one duty a day; change other dates.", kind: .answerIsNo)
      }
      try requireOpen(person, duty.date, from: from)
      hand.set(person, duty)
    }
    let names = [people[0].id, people[1].id]
    // Two people have agreed: a later change leaves these dates alone.
    var work = HandWork(rota: hand, pins: plan.revised?.pins ?? [])
    for date in [first.date, second.date] {
      for name in names { work.pin(name, date) }
    }
    return try byHand(hand.rota, pins: work.pins, from: from, prices: prices) { change in
      let other = change.person == names[0] ? people[1] : people[0]
      return "swapped with \(other.name) (\(other.id))"
    }
  }
}

/// Who could take a duty over.
public struct CoverAnswer: Hashable, Codable, Sendable {
  public var person: PersonID
  public var date: CivilDate
  public var duty: Duty
  /// What the objective is more where the person is away and nobody comes, in currency units, and the heads that are
  /// missing then.
  public var costOfNobody: Double
  public var uncoveredMinutes: Int
  /// Whether a change took the duty from the person, and nobody needs to be away for it: what nobody costs is 0 then.
  public var isOpen: Bool
  /// Those who keep every rule first, the cheapest of them first; those last who work then already.
  public var candidates: [CoverCandidate]
}

/// Somebody who could take a duty over, everybody else as they are.
public struct CoverCandidate: Hashable, Codable, Sendable {
  public var person: PersonID
  public var name: String
  /// Findings of the checker that it would bring.
  public var breaks: [Broken]
  /// Pay and night premium more than with nobody.
  public var pay: Double
  /// The plan's objective more than with nobody; below 0 where it is worth it.
  public var cost: Double
  /// Paid minutes of the week with the duty, and the most and least by contract.
  public var weekMinutes: Int
  public var mostMinutes: Int
  public var leastMinutes: Int
  /// Minutes free before the duty and after it; nil where there is no other.
  public var restBefore: Int?
  public var restAfter: Int?
  /// Minutes of missing heads that the duty fills.
  public var filledMinutes: Int
  /// The expected service of the plan with it; of the best candidates only, and where a queue has one.
  public var serviceLevel: Double?

  public var keepsRules: Bool { breaks.isEmpty }

  static let busy = "duty.one-a-day"
  /// Whether they work on that date already, so that they can't come whatever a rule says.
  var isBusy: Bool { breaks.contains { $0.rule == Self.busy } }

  /// A rule that would be broken, as the checker says it.
  public struct Broken: Hashable, Codable, Sendable {
    public var rule: String
    public var message: String
  }
}
