public import Calendars
internal import Checking
internal import Plans
internal import Rostering
public import Searching
public import Tables
internal import Words
internal import Workforce

/// Wishes of a plan: how many are met, and of each other one what stands against it.
public struct WishReport: Hashable, Codable, Sendable {
  /// As the plan counts them: a wish for a time is asked on each date with a duty.
  public var asked: Int
  public var met: Int
  /// By person in the plan's order, then date.
  public var unmet: [UnmetWish]
}

/// A wish that a plan doesn't meet on a date.
public struct UnmetWish: Hashable, Codable, Sendable {
  public var person: PersonID
  public var name: String
  public var date: CivilDate
  /// `day off`, `start 09:00`, `not before 10:00`, `not after 18:00`.
  public var wish: String
  /// What they have in its place: the duty of the date, or the one of the day before that reaches into it; nil where that
  /// was before the plan.
  public var duty: NamedDuty?
  /// What keeps the person from it whatever else they do, each needed; empty where it could be met.
  public var forbiddenBy: [NamedFact]
  /// The cheapest duties that meet it, everybody else as they are: exact. What the plan pays for the wish is taken off.
  public var way: PricedChange?
}

extension PlanQuestions {
  /// - Parameter stop: raised from outside, ends the work with what has been found.
  /// - Throws: `explain.another-rota`.
  /// - Complexity: some of one person's programs for each wish that isn't met.
  public func wishes(stop: StopFlag) throws(Diagnostic) -> WishReport {
    var report = WishReport(
      asked: plan.people.reduce(0) { $0 + $1.preferencesAsked }, met: plan.people.reduce(0) { $0 + $1.preferencesMet },
      unmet: [])
    for person in request.people {
      let own = rota.duties.filter { $0.person == person.id }.map(\.duty)
      var found: [UnmetWish] = []
      for wish in person.wishes {
        for asked in wish.asked(of: person, own, in: request.dates) where !asked.isMet && !stop.isRaised {
          found.append(try explained(wish, of: person, asked))
        }
      }
      report.unmet += found.sorted { $0.date < $1.date }
    }
    return report
  }

  private func explained(
    _ wish: Wish, of person: Person, _ asked: AskedWish
  ) throws(Diagnostic) -> UnmetWish {
    let date = asked.date
    let day = date - request.firstDate
    var answer = UnmetWish(
      person: person.id, name: person.name, date: date, wish: wish.kind.words,
      duty: asked.duty.map { NamedDuty($0, in: person.zone) }, forbiddenBy: [])
    var latestEnds: [Int: Instant] = [:]
    let meant: TourWish
    switch wish.kind {
    case .dayOff:
      meant = .dayOff(day)
      latestEnds[day - 1] = person.zone.instant(of: date, Wish.dayOffReach)
    case .start(let clock):
      meant = .duty(day: day, starts: .within(near(clock, on: date, of: person, from: -30, to: 30)))
    case .notBefore(let clock):
      meant = .duty(day: day, starts: .within(near(clock, on: date, of: person, from: 0, to: 4320)))
    case .notAfter(let clock):
      meant = .duty(day: day, starts: .any)
      latestEnds[day] = person.zone.instant(of: date, clock)
    }
    let (lone, present) = try alone(person)
    func meets(_ duties: [Duty]) -> Bool {
      wish.asked(of: person, duties, in: request.dates).allSatisfy { $0.isMet || $0.date != date }
    }
    if let tour = lone.best(meant, latestEnds: latestEnds), meets(tour.duties) {
      answer.way = change(person, from: present, to: tour)
    } else if case .notAfter(let clock) = wish.kind, !lone.duties(on: day).contains(where: { meets([$0]) }) {
      answer.forbiddenBy = [
        NamedFact(
          key: "noShift", person: person.id, words: "no duty of theirs on \(Words.plain.day(date)) ends by \(clock)")
      ]
    } else {
      answer.forbiddenBy = try obstacles(
        to: [meant], for: person, unshifted: "no shift of site \(person.site) does it on \(Words.plain.day(date))")
    }
    return answer
  }

  private func near(
    _ clock: ClockTime, on date: CivilDate, of person: Person, from before: Int, to after: Int
  ) -> ClosedRange<Instant> {
    let meant = person.zone.instant(of: date, clock)
    return meant + Minutes(before)...meant + Minutes(after)
  }
}

extension Wish.Kind {
  /// As it is written in `requests.csv`.
  var words: String {
    switch self {
    case .dayOff: "day off"
    case .start(let clock): "start \(clock)"
    case .notBefore(let clock): "not before \(clock)"
    case .notAfter(let clock): "not after \(clock)"
    }
  }
}
