import Testing
import Words

@Suite("numbers on a page") struct PageWordsTests {
  @Test("numbers have separators, units and a fixed number of places")
  func numbers() {
    #expect(Words.page.whole(0) == "0" && Words.page.whole(1234) == "1,234")
    #expect(Words.page.whole(-1_234_567) == "−1,234,567" && Words.page.whole(999) == "999")
    #expect(Words.page.decimal(1234.56, places: 1) == "1,234.6" && Words.page.decimal(-0.04, places: 1) == "0.0")
    #expect(Words.page.decimal(0.05, places: 2) == "0.05" && Words.page.decimal(.nan, places: 1) == "–")
    #expect(Words.page.percent(0.834) == "83\u{A0}%" && Words.page.percent(0.0066, places: 2) == "0.66\u{A0}%")
    #expect(Words.page.duration(minutes: 750) == "12\u{A0}h 30\u{A0}min")
    #expect(Words.page.duration(minutes: 45) == "45\u{A0}min" && Words.page.duration(minutes: 120) == "2\u{A0}h")
    #expect(Words.page.hours(minutes: 90) == "1.5\u{A0}h" && Words.page.hours(minutes: 60_030) == "1,001\u{A0}h")
    #expect(Words.page.signed(3) == "+3" && Words.page.signed(-3) == "−3" && Words.page.signed(0) == "0")
  }

  @Test("a team of e-mail alone has its deadlines for a headline, not a dash")
  func deadlinesAlone() throws {
    var plan = try SamplePlans.helpdesk()
    plan.summary.serviceLevel = nil
    plan.summary.serviceLevelByQueue = plan.queues.map { _ in nil }
    for number in plan.queues.indices {
      plan.queues[number].targetServiceLevel = nil
      plan.queues[number].backlog = BacklogOutlook(opening: 40, closing: 30, largestOverdue: 0, overdueFrom: nil)
    }
    func strip() -> String {
      let page = reportPage(plan)
      return MarkupReader(
        String(page.prefix(upTo: page.range(of: "</header>")?.lowerBound ?? page.startIndex))
          + "</header></div></body></html>"
      ).text
    }
    #expect(strip().contains("all in time") && strip().contains("the deadlines of all e-mail"))
    #expect(!strip().contains("no queue promises"))
    let stamp = plan.stamp
    plan.queues[0].backlog = BacklogOutlook(opening: 40, closing: 30, largestOverdue: 11.2, overdueFrom: stamp)
    #expect(strip().contains("up to 12 late"))
  }

  @Test("a gap is never said to be smaller than it is")
  func gaps() {
    #expect(gapText(0.0061) == "0.7\u{A0}%" && gapText(0.006) == "0.6\u{A0}%" && gapText(0) == "0.0\u{A0}%")
    #expect(gapText(0.0999) == "10\u{A0}%" && gapText(0.121) == "13\u{A0}%" && gapText(0.00001) == "0.1\u{A0}%")
  }

  @Test("what is said of weak hours is not said of e-mail, which has its own words")
  func deadlines() throws {
    var plan = try SamplePlans.helpdesk()
    let level = Estimate(mean: 0.93, low: 0.92, high: 0.94)
    plan.simulation = PlanSimulation(
      replications: 100, seed: 1, routing: .skills, serviceLevel: level, abandonment: nil,
      queues: plan.queues.map {
        PlanSimulatedQueue(
          queue: $0.id, serviceLevel: level, abandonment: nil, occupancy: nil, waitAnswered: nil, waitingAtEnd: 0)
      }, weakHours: [])
    for index in plan.queues.indices { plan.queues[index].channel = index == 0 ? "email" : "phone" }
    plan.queues[0].backlog = BacklogOutlook(opening: 0, closing: 3, largestOverdue: 11.2, overdueFrom: plan.stamp)
    let page = reportPage(plan)
    #expect(page.contains("No hour of phone or chat misses its promise beyond chance."))
    #expect(
      page.contains(
        "\(plan.queues[0].name) has deadlines in place of hours: 93.0\u{A0}% done in time as simulated, up to 12 overdue"
      ))
    for index in plan.queues.indices { plan.queues[index].channel = "phone" }
    #expect(reportPage(plan).contains("No hour misses its promise beyond chance."))
  }
}
