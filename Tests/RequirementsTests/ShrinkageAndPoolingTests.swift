import Calendars
import Tables
import Testing

@testable import Requirements
@testable import Workforce

@Suite("shrinkage by kind and hour, and what pooling saves")
struct ShrinkageAndPoolingTests {
  private static let plan = ShrinkagePlan([
    ShrinkageComponent(name: "sickness", share: 0.05),
    ShrinkageComponent(name: "team meeting", share: 0.1, isPlanned: true, weekdays: [.tuesday], minutes: 540..<600),
    ShrinkageComponent(name: "leave", share: 0.12, isPlanned: true, isKnownToRota: true),
    ShrinkageComponent(name: "unpaid pause", share: 0.06, isPaid: false, isPlanned: true, isKnownToRota: true),
  ])

  private func time(_ weekday: Int, _ hour: Int) -> CivilTime {
    // 2026-11-30 is a Monday.
    CivilTime(date: CivilDate(dayNumber: 20_787 + weekday), clock: ClockTime(hour: hour))
  }

  @Test("what the rota knows itself adds no heads, and is still there for the budget")
  func kinds() {
    let plan = Self.plan
    #expect(isClose(plan.onTheDay(at: time(0, 9)), 0.05, absolute: 1e-12))
    #expect(isClose(plan.onTheDay(at: time(1, 9)), 0.15, absolute: 1e-12))
    #expect(isClose(plan.onTheDay(at: time(1, 10)), 0.05, absolute: 1e-12))
    #expect(isClose(plan.total(at: time(1, 9)), 0.33, absolute: 1e-12))
    #expect(isClose(plan.paid(at: time(1, 9)), 0.27, absolute: 1e-12))
    #expect(isClose(plan.share(at: time(0, 9), isPaid: true, isPlanned: true), 0.12, absolute: 1e-12))
    #expect(isClose(plan.share(at: time(0, 9), isPaid: false, isPlanned: nil), 0.06, absolute: 1e-12))
    #expect(ShrinkagePlan([ShrinkageComponent(name: "all", share: 1)]).onTheDay(at: time(0, 9)) == 0.95)
  }

  @Test("the planned part of what adds heads is the whole less the unplanned, under the cut too")
  func plannedPart() {
    #expect(Self.plan.plannedOnTheDay(from: time(0, 9), over: 15) == 0)
    #expect(isClose(Self.plan.plannedOnTheDay(from: time(1, 9), over: 15), 0.1, absolute: 1e-12))
    let much = ShrinkagePlan([
      ShrinkageComponent(name: "sickness", share: 0.6),
      ShrinkageComponent(name: "training", share: 0.6, isPlanned: true),
    ])
    #expect(isClose(much.plannedOnTheDay(from: time(0, 9), over: 15), 0.35, absolute: 1e-12))
    let unplanned = ShrinkagePlan([ShrinkageComponent(name: "sickness", share: 0.6)])
    #expect(unplanned.plannedOnTheDay(from: time(0, 9), over: 15) == 0)
  }

  @Test("a kind that begins or ends within an interval counts for as long as it lasts")
  func overlap() {
    let meeting = ShrinkageComponent(name: "meeting", share: 0.5, weekdays: [.monday], minutes: 542..<554)
    let plan = ShrinkagePlan([meeting, ShrinkageComponent(name: "sickness", share: 0.1)])
    #expect(isClose(plan.onTheDay(from: time(0, 9), over: 15), 0.1 + 0.5 * 12 / 15, absolute: 1e-12))
    #expect(isClose(plan.onTheDay(from: time(0, 9), over: 30), 0.1 + 0.5 * 12 / 30, absolute: 1e-12))
    #expect(isClose(plan.onTheDay(from: time(1, 9), over: 15), 0.1, absolute: 1e-12))
    // An interval over midnight, of which only the Monday counts.
    let night = ShrinkageComponent(name: "night", share: 0.4, weekdays: [.monday])
    let evening = CivilTime(date: CivilDate(dayNumber: 20_787), clock: ClockTime(minutes: 1430))
    #expect(isClose(night.overlap(from: evening, over: 30), 1.0 / 3, absolute: 1e-12))
    var settings = DayShape(load: 40, handleTime: 300).settings(.phone, .stationary, target: ServiceTarget())
    settings.shrinkagePlan = plan
    #expect(isClose(settings.shrinkage(of: 36, on: DayShape.grid), 0.5, absolute: 1e-12))
    #expect(isClose(settings.shrinkage(of: 37, on: DayShape.grid), 0.1, absolute: 1e-12))
  }

