/// A time axis that leaves out long stretches without a value: of past weeks spread over half a year it shows the weeks.
struct BrokenAxis {
  /// A stretch in seconds, and where it lies, in tenths of a unit.
  private struct Stretch {
    var time: Range<Int>
    var place: Range<Int>
  }

  /// A closed weekend and a holiday next to it still belong to what is shown.
  private static let longest = 6 * 86_400
  /// Between two stretches, in tenths.
  private static let gutter = 120

  private var stretches: [Stretch] = []

  /// - Parameter hours: start of each hour with a value, in seconds, ascending.
  init(_ hours: [Int], left: Int, right: Int) {
    var times: [Range<Int>] = []
    for hour in hours {
      if let last = times.last, hour - last.upperBound <= Self.longest {
        times[times.count - 1] = last.lowerBound..<max(last.upperBound, hour + 3600)
      } else {
        times.append(hour..<hour + 3600)
      }
    }
    let whole = max(1, times.reduce(0) { $0 + $1.count })
    let gutters = times.count * Self.gutter < 5 * (right - left) ? Self.gutter : 0
    let width = 10 * (right - left) - gutters * max(0, times.count - 1)
    var before = 0
    for (index, time) in times.enumerated() {
      func place(_ seconds: Int) -> Int { 10 * left + index * gutters + seconds * width / whole }
      stretches.append(Stretch(time: time, place: place(before)..<max(place(before) + 1, place(before + time.count))))
      before += time.count
    }
  }

  /// Seconds that are shown.
  var shown: Int { stretches.reduce(0) { $0 + $1.time.count } }

  /// Whether any of it is shown.
  func shows(_ time: Range<Int>) -> Bool { stretches.contains { $0.time.overlaps(time) } }

  /// Where a time stands, in tenths of a unit; one that is left out stands where the next stretch begins.
  func tenths(_ second: Int) -> Int {
    guard let stretch = stretches.first(where: { second < $0.time.upperBound }) ?? stretches.last else { return 0 }
    let inside = min(max(second, stretch.time.lowerBound), stretch.time.upperBound) - stretch.time.lowerBound
    return stretch.place.lowerBound + inside * stretch.place.count / stretch.time.count
  }
}
