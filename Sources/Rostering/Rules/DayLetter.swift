/// What the rules over days tell apart of a day: off, or the class of the duty that starts on it.
///
/// Duties are told apart only where a rule in force asks for it (`DayRule.letters`); elsewhere each is `worked`, so that
/// nobody pays for letters that nothing reads.
struct DayLetter: Hashable, Comparable, Sendable {
  /// 0 is the day off; those of duties follow.
  let rawValue: Int

  static let off = DayLetter(rawValue: 0)
  /// A duty, of no class that a rule asks for.
  static let worked = DayLetter(rawValue: 1)

  /// Letters fit into a mask of eight bits.
  static let most = 8

  var isWorked: Bool { rawValue > 0 }
  var bit: UInt8 { 1 << UInt8(truncatingIfNeeded: rawValue) }

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
