import Calendars
import Forecasting
import Testing

@testable import Requirements
@testable import Workforce

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

@Suite("why so many heads")
struct HeadsByChanceTests {
  @Test("every figure is the sum over who may be there", arguments: 0..<40)
  func figures(round: Int) throws {
    let morning = try Morning.drawn(round)
    let (settings, whole) = (morning.settings, morning.whole)
    let target = settings.target
    let isOverDay = target.holdsOver == .day
    let open = whole.open.indices.filter { whole.open[$0] }
    #expect(open.count == 12)
    let contacts = open.reduce(0) { $0 + whole.contacts[$1] }
    let inTime = isOverDay ? open.map { whole.contacts[$0] * morning.sums($0).level(whole.required[$0]).share } : []
    let day = inTime.reduce(0, +) / contacts
    for index in (0..<5).map({ open[($0 * 5 + round) % 12] }) {
      let here = "\(round) \(index) \(settings)"
      let answer = explainRequirement(
        for: settings, forecast: morning.forecast, grid: Morning.grid, at: index)
      let heads = try #require(answer.presence)
      let required = whole.required[index]
      #expect(answer.heads == required && heads.required == required, "\(here)")
      #expect(heads.levels.map(\.heads) == [required - 1, required, required + 1].filter { $0 >= 0 }, "\(here)")
      let missing = settings.shrinkage
      #expect(abs(heads.nobody - pow(missing, Double(required))) < 1e-12)
      #expect(heads.onlyOne == nil ? required < 2 : required >= 2)
      if let one = heads.onlyOne {
        #expect(abs(one - Double(required) * (1 - missing) * pow(missing, Double(required - 1))) < 1e-12)
      }
      let sums = morning.sums(index)
      // Of a chat that is followed through the day, numbers in position of a chance below a millionth aren't asked about.
      let share = settings.channel == .chat ? 1e-6 : 1e-9
      func check(_ level: HeadsByChance.Level) {
        let expected = sums.level(level.heads)
        #expect(abs(level.serviceLevel - expected.share) < share, "\(here)")
        #expect(abs(level.contactsInTime - whole.contacts[index] * expected.share) < 100 * share, "\(here)")
        #expect(abs(level.meanNumber - Double(level.heads) * (1 - missing)) < 1e-9)
        let wait = morning.wait(index, heads: level.heads, expected: expected.wait)
        #expect(wait == level.meanWait || isClose(level.meanWait, wait, relative: 10 * share), "\(here)")
        #expect(level.abandonment.map { abs($0 - expected.abandoned) < share } ?? !morning.model.losesPatience)
        #expect(level.turnedAway.map { abs($0 - expected.turnedAway) < share } ?? !settings.hasWaitingRoom)
        #expect(abs(level.occupancy - morning.mean(index, heads: level.heads).occupancy) < 1e-9, "\(here)")
        var misses = morning.misses(
          index, heads: level.heads, share: isOverDay ? target.intervalFloor : target.serviceLevel, expected)
        if isOverDay {
          let before = sums.level(required).share
          let level = level.dayLevel ?? -1
          #expect(abs(level - (day + whole.contacts[index] * (expected.share - before) / contacts)) < share, "\(here)")
          if level < (target.dayGoal ?? 0) - 1e-11 { misses = true }
        } else {
          #expect(level.dayLevel == nil)
        }
        #expect(level.missed.isEmpty == !misses, "\(here) \(level)")
      }
      for level in heads.levels { check(level) }
      let old = try #require(heads.inProportion)
      #expect(old.heads == Int((Double(answer.positions) / (1 - missing) - 1e-9).rounded(.up)))
      check(old)
      #expect(heads.levels.first { $0.heads == required }?.missed.isEmpty == true, "\(here)")
      // What a chat leaves to later intervals depends on its heads, so that single ones aren't taken back over its day.
      if required > 0, !(isOverDay && settings.channel == .chat) {
        #expect(heads.levels.first?.missed.isEmpty == false, "\(here)")
      }
      #expect((heads.day != nil) == isOverDay)
      #expect(heads.minimumHeads == nil || heads.minimumHeads == required)
      guard let found = heads.day else { continue }
      #expect(abs(found.contacts - contacts) < 1e-9 * contacts && abs(found.serviceLevel - day) < 1e-9, "\(here)")
      #expect(found.goal == target.dayGoal && found.floorLevel == target.intervalFloor)
      check(found.floor)
      let floor = found.floor.heads
      #expect(floor <= required)
      #expect(!morning.misses(index, heads: floor, share: target.intervalFloor, sums.level(floor)), "\(here)")
      if floor > 0 {
        #expect(morning.misses(index, heads: floor - 1, share: target.intervalFloor, sums.level(floor - 1)), "\(here)")
      }
    }
  }

