import Testing

@testable import Publishing

@Suite("time axes of charts")
struct BrokenAxisTests {
  private static let day = 86_400

  private func hours(_ days: [Int]) -> [Int] { days.flatMap { day in (0..<24).map { day * Self.day + $0 * 3600 } } }

  @Test("without a long blank the axis is even from edge to edge, closed weekends and all")
  func even() {
    let axis = BrokenAxis(hours([0, 1, 2, 3, 4, 7, 8, 9]), left: 64, right: 1184)
    #expect(axis.tenths(0) == 640 && axis.tenths(10 * Self.day) == 11_840)
    #expect(axis.tenths(5 * Self.day) == 640 + 11_200 / 2)
    #expect(axis.shown == 10 * Self.day)
  }

  @Test("weeks apart stand side by side, a gutter between them")
  func weeksApart() {
    let axis = BrokenAxis(hours(Array(0..<7) + Array(21..<28)), left: 64, right: 1184)
    #expect(axis.shown == 14 * Self.day)
    #expect(axis.tenths(0) == 640 && axis.tenths(28 * Self.day) == 11_840)
    #expect(axis.tenths(7 * Self.day - 1) <= 6180 && axis.tenths(21 * Self.day) == 6300)
    #expect(!axis.shows(8 * Self.day..<20 * Self.day) && axis.shows(6 * Self.day..<8 * Self.day))
    // What is left out stands where the next week begins; time never runs back.
    #expect(axis.tenths(14 * Self.day) == 6300)
    let places = stride(from: 0, through: 28 * Self.day, by: 3600).map(axis.tenths)
    #expect(zip(places, places.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test("nothing, and a single hour, have a place, too")
  func small() {
    #expect(BrokenAxis([], left: 0, right: 10).tenths(5) == 0)
    #expect(BrokenAxis([3600], left: 0, right: 10).tenths(3600) == 0)
  }
}
