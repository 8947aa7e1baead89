internal import Calendars
internal import Planning
internal import Words
internal import Workforce

/// What `rota ledger` prints.
enum LedgerText {
  static func text(_ survey: LedgerSurvey) -> String {
    var lines = ["\(survey.team): unpopular duties so far, worked (share by contract)", sources(survey)]
    guard survey.rows.count > 0 else { return lines.joined(separator: "\n") + "\n" }
    let kinds = FairKind.allCases.filter { kind in
      survey.people.contains { $0.duties.contains { $0.kind == kind && $0.worked > 0 } }
    }
    let rows =
      [["", "hours"] + kinds.map(\.words) + ["wishes met"]]
      + survey.people.map { person in
        ["\(person.person)  \(person.name)", Words.plain.tenthsOfHours(minutes: person.contractMinutes)]
          + kinds.map { kind in person.duties.first { $0.kind == kind }.map(cell) ?? "" }
          + ["\(person.wishesMet) of \(person.wishesAsked)"]
      }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    lines += rows.map { row in
      "  "
        + row.enumerated().map { column, text in
          let blanks = String(repeating: " ", count: widths[column] - text.count)
          return column == 0 ? text + blanks : blanks + text
        }.joined(separator: "  ")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `7 (6.5)`
  private static func cell(_ duties: LedgerSurvey.Duties) -> String {
    "\(duties.worked) (\(Words.plain.decimal(duties.share, places: 1)))"
  }

  /// Where the numbers are from.
  private static func sources(_ survey: LedgerSurvey) -> String {
    func weeks(_ weeks: [ISOWeek]) -> String? {
      guard let first = weeks.first, let last = weeks.last else { return nil }
      return weeks.count == 1 ? "\(first)" : "\(weeks.count) weeks from \(first) to \(last)"
    }
    let parts = [
      weeks(survey.planned).map { "plans: \($0)" },
      weeks(survey.kept).map { "ledger.csv alone: \($0)" },
      survey.hasStart ? "opening balances" : nil,
    ].compactMap(\.self)
    return parts.isEmpty ? "nothing is known yet: there is no plan and no ledger.csv" : parts.joined(separator: "; ")
  }
}
