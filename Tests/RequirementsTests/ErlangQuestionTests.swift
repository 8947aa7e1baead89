import Tables
import Testing

@testable import Requirements
@testable import Workforce

@Suite("the calculator")
struct ErlangQuestionTests {
  private func failure(_ question: ErlangQuestion) -> Diagnostic? {
    do throws(Diagnostic) {
      _ = try question.answer()
      return nil
    } catch { return error }
  }

  @Test("contacts and a target give agents, heads and the neighbouring staffs")
  func agents() throws {
    let answer = try ErlangQuestion(contacts: 100, handleTime: 180, shrinkage: 0.3).answer()
    #expect(answer.load == 10 && answer.requiredAgents == 14 && answer.requiredHeads == 20)
    #expect(abs(answer.fractionalAgents - 13.0372064664) < 1e-8)
    #expect(answer.neighbours.map(\.agents) == [13, 14, 15] && answer.asked == answer.neighbours[1])
    #expect(abs(answer.asked.serviceLevel - 0.88835) < 1e-5)
    #expect(answer.model == "Erlang C, 80 % within 20 s, occupancy at most 85 %")
  }

  @Test("contacts and agents give the service; the requirement stands beside it")
  func service() throws {
    let answer = try ErlangQuestion(contacts: 360, handleTime: 240, agents: 55).answer()
    #expect(answer.asked.agents == 55 && abs(answer.asked.waitProbability - 0.23870) < 1e-5)
    #expect(answer.requiredAgents == 57)
  }

  @Test("agents and a target give the most contacts", arguments: [nil, 90.0])
  func contacts(patience: Double?) throws {
    let answer = try ErlangQuestion(contacts: nil, handleTime: 240, agents: 20, patience: patience).answer()
    #expect(answer.requiredAgents == 20)
    let more = try ErlangQuestion(contacts: answer.contacts * 1.001, handleTime: 240, patience: patience).answer()
    #expect(more.requiredAgents == 21)
  }

  @Test("contacts, agents and a target give the longest handle time; chat answers like the others")
  func handleTime() throws {
    let target = ServiceTarget(serviceLevel: nil, meanWait: 20, maximumOccupancy: 0.9)
    for times in [nil, [180.0, 240, 290]] {
      let answer = try ErlangQuestion(
        contacts: 60, handleTime: nil, agents: 12, concurrentHandleTimes: times, target: target
      ).answer()
      #expect(answer.requiredAgents == 12 && answer.handleTime > 0)
      let more = try ErlangQuestion(
        contacts: 60, handleTime: answer.handleTime * 1.001, concurrentHandleTimes: times, target: target
      ).answer()
      #expect(more.requiredAgents == 13)
    }
    let falling = ErlangQuestion(contacts: 60, handleTime: 100, concurrentHandleTimes: [10, 100])
    #expect(failure(falling)?.code == "erlang.chat")
    #expect(failure(ErlangQuestion(contacts: 0, handleTime: nil, agents: 3))?.code == "erlang.unknowns")
    #expect(failure(ErlangQuestion(contacts: 5, handleTime: nil))?.code == "erlang.unknowns")
  }

  @Test("no contacts and no agents are figures too")
  func nothing() throws {
    let answer = try ErlangQuestion(contacts: 0, handleTime: 240).answer()
    #expect(answer.requiredAgents == 0 && answer.neighbours.map(\.agents) == [0, 1])
    let none = try ErlangQuestion(contacts: nil, handleTime: 240, agents: 0).answer()
    #expect(none.contacts == 0)
  }

  @Test("what is out of range is said")
  func outOfRange() {
    #expect(failure(ErlangQuestion(contacts: nil, handleTime: 240))?.code == "erlang.unknowns")
    #expect(failure(ErlangQuestion(contacts: -1, handleTime: 240))?.code == "erlang.range")
    #expect(failure(ErlangQuestion(contacts: .nan, handleTime: 240))?.code == "erlang.range")
    #expect(failure(ErlangQuestion(contacts: 1e12, interval: 1, handleTime: 240))?.code == "erlang.range")
    #expect(failure(ErlangQuestion(contacts: 1, interval: 0, handleTime: 240))?.code == "erlang.range")
    #expect(failure(ErlangQuestion(contacts: 1, handleTime: 0))?.code == "staffing.out-of-range")
    #expect(failure(ErlangQuestion(contacts: 1, handleTime: 9, patience: -2))?.code == "staffing.out-of-range")
    #expect(failure(ErlangQuestion(contacts: 1, handleTime: 9, shrinkage: 1))?.code == "staffing.out-of-range")
    let open = ServiceTarget(serviceLevel: nil, maximumOccupancy: nil)
    #expect(failure(ErlangQuestion(contacts: 1, handleTime: 9, target: open))?.code == "staffing.no-target")
    #expect(failure(ErlangQuestion(contacts: 1, handleTime: 9, target: open))?.kind == .usage)
    let percent = ServiceTarget(serviceLevel: 80)
    #expect(
      failure(ErlangQuestion(contacts: 1, handleTime: 9, target: percent))?.message
        == "the question: the service level is 80.0; expected a share from 0 to 1, for example 0.8")
  }
}