  @Test("in proportion and while closed nothing is said of chance; a minimum is named where nothing else asks")
  func others() throws {
    let shape = DayShape(load: 0.5, handleTime: 240)
    var settings = shape.settings(.phone, .modifiedOfferedLoad, target: ServiceTarget())
    settings.shrinkage = 0.1
    settings.minimumHeads = 7
    let answer = explainRequirement(for: settings, forecast: shape.forecast(), grid: DayShape.grid, at: 40)
    #expect(answer.heads == 7 && answer.presence?.minimumHeads == 7)
    #expect(answer.presence?.levels.first?.missed == ["at least 7 heads (minimumHeads)"])
    #expect(
      explainRequirement(for: settings, forecast: shape.forecast(), grid: DayShape.grid, at: 3).presence == nil)
    // Hardly any contact: only the minimum asks.
    var none = shape.forecast()
    none.contacts = none.contacts.map { _ in 0 }
    let idle = explainRequirement(for: settings, forecast: none, grid: DayShape.grid, at: 40)
    #expect(idle.heads == 7 && idle.presence?.minimumHeads == 7 && idle.presence?.levels.isEmpty == true)
    settings.presence = .proportional
    settings.minimumHeads = nil
    let old = explainRequirement(for: settings, forecast: shape.forecast(), grid: DayShape.grid, at: 40)
    #expect(old.presence == nil && old.heads == heads(for: old.positions, shrinkage: 0.1))
  }

  @Test("of whole chat agents the steady share is that of the chain; between them it falls", arguments: [nil, 90.0])
  func steadyShare(patience: Double?) {
    let chat = ConcurrentChat(concurrency: 3, handleTimes: [300, 420, 500], patience: patience)
    for load in [0.4, 2.5, 7, 20] {
      let traffic = Traffic(load: load, handleTime: 500)
      var previous = 1.0
      for step in 1...60 {
        let agents = Double(step) / 4 + (load / 3).rounded(.up)
        let share = chat.steadyShare(of: traffic, agents: agents)
        #expect(share.isSteady && share.occupancy <= previous + 1e-12)
        previous = share.occupancy
        guard agents == agents.rounded() else { continue }
        let whole = chat.performance(of: traffic, agents: agents, answeredWithin: 20)
        #expect(abs(share.occupancy - whole.occupancy) < 1e-9)
      }
      // One head of whom a twelfth is missing keeps up with what its places hold.
      #expect(chat.steadyShare(of: traffic, agents: load / 3 + 0.05).isSteady)
      #expect(patience != nil || !chat.steadyShare(of: traffic, agents: load / 3 - 0.05).isSteady)
    }
  }

  @Test("the calculator's heads by chance are the fewest that can expect the target", arguments: 0..<40)
  func calculator(round: Int) throws {
    var draws = Draws(state: UInt64(round) &* 104_729)
    for _ in 0..<5 { _ = draws.unit() }
    let hasPatience = round % 2 == 1
    var target = draws.one(of: [
      ServiceTarget(), ServiceTarget(serviceLevel: 0.9, withinSeconds: 30, maximumOccupancy: nil),
      ServiceTarget(serviceLevel: nil, meanWait: 20, maximumOccupancy: nil),
      ServiceTarget(serviceLevel: nil, maximumOccupancy: 0.7),
    ])
    if hasPatience, round % 3 == 0 { target.maximumAbandonment = 0.04 }
    let question = ErlangQuestion(
      contacts: draws.number(0.5...90), handleTime: draws.one(of: [120, 240, 400]),
      patience: hasPatience ? draws.number(30...200) : nil,
      concurrentHandleTimes: round % 4 == 2 ? [300, 420, 500] : nil, target: target, absence: draws.number(0.01...0.4))
    let answer = try question.answer()
    let heads = try #require(answer.byChance)
    let missing = try #require(question.absence)
    #expect(answer.requiredHeads == heads.required)
    #expect(heads.levels.map(\.heads) == [heads.required - 1, heads.required, heads.required + 1].filter { $0 >= 0 })
    let model: any QueueingModel =
      round % 4 == 2
      ? ConcurrentChat(concurrency: 3, handleTimes: [300, 420, 500], patience: question.patience)
      : question.patience.map { ErlangA(patience: $0) } ?? ErlangC()
    let traffic = Traffic(load: answer.load, handleTime: answer.handleTime)
    let sums = Sums(missing: missing, definition: target.definition) {
      model.performance(of: traffic, agents: Double($0), answeredWithin: target.withinSeconds)
    }
    for level in heads.levels {
      let expected = sums.level(level.heads)
      let mean = MeanNumber.mean(
        model, traffic, agents: Double(level.heads) * (1 - missing), within: target.withinSeconds)
      let wait =
        model.losesPatience
        ? expected.wait
        : model.performance(
          of: traffic, agents: Double(level.heads) * (1 - missing), answeredWithin: target.withinSeconds
        ).meanWait
      #expect(abs(level.serviceLevel - expected.share) < 1e-9)
      #expect(wait == level.meanWait || isClose(level.meanWait, wait, relative: 1e-8))
      #expect(level.abandonment.map { abs($0 - expected.abandoned) < 1e-9 } ?? !model.losesPatience)
      let isMet =
        mean.meanWait.isFinite && mean.occupancy <= (target.maximumOccupancy ?? 1) + 1e-9
        && expected.share >= (target.serviceLevel ?? 0) - 1e-11 && wait <= (target.meanWait ?? .infinity)
        && expected.abandoned <= target.maximumAbandonment ?? 1
      #expect(level.missed.isEmpty == isMet, "\(round) \(level)")
      #expect(isMet == (level.heads >= heads.required), "\(round) \(level)")
    }
    #expect(heads.inProportion?.heads == Requirements.heads(for: answer.requiredAgents, shrinkage: missing))
    var both = question
    both.shrinkage = 0.1
    #expect(throws: (any Error).self) { try both.answer() }
  }

  @Test("heads that are asked about stand in the middle; nobody who calls needs nobody")
  func asked() throws {
    let few = try ErlangQuestion(contacts: 12, handleTime: 240, agents: 2, absence: 0.08).answer()
    #expect(few.byChance?.levels.map(\.heads) == [1, 2, 3] && few.byChance?.levels[1].missed.isEmpty == false)
    let none = try ErlangQuestion(contacts: 0, handleTime: 240, absence: 0.08).answer()
    #expect(none.requiredHeads == 0 && none.byChance?.levels.map(\.heads) == [0, 1])
    let most = try ErlangQuestion(contacts: nil, handleTime: 240, agents: 9, absence: 0.08).answer()
    #expect(most.requiredAgents == 9 && (most.byChance?.required ?? 0) >= 9)
    #expect(try ErlangQuestion(contacts: 12, handleTime: 240).answer().byChance == nil)
    // In a room without patience the chance that nobody is there would ask for a dozen.
    let room = try ErlangQuestion(
      contacts: 6, handleTime: 300, waitingRoom: 10, target: ServiceTarget(serviceLevel: nil, meanWait: 30),
      absence: 0.1
    ).answer()
    #expect(room.byChance?.waitsOfMeanNumber == true && (room.requiredAgents...5).contains(room.requiredHeads))
  }

  @Test("a batch with absences has heads by chance, one without keeps its columns")
  func batch() throws {
    let header = "id,kind,model,calls,interval_s,aht_s,agents,target_s,sl_target"
    let rows = ["a,required,C,12,1800,240,,20,0.8", "b,perf,C,12,1800,240,4,20,", "c,required,B,12,1800,240,,,0.01"]
    let plain = try erlangBatch(Array(([header] + rows).joined(separator: "\n").utf8), file: "q.csv")
    #expect(!plain.contains("req_heads"))
    let text = ([header + ",absence"] + rows.map { "\($0),0.08" }).joined(separator: "\n")
    let absent = try erlangBatch(Array(text.utf8), file: "q.csv").split(separator: "\n").map(String.init)
    #expect(absent[0].hasSuffix("p_turned_away,req_heads,sl_expected"))
    let answer = try ErlangQuestion(
      contacts: 12, handleTime: 240, target: ServiceTarget(maximumOccupancy: nil), absence: 0.08
    ).answer()
    let level = try #require(answer.byChance?.levels.first { $0.heads == answer.requiredHeads })
    #expect(absent[1].hasSuffix(",\(answer.requiredHeads),\(level.serviceLevel)"))
    let four = try ErlangQuestion(contacts: 12, handleTime: 240, agents: 4, absence: 0.08).answer()
    let expected = try #require(four.byChance?.levels.first { $0.heads == 4 }?.serviceLevel)
    #expect(absent[2].hasSuffix(",,\(expected)") && absent[3].hasSuffix(",,"))
    for wrong in ["d,calls,C,,1800,240,4,20,0.8,0.08", "e,perf,C,12,1800,240,3.5,20,,0.08"] {
      #expect(throws: (any Error).self) { try erlangBatch(Array("\(header),absence\n\(wrong)".utf8), file: "q.csv") }
    }
    #expect(throws: (any Error).self) {
      try erlangBatch(Array("\(header),absence\n\(rows[0]),0.99".utf8), file: "q.csv")
    }
  }
}
