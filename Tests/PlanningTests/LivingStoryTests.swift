import Foundation
import Planning
import Testing

/// Sequences of ten operations on small teams, 1,000 with `ROTA_SLOW`: each is refused with words, or what it leaves passes the checker.
@Suite("Random operations on plans that live") struct LivingStoryTests {
  private static let isLong = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil
  /// `ROTA_STORY=17` tells this one alone, `ROTA_STORY=100-199` these.
  private static let named = ProcessInfo.processInfo.environment["ROTA_STORY"].flatMap { text -> ClosedRange<Int>? in
    let ends = text.split(separator: "-").compactMap { Int($0) }
    return ends.first.flatMap { first in ends.last.flatMap { first <= $0 ? first...$0 : nil } }
  }
  private static let parts = named == nil ? (isLong ? 20 : 2) : 1
  private static let count = isLong ? 50 : 2

  @Test(
    "operations pass the checker or are refused, undo gives the bytes before, the journal leads to what is there",
    arguments: 0..<parts)
  func stories(part: Int) throws {
    let shelf = ForecastShelf()
    var (done, refused): ([String: Int], [String: Int]) = ([:], [:])
    for number in Self.named.map({ Array($0) }) ?? (0..<Self.count).map({ $0 * Self.parts + part }) {
      var story = try LivingStory(seed: 24, number: number, shelf: shelf)
      defer { story.remove() }
      try story.plan()
      if story.index(below: 5) > 0 { try story.publish() }
      for _ in 0..<10 { try Self.step(&story) }
      if story.index(below: 2) == 0 { try story.unwind() } else { try story.publish() }
      try story.replay()
      done.merge(story.done, uniquingKeysWith: +)
      refused.merge(story.refused, uniquingKeysWith: +)
    }
    if Self.isLong || Self.named != nil {
      print("part \(part): done \(done.sorted { $0.key < $1.key }), refused \(refused.sorted { $0.key < $1.key })")
    }
    guard Self.named == nil else { return }
    #expect(done["replan", default: 0] > 0 && done["publish", default: 0] > 0 && done.count > 4, "\(done)")
    guard Self.isLong else { return }
    for name in ["plan", "edit", "undo", "swap", "meet", "leave", "cover", "import-edits"] {
      #expect(done[name, default: 0] > 0, "\(name): \(done)")
    }
    for code in ["plan.refused", "replan.duty-there", "replan.frozen"] {
      #expect(refused[code, default: 0] > 0, "\(code): \(refused)")
    }
  }

  private static func step(_ story: inout LivingStory) throws {
    switch story.index(below: 24) {
    case 0: try story.plan()
    case 1...3: try story.publish()
    case 4...8: try story.replan()
    case 9...12: try story.edit()
    case 13, 14: try story.swap()
    case 15: try story.cover()
    case 16: try story.leave()
    case 17, 18: try story.meet()
    case 19, 20: try story.undo()
    case 21: try story.importEdits()
    case 22: try story.hire()
    default: try story.neighbour()
    }
  }
}
