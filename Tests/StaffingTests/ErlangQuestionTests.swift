import Tables
import Testing

@testable import Staffing

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
