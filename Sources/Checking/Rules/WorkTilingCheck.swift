internal import Calendars
internal import Workforce

/// The plan counts each person exactly while they work: the spans of work are the duties less their breaks and what they
/// attend, no minute missing, none too many, none twice.
enum WorkTilingCheck: RotaCheck {
  static let rules = ["work.missing", "work.outside", "work.overlap"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour -> [Breach] in
      var found: [Breach] = []
      func report(_ rule: String, _ range: Range<Instant>, _ what: String) {
        found.append(
          tour.breach(
            rule, on: date(of: range.lowerBound, in: tour),
            "\(what) from \(tour.clock(range.lowerBound)) to \(tour.clock(range.upperBound))"))
      }
      for span in tour.work where span.end <= span.start {
        found.append(
          tour.breach(
            "work.outside", on: date(of: span.start, in: tour),
            "is counted in a span that ends at \(span.end.utcText), not after its start at \(span.start.utcText)"))
      }
      let spans = tour.work.filter { $0.start < $0.end }.map { $0.start..<$0.end }
      for overlap in TimeSet.overlaps(of: spans) { report("work.overlap", overlap, "is counted twice") }
      let counted = TimeSet(spans)
      let attended = tour.activities.filter { $0.length > 0 }.map { $0.start..<$0.end }
      let worked = TimeSet(tour.duties.flatMap(\.workedRanges)).subtracting(TimeSet(attended))
      for gap in worked.subtracting(counted).ranges { report("work.missing", gap, "works but isn't counted") }
      for extra in counted.subtracting(worked).ranges { report("work.outside", extra, "is counted without working") }
      return found
    }
  }

  /// The date of the duty that holds the instant, otherwise the person's local date.
  static func date(of instant: Instant, in tour: PersonTour) -> CivilDate {
    tour.duties.first { $0.start <= instant && instant < $0.end }?.date ?? tour.person.zone.date(at: instant)
  }
}

extension Duty {
  /// The duty less its breaks, in order of time; empty ranges left out. Breaks that aren't inside it are cut off.
  var workedRanges: [Range<Instant>] {
    guard length > 0 else { return [] }
    let pauses = breaks.filter { $0.length > 0 }.map { start + $0.offset..<start + $0.offset + $0.length }
    return TimeSet([start..<end]).subtracting(TimeSet(pauses)).ranges
  }
}
