import Calendars
import Testing

@testable import Tickets

@Suite struct DaySpansTests {
  @Test("dates without others, and in common with them")
  func spans() {
    func spans(_ ranges: [ClosedRange<Int>]) -> DaySpans {
      DaySpans(ranges.map { CivilDate(dayNumber: $0.lowerBound)...CivilDate(dayNumber: $0.upperBound) })
    }
    let sets: [DaySpans] = [[], [1...9], [3...4, 6...8], [0...1, 5...5, 9...12], [1...1, 3...3, 9...9]].map(spans)
    for one in sets {
      #expect(one.dates.count == one.count)
      for two in sets {
        let (dates, others) = (Set(one.dates), Set(two.dates))
        #expect(Set(one.subtracting(two).dates) == dates.subtracting(others))
        #expect(Set(one.intersection(two).dates) == dates.intersection(others))
      }
    }
  }
}
