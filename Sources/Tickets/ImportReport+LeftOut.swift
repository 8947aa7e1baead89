internal import Calendars
public import Tables

extension ImportReport {
  /// A sentence for each reason that rows were left out for, with the first of them. Rows that were meant to be counted
  /// (unreadable ones, duplicates) are warned of; spam and its like are noted.
  public var leftOut: [Diagnostic] {
    let isSaid = unreadable != nil
    return dropped.filter { !(isSaid && $0.reason == .badRow) }.map { drop in
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

  /// Said where a good part of the rows can't be read: they may be those of one time of day or of one channel.
  var unreadable: Diagnostic? {
    guard let bad = dropped.first(where: { $0.reason == .badRow }), bad.count >= 5, bad.count * 50 >= rowsRead else {
      return nil
    }
    let first = bad.examples.first
    return Diagnostic(
      "import.rows-left-out",
      "\(bad.count) of \(rowsRead) rows can't be read and are left out"
        + (first.map { $0.text.isEmpty ? "" : "; the first: \($0.text)" } ?? ""),
      at: first?.position, cure: "Export them in the form of the others, or correct them; the report lists them.",
      severity: .warning)
  }
}
