/// Starts of a week, Monday to Sunday, lie within so much time of each other, by the wall clock.
///
/// A duty breaks the rule that starts further away from one before it in the week; it doesn't count for later ones. So a
/// week breaks it never exactly where its first and its last start by the clock are near enough, and fewer duties keep what
/// more do.
struct SameStart: DayRule {
  /// Minutes.
  var tolerance: Int

  /// The earliest and the latest start by the clock of the week's duties that count.
  struct Span: Hashable, Sendable {
    var earliest: Int
    var latest: Int
  }

  var starts: ToldStarts { ToldStarts(tolerances: [tolerance]) }

  /// The state is the span so far; nil where nothing was worked in the week.
  var start: Span? { nil }

  func step(_ span: Span?, _ letter: DayLetter, on day: Int) -> (state: Span?, breaches: Int) {
    let span = day.isMultiple(of: 7) ? nil : span
    guard let start = letter.start else { return (span, 0) }
    let wider = Span(earliest: min(span?.earliest ?? start, start), latest: max(span?.latest ?? start, start))
    return wider.latest - wider.earliest <= tolerance ? (wider, 0) : (span, 1)
  }

  func mostBreaches(in days: Int) -> Int { days }
}
