/// Within days in a row duties go from early to late to night and never back. Duties of none of these classes are passed
/// over; one that is early and late counts as late.
struct ForwardRotation: DayRule {
  /// What counts in the run of days before the horizon, its last; nil where nothing does.
  var history: Step?
  /// The first that counts in the run after it.
  var ahead: Step?

  enum Step: Int, Hashable, Comparable, Sendable {
    case early
    case late
    case night

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  var classes: DutyClasses { [.night, .early, .late] }

  /// The state is the last that counts in the run so far.
  var start: Step? { history }

  func step(_ last: Step?, _ letter: DayLetter, on day: Int) -> (state: Step?, breaches: Int) {
    guard letter.isWorked else { return (nil, 0) }
    guard let step = letter.classes.step else { return (last, 0) }
    return (step, last.map { step < $0 } ?? false ? 1 : 0)
  }

  func breaches(endingIn last: Step?) -> Int {
    guard let last, let ahead else { return 0 }
    return ahead < last ? 1 : 0
  }
}

extension DutyClasses {
  /// Where a duty stands in the rotation; nil where it stands nowhere.
  var step: ForwardRotation.Step? {
    contains(.night) ? .night : contains(.late) ? .late : contains(.early) ? .early : nil
  }
}
