import Testing

@testable import Tickets

@Suite struct IdentityMarksTests {
  private func pseudoRandom(_ count: Int, seed: UInt64, mask: UInt64 = .max) -> [UInt64] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ (state >> 31)) & mask
    }
  }

  @Test("what is written reads back equal: runs, single marks, the ends of the range")
  func roundTrip() throws {
    for marks in [
      [], [0], [.max], [0, 1, 2, .max - 1, .max], Array(5...900), [7, 9, 11], [1, 2, 3, 1 << 40, 1 << 63],
      Array(Set(pseudoRandom(3000, seed: 3))).sorted(), Array(Set(pseudoRandom(3000, seed: 4, mask: 8191))).sorted(),
    ] as [[UInt64]] {
      let kept = IdentityMarks(sorted: marks)
      #expect(kept.count == marks.count)
      var read: [UInt64] = []
      try #require(IdentityMarks(text: kept.text)).forEachRun { read += Array($0) }
      #expect(read == marks)
      #expect(IdentityMarks(text: kept.text) == kept)
    }
  }

  @Test("ids that rise take no room however many they are, others at most ten bytes")
  func size() {
    #expect(IdentityMarks(sorted: 1_000_000...3_000_000 as ClosedRange<UInt64>).text.count < 16)
    let scattered = Array(Set(pseudoRandom(1_000_000, seed: 5))).sorted()
    #expect(IdentityMarks(sorted: scattered).text.count <= 10 * scattered.count)
  }

  @Test("damaged text is refused")
  func damage() {
    for text in ["!", "B", "CB", "f", "ggggggggggggggggA", "BAA", "CAA", "BD"] {
      #expect(IdentityMarks(text: Array(text.utf8)) == nil, "\(text)")
    }
  }

  @Test("shared marks, against the standard library's sets")
  func shared() {
    for seed in 1...20 as ClosedRange<UInt64> {
      let one = Set(pseudoRandom(200, seed: seed, mask: 511))
      let two = Set(pseudoRandom(150, seed: seed + 100, mask: 511))
      #expect(
        IdentityMarks(sorted: one.sorted()).shared(with: IdentityMarks(sorted: two.sorted()))
          == one.intersection(two).count)
    }
  }
}
