package import Calendars
internal import Words

/// Breaks that work of some length should hold.
package struct BreakNeed: Hashable, Sendable {
  /// Working time (unpaid breaks left out) from which it applies: more than so long, or exactly so long too.
  package let work: Minutes
  package let includesEqual: Bool
  /// In all; nil is a break of whatever length.
  package let total: Minutes?
  /// The shortest break that counts.
  package let part: Minutes
  /// Whether paid breaks count or unpaid ones; nil counts both.
  package let paid: Bool?
  /// How long after the start of work the first of them begins at the latest; nil says nothing.
  package let startBy: Minutes?

  init(
    over work: Minutes, includingEqual: Bool = false, total: Minutes?, part: Minutes = 1, paid: Bool? = nil,
    startBy: Minutes? = nil
  ) {
    self.work = work
    includesEqual = includingEqual
    self.total = total
    self.part = part
    self.paid = paid
    self.startBy = startBy
  }

  package func applies(to worked: Minutes) -> Bool { includesEqual ? worked >= work : worked > work }

  /// Whether breaks meet it, wherever in their windows they are taken.
  /// - Parameters:
  ///   - windows: rising.
  ///   - interval: the width of the grid in which they are stated.
  package func isMet(by windows: [BreakWindow], interval: Minutes) -> Bool {
    let counted = windows.filter { window in
      window.length * interval.rawValue >= part.rawValue && (paid ?? window.paid) == window.paid
    }
    guard let first = counted.first else { return false }
    if let startBy, first.latestOffset * interval.rawValue > startBy.rawValue { return false }
    return counted.reduce(0) { $0 + $1.length * interval.rawValue } >= total?.rawValue ?? 0
  }

  /// `more than 6 h of work ask for 30 min of breaks, begun within 6 h`.
  package var words: String {
    let kind = paid.map { $0 ? "paid breaks" : "unpaid breaks" } ?? "breaks"
    let amount = total.map { "\(Words.plain.minutes($0)) of \(kind)" } ?? "a break"
    return "\(includesEqual ? "" : "more than ")\(Words.plain.duration(work)) of work "
      + (includesEqual ? "or more ask" : "ask") + " for \(amount)"
      + (part > 1 ? ", \(Words.plain.minutes(part)) or more each" : "")
      + (startBy.map { ", begun within \(Words.plain.duration($0))" } ?? "")
  }
}

extension ShiftTemplate {
  /// The last of some needs that applies to a length of the shift, where its breaks don't meet it; nil where they do, no
  /// need applies, or the breaks don't fit the length (which planning refuses).
  package func unmet(_ needs: [BreakNeed], length: Minutes, interval: Minutes) -> BreakNeed? {
    guard let windows = try? breakWindows(length: length, interval: interval) else { return nil }
    let unpaid = windows.reduce(0) { $0 + ($1.paid ? 0 : $1.length) } * interval.rawValue
    guard let need = needs.last(where: { $0.applies(to: length - Minutes(unpaid)) }) else { return nil }
    return need.isMet(by: windows, interval: interval) ? nil : need
  }
}
