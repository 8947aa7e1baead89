import Calendars
import Checking
import Searching
import Tables
import Testing
import Workforce

@testable import Rostering

/// Rules that read when duties start: which starts are told apart, and whole requests under them.
@Suite("Rules about the starts of duties") struct StartRulesTests {
  @Test("starts that stand for others are as near and as far from all as they are, and no fewer would do")
  func marks() {
    var random = SeededGenerator(seed: 511)
    for round in 0..<300 {
      let starts = Set((0...random.nextIndex(below: 12)).map { _ in 30 * random.nextIndex(below: 48) })
      var told = ToldStarts(
        tolerances: Set((0...random.nextIndex(below: 2)).map { _ in 30 * random.nextIndex(below: 12) }))
      told.isExact = round % 10 == 0
      let marks = told.marks(of: starts)
      #expect(Set(marks.keys) == starts)
      for one in starts {
        for other in starts {
          guard let mark = marks[one], let otherMark = marks[other] else { continue }
          for tolerance in told.tolerances {
            #expect((abs(one - other) <= tolerance) == (abs(mark - otherMark) <= tolerance), "round \(round)")
          }
          let areAlike = told.tolerances.allSatisfy { tolerance in
            starts.allSatisfy { (abs($0 - one) <= tolerance) == (abs($0 - other) <= tolerance) }
          }
          #expect((mark == otherMark) == (areAlike && !told.isExact || one == other), "round \(round)")
        }
      }
    }
  }

  @Test("without such a rule no letter has a start; with it those of its people alone")
  func letters() throws {
    var request = try MakeRotaTests.request()
    let plain = try compileRoster(request)
    #expect(plain.letterCount == 2 && plain.rows.allSatisfy { $0.letter == .worked })
    request.people[2].rules.sameStart = .hours(1)
    let told = try compileRoster(request)
    let menu = told.people[2].menu
    for (index, person) in told.people.enumerated() where index != 2 { #expect(person.menu != menu) }
    for (index, person) in told.people.enumerated() {
      let rows = told.menus[person.menu].days.flatMap { told.rows[$0.rows] }
      #expect(rows.allSatisfy { ($0.letter.start != nil) == (index == 2) })
    }
    // From seven to one o'clock by halves; of a tolerance that no two starts exceed, one letter is enough.
    #expect(told.letterCount == 2 + 13)
    request.people[2].rules.sameStart = .hours(6)
    let letters = try compileRoster(request).letterCount
    #expect(letters == 3)
  }

  @Test("too many starts are refused with words")
  func refused() throws {
    var request = try MakeRotaTests.request()
    request.templates[0].earliestStart = ClockTime(hour: 0)
    request.templates[0].latestStart = ClockTime(hour: 17)
    request.templates[0].step = 15
    request.people[2].rules.sameStart = 0
    let error = #expect(throws: Diagnostic.self) { _ = try compileRoster(request).letterCount }
    #expect(error?.code == "rules.starts")
    request.templates[0].step = 60
    let letters = try compileRoster(request).letterCount
    #expect(letters < DayLetter.most)
  }

  /// Of each person and week, the earliest and the latest start by the clock.
  private static func spans(_ request: RosterRequest, _ rota: Rota) -> [Int] {
    request.people.flatMap { person in
      stride(from: 0, to: request.days, by: 7).map { week in
        let monday = request.firstDate.adding(days: week)
        let minutes = rota.duties.filter { $0.person == person.id && (0..<7).contains($0.duty.date - monday) }
          .map { person.zone.civil(at: $0.duty.start).minuteOfDay }
        return (minutes.max() ?? 0) - (minutes.min() ?? 0)
      }
    }
  }

  @Test("a rota's starts lie together where they have to, and apart where that is free", arguments: [1, 2])
  func planned(weeks: Int) throws {
    var request = try MakeRotaTests.request(weeks: weeks)
    request.templates[0].step = 120
    func rota(_ iterations: Int = 30) throws -> RosterOutcome {
      try makeRota(
        request, options: MakeRotaTests.options(iterations: iterations), stop: StopFlag(), clock: { 0 },
        progress: { _ in })
    }
    #expect(Self.spans(request, try rota().rota).contains { $0 > 60 })
    for index in request.people.indices { request.people[index].rules.sameStart = .hours(1) }
    let kept = try rota()
    #expect(!kept.rota.duties.isEmpty && kept.bound <= kept.objective)
    #expect(Self.spans(request, kept.rota).allSatisfy { $0 <= 60 })
    #expect(checkRota(request, kept.rota).filter { $0.severity == .breach } == [])
    for index in request.people.indices { request.people[index].rules.prices = ["sameStart": 2.5] }
    let paid = try rota()
    #expect(checkRota(request, paid.rota).filter { $0.severity == .breach } == [])
    #expect(paid.costs.rules == countedCosts(request, paid.rota).rules)
    #expect(roundedCosts(request, paid.rota).first?.differences(from: paid.costs).isEmpty == true)
    #expect(paid.bound <= paid.objective && paid.objective == paid.costs.total)
  }
}
