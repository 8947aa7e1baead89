/// What the rules over days tell apart of a day: off, or the classes of the duty that starts on it, and when that starts.
///
/// Duties are told apart only where a rule in force asks for it (`DayRule.classes`, `DayRule.starts`); elsewhere each is
/// `worked`, so that nobody pays for letters that nothing reads.
struct DayLetter: Hashable, Comparable, Sendable {
  /// The number in the lowest byte, the classes in the next, above them the start and one; 0 is none.
  private let bits: Int

  static let off = DayLetter(rawValue: 0)
  /// A duty of no class that a rule asks for.
  static let worked = DayLetter([])

  /// Letters fit into a mask of 64 bits.
  static let most = 64
  typealias Mask = UInt64

  /// 0 is the day off; those of duties follow. Letters of duties without a start that is told are their classes and one,
  /// unless a roster numbers its letters anew (`numbered`).
  var rawValue: Int { bits & 0xFF }

  init(rawValue: Int) { bits = rawValue & 0xFF | (max(0, rawValue - 1) & 0xFF) << 8 }

  /// Of a duty.
  /// - Parameter start: in minutes after midnight; nil where no rule asks.
  init(_ classes: DutyClasses, start: Int? = nil) {
    bits = (1 + classes.rawValue) & 0xFF | (classes.rawValue & 0xFF) << 8 | (start.map { ($0 + 1) << 16 } ?? 0)
  }

  private init(bits: Int) { self.bits = bits }

  /// The same under another number.
  func numbered(_ number: Int) -> DayLetter { DayLetter(bits: bits & ~0xFF | number & 0xFF) }

  var isWorked: Bool { rawValue > 0 }
  /// Empty on a day off.
  var classes: DutyClasses { DutyClasses(rawValue: bits >> 8 & 0xFF) }
  /// When the duty starts on the person's wall clock, in minutes after midnight; nil where no rule asks.
  var start: Int? { bits >> 16 > 0 ? bits >> 16 - 1 : nil }
  var bit: Mask { 1 << Mask(truncatingIfNeeded: rawValue) }

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
