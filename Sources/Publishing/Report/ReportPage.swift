internal import Calendars
public import Plans

/// The report: one self-contained HTML page, without any network, for a double click, a mail or a printer.
///
/// A pure function of the plan. It reads without script; the script adds tabs, another zone and what lies under the
/// pointer. Every word comes from one table, every value is escaped. Below 5 MB for 300 people and a week.
public func reportPage(_ plan: PlanDocument) -> String {
  let context = ReportContext(plan)
  let presence = presenceSection(context)
  let chances = presence == HTML() ? [] : [("service", ReportText.presenceHeading)]
  let fairness = fairnessSection(context)
  let shares = fairness == HTML() ? [] : [("fairness", ReportText.fairnessHeading)]
  let parts =
    (chances + [
      ("heat", ReportText.heatHeading), ("days", ReportText.dayHeading), ("people", ReportText.peopleHeading),
    ] + shares + [
      ("forecast", ReportText.forecastHeading), ("warnings", ReportText.warningsHeading),
      ("proof", ReportText.proofHeading),
    ]).map { anchor, title in "<a href=\"#\(anchor)\">\(title)</a>" as HTML }
  let named = ReportText.title(team: plan.team, week: plan.week)
  let title = plan.isDraft ? Wording.draftTitle(named) : named
  let page: HTML = """
    \(pageHead(title: title, tool: plan.tool))
    <a class="skip" href="#days">\(ReportText.skip)</a>
    <div class="page">
    \(headlineStrip(context))
    <nav class="sections" aria-label="\(ReportText.sections)">\(parts)</nav>
    <main>
    \(presence)\(heatMap(context))
    \(dayView(context))
    \(peopleTable(context))\(fairness)
    \(forecastSection(context))
    \(warningsSection(context))
    \(proofSection(context))
    </main>
    <footer>\(ReportText.madeBy(plan.tool))</footer>
    </div>
    <div id="tip" role="status" hidden></div>
    \(ReportData(context).element)<script>\(HTML(trusted: ReportScript.text))</script>
    </body>
    </html>

    """
  return page.markup
}
