import Calendars
import Checking
import RotaFixtures
import Searching
import Testing
import Workforce

@Suite("Overtime, time off and budgets, read by the checker") struct OvertimeCheckTests {
  @Test("1,000 weeks: each breach, overtime and time off are found and nothing else, and cost what they should")
  func planted() throws {
    var random = SeededGenerator(seed: 77)
    var counts: [String: Int] = [:]
    for round in 0..<1000 {
      var fixture = try CheckFixture()
      // Ann has 30 paid hours at 30 an hour.
      let least = random.nextIndex(below: 44)
      let most = max(least, 18 + random.nextIndex(below: 24))
      let (overtime, offered) = (random.nextIndex(below: 9), random.nextIndex(below: 13))
      fixture.request.people[0].rules.minimumWeekly = .hours(least)
      fixture.request.people[0].rules.maximumWeekly = .hours(most)
      fixture.request.people[0].rules.maximumOvertime = .hours(overtime)
      fixture.request.people[0].rules.voluntaryTimeOff = .hours(offered)
      fixture.request.people[0].rules.overtimeRate = 1.5
      fixture.request.people[0].rules.timeOffPrice = 4
      let found = checkRota(fixture.request, fixture.rota).filter { $0.person == "ann" }
      var expected: Set<String> = []
      let over = max(0, 30 - most)
      if over > overtime { expected.insert("week.maximum") } else if over > 0 { expected.insert("week.overtime") }
      let off = min(offered, max(0, least - 30))
      if off > 0 { expected.insert("week.time-off") }
      if least - 30 > off { expected.insert("week.minimum") }
      #expect(Set(found.map(\.rule)) == expected && found.count == expected.count, "round \(round)")
      #expect(found.allSatisfy { ($0.severity == .breach) == ($0.rule == "week.maximum") })
      for rule in expected { counts[rule, default: 0] += 1 }
      let costs = countedCosts(fixture.request, fixture.rota)
      #expect(costs.overtime == (overtime > 0 ? Double(over) * 15 : nil), "round \(round)")
      let ann = fixture.request.people[0]
      let paid = ann.overtimePay(30 * 60, inWeekFrom: fixture.request.firstDate, at: fixture.request.sites[0])
      #expect(abs(paid - (costs.overtime ?? 0)) < 1e-9, "round \(round)")
      #expect(costs.timeOff == (min(offered, least) > 0 ? Double(off) * 4 : nil), "round \(round)")
      #expect(abs(costs.contractShortfall - 200 * Double(max(0, least - 30 - off))) < 1e-9, "round \(round)")
      #expect(abs(costs.money - costs.pay - costs.nightPremium - (costs.overtime ?? 0)) < 1e-9)
    }
    #expect(counts.count == 4 && counts.values.allSatisfy { $0 >= 100 }, "\(counts)")
  }

  @Test("a week's paid leave takes as much off what may be overtime and what may be offered") func leave() throws {
    var fixture = try CheckFixture()
    // Ben is on paid leave on Monday and Tuesday: 16 of 40 hours, and works 21.75 at night.
    fixture.request.people[1].rules.maximumWeekly = .hours(36)
    fixture.request.people[1].rules.maximumOvertime = .hours(2)
    func found() -> [String] {
      checkRota(fixture.request, fixture.rota).filter { $0.person == "ben" }.map(\.rule)
    }
    let planned = fixture.rota.duties.filter { $0.person == "ben" }.reduce(0) { $0 + $1.duty.paid.rawValue }
    #expect(planned > 20 * 60 && planned <= 24 * 60)
    #expect(found() == (planned <= 22 * 60 ? ["week.overtime"] : ["week.maximum"]))
    fixture.request.people[1].rules.maximumOvertime = .hours(8)
    #expect(found() == ["week.overtime"])
    fixture.request.people[1].rules.maximumOvertime = nil
    #expect(found() == ["week.maximum"])
  }

  @Test("a budget is over when money is, and by as much") func budget() throws {
    var fixture = try CheckFixture()
    let money = countedCosts(fixture.request, fixture.rota).money
    func over() -> Breach? { checkRota(fixture.request, fixture.rota).first { $0.rule == "budget.over" } }
    #expect(over() == nil)
    fixture.request.budget = money
    #expect(over() == nil)
    fixture.request.budget = money - 12.5
    #expect(over()?.severity == .note && over()?.message.contains("12.5 above the budget") == true)
    fixture.request.budget = -.infinity
    #expect(checkRota(fixture.request, fixture.rota).contains { $0.rule == "rota.unreadable" })
  }
}