@Suite("questions at the edge of what is accepted")
struct ErlangEdgeTests {
  @Test("huge staffs are answered, and quickly", arguments: [1e7, 1e8, 1e9])
  func hugeStaff(agents: Double) throws {
    for patience in [nil, 60.0] {
      let answer = try ErlangQuestion(
        contacts: nil, handleTime: 240, agents: agents, patience: patience,
        target: ServiceTarget(maximumOccupancy: nil)
      ).answer()
      #expect(answer.contacts > 0.9 * agents * 1800 / 240)
    }
    let batch = try erlangBatch(
      Array(
        "id,kind,model,calls,interval_s,aht_s,agents,patience_s,target_s,sl_target\n1,calls,C,,1800,240,\(agents),,20,0.8\n2,aht,A,1000,1800,,\(agents),60,20,0.8\n"
          .utf8), file: "questions")
    #expect(batch.split(separator: "\n").count == 3)
    let chat = ErlangQuestion(
      contacts: 1e6, handleTime: 600, agents: agents, concurrentHandleTimes: [300, 450, 600],
      target: ServiceTarget(maximumOccupancy: nil))
    let clock = ContinuousClock()
    let start = clock.now
    let answer = try chat.answer()
    #expect(answer.asked.serviceLevel == 1)
    #expect(clock.now - start < .seconds(5))
  }

  @Test("summed from its peak, the chat chain has the weights of its states", arguments: [0.3, 5.0, 29.5, 44, 80])
  func servedStates(load: Double) {
    let pace = [0.5, 0.75, 1.0]
    for agents in [1, 7, 15] {
      var weight = 1.0
      var sum = 0.0
      var moment = 0.0
      for s in 0..<3 * agents {
        sum += weight
        moment += weight * Double(s)
        let (level, ahead) = (s / agents, Double(s % agents + 1))
        let lower = level > 0 ? Double(level) / pace[level - 1] : 0
        weight *= load / ((Double(agents) - ahead) * lower + ahead * Double(level + 1) / pace[level])
      }
      let states = ServedStates(agents: agents, pace: pace, load: load)
      #expect(isClose(states.inverse, 1 + sum / weight, relative: 1e-13))
      #expect(isClose(states.meanBelow, moment / sum, relative: 1e-12))
    }
  }

  @Test("a waiting room is no way to meet a target by turning customers away")
  func turnedAway() throws {
    func ask(_ target: ServiceTarget, patience: Double? = 60, room: Int = 0) throws -> ErlangAnswer {
      try ErlangQuestion(
        contacts: 300, handleTime: 600, patience: patience, concurrentHandleTimes: [300, 450, 600], waitingRoom: room,
        target: target
      ).answer()
    }
    func target(wait: Double? = nil, lost: Double? = nil, away: Double? = nil) -> ServiceTarget {
      ServiceTarget(
        serviceLevel: nil, meanWait: wait, maximumOccupancy: nil, maximumAbandonment: lost, maximumTurnedAway: away)
    }
    for patience in [nil, 60.0] {
      let lost = try ask(target(lost: 0.02), patience: patience, room: 2)
      #expect(lost.asked.lost <= 0.02 && lost.neighbours[0].lost > 0.02)
      #expect(lost.binding == ["at most 2 % lost"])
    }
    let wait = try ask(target(wait: 10))
    #expect(wait.asked.turnedAway <= 0.01 && wait.neighbours[0].turnedAway > 0.01)
    #expect(wait.binding == ["at most 1 % turned away"])
    let lenient = try ask(target(wait: 10, away: 0.2))
    #expect(lenient.asked.turnedAway <= 0.2 && lenient.neighbours[0].turnedAway > 0.2)
    // Who is turned away doesn't wait, and with no room nobody does.
    #expect(lenient.asked.waitProbability == 0)
  }

  @Test("a limit that is not reached itself is said to be one")
  func excluded() throws {
    var question = ErlangQuestion(
      contacts: nil, handleTime: 300, agents: 5, target: ServiceTarget(serviceLevel: 0, maximumOccupancy: nil))
    let answer = try question.answer()
    #expect(answer.isExcluded && answer.requiredAgents == 5)
    question.contacts = answer.contacts
    question.agents = nil
    #expect(try question.answer().requiredAgents == 5)
    question.contacts = 30
    #expect(try question.answer().requiredAgents == 6)
    #expect(try question.answer().isStaffExcluded)
    question.contacts = nil
    question.agents = 5
    question.target.serviceLevel = 0.8
    #expect(try !question.answer().isExcluded)
  }

  @Test("of hardly any contacts no handle time is asked: it is out of range, said with the range")
  func hardlyAnyContacts() throws {
    for contacts in [Double.leastNonzeroMagnitude, 1e-300, 1e-10, 1e13, -1, .nan, .infinity] {
      let question = ErlangQuestion(contacts: contacts, handleTime: nil, agents: 5, target: ServiceTarget())
      let problem = #expect(throws: Diagnostic.self) { try question.answer() }
      #expect(problem?.message.contains("from 1e-9 to 1e12") ?? false)
    }
    let least = ErlangQuestion(contacts: 1e-9, handleTime: nil, agents: 5, target: ServiceTarget())
    #expect(try least.answer().handleTime > 1e9)
  }

  @Test("a patience of a million million handle times ends, and waits are as long as the patience lets them")
  func longPatience() {
    for x in [1e11, 1e13, 0x1p53, 0x1.8p54, 0x1p60] {
      let traffic = Traffic(load: 0.5, handleTime: 1 / x)
      let figures = ErlangA(patience: 1).performance(of: traffic, agents: 1, answeredWithin: 0)
      #expect(figures.meanWait.isFinite && figures.meanWait >= 0 && figures.meanWait < 1)
    }
    let question = ErlangQuestion(
      contacts: 60, handleTime: nil, agents: 7.4e-68, patience: 19.2, concurrentHandleTimes: [1, 1, 1],
      target: ServiceTarget(serviceLevel: 1.5e-47, withinSeconds: 1e-300))
    _ = try? question.answer()
  }
}
