/// The minimum rest as the oracle sees it: for each day a short list of *rest classes*.
///
/// What a past duty means for the future is only which starts it still forbids. On each day the possible earliest
/// starts therefore fall into classes: class 0 forbids nothing, class `c` every start before `thresholds[c]`. A duty
/// goes from the class of its start (the highest class that still permits it) to the class of its end plus the rest.
/// All starts of a day between the same two classes with the same paid time and letter are one *bucket*, of which only
/// the cheapest matters.
struct RestPlan: Sendable {
  var days: [Day]
  /// Classes after the last day.
  var finalClassCount: Int
  /// Bucket of each cell of the menu's rows, counted from `firstCell`; cells off the start grid have none (-1).
  var bucketOfCell: FrozenBuffer<Int32>
  var firstCell: Int
  /// The most buckets on any day.
  var largestBucketCount: Int

  /// Classes before a day, or after the last.
  func classCount(before day: Int) -> Int { day < days.count ? days[day].classCount : finalClassCount }

  struct Day: Sendable {
    var classCount: Int
    /// Sorted by letter, target class, paid time, then falling source class.
    var buckets: [Bucket]
    /// By letter less one, the buckets of each target class: `buckets[targetStarts[l][j] ..< targetStarts[l][j + 1]]`.
    var targetStarts: [[Int]]
    /// The highest class of this day that a day off takes to each class of the next day; -1 where none.
    var offSource: [Int]
  }

  struct Bucket: Hashable, Comparable, Sendable {
    var letter: DayLetter
    var target: Int
    var paid: Int
    var source: Int

    static func < (left: Self, right: Self) -> Bool {
      (left.letter, left.target, left.paid, -left.source) < (right.letter, right.target, right.paid, -right.source)
    }
  }

  /// - Parameters:
  ///   - cells: what is in `rowCosts`: a cell at or above `PriceScale.possibleLimit` is no start.
  ///   - rows: all rows; those of the menu lie next to each other in the cells.
  ///   - letterCount: letters from `off` on.
  init(menu: Menu, rows: [ShiftRow], cells: FrozenBuffer<Int32>, rest: MinimumRest, letterCount: Int) {
    let menuRows = menu.days.flatMap { $0.rows }.map { rows[$0] }
    firstCell = menuRows.map(\.cost).min() ?? 0
    let lastCell = menuRows.map { $0.cost + $0.count }.max() ?? 0
    var bucketOfCell = [Int32](repeating: -1, count: lastCell - firstCell)

    // Every start of the menu, rising; days follow each other on the calendar, so they do here.
    var starts: [[Int]] = []
    for day in menu.days {
      var slots: Set<Int> = []
      for row in day.rows.map({ rows[$0] }) {
        for offset in 0..<row.count where cells[row.cost + offset] < PriceScale.possibleLimit {
          slots.insert(row.first + offset)
        }
      }
      starts.append(slots.sorted())
    }
    let allStarts = Set(starts.joined()).sorted()
    let free = Int.min
    let nothingLeft = Int.max
    func threshold(_ release: Int, from day: Int) -> Int {
      guard release != free else { return free }
      let first = starts[day...].lazy.compactMap(\.first).first ?? nothingLeft
      let index = allStarts.firstIndex { $0 >= max(release, first) }
      let next = index.map { allStarts[$0] } ?? nothingLeft
      return next == first ? free : next
    }

    var days: [Day] = []
    var thresholds = [free]
    for (dayIndex, day) in menu.days.enumerated() {
      var nextThresholds: Set<Int> = [free]
      for value in thresholds { nextThresholds.insert(threshold(value, from: dayIndex + 1)) }
      var releases: [Int: Int] = [:]
      for row in day.rows.map({ rows[$0] }) {
        for offset in 0..<row.count where cells[row.cost + offset] < PriceScale.possibleLimit {
          let release = rest.release(after: row.first + offset + row.length)
          if releases[release] == nil {
            let value = threshold(release, from: dayIndex + 1)
            releases[release] = value
            nextThresholds.insert(value)
          }
        }
      }
      let next = nextThresholds.sorted()
      func nextClass(_ value: Int) -> Int { next.firstIndex(of: value) ?? 0 }
      func sourceClass(_ start: Int) -> Int { (thresholds.lastIndex { $0 <= start }) ?? 0 }

      var buckets: Set<Bucket> = []
      var cellBuckets: [(cell: Int, bucket: Bucket)] = []
      for row in day.rows.map({ rows[$0] }) {
        for offset in 0..<row.count where cells[row.cost + offset] < PriceScale.possibleLimit {
          let start = row.first + offset
          let release = rest.release(after: start + row.length)
          let bucket = Bucket(
            letter: row.letter, target: nextClass(releases[release] ?? free), paid: row.paid, source: sourceClass(start)
          )
          buckets.insert(bucket)
          cellBuckets.append((row.cost + offset - firstCell, bucket))
        }
      }
      let sorted = buckets.sorted()
      var indexOf: [Bucket: Int32] = [:]
      for (index, bucket) in sorted.enumerated() { indexOf[bucket] = Int32(index) }
      for (cell, bucket) in cellBuckets { bucketOfCell[cell] = indexOf[bucket] ?? -1 }
      let targetStarts = (1..<letterCount).map { letter in
        (0...next.count).map { target in
          sorted.prefix { ($0.letter.rawValue, $0.target) < (letter, target) }.count
        }
      }
      var offSource = [Int](repeating: -1, count: next.count)
      for (index, value) in thresholds.enumerated() {
        offSource[nextClass(threshold(value, from: dayIndex + 1))] = index
      }
      days.append(
        Day(classCount: thresholds.count, buckets: sorted, targetStarts: targetStarts, offSource: offSource))
      thresholds = next
    }
    self.days = days
    finalClassCount = thresholds.count
    largestBucketCount = days.map(\.buckets.count).max() ?? 0
    self.bucketOfCell = FrozenBuffer(bucketOfCell, spare: 8, filledWith: -1)
  }
}
