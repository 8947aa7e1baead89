import Simulation
import Testing

@testable import Publishing

@Suite("the page of futures")
struct WhatIfPageTests {
  private func one(
    _ name: String, level: Double = 0.9, cost: Double = 1000, uncovered: Double = 0, overdue: Double? = nil,
    bound: Double = 990
  ) -> WhatIfCase {
    let estimate = Estimate(mean: level, low: level, high: level)
    return WhatIfCase(
      name: name, changes: [], working: 4, people: 4, paidHours: 160, cost: cost, requiredHours: 200,
      uncoveredHours: uncovered, predictedServiceLevel: level, withoutHelp: estimate, serviceLevel: estimate,
      abandonment: nil, occupancy: nil,
      weakHours: 0, mostNights: 0, fewestNights: 0, mostWeekendDays: 0, fewestWeekendDays: 0,
      queues: [
        WhatIfQueue(
          name: "Phone", target: 0.8, requiredHours: 150, uncoveredHours: uncovered, serviceLevel: estimate,
          abandonment: nil),
        WhatIfQueue(
          name: "E-mail", target: nil, overdue: overdue, requiredHours: 50, uncoveredHours: 0, serviceLevel: nil,
          abandonment: nil),
      ], days: [], worst: [], contractHours: 40, objective: cost, bound: bound, gap: (cost - bound) / cost,
      serviceInfluences: [], abandonmentInfluences: [])
  }

  private func answer(
    _ cases: [WhatIfCase], curve: [WhatIfCase] = [], hiring: [HiringWeek] = []
  ) -> WhatIfAnswer {
    WhatIfAnswer(
      tool: "rota", team: "Desk", week: "2026-W48", currency: "EUR", replications: 10, seed: 1, command: "rota what-if",
      cases: cases, curve: curve, hiring: hiring)
  }

  @Test("missed deadlines of e-mail are missed promises")
  func deadlines() {
    let base = one("Baseline", overdue: 0)
    #expect(WhatIfVerdict(base: base, one: base, currency: "EUR").headline.contains("every queue keeps its promise"))
    let late = WhatIfVerdict(base: base, one: one("More", overdue: 12.4), currency: "EUR")
    #expect(late.headline.contains("E-mail misses its promise"))
    #expect(!late.keepsPromises)
    #expect(late.advice.contains { $0.contains("13 contacts") })
  }

  @Test("a difference of cost is named, with a word where the search leaves more open")
  func cost() {
    let base = one("Baseline")
    #expect(WhatIfVerdict(base: base, one: one("Near", cost: 1008), currency: "EUR").headline.contains("leaves open"))
    let far = WhatIfVerdict(base: base, one: one("Far", cost: 1300, bound: 1290), currency: "EUR")
    #expect(far.headline.contains("300") && !far.headline.contains("leaves open"))
    #expect(!whatIfPage(answer([base, one("Near", cost: 1008)])).contains("costs less than its own"))
  }

  @Test("a promise for which people are missing is marked as not achieved")
  func curve() {
    let points = [one("60 %", level: 0.7, cost: 900), one("95 %", level: 0.85, cost: 1100, uncovered: 20)]
    let page = whatIfPage(answer([one("Baseline")], curve: points))
    #expect(page.contains("not achieved: nobody is found for 20"))
    #expect(page.split(separator: "class=\"hollow\"").count == 2)
    let full = whatIfPage(answer([one("Baseline", uncovered: 20)], curve: points))
    #expect(!full.contains("not achieved"))
  }

  @Test("names of points lie neither on one another nor on points")
  func names() {
    let points = [(100.0, 100.0, "60 %"), (104.0, 101.0, "70 %"), (108.0, 100.0, "80 %")]
    let places = WhatIfDrawing.places(of: points.map { (x: $0.0, y: $0.1, name: $0.2) })
    #expect(places[0].y == 91)
    for (number, place) in places.enumerated() {
      for other in places[(number + 1)...] {
        #expect(abs(place.x - other.x) >= 32 || abs(place.y - other.y) >= 14)
      }
    }
  }

  @Test("where the hiring plan is short, the verdict does not say that nobody has to be hired")
  func hiring() {
    let weeks = [
      HiringWeek(
        scenario: "More", week: "2026-W48", monday: "2026-11-23", requiredHours: 200, needed: 6, available: 4,
        groups: [HiringGroup(queue: "Phone", skills: ["phone"], site: "Porto", people: 2)],
        startBy: "2026-11-09", firstPossible: "2026-W50")
    ]
    let page = whatIfPage(answer([one("Baseline"), one("More")], hiring: weeks))
    #expect(!page.contains("obody has to be hired"))
    #expect(page.contains("1 of 1 weeks are short"))
    #expect(page.contains("and it is too late for them: whoever starts in the planned week works from 2026-W50 on"))
    #expect(whatIfPage(answer([one("Baseline"), one("More")])).contains("nobody has to be hired"))
  }
}
