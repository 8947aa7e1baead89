import Planning
import ProjectFixtures
import Tables
import Testing
import Workforce

@testable import Scenarios

@Suite("knobs of presence and of targets over the day")
struct PresenceKnobTests {
  private func project(_ text: String, _ files: MemoryFiles = .sound) throws -> Project {
    try Scenario(Array(text.utf8), file: "future.json5") { path throws(Diagnostic) in
      throw Diagnostic("test.read", "nothing to read at \(path)")
    }.project(files)
  }

  private func refusal(_ text: String, _ files: MemoryFiles = .sound) -> String? {
    do {
      _ = try project(text, files)
      return nil
    } catch { return (error as? Diagnostic)?.code }
  }

  @Test("each reaches the queue, in whatever order a file names them")
  func settings() throws {
    let queue = try project(
      "{ set: { dayFloor: \"20%\", dayMargin: \"+1 point\", holdsOver: \"day\", minimumHeads: 2 } }"
    ).queues[0].settings
    #expect(queue.target.holdsOver == .day)
    #expect(abs(try #require(queue.target.dayMargin) - 0.03) < 1e-12)
    #expect(queue.target.dayFloor == 0.2)
    #expect(queue.minimumHeads == 2)
    #expect(
      try project("{ set: { \"presence.phone\": \"proportional\" } }").queues[0].settings.presence == .proportional)

    var scenario = Scenario(name: "by hand")
    try scenario.set("holdsOver", to: "day")
    try scenario.set("dayFloor.phone", to: "0.05")
    try scenario.set("minimumHeads", to: "3")
    try scenario.set("prices.by", to: "service")
    try scenario.set("prices.underFirst", to: "30")
    let changed = try scenario.project(MemoryFiles.sound)
    #expect(changed.queues[0].settings.target.dayFloor == 0.05)
    #expect(changed.queues[0].settings.minimumHeads == 3)
    #expect(changed.pricedBy == .service)
    #expect(changed.prices.underFirst == 30)
  }

  @Test("what would change nothing is refused, and so is what can't be read")
  func refusals() {
    #expect(refusal("{ set: { dayFloor: 0.2 } }") == "scenario.nothing")
    #expect(refusal("{ set: { dayMargin: 0.01, holdsOver: \"interval\" } }") == "scenario.nothing")
    #expect(refusal("{ set: { presence: \"proportional\", holdsOver: \"day\" } }") == "scenario.nothing")
    #expect(refusal("{ set: { minimumHeads: 2, presence: \"proportional\" } }") == "scenario.nothing")
    #expect(refusal("{ set: { presence: \"randon\" } }") == "project.unknown-word")
    #expect(refusal("{ set: { holdsOver: \"week\" } }") == "project.unknown-word")
    #expect(refusal("{ set: { minimumHeads: -1 } }") != nil)
    let proportional = MemoryFiles.sound.replacing(
      "{ id: \"phone\",", by: "{ id: \"phone\", presence: \"proportional\",", in: "rota.json")
    #expect(refusal("{ project: { prices: { by: \"service\" } } }", proportional) == "project.prices")
    let waiting = MemoryFiles.sound.replacing(
      "target: { serviceLevel: 0.8, within: \"20s\" }", by: "target: { meanWait: \"30s\" }", in: "rota.json")
    #expect(refusal("{ set: { holdsOver: \"day\" } }", waiting) == "scenario.nothing")
    let mail = MemoryFiles.sound.replacing(
      "{ id: \"phone\",", by: "{ id: \"mail\", channel: \"email\", skills: \"phone\" }, { id: \"phone\",",
      in: "rota.json")
    for knob in ["presence.mail: \"random\"", "holdsOver.mail: \"day\"", "minimumHeads.mail: 1"] {
      let parts = knob.split(separator: ":")
      #expect(refusal("{ set: { \"\(parts[0])\":\(parts[1]) } }", mail) == "scenario.nothing")
    }
  }

  @Test("a queue turns from proportion to chance, and back, with a target over the day, in either order")
  func turning() throws {
    let proportional = MemoryFiles.sound.replacing(
      "{ id: \"phone\",", by: "{ id: \"phone\", presence: \"proportional\",", in: "rota.json")
    let overDay = MemoryFiles.sound.replacing(
      "within: \"20s\"", by: "within: \"20s\", holdsOver: \"day\"", in: "rota.json")
    for (files, words) in [
      (proportional, [("presence", "random"), ("holdsOver", "day")]),
      (overDay, [("presence", "proportional"), ("holdsOver", "interval")]),
    ] {
      for order in [words, words.reversed()] {
        var scenario = Scenario(name: "by hand")
        for (knob, word) in order { try scenario.set(knob, to: word) }
        let queue = try scenario.project(files).queues[0].settings
        #expect(queue.presence?.rawValue == words[0].1 && queue.target.holdsOver?.rawValue == words[1].1)
      }
    }
  }

  @Test("an upper layer's settings outweigh the knob of a lower one")
  func layers() throws {
    let base = "{ set: { holdsOver: \"day\", minimumHeads: 2 } }"
    let upper =
      "{ base: \"base.json5\", project: { queues: [ { id: \"phone\", target: { holdsOver: \"interval\" } } ] } }"
    let queue = try Scenario(Array(upper.utf8), file: "future.json5") { _ throws(Diagnostic) in Array(base.utf8) }
      .project(MemoryFiles.sound).queues[0].settings
    #expect(queue.target.holdsOver == .interval)
    #expect(queue.minimumHeads == 2)
  }
}
