import Calendars
import Foundation
import Rostering
import Searching
import Testing
import Verification
import Workforce

@testable import Planning

/// Teams of thirty that are asked for more than their rules leave: what is said to stand against it, by GLPK's own command
/// on the exported program of the person.
@Suite("Conflicts of over-constrained teams, by another solver") struct ConflictTeamsTests {
  private static let isLong = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil
  private static let model = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "models/tours.mod")

  /// What is asked of one person.
  private enum Wish {
    case fullWeek
    case presence(slot: Int)

    var asked: TourWish {
      switch self {
      case .fullWeek: .fullWeek(0)
      case .presence(let slot): .presence(slot: slot)
      }
    }
  }

  /// Whether the person can do what is asked, by the program that the product exports: with nothing else of a price, it
  /// costs nothing then.
  private static func isPossible(_ wish: Wish, _ terms: LoneRoster.Terms, _ request: RosterRequest, _ rota: Rota) throws
    -> Bool
  {
    var alone = request
    var person = terms.person
    // What absence is credited with stays, whether it keeps the person away or not.
    let credit = terms.credited.creditedMinutes(inWeekFrom: PlainTeam.monday)
    person.rules.minimumWeekly = max(0, person.rules.minimumWeekly - Minutes(credit))
    person.rules.maximumWeekly = max(0, person.rules.maximumWeekly - Minutes(credit))
    for index in person.absences.indices { person.absences[index].paid = false }
    person.wishes = []
    if terms.countsOthersStarts {
      let full = LoneRoster.fullDays(request, rota, beside: terms.person)
      person.fixedDaysOff += full.map { PlainTeam.monday.adding(days: $0).weekday }
    }
    for index in alone.sites.indices {
      (alone.sites[index].payPerHour, alone.sites[index].maximumStartsPerDay) = (0, nil)
    }
    for slot in alone.demand[0].required.indices { alone.demand[0].required[slot] = 0 }
    switch wish {
    case .fullWeek: person.rules.shortfallPrice = 60
    case .presence(let slot):
      person.rules.shortfallPrice = 0
      alone.demand[0].required[slot] = 1
    }
    alone.people = [person]
    let data = try Glpsol.file(try tourModelData(alone, comment: "One person.").text, "dat")
    defer { try? FileManager.default.removeItem(at: data) }
    return try Glpsol.objective(["--model", model.path, "--data", data.path]) < 1e-6
  }

  @Test(
    "each conflict is true, and without any one of its facts it is none",
    .enabled(if: Glpsol.isInstalled, "glpsol isn't installed (apt install glpk-utils)"))
  func trueAndMinimal() throws {
    var random = SeededGenerator(seed: 2027)
    var (hours, stretches, several) = (0, 0, 0)
    for team in 0..<(Self.isLong ? 100 : 1) {
      let plain = PlainTeam(people: 30, days: 7, isTight: true, random: &random)
      let (request, rota) = (plain.request, try plain.rota())
      let filter = ConflictFilter(request: request, rota: rota)
      let report = try PlanQuestions(try SketchedPlan.document(request, rota)).conflicts(stop: StopFlag())

      func verify(_ wish: Wish, of person: Person, _ keys: [String]) throws {
        let finding = try #require(try filter.finding(against: [wish.asked], of: person), "team \(team)")
        #expect(finding.facts.map(\.key) == keys, "team \(team), \(person.id)")
        if keys.count > 1 { several += 1 }
        func isPossible(without facts: [PersonFact]) throws -> Bool {
          try Self.isPossible(wish, filter.terms(of: person, without: facts), request, rota)
        }
        var all = PersonFact.all(of: person, in: request, rota: rota)
        if case .fullWeek = wish { all.append(.limit("minimumWeekly")) }
        guard !finding.facts.isEmpty else {
          #expect(try !isPossible(without: all), "team \(team), \(person.id)")
          return
        }
        let rest = all.filter { !finding.facts.contains($0) }
        #expect(try !isPossible(without: rest), "team \(team), \(person.id): \(keys)")
        for fact in finding.facts {
          #expect(try isPossible(without: rest + [fact]), "team \(team), \(person.id): \(fact.key) isn't needed")
        }
      }

      for conflict in report.conflicts {
        switch conflict.kind {
        case .weeklyHours:
          let person = try #require(request.people.first { $0.id == conflict.person })
          hours += 1
          try verify(.fullWeek, of: person, conflict.facts.map(\.key))
        case .nobodyThere:
          let from = try #require(conflict.fromLocal)
          let slot = try #require(
            (0..<request.grid.count).first { Zone.utc.localText(of: request.grid.instant(at: $0)) == from })
          stretches += 1
          for person in request.people {
            try verify(
              .presence(slot: slot), of: person,
              conflict.facts.filter { $0.person == person.id && $0.key != "noShift" }.map(\.key))
          }
        case .startWish: break
        }
      }
    }
    #expect(hours > (Self.isLong ? 300 : 0), "\(hours)")
    #expect(several > (Self.isLong ? 100 : 0), "\(several), \(stretches)")
    if Self.isLong { #expect(stretches > 0) }
  }
}
