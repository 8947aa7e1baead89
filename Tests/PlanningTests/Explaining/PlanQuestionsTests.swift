import Calendars
import Plans
import Rostering
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

/// Answers about whole plans of tiny teams, against every tour written down.
@Suite("Questions about a plan") struct PlanQuestionsTests {
  private static let control = PlanControl(stop: StopFlag(), clock: { 0 }, progress: { _ in })
  private static let options = SearchLimits(timeLimit: nil, iterations: 60, threads: 1)

  /// A team with a plan, and all that its first person could have beside the others.
  private struct Case {
    let team: PlainTeam
    let rota: Rota
    let questions: PlanQuestions
    let person: Person
    let terms: LoneRoster.Terms
    let tours: [[Duty]]
    private let others: [Duty]

    init(people: Int = 2, days: Int = 4, isTight: Bool, random: inout SeededGenerator) throws {
      team = PlainTeam(people: people, days: days, isTight: isTight, random: &random)
      let outcome = try makeRota(
        team.request, options: SearchLimits(timeLimit: nil, iterations: 30, threads: 1), stop: StopFlag(),
        clock: { 0 }, progress: { _ in })
      rota = outcome.rota
      questions = PlanQuestions(
        try SketchedPlan.document(team.request, outcome.rota, costs: outcome.costs, bound: outcome.bound))
      let first = team.request.people[0]
      person = first
      terms = LoneRoster.Terms(first)
      tours = team.tours(terms, beside: outcome.rota)
      others = outcome.rota.duties.filter { $0.person != first.id }.map(\.duty)
    }

    var own: [Duty] { rota.duties.filter { $0.person == person.id }.map(\.duty).sorted { $0.start < $1.start } }

    /// What the person's tours cost more than the plan, with everybody else as they are: the cheapest.
    func dearer(_ fits: ([Duty]) -> Bool) -> Double? {
      func cost(_ tour: [Duty]) -> Double { team.ownCost(terms, tour) + team.cover(others + tour) }
      return tours.filter(fits).map(cost).min().map { $0 - cost(own) }
    }
  }

  @Test("another day costs what the cheapest of all tours costs, or is forbidden where there is none")
  func days() throws {
    var random = SeededGenerator(seed: 45)
    var kinds: [DayAlternative.Kind: Int] = [:]
    var (forbidden, broken) = (0, 0)
    for round in 0..<60 {
      let given = try Case(isTight: round.isMultiple(of: 2), random: &random)
      let day = given.team.workable[random.nextIndex(below: 4)]
      let date = PlainTeam.monday.adding(days: day)
      let answer = try given.questions.day(of: given.person.id, on: date, options: Self.options, control: Self.control)
      let duty = given.own.first { $0.date == date }
      #expect((answer.duty != nil) == (duty != nil))
      for way in answer.alternatives {
        let wish: TourWish =
          switch way.kind {
          case .dayOff: .dayOff(day)
          case .work: .duty(day: day, starts: .any)
          case .otherStart: .duty(day: day, starts: .except(duty?.start ?? PlainTeam.never))
          }
        let least = given.dearer { given.team.grants(wish, given.terms, $0) }
        guard let least else {
          forbidden += 1
          #expect(!way.forbiddenBy.isEmpty && way.othersFixed == nil && way.everybodyFree == nil)
          continue
        }
        kinds[way.kind, default: 0] += 1
        let fixed = try #require(way.othersFixed)
        #expect(abs(fixed.cost.total - least) < 0.02, "round \(round), \(way.kind)")
        #expect(fixed.changes.allSatisfy { $0.person == given.person.id })
        #expect(fixed.changes.contains { $0.date == date })
        let free = try #require(way.everybodyFree)
        #expect(free.cost.total <= fixed.cost.total + 0.02)
        #expect(try #require(way.atLeast) <= free.cost.total + 0.02)
        if way.dayAlone == nil {
          broken += 1
          #expect(!way.breaks.isEmpty)
        }
      }
    }
    #expect(kinds.count == 3 && kinds.values.allSatisfy { $0 > 4 }, "\(kinds)")
    #expect(forbidden > 3 && broken > 2, "\(forbidden) forbidden, \(broken) break a rule")
  }

