extension StretchOracle {
  /// Days that lie together, with what the layers before and after them are.
  struct Window {
    var days: Range<Int>
    /// Index of the layer before its first day.
    var layer: Int
    /// The last day is a Saturday and the Sunday after it is worked: its weekend is counted outside.
    var isSundaySettled: Bool
  }

  func windows(_ stretch: Stretch, row: UnsafePointer<Int16>) -> [Window] {
    var windows: [Window] = []
    var passed = 0
    for days in [stretch.first..<stretch.end, stretch.later] where !days.isEmpty {
      let end = days.upperBound
      windows.append(
        Window(
          days: days, layer: passed + windows.count,
          isSundaySettled: end < table.days && !stretch.isOpen && table.isSunday[end] && table.isSaturday[end - 1]
            && row[end] >= 0))
      passed += days.count
    }
    return windows
  }

  /// States of one layer that some legal stretch passes through; all others are neither written nor read.
  struct Band {
    var low: Int
    var high: Int
    /// Most weekends so far.
    var weekends: Int
  }

  /// The band behind the first `count` days of a window.
  func band(
    _ count: Int, of position: Int, _ windows: [Window], _ stretch: Stretch, _ layout: StretchLayout
  ) -> Band {
    let window = windows[position]
    let before = position == 0 ? 0 : layout.mostDuties(windows[0].days.count)
    let after = position == windows.count - 1 ? 0 : layout.mostDuties(windows[1].days.count)
    let most = (before + layout.mostDuties(count)) * layout.largest
    let left = (after + layout.mostDuties(window.days.count - count)) * layout.largest
    var weekends = layout.weekendCount - 1
    if weekends > 0, position == 0 {
      let first = window.days.lowerBound
      weekends = min(weekends, count == 0 ? 0 : table.weekends(first..<first + count))
    }
    guard layout.countsUnits else { return Band(low: 0, high: 0, weekends: weekends) }
    return Band(low: max(0, stretch.leastUnits - left), high: min(layout.unitCount - 1, most), weekends: weekends)
  }
}
