import Calendars
import Foundation
import Searching
import Tables
import Testing
import Words

@testable import Plans
@testable import Publishing
@testable import Workforce

@Suite struct ReportPageTests {
  /// Plans of every shape, the odd ones among them.
  static let shapes: [(name: String, plan: @Sendable () throws -> PlanDocument)] = [
    ("small", { try SamplePlans.tiny() }), ("one site", { try SamplePlans.helpdesk() }),
    ("many zones", { try SamplePlans.followTheSun() }),
    (
      "nobody works",
      {
        var plan = try SamplePlans.helpdesk()
        plan.rota = Rota(duties: [], work: [])
        return plan
      }
    ),
    (
      "no people",
      {
        var plan = try SamplePlans.helpdesk(people: 0)
        plan.request.people = []
        return plan
      }
    ),
    (
      "no queues",
      {
        var plan = try SamplePlans.helpdesk()
        plan.queues = []
        plan.coverage = []
        plan.summary.serviceLevelByQueue = []
        plan.summary.serviceLevel = nil
        return plan
      }
    ),
    (
      "everything closed, nothing expected",
      {
        var plan = try SamplePlans.helpdesk()
        for number in plan.coverage.indices {
          plan.coverage[number].open = plan.coverage[number].open.map { _ in false }
          plan.coverage[number].contacts = plan.coverage[number].contacts.map { _ in 0 }
          plan.coverage[number].contactsLow = []
          plan.coverage[number].contactsHigh = []
        }
        return plan
      }
    ),
    (
      "figures that are no numbers",
      {
        var plan = try SamplePlans.helpdesk()
        plan.summary.cost = .nan
        plan.result.bound = -.infinity
        plan.result.gap = .infinity
        plan.coverage[0].contacts[40] = .nan
        plan.coverage[0].serviceLevel[40] = .nan
        plan.summary.serviceLevel = .nan
        return plan
      }
    ),
    (
      "an empty grid",
      {
        var plan = try SamplePlans.helpdesk()
        plan.request.grid.count = 0
        for number in plan.coverage.indices {
          plan.coverage[number] = QueueCoverage(
            queue: plan.coverage[number].queue, open: [], contacts: [], contactsLow: [], contactsHigh: [],
            handleTime: [], positions: [], required: [], scheduled: [], serviceLevel: [], occupancy: [])
        }
        return plan
      }
    ),
  ]

