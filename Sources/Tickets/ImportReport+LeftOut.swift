internal import Calendars
public import Tables

extension ImportReport {
  /// A sentence for each reason that rows were left out for, with the first of them. Rows that were meant to be counted
  /// (unreadable ones, duplicates) are warned of; spam and its like are noted.
  public var leftOut: [Diagnostic] {
    dropped.map { drop in
      let first = drop.examples.first
      let isMeantToCount = [DropReason.badRow, .duplicate].contains(drop.reason)
      return Diagnostic(
        "import.dropped",
        "\(drop.count) row\(drop.count == 1 ? "" : "s") left out, \(drop.reason.rawValue)"
          + (first.map { $0.text.isEmpty ? "" : "; the first: \($0.text)" } ?? ""),
        at: first?.position, cure: "'rota import' prints the whole report.",
        severity: isMeantToCount ? .warning : .note)
    }
  }
}
