internal import Foundation
internal import Publishing
internal import Rostering
internal import Workforce

/// The one line that says how a search is doing.
enum ProgressLine {
  /// `improving · 15,511 · bound 15,446 · gap 0.42 % · 42 s left`, cut to fit in `width` columns with one to spare.
  static func text(_ progress: RosterProgress, width: Int) -> String {
    var parts = [progress.stage]
    if let objective = progress.objective { parts.append(number(objective)) }
    if let bound = progress.bound { parts.append("bound \(number(bound))") }
    if let gap = progress.gap { parts.append("gap \(percent(gap))") }
    if let remaining = progress.remaining {
      parts.append("\(seconds(max(0, remaining).rounded(.up))) left")
    } else {
      parts.append(seconds(progress.elapsed.rounded(.down)))
    }
    return String(parts.joined(separator: " · ").prefix(max(1, width - 1)))
  }

  /// Whole, with commas between thousands.
  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "–" }
    let rounded = Int(value.rounded())
    var text = ""
    for (place, digit) in String(rounded.magnitude).reversed().enumerated() {
      if place > 0, place.isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return (rounded < 0 ? "-" : "") + String(text.reversed())
  }

  /// Two decimals, rounded up so that a gap is never shown smaller than it is.
  static func percent(_ share: Double) -> String { UpperShare.percent(share) + " %" }

  private static func seconds(_ value: Double) -> String {
    guard value.isFinite, value < 1e9 else { return "–" }
    let whole = Int(value)
    if whole < 120 { return "\(whole) s" }
    return whole < 7200 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole / 60 % 60) min"
  }
}
