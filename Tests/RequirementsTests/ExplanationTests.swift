import Calendars
import Testing

@testable import Requirements
@testable import Workforce

@Suite("why so many agents")
struct ExplanationTests {
  private static let targets = [
    ServiceTarget(serviceLevel: 0.8, withinSeconds: 20, maximumOccupancy: 0.85),
    ServiceTarget(serviceLevel: nil, withinSeconds: 20, meanWait: 15, maximumOccupancy: nil),
    ServiceTarget(serviceLevel: nil, withinSeconds: 20, maximumOccupancy: 0.7),
    ServiceTarget(serviceLevel: 0.7, withinSeconds: 30, maximumOccupancy: 0.95, maximumAbandonment: 0.02),
  ]

  @Test("the staff required meets the target and one agent less misses it", arguments: targets)
  func neighbours(target: ServiceTarget) {
    let shape = DayShape(load: 12, handleTime: 400)
    let forecast = shape.forecast(daySpread: 0.15)
    for (channel, method, covers) in [
      (Channel.phone, RequirementMethod.modifiedOfferedLoad, true), (.phone, .stationary, false),
      (.chat, .modifiedOfferedLoad, false),
    ] {
      var settings = shape.settings(channel, method, target: target)
      if target.maximumAbandonment != nil { settings.patience = 90 }
      if channel == .chat { settings.concurrency = 2 }
      settings.coversForecastSpread = covers
      let whole = requirement(for: settings, forecast: forecast, grid: DayShape.grid)
      for index in [34, 55] {
        let answer = explainRequirement(for: settings, forecast: forecast, grid: DayShape.grid, at: index)
        #expect(answer.positions == whole.positions[index] && answer.heads == whole.required[index])
        #expect(answer.levels.map(\.agents) == [answer.positions - 1, answer.positions, answer.positions + 1])
        #expect(!answer.levels[0].missed.isEmpty, "\(index) \(answer)")
        #expect(answer.levels[1].missed.isEmpty && answer.levels[2].missed.isEmpty, "\(index) \(answer)")
      }
    }
  }

  @Test("e-mail: one agent less misses a deadline; a closed hour explains itself")
  func deadlines() {
    let shape = DayShape(load: 6, handleTime: 600)
    var settings = shape.settings(.email, .stationary, target: ServiceTarget(serviceLevel: nil, maximumOccupancy: 0.9))
    settings.responseTime = ResponseTime(seconds: 7200, clock: .openingHours)
    let plan = requirement(for: settings, forecast: shape.forecast(), grid: DayShape.grid)
    for index in plan.positions.indices where plan.positions[index] > 0 && index % 5 == 0 {
      let answer = explainRequirement(for: settings, forecast: shape.forecast(), grid: DayShape.grid, at: index)
      #expect(!answer.levels[0].missed.isEmpty && answer.levels[1].missed.isEmpty, "\(index) \(answer)")
    }
    let closed = explainRequirement(for: settings, forecast: shape.forecast(), grid: DayShape.grid, at: 3)
    #expect(!closed.isOpen && closed.levels.isEmpty && closed.positions == 0)
  }

