internal import Calendars
internal import Plans
internal import Words

/// The heat map as numbers: a table a queue, a row a day, a column an hour of the reader's clock; each cell is the
/// hour's tightest interval.
func heatTable(_ context: ReportContext, days: [ReportDay], scale: HeatScale) -> HTML {
  var tables = HTML()
  for (number, coverage) in context.plan.coverage.enumerated() {
    var cells: [[Int?]] = []
    for day in days {
      var row = [Int?](repeating: nil, count: 24)
      for slot in context.slots(in: day.start..<day.end) where coverage.open[slot] {
        let hour = context.zone.civil(at: context.grid.instant(at: slot)).minuteOfDay / 60
        let net = coverage.scheduled[slot] - coverage.required[slot]
        row[hour] = min(row[hour] ?? Int.max, net)
      }
      cells.append(row)
    }
    let hours = (0..<24).filter { hour in cells.contains { $0[hour] != nil } }
    let heads = hours.map { "<th scope=\"col\">\(padded($0, to: 2))</th>" as HTML }
    let rows = zip(days, cells).filter { $1.contains { $0 != nil } }.map { day, row -> HTML in
      let numbers = hours.map { hour -> HTML in
        guard let net = row[hour] else { return "<td>–</td>" }
        return "<td class=\"\(HeatScale.style(scale.step(net)))\">\(Words.page.signed(net))</td>"
      }
      return "<tr><th scope=\"row\">\(ReportText.tinyDay(day.date))</th>\(numbers)</tr>\n"
    }
    tables += """
      <div class="scroll"><table class="heattable"><caption>\(context.plan.queues[number].name)</caption>
      <thead><tr><td></td>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div>

      """
  }
  return "<p class=\"lead\">\(ReportText.heatTableLead)</p>\(tables)"
}
