/// Consecutive days and days off as the oracle sees them: for each day a short list of *layers*.
///
/// A layer is what the past means for days still to be worked: the days worked in the present week, and how many more
/// days in a row are possible. The second is capped at what the week's days off and the person's absences permit
/// anyway, so that most people have one layer for each number of days worked, and histories that cannot matter vanish.
/// Days that are settled after the horizon count as such days, and the last stage keeps the layers that leave room for them.
struct LayerPlan: Sendable {
  /// One entry for the start of each week and one after each of its days.
  var weeks: [Week]
  var largestLayerCount: Int

  struct Week: Sendable {
    /// `stages[0]` is the start of the week; `stages[i + 1]` follows its day `i`.
    var stages: [Stage]
  }

  struct Stage: Sendable {
    var layers: [Layer]
  }

  struct Layer: Hashable, Sendable {
    /// Days worked in the week.
    var worked: Int
    /// Further days in a row that may be worked.
    var further: Int
    /// Range of paid units that can have been reached.
    var lowestPaid: Int
    var highestPaid: Int
    /// The layer of the stage before from which working leads here; -1 where none.
    var workSource: Int
    /// Layers of the stage before from which a day off leads here.
    var offSources: [Int]
    /// First stage of a later week: layers of the last stage of the week before that continue here.
    var weekSources: [Int]
  }

  /// - Parameter paidRange: least and most paid units of a duty on each day, nil where none can be worked.
  init(
    dayCount: Int, runs: ConsecutiveDays, daysOff: DaysOff, paidRange: [ClosedRange<Int>?], maximumPaid: [Int]
  ) {
    let workable = daysOff.workable
    // How many days in a row are possible from `day` on with `worked` days behind in its week, were there no limit; those
    // that are settled after the horizon among them.
    func unlimited(_ day: Int, _ worked: Int) -> Int {
      var index = day
      var count = index % 7 == 0 ? 0 : worked
      while index < dayCount, paidRange[index] != nil, count < workable {
        index += 1
        count = index % 7 == 0 ? 0 : count + 1
      }
      return index - day + (index == dayCount ? runs.reserve : 0)
    }
    struct Key: Hashable, Comparable {
      var worked: Int
      var further: Int
      static func < (left: Self, right: Self) -> Bool { (left.worked, left.further) < (right.worked, right.further) }
    }
    var weeks: [Week] = []
    let first = Key(worked: 0, further: max(0, min(runs.maximum - runs.history, unlimited(0, 0))))
    var stage = Stage(layers: [
      Layer(
        worked: 0, further: first.further, lowestPaid: 0, highestPaid: 0, workSource: -1, offSources: [],
        weekSources: [])
    ])
    for weekStart in stride(from: 0, to: dayCount, by: 7) {
      var stages = [stage]
      let maximum = maximumPaid[weekStart / 7]
      for day in weekStart..<min(dayCount, weekStart + 7) {
        var next: [Key: Layer] = [:]
        func reach(_ key: Key, low: Int, high: Int, _ record: (inout Layer) -> Void) {
          var layer =
            next[key]
            ?? Layer(
              worked: key.worked, further: key.further, lowestPaid: low, highestPaid: high, workSource: -1,
              offSources: [], weekSources: [])
          layer.lowestPaid = min(layer.lowestPaid, low)
          layer.highestPaid = max(layer.highestPaid, high)
          record(&layer)
          next[key] = layer
        }
        for (index, layer) in stage.layers.enumerated() {
          let off = Key(worked: layer.worked, further: min(runs.maximum, unlimited(day + 1, layer.worked)))
          reach(off, low: layer.lowestPaid, high: layer.highestPaid) { $0.offSources.append(index) }
          if layer.further > 0, let paid = paidRange[day], layer.lowestPaid + paid.lowerBound <= maximum {
            reach(
              Key(worked: layer.worked + 1, further: layer.further - 1), low: layer.lowestPaid + paid.lowerBound,
              high: min(maximum, layer.highestPaid + paid.upperBound)
            ) { $0.workSource = index }
          }
        }
        if day == dayCount - 1 { next = next.filter { $0.key.further >= runs.reserve } }
        stage = Stage(layers: next.sorted { $0.key < $1.key }.map(\.value))
        stages.append(stage)
      }
      weeks.append(Week(stages: stages))
      var starts: [Int: [Int]] = [:]
      for (index, layer) in stage.layers.enumerated() { starts[layer.further, default: []].append(index) }
      stage = Stage(
        layers: starts.sorted { $0.key < $1.key }.map { further, sources in
          Layer(
            worked: 0, further: further, lowestPaid: 0, highestPaid: 0, workSource: -1, offSources: [],
            weekSources: sources)
        })
    }
    self.weeks = weeks
    largestLayerCount = weeks.flatMap(\.stages).map(\.layers.count).max() ?? 1
  }
}
