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
      let own = rota.duties.filter { $0.person == person.id }.map(\.duty).sorted { $0.start < $1.start }
      var found: [UnmetWish] = []
      for wish in person.wishes {
        for date in dates(of: wish) where !stop.isRaised {
          if let unmet = wish.unmet(on: date, by: own, of: person) {
            found.append(try explained(wish, of: person, on: date, duty: unmet.duty))
          }
        }
      }
      report.unmet += found.sorted { $0.date < $1.date }
    }
    return report
  }

  private func dates(of wish: Wish) -> [CivilDate] {
    let all = (0..<request.days).map { request.firstDate.adding(days: $0) }
    return wish.date.map { date in all.filter { $0 == date } } ?? (wish.kind == .dayOff ? [] : all)
  }

  private func explained(
    _ wish: Wish, of person: Person, on date: CivilDate, duty: Duty?
  ) throws(Diagnostic) -> UnmetWish {
    let day = date - request.firstDate
    var answer = UnmetWish(
      person: person.id, name: person.name, date: date, wish: wish.kind.words,
      duty: duty.map { NamedDuty($0, in: person.zone) }, forbiddenBy: [])
    let meant: TourWish =
      switch wish.kind {
      case .dayOff: .dayOff(day)
      case .start(let clock):
        .duty(day: day, starts: .within(near(clock, on: date, of: person, from: -30, to: 30)))
      case .notBefore(let clock): .duty(day: day, starts: .within(near(clock, on: date, of: person, from: 0, to: 4320)))
      case .notAfter: .duty(day: day, starts: .any)
      }
    let (lone, present) = try alone(person)
    func meets(_ tour: LoneTour) -> Bool {
      wish.unmet(on: date, by: tour.duties.sorted { $0.start < $1.start }, of: person) == nil
    }
    if let tour = lone.best(meant), meets(tour) {
      answer.way = change(person, from: present, to: tour)
      return answer
    }
    // What the duty of the day before does, and when a duty ends, is asked for by a price that outweighs others.
    var keen = person
    keen.wishes.append(Wish(kind: wish.kind, date: date, price: Self.outweighing))
    if let tour = try LoneRoster(request, rota: rota, terms: LoneRoster.Terms(keen)).best(meant), meets(tour) {
      answer.way = change(person, from: present, to: tour)
    } else if case .notAfter(let clock) = wish.kind,
      !lone.duties(on: day).contains(where: { wish.unmet(on: date, by: [$0], of: person) == nil })
    {
      answer.forbiddenBy = [
        NamedFact(
          key: "noShift", person: person.id,
          words: "no duty of theirs on \(Words.plain.day(date)) ends by \(clock)")
      ]
    } else {
      answer.forbiddenBy = try obstacles(
        to: [meant], for: person, unshifted: "no shift of site \(person.site) does it on \(Words.plain.day(date))")
    }
    return answer
  }

  /// Currency units, and for each hour of distance.
  private static let outweighing = 20_000.0

  private func near(
    _ clock: ClockTime, on date: CivilDate, of person: Person, from before: Int, to after: Int
  ) -> ClosedRange<Instant> {
    let meant = person.zone.instant(of: date, clock)
    return meant + Minutes(before)...meant + Minutes(after)
  }
}

/// What a wish isn't met for: a duty; nil where that lies before the plan.
private struct InTheWay {
  var duty: Duty?
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

extension Wish {
  /// Where a wish isn't met on a date, as the plan counts it; nil where it is met, or nothing is asked that day.
  /// - Parameter duties: of the person, by start.
  fileprivate func unmet(on date: CivilDate, by duties: [Duty], of person: Person) -> InTheWay? {
    let meant = duties.first { $0.date == date }
    func minute(_ instant: Instant) -> Int {
      let civil = person.zone.civil(at: instant)
      return (civil.date - date) * 1440 + civil.minuteOfDay
    }
    func reaches(_ end: Instant) -> Bool {
      let civil = person.zone.civil(at: end)
      return (civil.date - date) * 86_400 + civil.secondOfDay > Self.dayOffReach.minutes * 60
    }
    switch kind {
    case .dayOff:
      if let meant { return InTheWay(duty: meant) }
      if let before = duties.last(where: { $0.date < date }), reaches(before.end) {
        return InTheWay(duty: before)
      }
      return person.history.lastEnd.map(reaches) == true ? InTheWay() : nil
    case .start(let clock):
      guard let meant else { return nil }
      return abs(person.zone.civil(at: meant.start).minuteOfDay - clock.minutes) <= 30 ? nil : InTheWay(duty: meant)
    case .notBefore(let clock):
      guard let meant else { return nil }
      return minute(meant.start) >= clock.minutes ? nil : InTheWay(duty: meant)
    case .notAfter(let clock):
      guard let meant else { return nil }
      return minute(meant.end) <= clock.minutes ? nil : InTheWay(duty: meant)
    }
  }
}
