internal import Calendars
internal import Words

/// The body of a page in Confluence's storage format: what is said of the plan, then a table a week.
/// - SeeAlso: confluence.atlassian.com, "Confluence Storage Format".
func confluencePage(_ index: PlanIndex) -> String {
  let grid = WeekGrid(index)
  let facts = PlanFacts(index, words: .page)
  let lines = facts.lines.map { "<li>\($0)</li>" as HTML }
  let tables = grid.weeks.map { week, columns -> HTML in
    let heads = columns.map { "<th>\(Words.page.day(grid.dates[$0]))</th>" as HTML }
    let rows = index.people.indices.map { row -> HTML in
      let cells = columns.map { "<td>\(grid.text(row, $0))</td>" as HTML }
      return "<tr><th>\(grid.name(row))</th>\(cells)</tr>\n"
    }
    return """
      <h2>\(week.description)</h2>
      <table><tbody>
      <tr><th>\(PageWords.person)</th>\(heads)</tr>
      \(rows)</tbody></table>

      """
  }
  let page: HTML = """
    <h1>\(facts.title)</h1>
    <ul>\(lines)</ul>
    \(tables)<p>\(PageWords.madeBy(index))</p>

    """
  return page.markup
}