  @Test("a wish that isn't met costs what the cheapest of all tours with it costs, or is forbidden where there is none")
  func wishes() throws {
    var random = SeededGenerator(seed: 48)
    var (met, ways, forbidden) = (0, 0, 0)
    for round in 0..<60 {
      let given = try Case(isTight: round.isMultiple(of: 2), random: &random)
      let report = try given.questions.wishes(stop: StopFlag())
      for wish in given.person.wishes {
        guard case .start(let clock) = wish.kind else { continue }
        func near(_ duty: Duty) -> Bool { abs(Zone.utc.civil(at: duty.start).minuteOfDay - clock.minutes) <= 30 }
        for duty in given.own {
          let found = report.unmet.first { $0.person == given.person.id && $0.date == duty.date }
          #expect((found == nil) == near(duty))
          guard let found else {
            met += 1
            continue
          }
          #expect(found.wish == "start 08:00")
          let least = given.dearer { tour in tour.contains { $0.date == duty.date && near($0) } }
          guard let least else {
            forbidden += 1
            #expect(found.way == nil && !found.forbiddenBy.isEmpty)
            continue
          }
          ways += 1
          let way = try #require(found.way)
          #expect(abs(way.cost.total - least) < 0.02 && found.forbiddenBy.isEmpty, "round \(round)")
        }
      }
    }
    #expect(met > 5 && ways > 5, "\(met) met, \(ways) ways, \(forbidden) forbidden")
  }

  @Test("duties that have to end by a time cost what the cheapest of all such tours costs") func latestEnds() throws {
    var random = SeededGenerator(seed: 49)
    var (ways, none) = (0, 0)
    for round in 0..<60 {
      let given = try Case(isTight: round.isMultiple(of: 2), random: &random)
      guard let duty = given.own.first else { continue }
      let day = duty.date - PlainTeam.monday
      let end = duty.end - Minutes(30 * (1 + random.nextIndex(below: 6)))
      let lone = try LoneRoster(given.team.request, rota: given.rota, terms: given.terms)
      let present = try #require(lone.present())
      for wish in [TourWish.duty(day: day, starts: .any), .anything] {
        let found = lone.best(wish, latestEnds: [day: end])
        let least = given.dearer { tour in
          given.team.grants(wish, given.terms, tour) && tour.allSatisfy { $0.date != duty.date || $0.end <= end }
        }
        guard let least else {
          none += 1
          #expect(found == nil)
          continue
        }
        ways += 1
        #expect(abs(try #require(found).costs.total - present.costs.total - least) < 0.02, "round \(round)")
      }
    }
    #expect(ways > 20 && none > 5, "\(ways) ways, \(none) without any")
  }

  @Test("a gap names for each who could be there the cheapest way, and for the others what keeps them away")
  func gaps() throws {
    var random = SeededGenerator(seed: 46)
    var (ways, kept) = (0, 0)
    for round in 0..<40 {
      let given = try Case(isTight: round.isMultiple(of: 2), random: &random)
      let coverage = given.questions.plan.coverage[0]
      let short = coverage.required.indices.filter { coverage.scheduled[$0] < coverage.required[$0] }
      guard !short.isEmpty else { continue }
      let slot = short[random.nextIndex(below: short.count)]
      let moment = Zone.utc.civil(at: given.team.request.grid.instant(at: slot)).isoText
      let answer = try given.questions.gap(on: "q", at: moment)
      #expect(answer.required == coverage.required[slot] && answer.scheduled == coverage.scheduled[slot])
      #expect(answer.people.count == given.team.request.people.count && answer.price > 0)
      let helper = try #require(answer.people.first { $0.person == given.person.id })
      guard helper.standing != .there else { continue }
      let least = given.dearer { given.team.grants(.presence(slot: slot), given.terms, $0) }
      guard let least else {
        kept += 1
        #expect(helper.way == nil && !helper.forbiddenBy.isEmpty)
        continue
      }
      ways += 1
      let way = try #require(helper.way)
      #expect(abs(way.cost.total - least) < 0.02 && helper.fills, "round \(round)")
      #expect(abs(helper.costsElsewhere - helper.saves - way.cost.total) < 0.01)
    }
    #expect(ways > 8 && kept > 8, "\(ways) ways, \(kept) kept away")
  }

