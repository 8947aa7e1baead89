internal import Calendars
internal import Workforce
internal import Words

/// A duty holds exactly the breaks that its template demands for its length, in the template's order.
enum DemandedBreaksCheck: RotaCheck {
  static let rules = ["breaks.demanded"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour in
      tour.duties.compactMap { duty in
        guard let template = reading.templates[duty.template] else { return nil }
        let demanded = template.demandedBreaks(for: duty.length)
        guard !fits(duty.breaks, demanded) else { return nil }
        let found = duty.breaks.map { words($0.kind, $0.length, paid: $0.paid) }
        let asked = demanded.map { words($0.kind, $0.length, paid: $0.paid) }
        return tour.breach(
          "breaks.demanded", on: duty.date,
          "has breaks: \(Words.plain.list(found)); a shift of \(Words.plain.duration(duty.length)) needs: "
            + Words.plain.list(asked))
      }
    }
  }

  static func fits(_ breaks: [PlacedBreak], _ demanded: [BreakRule]) -> Bool {
    breaks.count == demanded.count
      && zip(breaks, demanded).allSatisfy { $0.kind == $1.kind && $0.length == $1.length && $0.paid == $1.paid }
  }

  private static func words(_ kind: BreakRule.Kind, _ length: Minutes, paid: Bool) -> String {
    "\(kind.rawValue) \(Words.plain.duration(length)) \(paid ? "paid" : "unpaid")"
  }
}

extension ShiftTemplate {
  /// The break rules that apply to a shift of this length, in order.
  func demandedBreaks(for length: Minutes) -> [BreakRule] {
    breaks.filter { rule in
      length >= rule.minimumShift && rule.maximumShift.map { length <= $0 } ?? true
    }
  }
}