  @Test("the page is well formed, whatever the plan", arguments: shapes.indices)
  func wellFormed(shape: Int) throws {
    let (name, plan) = Self.shapes[shape]
    let reader = MarkupReader(reportPage(try plan()))
    #expect(reader.faults.isEmpty, "\(name): \(reader.faults.prefix(3))")
    let ids = reader.tags.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count, "an id is there twice")
    for tag in reader.tags {
      if let target = tag.attributes["href"] {
        #expect(target.hasPrefix("#") && ids.contains(String(target.dropFirst())), "\(name): nothing at \(target)")
      }
    }
  }

  @Test("the page needs no network")
  func selfContained() throws {
    let page = reportPage(try SamplePlans.followTheSun())
    let reader = MarkupReader(page)
    #expect(!reader.tags.contains { ["link", "img", "iframe", "object", "embed", "base", "form"].contains($0.name) })
    #expect(reader.tags.allSatisfy { $0.attributes["src"] == nil })
    for raw in reader.raw {
      #expect(!raw.contains("url(") && !raw.contains("@import") && !raw.contains("fetch("))
      #expect(!raw.contains("innerHTML =") && !raw.contains("eval("))
    }
  }

  @Test("a name is never markup")
  func escaping() throws {
    let plan = try SamplePlans.followTheSun()
    let page = reportPage(plan)
    let reader = MarkupReader(page)
    #expect(reader.tags.filter { $0.name == "script" }.count == 2)
    #expect(page.components(separatedBy: "<script").count == 3)
    #expect(reader.tags.allSatisfy { $0.attributes.keys.allSatisfy { !$0.hasPrefix("on") } })
    for person in plan.request.people { #expect(reader.text.contains(person.name), "\(person.name)") }
    var hostile = plan
    let attack = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;</title></style>--><!--"
    hostile.team = attack
    hostile.tool = attack
    hostile.command = attack
    hostile.currency = attack
    hostile.assumptions = [attack]
    hostile.inputs[0].path = attack
    hostile.warnings = [Diagnostic("x", attack, at: SourcePosition(file: attack), cure: attack)]
    hostile.zoneRules = attack
    for number in hostile.queues.indices {
      hostile.queues[number].name = attack
      hostile.queues[number].target = attack
      hostile.queues[number].model = attack
    }
    for number in hostile.request.sites.indices { hostile.request.sites[number].name = attack }
    for number in hostile.request.people.indices { hostile.request.people[number].name = attack }
    let attacked = MarkupReader(reportPage(hostile))
    #expect(attacked.faults.isEmpty, "\(attacked.faults.prefix(3))")
    #expect(attacked.tags.filter { $0.name == "script" }.count == 2)
    #expect(!attacked.tags.contains { $0.name == "img" })
    #expect(attacked.text.contains(attack))
  }

  @Test(
    "a name that turns the direction of what follows turns nothing in the page, and one from right to left stands apart"
  )
  func direction() throws {
    var plan = try SamplePlans.helpdesk()
    plan.request.people[0].name = "Agent\u{202E}10 \u{2066}x"
    plan.request.people[1].name = "נועה (2)"
    for number in plan.queues.indices { plan.queues[number].name = "Phone\u{202E}" }
    let page = reportPage(plan)
    #expect(
      !page.unicodeScalars.contains("\u{202E}") && page.contains("Agent10 x")
        && page.contains("\u{2068}נועה (2)\u{2069}"))
  }

  @Test("the script's data is JSON that cannot end its element, and its pieces tile the duties")
  func data() throws {
    struct Data: Decodable {
      struct Person: Decodable {
        var z: Int
        var d: [[Int]]
      }
      var start: Int
      var zones: [[[Int]]]
      var choices: [Int]
      var people: [Person]
    }
    let plan = try SamplePlans.followTheSun()
    let raw = try #require(MarkupReader(reportPage(plan)).raw.dropFirst().first)
    #expect(!raw.contains("<"))
    let data = try JSONDecoder().decode(Data.self, from: Foundation.Data(raw.utf8))
    #expect(data.choices.count == 5 && data.choices.contains(-1))
    #expect(data.people.reduce(0) { $0 + $1.d.count } == plan.rota.duties.count)
    let index = PlanIndex(plan)
    for (person, found) in zip(index.people, data.people) {
      for (duty, numbers) in zip(index.duties(of: person.id), found.d) {
        #expect((data.start + numbers[0]) * 60 == duty.start.rawValue)
        #expect((data.start + numbers[numbers.count - 2]) * 60 == duty.end.rawValue)
        let ends = stride(from: 2, to: numbers.count, by: 2).map { numbers[$0] }
        #expect(zip(ends, ends.dropFirst()).allSatisfy { $0 < $1 })
      }
    }
    // Kraków's offset changes once inside the week, the others' never.
    #expect(data.zones.map(\.count).sorted() == [1, 1, 1, 2])
  }

  @Test("each day lists who works on it, and the day of the clock change has no 02:00")
  func days() throws {
    let plan = try SamplePlans.followTheSun()
    let page = reportPage(plan)
    let sections = page.components(separatedBy: "<section class=\"day\"").dropFirst()
    #expect(sections.count == 9)
    let sunday = try #require(sections.first { $0.hasPrefix(" id=\"day-2026-03-29\"") })
    #expect(sunday.contains(">00:00<") && !sunday.contains(">02:00<") && sunday.contains(">04:00<"))
    for day in 0..<7 {
      let date = plan.week.monday.adding(days: day)
      let section = try #require(sections.first { $0.hasPrefix(" id=\"day-\(date)\"") })
      let shown = section.components(separatedBy: "<div class=\"prow\"").dropFirst().filter { !$0.hasPrefix(" hidden") }
      let start = plan.readerZone.instant(of: date)
      let end = plan.readerZone.instant(of: date.adding(days: 1))
      let working = Set(plan.rota.duties.filter { $0.duty.start < end && start < $0.duty.end }.map(\.person))
      #expect(shown.filter { !($0.prefix(80).contains("hidden")) }.count == working.count, "\(date)")
    }
  }

  @Test("the headline says what the summary says, and marks only what is missed")
  func headline() throws {
    var plan = try SamplePlans.helpdesk()
    plan.summary.serviceLevel = 0.834
    plan.summary.serviceLevelByQueue = [0.834, nil]
    plan.summary.requiredMinutes = 60_000
    plan.summary.uncoveredMinutes = 600
    plan.result.gap = 0.0061
    func strip() -> String {
      let page = reportPage(plan)
      return String(page.prefix(upTo: page.range(of: "</header>")?.lowerBound ?? page.startIndex))
    }
    var text = MarkupReader(strip() + "</header></div></body></html>").text
    #expect(text.contains("83\u{A0}%") && text.contains("1.0\u{A0}%") && text.contains("0.7\u{A0}%"))
    #expect(text.contains("10\u{A0}h of the 1,000\u{A0}h required"))
    #expect(!strip().contains("class=\"missed\"") && !strip().contains("figure bad"))
    plan.summary.serviceLevelByQueue = [0.79, nil]
    #expect(strip().contains("class=\"missed\"") && strip().contains("figure bad"))
    plan.result.status = .optimal
    text = MarkupReader(strip() + "</header></div></body></html>").text
    #expect(text.contains("nothing better exists, proven"))
  }

  @Test("300 people and a week fit into 5 MB")
  func size() throws {
    let plan = try SamplePlans.followTheSun()
    var large = plan
    large.request.people = []
    large.people = []
    large.rota = Rota(duties: [], work: [])
    for number in 0..<300 {
      let source = plan.request.people[number % plan.request.people.count]
      var person = source
      person.id = PersonID("\(source.id)-\(number)")
      large.request.people.append(person)
      var summary = plan.people[number % plan.people.count]
      summary.person = person.id
      large.people.append(summary)
      large.rota.duties += plan.rota.duties.filter { $0.person == source.id }
        .map { AssignedDuty(person: person.id, duty: $0.duty) }
      large.rota.work += plan.rota.work.filter { $0.person == source.id }
        .map { WorkSpan(person: person.id, queue: $0.queue, start: $0.start, end: $0.end) }
    }
    let bytes = reportPage(large).utf8.count
    #expect(bytes < 5_000_000, "\(bytes) bytes")
  }

  @Test("the same plan gives the same page")
  func deterministic() throws {
    #expect(reportPage(try SamplePlans.followTheSun()) == reportPage(try SamplePlans.followTheSun()))
  }

  @Test("the worst hours are those with most people missing, one a queue and day")
  func worst() throws {
    var plan = try SamplePlans.helpdesk()
    for number in plan.coverage.indices { plan.coverage[number].scheduled = plan.coverage[number].required }
    let tuesday = plan.readerZone.instant(of: plan.week.monday.adding(days: 1), ClockTime(hour: 9))
    let slot = plan.request.grid.index(of: tuesday)
    plan.coverage[1].scheduled[slot + 1] -= 2
    plan.coverage[1].scheduled[slot + 2] -= 1
    plan.coverage[1].scheduled[slot + 8] -= 1
    plan.coverage[0].scheduled[slot + 30] -= 1
    let hours = worstHours(ReportContext(plan), limit: 9)
    #expect(hours.map(\.queue) == [1, 0])
    #expect(hours[0].when == "Tue 1 Dec 09:00–10:00" && hours[0].missing == 2)
    #expect(hours[0].anchor == "day-2026-12-01")
    #expect(worstHours(ReportContext(plan), queue: 0, limit: 9).count == 1)
    #expect(worstHours(ReportContext(plan), limit: 1).count == 1)
  }
}

@Suite struct HTMLTests {
  @Test("what is put in is text, what stands in the literal is markup")
  func interpolation() {
    let name = "<b>&\"'\u{0}"
    let cell: HTML = "<td title=\"\(name)\">\(name)</td>"
    #expect(cell.markup == "<td title=\"&lt;b&gt;&amp;&quot;&#39;\u{FFFD}\">&lt;b&gt;&amp;&quot;&#39;\u{FFFD}</td>")
    let row: HTML = "<tr>\(cell)\([cell, cell])\(7)\(nil as HTML?)</tr>"
    #expect(row.markup == "<tr>\(cell.markup)\(cell.markup)\(cell.markup)7</tr>")
    #expect(["a", "b"].joined(separator: ", ").markup == "a, b")
  }
}

@Suite("headlines of the report") struct HeadlineTests {
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