  @Test("every model says why it was taken")
  func reasons() {
    let shape = DayShape(load: 6, handleTime: 600)
    func reason(_ channel: Channel, _ change: (inout QueueSettings) -> Void) -> String {
      var settings = shape.settings(channel, .modifiedOfferedLoad, target: ServiceTarget())
      change(&settings)
      return requirement(for: settings, forecast: shape.forecast(), grid: DayShape.grid).reason
    }
    #expect(reason(.phone) { _ in }.contains("no patience") || reason(.phone) { _ in }.contains("No patience"))
    #expect(reason(.phone) { $0.patience = 60 }.contains("60 s"))
    #expect(reason(.phone) { $0.requirementMethod = .stationary }.contains("interval by itself"))
    #expect(reason(.chat) { $0.concurrency = 3 }.contains("3 chats"))
    #expect(reason(.email) { _ in }.contains("no responseTime"))
    #expect(
      reason(.email) { $0.responseTime = ResponseTime(seconds: 3600, clock: .elapsed) }.contains("nights and closed"))
  }

  @Test("the parts of the shrinkage, the part of the target that decides, and the backlog are all there")
  func parts() throws {
    let shape = DayShape(load: 12, handleTime: 400)
    var settings = shape.settings(
      .phone, .modifiedOfferedLoad, target: ServiceTarget(serviceLevel: 0.8, withinSeconds: 20, maximumOccupancy: 0.6))
    let date = settings.zone.date(at: DayShape.grid.start)
    settings.shrinkagePlan = ShrinkagePlan([
      ShrinkageComponent(name: "sickness", share: 0.04),
      ShrinkageComponent(
        name: "leave", share: 0.1, isPlanned: true, booked: [BookedShare(first: date, last: date, share: 0.03)]),
      ShrinkageComponent(name: "lunch", share: 0.06, isPaid: false, isPlanned: true, isKnownToRota: true),
      ShrinkageComponent(name: "meeting", share: 0.5, isPlanned: true, minutes: 0..<30),
    ])
    let live = explainRequirement(for: settings, forecast: shape.forecast(), grid: DayShape.grid, at: 50)
    #expect(live.shrinkageParts.map(\.name) == ["sickness", "leave", "lunch"])
    #expect(live.shrinkageParts.map { ($0.added * 100).rounded() } == [4, 7, 0])
    #expect(live.shrinkageParts.map(\.isPaid) == [true, true, false])
    #expect(isClose(live.shrinkage, 0.11, absolute: 1e-12))
    // A staff that is busy at most 60 % of its time answers nearly everybody at once: the cap decides.
    #expect(live.binding == ["an occupancy of at most 60 %"])

    var mail = shape.settings(.email, .stationary, target: ServiceTarget(serviceLevel: nil, maximumOccupancy: 0.9))
    mail.responseTime = ResponseTime(seconds: 7200, clock: .openingHours)
    mail.openingBacklog = 10
    let plan = requirement(for: mail, forecast: shape.forecast(), grid: DayShape.grid)
    var compared = 0
    for index in plan.open.indices where plan.open[index] {
      let answer = explainRequirement(for: mail, forecast: shape.forecast(), grid: DayShape.grid, at: index)
      let found = try #require(answer.deadlines)
      #expect(isClose(found.waitingAtOpening, 10, absolute: 1e-6))
      // What waited, and what came, is worked on or waits.
      let came = found.waitingAfter + (answer.levels.first { $0.agents == answer.positions }?.worked ?? 0)
      #expect(came >= found.waitingBefore - 1e-6)
      #expect(found.done <= found.available + 1e-6 && found.due <= found.done + 1e-6)
      // One agent less misses the first deadline that it misses by what is overdue then, not by the worst of later ones.
      guard let below = answer.levels.first(where: { $0.agents == answer.positions - 1 }),
        let words = below.missed.first, let work = plan.deferrable
      else { continue }
      var fewer = plan.positions
      fewer[index] -= 1
      let done = work.workDone(agents: fewer)
      let late = try #require(done.indices.first { work.due[$0] > done[$0] + 1e-6 })
      let told = try #require(words.split(separator: " ").dropLast().last.flatMap { Double($0) })
      #expect(abs(told - max(0.01, (work.due[late] - done[late]) / plan.handleTime[index])) < 0.0051, "\(words)")
      compared += 1
    }
    #expect(compared > 10)
  }

  @Test("of blended e-mail each staff's work is split into what free live people do and what is left to its own")
  func blended() throws {
    let shape = DayShape(load: 4, handleTime: 400)
    var mail = shape.settings(.email, .stationary, target: ServiceTarget(serviceLevel: nil, maximumOccupancy: 0.9))
    mail.responseTime = ResponseTime(seconds: 7200, clock: .openingHours)
    let grid = DayShape.grid
    let idle = (0..<grid.count).map { $0 % 3 == 0 ? 600.0 : 200 }
    let plan = requirement(for: mail, forecast: shape.forecast(), grid: grid, idleCapacity: idle)
    let alone = requirement(for: mail, forecast: shape.forecast(), grid: grid)
    #expect(plan.positions.reduce(0, +) < alone.positions.reduce(0, +))
    #expect(plan.model.hasSuffix("blended with live work"))
    for index in plan.open.indices where plan.open[index] && plan.contacts[index] > 0 {
      let answer = explainRequirement(
        for: mail, forecast: shape.forecast(), grid: grid, idleCapacity: idle, at: index)
      #expect(answer.positions == plan.positions[index])
      let level = try #require(answer.levels.first { $0.agents == answer.positions })
      let byIdle = try #require(level.workedByIdle)
      let own = try #require(level.worked)
      #expect(byIdle >= 0 && byIdle <= idle[index] / 400 + 1e-6)
      #expect(isClose(byIdle + own, plan.contacts[index], relative: 1e-6), "\(index)")
      if level.agents == 0 { #expect(own < 1e-9) }
      #expect(level.missed.isEmpty)
    }
    // Ring-fenced e-mail has nobody else.
    let closed = explainRequirement(for: mail, forecast: shape.forecast(), grid: grid, at: 50)
    #expect(closed.levels.allSatisfy { $0.workedByIdle == nil })
  }
}
