public import Calendars

/// The marks of a source's ids by the local day on which their tickets are counted, so that what is replaced can be
/// forgotten, and a ticket that moved to another day be found.
public struct DatedMarks: Hashable, Sendable {
  /// No day is empty.
  public private(set) var days: [CivilDate: IdentityMarks] = [:]
  /// Of which the day isn't kept.
  var undated = IdentityMarks()

  public init() {}

  init(days: [CivilDate: IdentityMarks], undated: IdentityMarks = IdentityMarks()) {
    self.days = days.filter { $0.value.count > 0 }
    self.undated = undated
  }

  public var count: Int { days.values.reduce(undated.count) { $0 + $1.count } }

  /// In order.
  var dates: [CivilDate] { days.keys.sorted() }

  func forEachRun(_ body: (ClosedRange<UInt64>) -> Void) {
    undated.forEachRun(body)
    for date in dates { days[date]?.forEachRun(body) }
  }

  mutating func forget(_ dates: Set<CivilDate>) {
    days = days.filter { !dates.contains($0.key) }
  }

  mutating func add(_ newer: [CivilDate: IdentityMarks]) {
    for (date, marks) in newer {
      days[date] = days[date].map { $0.adding(marks) } ?? marks
    }
  }
}

/// Collects marks by day while tickets come in any order.
struct MarkCollector {
  private struct Day {
    var date: CivilDate
    var marks = IdentityMarks()
    var fresh: [UInt64] = []

    mutating func join() {
      marks = marks.adding(fresh)
      fresh.removeAll(keepingCapacity: true)
    }
  }

  private var days: [Day] = []
  private var places: [CivilDate: Int] = [:]
  private var last = 0

  mutating func insert(_ mark: UInt64, on date: CivilDate) {
    if days.isEmpty || days[last].date != date {
      if let known = places[date] {
        last = known
      } else {
        days.append(Day(date: date))
        last = days.count - 1
        places[date] = last
      }
    }
    days[last].fresh.append(mark)
    if days[last].fresh.count >= max(256, days[last].marks.count / 2) { days[last].join() }
  }

  /// What was collected; nothing is left.
  mutating func finish() -> [CivilDate: IdentityMarks] {
    var result: [CivilDate: IdentityMarks] = [:]
    for index in days.indices {
      days[index].join()
      result[days[index].date] = days[index].marks
      days[index].marks = IdentityMarks()
    }
    self = MarkCollector()
    return result
  }
}

extension IdentityMarks {
  /// - Parameter marks: in any order.
  func adding(_ marks: [UInt64]) -> IdentityMarks {
    if marks.isEmpty { return self }
    var all = marks
    all.reserveCapacity(marks.count + count)
    forEachRun { all += $0 }
    all.sort()
    var distinct = 0
    for index in all.indices.dropFirst() where all[index] != all[distinct] {
      distinct += 1
      all[distinct] = all[index]
    }
    return IdentityMarks(sorted: all[...distinct])
  }

  func adding(_ other: IdentityMarks) -> IdentityMarks {
    var marks: [UInt64] = []
    other.forEachRun { marks += $0 }
    return adding(marks)
  }

  /// How many marks both have.
  func shared(with other: IdentityMarks) -> Int {
    var runs: [ClosedRange<UInt64>] = []
    other.forEachRun { runs.append($0) }
    var count = 0
    var next = 0
    forEachRun { run in
      while next < runs.count, runs[next].upperBound < run.lowerBound { next += 1 }
      var index = next
      while index < runs.count, runs[index].lowerBound <= run.upperBound {
        count +=
          Int(min(run.upperBound, runs[index].upperBound) - max(run.lowerBound, runs[index].lowerBound)) + 1
        index += 1
      }
    }
    return count
  }
}
