internal import Foundation
internal import Searching
internal import Words

/// The one line that says how a search is doing.
enum ProgressLine {
  /// `improving · 15,511 · bound 15,446 · gap 0.42 % · 42 s left`, cut to fit in `width` columns with one to spare.
  static func text(_ progress: SearchProgress, width: Int) -> String {
    var parts = [progress.stage]
    if let objective = progress.objective { parts.append(Words.plain.rounded(objective)) }
    if let bound = progress.bound { parts.append("bound \(Words.plain.rounded(bound))") }
    if let gap = progress.gap { parts.append("gap \(Words.plain.atMost(gap))") }
    if let remaining = progress.remaining {
      parts.append("\(Words.plain.time(seconds: max(0, remaining).rounded(.up))) left")
    } else {
      parts.append(Words.plain.time(seconds: progress.elapsed.rounded(.down)))
    }
    return String(parts.joined(separator: " · ").prefix(max(1, width - 1)))
  }
}
