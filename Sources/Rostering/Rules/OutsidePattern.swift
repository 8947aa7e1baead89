internal import Calendars
internal import Workforce

/// No duty that isn't of a person's pattern: what it has for a date says the duty's letter, so that nothing is remembered.
struct OutsidePattern: DayRule {
  var classes: DutyClasses { .outside }

  var start: Int { 0 }

  func step(_ state: Int, _ letter: DayLetter, on day: Int) -> (state: Int, breaches: Int) {
    (0, letter.classes.contains(.outside) ? 1 : 0)
  }

  func mostBreaches(in days: Int) -> Int { days }
}

extension ShiftPattern.Day {
  /// Whether a duty of such classes may be worked.
  func holds(_ template: TemplateID, _ classes: DutyClasses) -> Bool {
    templates.contains(template)
      || kinds.contains { kind in
        switch kind {
        case .early: classes.contains(.early)
        case .late: classes.contains(.late)
        case .night: classes.contains(.night)
        case .any: true
        }
      }
  }
}
