import Searching
import Tables
import Testing

@testable import Scenarios

@Suite("people for queues and knobs for the tornado")
struct SkillCoverTests {
  /// The least that can be left, by trying every way to spread whole units.
  private func least(_ work: [Int], _ groups: [(time: Int, kinds: [Int])]) -> Int {
    guard let group = groups.first else { return work.reduce(0, +) }
    func spread(_ work: [Int], _ time: Int, _ kinds: ArraySlice<Int>) -> Int {
      guard let kind = kinds.first else { return least(work, Array(groups.dropFirst())) }
      return (0...min(time, work[kind])).map { amount in
        var rest = work
        rest[kind] -= amount
        return spread(rest, time - amount, kinds.dropFirst())
      }.min() ?? 0
    }
    return spread(work, group.time, group.kinds[...])
  }

  @Test("as little work is left as by any way to spread it")
  func bruteForce() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      let kinds = Int.random(in: 1...3, using: &random)
      let work = (0..<kinds).map { _ in Int.random(in: 0...5, using: &random) }
      let groups = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        (
          time: Int.random(in: 0...5, using: &random),
          kinds: (0..<kinds).filter { _ in Bool.random(using: &random) }
        )
      }
      let left = SkillCover(work: work, groups: groups).left
      #expect(left.reduce(0, +) == least(work, groups), "\(work) \(groups)")
      #expect(zip(left, work).allSatisfy { $0 >= 0 && $0 <= $1 })
    }
  }

  @Test("enough people and too few of a skill is too few")
  func skills() {
    // The second kind only the second group can do; the first group's spare time doesn't help.
    #expect(SkillCover(work: [10, 10], groups: [(20, [0]), (5, [0, 1])]).left == [0, 5])
    // Whoever can do both makes room for those who can do one.
    #expect(SkillCover(work: [10, 10], groups: [(10, [0, 1]), (10, [0])]).left == [0, 0])
  }

  @Test("ranges of the tornado are read, labelled and written back")
  func ranges() throws {
    let volume = try TornadoRange("volume", "-5%..+30%", at: "--range")
    #expect(volume == TornadoRange(.volume, -0.05, 0.3))
    #expect(volume.label(volume.low) == "−5 %" && volume.label(volume.high) == "+30 %")
    #expect(volume.words == "volume=-5..+30%")
    let points = try TornadoRange("shrinkage", "2.5 points", at: "--range")
    #expect(points == TornadoRange(.shrinkage, -0.025, 0.025))
    #expect(points.label(points.high) == "+2.5 points")
    #expect(try TornadoRange("shrinkage", String(points.words.dropFirst("shrinkage=".count)), at: "") == points)
    #expect(try TornadoRange("forecastError", "100%", at: "").label(-1) == "none")
    for (name, text) in [
      ("volum", "5%"), ("volume", "5"), ("volume", "5 points"), ("shrinkage", "3%"), ("volume", "+5%..+10%"),
      ("handleTime", "100%"), ("volume", "-100%..+5%"), ("volume", "0%"), ("volume", "nan%"), ("volume", "1..2..3%"),
    ] {
      let error = #expect(throws: Diagnostic.self) { try TornadoRange(name, text, at: "--range") }
      #expect(error?.cure != nil && error?.position?.file == "--range", "\(name) \(text)")
    }
  }
}
