/// The most people of a site who may start on a day, of the sites where that can keep somebody out.
struct StartLimits: Sendable {
  /// One entry a limited site; `CompiledPerson.startLimit` is an index into it.
  var most: [Int] = []

  var isEmpty: Bool { most.isEmpty }

  /// The duties that are left where everybody in turn keeps theirs as long as there is room. What is left keeps every
  /// other rule that it kept before: a day off breaks none.
  func keeping(_ duties: [DutyChoice], people: [CompiledPerson], dayCount: Int) -> [DutyChoice] {
    guard !isEmpty else { return duties }
    var room = most.map { [Int](repeating: $0, count: dayCount) }
    var kept = duties
    for (index, person) in people.enumerated() where person.startLimit >= 0 {
      for day in 0..<dayCount where duties[index * dayCount + day].isWorked {
        if room[person.startLimit][day] > 0 {
          room[person.startLimit][day] -= 1
        } else {
          kept[index * dayCount + day] = .off
        }
      }
    }
    return kept
  }
}

/// How many more people of each limited site can start on each day of a rota under construction.
final class StartRoom {
  private let left: FlatBuffer<Int32>
  private let prices: FlatBuffer<Int32>
  private let dayCount: Int

  /// - Returns: nil where no site is limited, so that nothing has to be kept up.
  init?(_ roster: CompiledRoster) {
    guard !roster.startLimits.isEmpty else { return nil }
    dayCount = roster.dayCount
    left = FlatBuffer(
      roster.startLimits.most.flatMap { [Int32](repeating: Int32(clamping: $0), count: roster.dayCount) },
      filledWith: 0)
    prices = FlatBuffer(count: roster.dayCount, filledWith: 0)
  }

  @inline(__always)
  func isFull(_ limit: Int, day: Int) -> Bool { left.base[limit &* dayCount &+ day] <= 0 }

  /// One person more, or one less.
  @inline(__always)
  func count(_ limit: Int, day: Int, isStart: Bool) { left.base[limit &* dayCount &+ day] &+= isStart ? -1 : 1 }

  /// What a start costs on each day as the oracle reads it: nothing, or too much where there is no room. Good until the
  /// next call.
  func startPrices(_ limit: Int) -> UnsafePointer<Int32> {
    for day in 0..<dayCount { prices.base[day] = isFull(limit, day: day) ? PriceScale.never : 0 }
    return UnsafePointer(prices.base)
  }
}
