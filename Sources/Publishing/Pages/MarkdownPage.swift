internal import Calendars
internal import Words

/// A page of a wiki that reads Markdown (Notion, Guru, a repository): what is said of the plan, then a table a week.
/// - SeeAlso: GitHub Flavored Markdown, "Tables".
func markdownPage(_ index: PlanIndex) -> String {
  let grid = WeekGrid(index)
  let facts = PlanFacts(index)
  var lines = ["# \(MarkdownText.escaped(facts.title))", ""] + facts.lines.map { "- \(MarkdownText.escaped($0))" }
  for (week, columns) in grid.weeks {
    lines += ["", "## \(week)", ""]
    lines.append(MarkdownText.row([PageWords.person] + columns.map { Words.plain.day(grid.dates[$0]) }))
    lines.append(MarkdownText.rule(columns: columns.count + 1))
    for row in index.people.indices {
      lines.append(MarkdownText.row([grid.name(row)] + columns.map { grid.text(row, $0) }))
    }
  }
  lines += ["", MarkdownText.escaped(PageWords.madeBy(index))]
  return lines.joined(separator: "\n") + "\n"
}
