import Calendars
import Rostering
import Searching
import Testing
import Workforce

@testable import Planning

/// What keeps a person from something, against every tour that they could have without any of it.
@Suite("Least conflicts") struct ConflictFilterTests {
  @Test("together the facts keep the person away, and without any one of them they don't, for over 100 people")
  func minimal() throws {
    var random = SeededGenerator(seed: 43)
    var (found, several) = (0, 0)
    var keys: Set<String> = []
    while found < 110 {
      let team = PlainTeam(people: 2, days: 4, isTight: true, random: &random)
      let rota = try team.rota()
      let filter = ConflictFilter(request: team.request, rota: rota)
      let person = team.request.people[0]
      func isPossible(_ wish: TourWish, without facts: [PersonFact]) -> Bool {
        let terms = filter.terms(of: person, without: facts)
        return team.tours(terms, beside: rota).contains { team.grants(wish, terms, $0) }
      }
      let day = team.workable[random.nextIndex(below: team.workable.count)]
      for wish in [TourWish.fullWeek(0), .duty(day: day, starts: .any), .presence(slot: 24 * (day + 1) + 21)] {
        guard let finding = try filter.finding(against: [wish], of: person) else {
          #expect(isPossible(wish, without: []))
          continue
        }
        found += 1
        let all = PersonFact.all(of: person, in: team.request, rota: rota) + [.limit("minimumWeekly")]
        guard !finding.facts.isEmpty else {
          #expect(!isPossible(wish, without: all))
          continue
        }
        keys.formUnion(finding.facts.map(\.key))
        if finding.facts.count > 1 { several += 1 }
        // Only those facts hold: still impossible. One of them fewer: possible.
        let rest = all.filter { !finding.facts.contains($0) }
        #expect(!isPossible(wish, without: rest), "\(wish): \(finding.facts)")
        for fact in finding.facts { #expect(isPossible(wish, without: rest + [fact]), "\(wish): \(fact) isn't needed") }
      }
    }
    #expect(several > 30, "\(several) of \(found) have several facts")
    #expect(keys.count >= 8, "\(keys)")
  }

  @Test("every rule of one person can be let go of, by nothing or by ever looser values") func loosening() {
    let strict = PersonRules(
      minimumRest: 600, minimumWeekly: 600, maximumWeekly: 1200, maximumConsecutiveDays: 3,
      maximumConsecutiveNights: 2, minimumDaysOff: 2)
    for rule in LabourRule.all where rule.figure(of: strict) != nil {
      let loosened = rule.loosened(strict)
      #expect(loosened != nil, "\(rule.name)")
      #expect(loosened.map { rule.loosened($0) } == .some(nil), "\(rule.name) is loosened once")
      #expect(PersonFact.droppableKeys.contains(rule.name), "\(rule.name)")
      #expect(rule.words(of: strict)?.isEmpty == false)
      let steps = rule.relaxations(of: strict, step: 15).map { step in rule.figure(of: step.rules) }
      #expect(Set(steps).count == steps.count && !steps.contains(rule.figure(of: strict)), "\(rule.name)")
    }
  }

  @Test("a limit is relaxed by the least that is enough")
  func leastWays() throws {
    var random = SeededGenerator(seed: 44)
    var (ways, checked) = (0, 0)
    while checked < 40 {
      let team = PlainTeam(people: 2, days: 4, isTight: true, random: &random)
      let rota = try team.rota()
      let filter = ConflictFilter(request: team.request, rota: rota)
      let person = team.request.people[0]
      guard let finding = try filter.finding(against: [.fullWeek(0)], of: person), !finding.facts.isEmpty else {
        continue
      }
      checked += 1
      let questions = PlanQuestions(try SketchedPlan.document(team.request, rota))
      let found = try questions.waysOut(of: finding.facts, to: [.fullWeek(0)], for: person)
      #expect(found.contains { $0.key == "minimumWeekly" })
      #expect(
        zip(found, found.dropFirst()).allSatisfy {
          ($0.price?.cost.total ?? .infinity) <= ($1.price?.cost.total ?? .infinity)
        })
      ways += found.count
      // The least hours that are meant come down to what can be had, in whole hours of the grid.
      let terms = LoneRoster.Terms(person)
      let most = team.tours(terms, beside: rota).map { $0.reduce(0) { $0 + $1.length.rawValue } }.max() ?? 0
      let way = try #require(found.first { $0.key == "minimumWeekly" })
      let after = way.price?.changes
      #expect(after != nil && way.words.hasPrefix("the least weekly hours: "))
      var lowered = person
      let words = way.words.dropFirst("the least weekly hours: ".count).split(separator: " ")
      let hours = try #require(Int(words[0]))
      lowered.rules.minimumWeekly = words[1] == "min" ? Minutes(hours) : .hours(hours)
      #expect(
        team.shortfall(
          LoneRoster.Terms(lowered),
          [
            Duty(
              template: "x", date: PlainTeam.monday, start: team.request.grid.start, length: Minutes(most), breaks: [])
          ]) == 0)
      lowered.rules.minimumWeekly += 60
      if lowered.rules.minimumWeekly < person.rules.minimumWeekly {
        #expect(
          team.shortfall(
            LoneRoster.Terms(lowered),
            [
              Duty(
                template: "x", date: PlainTeam.monday, start: team.request.grid.start, length: Minutes(most), breaks: []
              )
            ]) > 0)
      }
    }
    #expect(ways > checked)
  }
}
