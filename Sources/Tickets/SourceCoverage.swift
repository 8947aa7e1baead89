public import Calendars

/// Which dates a source says something about: those with rows, and the quiet ones between them.
///
/// A quiet stretch is without contacts where it is at most four days long, or at most as long as the longest other quiet
/// stretch of the source, and never more than a month. A longer one is unknown. So it doesn't matter how an export is cut
/// into files: the stretch between two files is judged as if it lay inside one.
public struct SourceCoverage: Hashable, Sendable {
  /// Dates that are known, quiet ones included.
  public var known: DaySpans
  /// Quiet stretches of which nothing is known.
  public var unknown: [ClosedRange<CivilDate>]
  /// Longer quiet stretches that are taken as without contacts, since another one is as long.
  public var quiet: [ClosedRange<CivilDate>] = []

  static let shortest = 4
  /// Two stray dates must not vouch for each other.
  static let longest = 31

  /// - Parameters:
  ///   - days: dates with rows.
  ///   - declared: dates that were said to be covered.
  public init(days: DaySpans, declared: DaySpans) {
    let stated = days.union(declared)
    let lengths = stated.gaps.map { $0.upperBound - $0.lowerBound + 1 }.sorted(by: >)
    var found: [ClosedRange<CivilDate>] = []
    unknown = []
    for gap in stated.gaps {
      let length = gap.upperBound - gap.lowerBound + 1
      // The longest one is held against the second.
      let longestOther = lengths.first == length ? lengths.dropFirst().first ?? 0 : lengths.first ?? 0
      if length <= max(Self.shortest, min(Self.longest, longestOther)) {
        found.append(gap)
        if length > Self.shortest { quiet.append(gap) }
      } else {
        unknown.append(gap)
      }
    }
    known = stated.union(DaySpans(found))
  }
}

extension SourceHistory {
  /// What its ticket exports cover.
  public var coverage: SourceCoverage { SourceCoverage(days: days, declared: declared) }
}
