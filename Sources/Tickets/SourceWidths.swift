internal import Calendars

/// The widths of a source's counts by all that is recorded of them, so that it doesn't matter how they were cut into files.
extension SourceHistory {
  /// Streams whose width the times tell: what was spread over a day tells nothing.
  private var countPlaces: [Int] {
    streams.indices.filter {
      streams[$0].form == .counts && !streams[$0].cells.starts.isEmpty && streams[$0].wholeDays.isEmpty
    }
  }

  /// Takes the wider intervals of streams whose times lie on their grid by chance as intervals of the narrower width that
  /// other counts of the source show. No number changes.
  mutating func narrowCounts(beside read: [IntervalHistory]) {
    let places = countPlaces
    guard let finest = (read + places.map { streams[$0].cells }).map(\.interval).min() else { return }
    for place in places {
      let cells = streams[place].cells
      guard cells.interval > finest, cells.interval.rawValue % finest.rawValue == 0,
        CountWidths.isByChance(
          cells.starts.lazy.map(\.rawValue), step: cells.interval.seconds, known: finest.seconds)
      else { continue }
      streams[place].cells.interval = finest
    }
  }

  /// Gives streams the width that their times show by now, where files of few rows didn't show it. No two intervals become
  /// one.
  mutating func widenCounts() {
    let places = countPlaces
    func step(_ place: Int) -> Int {
      let cells = streams[place].cells
      return CountWidths.step(cells.starts.lazy.map(\.rawValue), zone: cells.zone, enough: cells.interval.seconds)
    }
    let wider = places.filter { step($0) > streams[$0].cells.interval.seconds }
    guard !wider.isEmpty, let least = places.map({ streams[$0].cells.interval.seconds }).min() else { return }
    let starts = places.flatMap { streams[$0].cells.starts.map(\.rawValue) }
    for place in wider {
      let cells = streams[place].cells
      let common = CountWidths.step(starts, zone: cells.zone, enough: least)
      let own = CountWidths.ownStep(cells.starts.map(\.rawValue), zone: cells.zone, common: common) ?? common
      guard own > cells.interval.seconds, own <= 3600, 3600 % own == 0 else { continue }
      let width = CountWidths.width(own)
      guard width > cells.interval, width.rawValue % cells.interval.rawValue == 0 else { continue }
      streams[place].cells = cells.coarsened(to: width)
    }
  }
}

extension IntervalHistory {
  /// Whether several of its intervals are in one of this width, or begin elsewhere in it.
  func losesTimes(in width: Minutes) -> Bool {
    width > interval && width.rawValue % interval.rawValue == 0 && coarsened(to: width).starts != starts
  }
}
