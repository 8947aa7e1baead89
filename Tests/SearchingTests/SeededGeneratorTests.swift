import Searching
import Testing

@Suite("Seeded random numbers") struct SeededGeneratorTests {
  @Test("the first numbers are those of the published SplitMix64")
  func reference() {
    var random = SeededGenerator(seed: 1_234_567)
    let first = (0..<3).map { _ in random.next() }
    #expect(first == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
  }

  @Test("indices fill their range evenly", arguments: [1, 2, 3, 7, 100])
  func indices(bound: Int) {
    var random = SeededGenerator(seed: 5)
    var counts = [Int](repeating: 0, count: bound)
    for _ in 0..<(bound * 1000) { counts[random.nextIndex(below: bound)] += 1 }
    #expect(counts.allSatisfy { $0 > 850 && $0 < 1150 || bound == 1 })
  }

  @Test("units lie in 0..<1 and streams differ")
  func units() {
    var one = SeededGenerator(seed: 5, stream: 0)
    var two = SeededGenerator(seed: 5, stream: 1)
    for _ in 0..<1000 { #expect((0..<1).contains(one.nextUnit())) }
    #expect(one.next() != two.next())
  }
}
