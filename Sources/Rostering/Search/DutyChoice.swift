/// What one person does on one day: a start of a row with its breaks placed, or nothing.
struct DutyChoice: Hashable, Sendable {
  /// More breaks than this do not fit into one duty.
  static let mostBreaks = 8

  /// Index into `CompiledRoster.rows`; negative on a day off.
  var row: Int32
  var start: Int32
  /// Slots from the start to each break, in the order of the kind's windows.
  var breaks: SIMD8<UInt8>

  static let off = DutyChoice(row: -1, start: 0, breaks: SIMD8(repeating: 0))

  var isWorked: Bool { row >= 0 }
}
