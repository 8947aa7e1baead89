/// The marks of a source's ids as they are kept: runs of marks that follow each other, in order. A source whose ids rise
/// without a gap is one run however many there are; each mark by itself takes about nine bytes of text.
public struct IdentityMarks: Hashable, Sendable {
  /// For each run what lies before it, and its length less one unless it is a mark alone (which the lowest bit says), in
  /// digits of five bits; a sixth bit says that more follow.
  private(set) var text: [UInt8] = []
  public private(set) var count = 0

  public init() {}

  /// - Parameter marks: rising strictly.
  init(sorted marks: some Sequence<UInt64>) {
    var next: UInt64 = 0
    var run: ClosedRange<UInt64>?
    func flush(_ run: ClosedRange<UInt64>, into marks: inout IdentityMarks) {
      let length = run.upperBound - run.lowerBound
      marks.put(run.lowerBound &- next, isRun: length > 0)
      if length > 0 { marks.put(length, isRun: false) }
      next = run.upperBound &+ 1
    }
    for mark in marks {
      count += 1
      if let known = run, mark > 0, known.upperBound == mark - 1 {
        run = known.lowerBound...mark
      } else {
        if let run { flush(run, into: &self) }
        run = mark...mark
      }
    }
    if let run { flush(run, into: &self) }
  }

  /// - Returns: nil where the text is none that `text` gives.
  init?(text: [UInt8]) {
    var count = 0
    let isSound = Self.walk(text) { run in
      let length = run.upperBound - run.lowerBound
      guard length < UInt64(Int32.max), count < Int(Int32.max) else { return false }
      count += Int(length) + 1
      return true
    }
    guard isSound else { return nil }
    self.text = text
    self.count = count
  }

  /// Calls `body` for each run, rising.
  func forEachRun(_ body: (ClosedRange<UInt64>) -> Void) {
    _ = Self.walk(text) {
      body($0)
      return true
    }
  }

  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  private mutating func put(_ value: UInt64, isRun: Bool) {
    var digit = Int(value & 15) << 1 | (isRun ? 1 : 0)
    var rest = value >> 4
    while true {
      text.append(Self.digits[digit | (rest == 0 ? 0 : 32)])
      if rest == 0 { return }
      digit = Int(rest & 31)
      rest >>= 5
    }
  }

  private static func walk(_ text: [UInt8], _ body: (ClosedRange<UInt64>) -> Bool) -> Bool {
    var values = Array(repeating: UInt8(255), count: 256)
    for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
    var index = 0
    func number() -> (value: UInt64, isRun: Bool)? {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      var isRun = false
      while index < text.count {
        let digit = values[Int(text[index])]
        index += 1
        guard digit < 64, shift < 64 else { return nil }
        if shift == 0 {
          isRun = digit & 1 == 1
          value = UInt64(digit & 31) >> 1
          shift = 4
        } else {
          value |= UInt64(digit & 31) << shift
          shift += 5
        }
        if digit < 32 { return (value, isRun) }
      }
      return nil
    }
    var next: UInt64 = 0
    var isFirst = true
    while index < text.count {
      guard let (gap, isRun) = number() else { return false }
      var length: UInt64 = 0
      if isRun {
        guard let (more, flag) = number(), more > 0, !flag else { return false }
        length = more
      }
      let (first, overflows) = next.addingReportingOverflow(gap)
      let (last, overflowsToo) = first.addingReportingOverflow(length)
      // Two runs that touch would be one.
      guard !overflows, !overflowsToo, isFirst || gap > 0, body(first...last) else { return false }
      isFirst = false
      if last == .max { return index == text.count }
      next = last + 1
    }
    return true
  }
}
