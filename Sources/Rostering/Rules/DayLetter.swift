/// What the rules over days tell apart of a day: off, or the classes of the duty that starts on it.
///
/// Duties are told apart only where a rule in force asks for it (`DayRule.classes`); elsewhere each is `worked`, so that
/// nobody pays for letters that nothing reads.
struct DayLetter: Hashable, Comparable, Sendable {
  /// 0 is the day off; those of duties follow.
  let rawValue: Int

  static let off = DayLetter(rawValue: 0)
  /// A duty of no class that a rule asks for.
  static let worked = DayLetter([])

  /// Letters fit into a mask of sixteen bits.
  static let most = 16
  typealias Mask = UInt16

  init(rawValue: Int) { self.rawValue = rawValue }

  /// Of a duty.
  init(_ classes: DutyClasses) { rawValue = 1 + classes.rawValue }

  var isWorked: Bool { rawValue > 0 }
  /// Empty on a day off.
  var classes: DutyClasses { DutyClasses(rawValue: max(0, rawValue - 1)) }
  var bit: Mask { 1 << Mask(truncatingIfNeeded: rawValue) }

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