  @Test("heads follow the hour's shrinkage; too much of it is said")
  func heads() {
    let shape = DayShape(load: 40, handleTime: 300)
    var settings = shape.settings(.phone, .stationary, target: ServiceTarget())
    // The grid's day is a Monday.
    settings.shrinkagePlan = ShrinkagePlan([
      ShrinkageComponent(name: "sickness", share: 0.1),
      ShrinkageComponent(name: "huddle", share: 0.2, weekdays: [.monday], minutes: 600..<660),
    ])
    settings.presence = .proportional
    let plan = requirement(for: settings, forecast: shape.forecast(), grid: DayShape.grid)
    settings.presence = .random
    let byChance = requirement(for: settings, forecast: shape.forecast(), grid: DayShape.grid)
    for index in 0..<96 {
      let share = (40..<44).contains(index) ? 0.3 : 0.1
      #expect(plan.required[index] == Requirements.heads(for: plan.positions[index], shrinkage: share))
      #expect(byChance.positions[index] == plan.positions[index])
      guard plan.positions[index] > 0 else { continue }
      let load = byChance.offeredLoad[index]
      var curve = ServiceCurve(
        of: IntervalService(
          model: ErlangC(), contacts: 1, traffic: Traffic(load: load, handleTime: byChance.handleTime[index])),
        missing: share, within: 20)
      let isMet = curve.meets(settings.target, heads: byChance.required[index])
      #expect(isMet)
    }
    #expect(settings.diagnostics().isEmpty)
    settings.shrinkagePlan?.components.append(ShrinkageComponent(name: "training", share: 0.7))
    #expect(settings.diagnostics().map(\.code) == ["staffing.out-of-range"])
    settings.shrinkagePlan?.components[2].isKnownToRota = true
    #expect(settings.diagnostics().isEmpty)
    settings.shrinkagePlan?.components[2].share = 1.2
    #expect(settings.diagnostics().count == 1)
  }

  @Test("settings of chat and e-mail that no model can work with are said")
  func channelDiagnostics() {
    let shape = DayShape(load: 4, handleTime: 300)
    var chat = shape.settings(.chat, .stationary, target: ServiceTarget())
    for (concurrency, times, room, isSound) in [
      (3, nil, nil, true), (0, nil, nil, false), (51, nil, nil, false), (2, [100, 150], 5, true),
      (3, [100, 150], nil, false), (2, [100, 250], nil, false), (2, nil, -1, false),
    ] as [(Int, [Double]?, Int?, Bool)] {
      chat.concurrency = concurrency
      chat.concurrentHandleTimes = times
      chat.waitingRoom = room
      #expect(chat.diagnostics().isEmpty == isSound, "\(concurrency) \(String(describing: times))")
    }
    var mail = shape.settings(.email, .stationary, target: ServiceTarget())
    mail.responseTime = ResponseTime(seconds: 0, clock: .elapsed)
    mail.openingBacklog = -1
    #expect(mail.diagnostics().count == 2)
  }

  @Test("a pool needs no more than its queues apart and no fewer than its load; small queues gain most")
  func pooling() {
    func bounds(_ load: Double, queues: Int) -> PoolingBounds {
      let shape = DayShape(load: load, handleTime: 300)
      let settings = shape.settings(
        .phone, .modifiedOfferedLoad, target: ServiceTarget(serviceLevel: 0.8, withinSeconds: 20, maximumOccupancy: nil)
      )
      let plan = requirement(for: settings, forecast: shape.forecast(), grid: DayShape.grid)
      return Requirements.pooling(of: Array(repeating: (settings, plan), count: queues), grid: DayShape.grid)
    }
    let one = bounds(6, queues: 1)
    #expect(one.gain.allSatisfy { (0...1).contains($0) })
    let three = bounds(6, queues: 3)
    #expect(zip(three.pooled, three.separate).allSatisfy { $0 <= $1 })
    #expect(zip(three.pooled, one.pooled).allSatisfy { $0 >= $1 })
    let large = bounds(60, queues: 3)
    #expect(three.gainShare > large.gainShare && large.gainShare > 0 && three.gainShare < 0.5)
  }
}
