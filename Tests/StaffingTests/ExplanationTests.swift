import Calendars
import Testing

@testable import Staffing

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
}
