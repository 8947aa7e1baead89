import Calendars
import Searching
import Testing

@testable import Checking

@Suite("Sets of time")
struct CheckTimeSetTests {
  /// Ranges with whole seconds, and which seconds of 0..<12 hold how many of them.
  private func ranges(_ generator: inout SeededGenerator) -> ([Range<Instant>], [Int]) {
    var held = [Int](repeating: 0, count: 12)
    let ranges = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
      let start = Int.random(in: 0..<12, using: &generator)
      let end = Int.random(in: start...12, using: &generator)
      for second in start..<end { held[second] += 1 }
      return Instant(rawValue: start)..<Instant(rawValue: end)
    }
    return (ranges, held)
  }

  private func seconds(_ ranges: [Range<Instant>]) -> [Bool] {
    (0..<12).map { second in ranges.contains { $0.contains(Instant(rawValue: second)) } }
  }

  @Test("union, difference and overlap agree with counting second by second") func bySeconds() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      let (left, inLeft) = ranges(&generator)
      let (right, inRight) = ranges(&generator)
      let union = TimeSet(left)
      #expect(seconds(union.ranges) == inLeft.map { $0 > 0 })
      #expect(zip(union.ranges, union.ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
      let difference = union.subtracting(TimeSet(right))
      #expect(seconds(difference.ranges) == zip(inLeft, inRight).map { $0 > 0 && $1 == 0 })
      #expect(difference == TimeSet(difference.ranges))
      #expect(seconds(TimeSet.overlaps(of: left)) == inLeft.map { $0 > 1 })
    }
  }
}