  @Test("conflicts are the weeks and times that no tour reaches, and no others")
  func conflicts() throws {
    var random = SeededGenerator(seed: 47)
    var found: [PlanConflict.Kind: Int] = [:]
    var choices = 0
    for _ in 0..<25 {
      let given = try Case(people: 2, isTight: true, random: &random)
      let report = try given.questions.conflicts(stop: StopFlag())
      let (team, request) = (given.team, given.team.request)
      for conflict in report.conflicts { found[conflict.kind, default: 0] += 1 }
      choices += report.choices.count
      for person in request.people {
        let terms = LoneRoster.Terms(person)
        let tours = team.tours(terms, beside: given.rota)
        let own = given.rota.duties.filter { $0.person == person.id }.map(\.duty)
        let isShort = team.shortfall(terms, own) > 0
        let isImpossible = !tours.contains { team.grants(.fullWeek(0), terms, $0) }
        #expect(
          report.conflicts.contains { $0.kind == .weeklyHours && $0.person == person.id } == (isShort && isImpossible))
        #expect(report.choices.contains { $0.person == person.id } == (isShort && !isImpossible))
      }
      let all = request.people.map { team.tours(LoneRoster.Terms($0), beside: given.rota) }
      let coverage = given.questions.plan.coverage[0]
      #expect(report.furtherStretches == 0)
      let stretches = report.conflicts.filter { $0.kind == .nobodyThere }
      for slot in coverage.required.indices where coverage.required[slot] > 0 {
        let isEmpty = coverage.required[slot] > 0 && coverage.scheduled[slot] == 0
        let canBe = zip(request.people, all).contains { person, tours in
          tours.contains { team.grants(.presence(slot: slot), LoneRoster.Terms(person), $0) }
        }
        let local = Zone.utc.localText(of: request.grid.instant(at: slot))
        let isSaid = stretches.contains { ($0.fromLocal ?? "") <= local && local < ($0.toLocal ?? "") }
        #expect(isSaid == (isEmpty && !canBe))
      }
    }
    #expect(found[.weeklyHours] ?? 0 > 10 && found[.nobodyThere] ?? 0 > 10, "\(found)")
    #expect(choices > 0)
  }

  @Test("without a rule: what was found is not below its bound, nor is any rota of everybody's tours")
  func rules() throws {
    var random = SeededGenerator(seed: 48)
    var (binds, cheaper) = (0, 0)
    for round in 0..<24 {
      let given = try Case(people: 2, days: 3, isTight: true, random: &random)
      let inForce = PlanQuestions.ruleKeys.filter { key in
        LabourRule.all.contains { $0.name == key && $0.isInForce(for: given.team.request.people[0].rules) }
      }
      let key = try #require(inForce.isEmpty ? nil : inForce[round % inForce.count])
      let answer = try given.questions.rule(key, options: Self.options, control: Self.control)
      let (team, request) = (given.team, given.team.request)
      let terms = request.people.map { given.questions.filter.terms(of: $0, without: [.limit(key)]) }
      let tours = terms.map { team.tours($0, beside: Rota(duties: [], work: [])) }
      let most = request.sites[0].maximumStartsPerDay ?? .max
      var least = Double.infinity
      for first in tours[0] {
        for second in tours[1] {
          if most == 1, first.contains(where: { duty in second.contains { $0.date == duty.date } }) { continue }
          let cost = team.ownCost(terms[0], first) + team.ownCost(terms[1], second) + team.cover(first + second)
          least = min(least, cost)
        }
      }
      #expect(answer.withoutBound <= least + 0.02 && answer.withoutObjective >= least - 0.02, "round \(round), \(key)")
      #expect(answer.withoutObjective <= answer.objective + 0.02, "round \(round), \(key)")
      #expect(answer.atLeast <= answer.atMost + 0.02)
      if answer.withoutObjective < answer.objective - 0.02 { cheaper += 1 }
      if !answer.people.isEmpty { binds += 1 }
      for bound in answer.people { #expect(bound.saving > 0) }
    }
    #expect(binds > 5 && cheaper > 5, "\(binds) bind, \(cheaper) are cheaper without")
  }

  @Test("questions that can't be answered are refused by name, with what there is") func refusals() throws {
    var random = SeededGenerator(seed: 49)
    let questions = try Case(isTight: false, random: &random).questions
    let monday = PlainTeam.monday
    func code(_ ask: () throws(Diagnostic) -> Void) -> String? {
      do throws(Diagnostic) { try ask() } catch { return error.kind == .usage && error.cure != nil ? error.code : nil }
      return nil
    }
    func day(_ id: PersonID, _ date: CivilDate) throws(Diagnostic) {
      _ = try questions.day(of: id, on: date, options: Self.options, control: Self.control)
    }
    #expect(code { () throws(Diagnostic) in try day("a09", monday) } == "explain.person")
    #expect(code { () throws(Diagnostic) in try day("a01", monday.adding(days: 7)) } == "explain.date")
    #expect(code { () throws(Diagnostic) in try day("a01", monday.adding(days: -1)) } == "explain.date")
    #expect(code { () throws(Diagnostic) in _ = try questions.gap(on: "p", at: "mon 08:00") } == "explain.queue")
    #expect(code { () throws(Diagnostic) in _ = try questions.gap(on: "q", at: "soon") } == "explain.time")
    #expect(code { () throws(Diagnostic) in _ = try questions.gap(on: "q", at: "2026-11-29T08:00") } == "explain.time")
    #expect(code { () throws(Diagnostic) in _ = try questions.gap(on: "q", at: "mon 03:00") } == "explain.closed")
    #expect(
      code { () throws(Diagnostic) in
        _ = try questions.rule("minimumRests", options: Self.options, control: Self.control)
      } == "explain.rule")
  }
}
