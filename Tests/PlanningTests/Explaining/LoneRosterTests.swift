import Calendars
import Rostering
import Searching
import Testing
import Workforce

/// One person's exact duties, and a whole team's with one day bound, against every tour written down.
@Suite("Answers by solving again") struct LoneRosterTests {
  private static func wishes(_ random: inout SeededGenerator) -> [TourWish] {
    let day = random.nextIndex(below: 7)
    let date = PlainTeam.monday.adding(days: day)
    let six = Zone.utc.instant(of: date, ClockTime(hour: 6))
    return [
      .anything, .dayOff(day), .duty(day: day, starts: .any), .duty(day: day, starts: .except(six)),
      .duty(day: day, starts: .within(six.adding(seconds: 3600)...six.adding(seconds: 10_800))),
      .presence(slot: 24 * (1 + day) + 6 + random.nextIndex(below: 17)), .fullWeek(0),
    ]
  }

  @Test("the best duties beside everybody else's, as asked, cost what the cheapest of all tours costs")
  func lone() throws {
    var random = SeededGenerator(seed: 41)
    var (granted, refused) = (0, 0)
    for round in 0..<40 {
      let team = PlainTeam(people: 2, days: 4, isTight: round.isMultiple(of: 2), random: &random)
      let rota = try team.rota()
      let terms = LoneRoster.Terms(team.request.people[0])
      let lone = try LoneRoster(team.request, rota: rota, terms: terms)
      let bare = try LoneRoster(team.request, rota: rota, terms: terms, isPriced: false)
      let others = rota.duties.filter { $0.person != terms.person.id }.map(\.duty)
      let tours = team.tours(terms, beside: rota)
      func cost(_ tour: [Duty]) -> Double { team.ownCost(terms, tour) + team.cover(others + tour) }
      let present = try #require(lone.present())
      #expect(abs(present.costs.total - cost(present.duties)) < 0.01, "round \(round)")
      for wish in Self.wishes(&random) {
        let fitting = tours.filter { team.grants(wish, terms, $0) }
        let best = lone.best(wish)
        #expect((best == nil) == fitting.isEmpty, "round \(round), \(wish)")
        #expect((bare.best(wish) == nil) == fitting.isEmpty, "round \(round), \(wish)")
        guard let best, let least = fitting.map(cost).min() else {
          refused += 1
          continue
        }
        granted += 1
        #expect(abs(best.costs.total - least) < 0.01, "round \(round), \(wish)")
        #expect(fitting.contains(best.duties), "round \(round), \(wish)")
        if case .duty(let day, _) = wish {
          let date = PlainTeam.monday.adding(days: day)
          let alone = fitting.filter { $0.filter { $0.date != date } == present.duties.filter { $0.date != date } }
          let found = lone.bestDay(wish)
          #expect((found == nil) == alone.isEmpty, "round \(round), \(wish)")
          if let found, let least = alone.map(cost).min() { #expect(abs(found.costs.total - least) < 0.01) }
        }
      }
      let reachable = bare.reachableSlots()
      for slot in reachable.indices where (6...23).contains(slot % 24) {
        #expect(reachable[slot] == tours.contains { team.grants(.presence(slot: slot), terms, $0) })
      }
      let most = try #require(bare.best(.mostHours(week: 0)))
      #expect(tours.map { team.shortfall(terms, $0) }.min() == team.shortfall(terms, most.duties))
    }
    #expect(granted > 100 && refused > 40, "\(granted) granted, \(refused) refused")
  }

  @Test("with everybody free no rota as asked is below the bound, and small teams are solved to the end")
  func everybody() throws {
    var random = SeededGenerator(seed: 42)
    var (solved, asked) = (0, 0)
    for round in 0..<30 {
      let team = PlainTeam(people: 2, days: 3, isTight: false, random: &random)
      let rota = try team.rota()
      let people = team.request.people.map(LoneRoster.Terms.init)
      let tours = people.map { team.tours($0, beside: Rota(duties: [], work: [])) }
      let most = team.request.sites[0].maximumStartsPerDay ?? .max
      let day = team.workable[random.nextIndex(below: team.workable.count)]
      for wish in [TourWish.dayOff(day), .duty(day: day, starts: .any)] {
        let lone = try LoneRoster(team.request, rota: rota, terms: people[0])
        guard let start = lone.best(wish) else { continue }
        var least = Double.infinity
        for first in tours[0] where team.grants(wish, people[0], first) {
          for second in tours[1] {
            if most == 1, first.contains(where: { duty in second.contains { $0.date == duty.date } }) { continue }
            least = min(
              least,
              team.ownCost(people[0], first) + team.ownCost(people[1], second) + team.cover(first + second))
          }
        }
        let id = people[0].person.id
        let begin = Rota(
          duties: rota.duties.filter { $0.person != id } + start.duties.map { AssignedDuty(person: id, duty: $0) },
          work: [])
        asked += 1
        let found = try makeRota(
          team.request, granting: wish, to: id, start: begin, worth: 4000,
          run: SearchRun(SearchLimits(timeLimit: nil, iterations: 300, threads: 1)))
        let answer = try #require(found)
        #expect(answer.bound <= least + 0.01, "round \(round), \(wish)")
        #expect(answer.costs.total >= least - 0.01, "round \(round), \(wish)")
        #expect(
          team.grants(wish, people[0], answer.rota.duties.filter { $0.person == id }.map(\.duty)),
          "round \(round), \(wish)")
        if answer.costs.total - answer.bound < 0.01 { solved += 1 }
      }
    }
    #expect(asked > 40 && solved * 10 >= asked * 8, "\(solved) of \(asked) solved to the end")
  }
}
