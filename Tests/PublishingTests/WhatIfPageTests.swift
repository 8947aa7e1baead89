import Testing

@testable import Publishing
@testable import Workforce

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
      ], days: [], worst: [], contractHours: 40, objective: cost, bound: bound, gap: bound > 0 ? cost / bound - 1 : nil,
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

  @Test("a page with a hiring plan says one number of people everywhere, and the plan adds up")
  func oneNumber() {
    var base = one("Baseline")
    base.days = (0..<7).map { day in
      WhatIfDay(date: "2026-11-2\(3 + day)", requiredHours: 30, uncoveredHours: 0, serviceLevel: 1)
    }
    var more = base
    more.name = "More"
    more.queues[0].uncoveredHours = 90
    more.uncoveredHours = 90
    more.queues[0].serviceLevel = Estimate(mean: 0.5, low: 0.5, high: 0.5)
    let week = HiringWeek(
      scenario: "More", week: "2026-W48", monday: "2026-11-23", requiredHours: 200, needed: 8, available: 4,
      groups: [HiringGroup(queue: "E-mail", skills: ["mail"], site: "Porto", people: 5)], startBy: "2026-11-23")
    #expect(week.spare == 1)
    let page = whatIfPage(answer([base, more], hiring: [week]))
    #expect(page.contains("about 5 more are missing"))
    #expect(page.contains("Hire, lend or pay overtime for 5 people of 40"))
    #expect(page.contains("those who can answer Phone have time enough for it"))
    #expect(page.contains("<td>8</td><td>4</td><td>5</td><td>1</td>"))
    // Without a plan the open hours are all that is known.
    #expect(whatIfPage(answer([base, more])).contains("Hire, lend or pay overtime for about 3 people"))
  }

  @Test("paid hours without work are people who could be lent, and figures that look alike differ by nothing")
  func surplus() {
    var base = one("Baseline")
    base.surplusHours = 10
    var less = one("Less")
    less.requiredHours = 120
    less.surplusHours = 95
    less.paidHours = 160.4
    let advice = WhatIfVerdict(base: base, one: less, currency: "EUR").advice
    #expect(advice.contains { $0.hasPrefix("95\u{A0}h are paid") && $0.contains("about 2 people who could be lent") })
    #expect(advice.contains { $0.contains("contracts promise their hours") })
    less.surplusHours = 40
    #expect(!WhatIfVerdict(base: base, one: less, currency: "EUR").advice.contains { $0.contains("lent") })
    base.paidHours = 159.6
    #expect(whatIfPage(answer([base, less])).contains("<td>160<br><i>0</i></td>"))
    less.gap = -0.0
    #expect(!String(decoding: whatIfCSV([base, less]), as: UTF8.self).contains("-0.0,"))
  }

  @Test("abandonment has its difference and interval, coverage its share, and the expectation its like")
  func figures() throws {
    var base = one("Baseline")
    var more = one("More", uncovered: 20)
    for (level, influences) in [(0.02, [0.001, -0.001, 0.0]), (0.05, [0.002, -0.001, -0.001])] {
      let estimate = Estimate(mean: level, low: level - 0.01, high: level + 0.01)
      if level == 0.02 {
        base.abandonment = estimate
        base.abandonmentInfluences = influences
      } else {
        more.abandonment = estimate
        more.abandonmentInfluences = influences
      }
    }
    more.withoutHelp = Estimate(mean: 0.86, low: 0.85, high: 0.87)
    let difference = try #require(more.abandonmentDifference(to: base))
    #expect(abs(difference.mean - 0.03) < 1e-9)
    #expect(difference.margin > 0.001 && difference.margin < 0.01)
    let page = whatIfPage(answer([base, more]))
    #expect(page.contains("+3.0 ± 0.2 points"))
    #expect(page.contains("<th scope=\"row\">Covered</th><td>100.0"))
    #expect(page.contains("More than 2 points from what is expected: More."))
    let lines = String(decoding: whatIfCSV([base, more]), as: UTF8.self).split(separator: "\n")
    let head = lines[0].split(separator: ",", omittingEmptySubsequences: false)
    let row = lines[2].split(separator: ",", omittingEmptySubsequences: false)
    #expect(head.count == row.count)
    let place = try #require(head.firstIndex(of: "abandonment_difference"))
    #expect(row[place] == "0.03")
    #expect(row[try #require(head.firstIndex(of: "covered_share"))] == "0.9")
    #expect(row[try #require(head.firstIndex(of: "service_level_without_help"))] == "0.86")
  }

  @Test("where nobody calls any more, and over two weeks, the words are right")
  func words() {
    let base = one("Baseline")
    var none = one("Nobody")
    none.serviceLevel = nil
    none.queues[0].serviceLevel = nil
    let page = whatIfPage(answer([base, none]))
    #expect(page.contains("nobody contacts the live queues"))
    #expect(!page.contains("answered in time: <"))
    var weeks = one("Two", cost: 1500)
    weeks.days = (0..<14).map {
      WhatIfDay(date: "2026-11-\(10 + $0)", requiredHours: 1, uncoveredHours: 0, serviceLevel: 1)
    }
    let headline = WhatIfVerdict(base: base, one: weeks, currency: "EUR").headline
    #expect(headline.contains("over two weeks") && headline.contains("over the two weeks"))
    #expect(!page.contains("surely"))
  }

  @Test("each label of the tornado stands at the end to which its own bar reaches")
  func tornado() {
    var all = answer([one("Baseline")])
    all.tornado = [
      TornadoBar(knob: "Forecast error", low: "none", high: "doubled", serviceAtLow: 0.95, serviceAtHigh: 0.5),
      TornadoBar(knob: "Volume", low: "−100 %", high: "+10 %", serviceAtLow: 0.2, serviceAtHigh: 0.91),
    ]
    let page = whatIfPage(all)
    // The baseline has 90 %: without errors more is answered in time, so the lower value's bar reaches to the right.
    #expect(page.contains("<text x=\"560\" y=\"63\">none: 95.0"))
    #expect(page.contains("<text x=\"280\" y=\"76\" text-anchor=\"end\">doubled: 50.0"))
    #expect(page.contains("text-anchor=\"end\">−100 %: 20.0") && page.contains("<text x=\"560\" y=\"42\">+10 %: 91.0"))
    for part in page.split(separator: "<rect ").dropFirst() {
      let numbers = ["x=\"", "width=\""].compactMap { key in
        part.firstRange(of: key).flatMap { Double(part[$0.upperBound...].prefix { $0 != "\"" }) }
      }
      #expect(numbers.count == 2 && numbers[0] >= 290 && numbers[0] + numbers[1] <= 551)
    }
  }

  @Test("a joined sweep has a page: what holds, each knob, the map, every case")
  func sweep() {
    let cases =
      [one("Baseline")]
      + ["a=1 b=1", "a=1 b=2", "a=2 b=1", "a=2 b=2"].enumerated().map {
        one($1, level: 0.7 + 0.06 * Double($0), cost: 900 + 10 * Double($0))
      }
    let page = sweepPage(
      SweepAnswer(
        tool: "rota", team: "Desk", week: "2026-W48", currency: "EUR", replications: 10,
        axes: [.init(knob: "a", values: ["1", "2"]), .init(knob: "b", values: ["1", "2"])], cases: cases))
    #expect(page.contains("2 of 4 futures keep every promise"))
    #expect(page.contains("The cheapest of them: a=2 b=1"))
    // The mean of a's first value: 0.70 and 0.76.
    #expect(
      page.contains("<th scope=\"row\">a 1</th><td>EUR\u{A0}905</td><td>0</td><td>73.0\u{A0}%</td><td>0 of 2</td>"))
    #expect(page.contains("a \\ b"))
    #expect(page.split(separator: "h open").count == 5)
    #expect(page.contains("Differences are to the baseline"))
  }
}
