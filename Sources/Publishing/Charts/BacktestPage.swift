internal import Workforce
internal import Words

/// What a page about a back-test shows of a queue.
public struct BacktestChart: Hashable, Sendable {
  /// Contacts and error at some hour or on some weekday.
  public struct Part: Hashable, Sendable {
    public var name: String
    public var contacts: Double
    public var forecast: Double
    /// In percent of contacts.
    public var error: Double

    public init(name: String, contacts: Double, forecast: Double, error: Double) {
      self.name = name
      self.contacts = contacts
      self.forecast = forecast
      self.error = error
    }
  }

  public var queue: String
  /// How the methods did: a header, then a row a method.
  public var table: [[String]]
  /// What is to be said about it.
  public var words: [String]
  public var chart: ForecastChart
  public var byHour: [Part]
  public var byWeekday: [Part]

  public init(
    queue: String, table: [[String]], words: [String], chart: ForecastChart, byHour: [Part], byWeekday: [Part]
  ) {
    self.queue = queue
    self.table = table
    self.words = words
    self.chart = chart
    self.byHour = byHour
    self.byWeekday = byWeekday
  }
}

/// Rules of this page alone.
private let ownStyle = """

  .bt { border-collapse: collapse; margin-top: 14px; font-size: 14px; } .bt th, .bt td { padding: 3px 14px 3px 0; text-align: right; border-bottom: 1px solid var(--line); }
  .bt th:first-child, .bt td:first-child { text-align: left; } .bt thead th { color: var(--mute); font-weight: 500; }
  .wide { width: 100%; height: auto; margin-top: 14px; display: block; } .bar { fill: var(--o3); } .two { display: grid; grid-template-columns: repeat(auto-fit, minmax(420px, 1fr)); gap: 0 32px; } .lab { fill: var(--mute); font-size: 11px; }

  """

/// One self-contained page: for each queue how the methods did, forecast against actual, error by hour and weekday.
public func backtestPage(_ queues: [BacktestChart]) -> String {
  let sections = queues.map(section)
  let page: HTML = """
    \(pageHead(title: "Back-test", tool: nil, style: ForecastDrawing.style + ownStyle))<div class="page"><h1>Back-test</h1>
    <p class="lead">Past weeks, each forecast from what was known before it, against what came.</p>
    <main>\(sections)</main></div></body>
    </html>

    """
  return page.markup
}

private func section(_ queue: BacktestChart) -> HTML {
  let rows = queue.table.dropFirst().map { row -> HTML in
    let cells = row.map { "<td>\($0)</td>" as HTML }
    return "<tr>\(cells)</tr>"
  }
  let header = (queue.table.first ?? []).map { "<th scope=\"col\">\($0)</th>" as HTML }
  let words = queue.words.map { "<p class=\"lead\">\($0)</p>" as HTML }
  return """
    <section class="part"><h2>\(queue.queue)</h2>
    <div class="scroll"><table class="bt"><thead><tr>\(header)</tr></thead><tbody>\(Array(rows))</tbody></table></div>
    \(words)
    <svg class="wide" viewBox="0 0 \(ForecastDrawing.width) \(ForecastDrawing.height)" role="img"><title>\(queue.chart.title)</title>\
    \(ForecastDrawing(queue.chart).group(at: 0))</svg>
    <div class="two"><div><h3>Error by hour of the day</h3>\(bars(queue.byHour))</div>
    <div><h3>Error by weekday</h3>\(bars(queue.byWeekday))</div></div>
    </section>

    """
}

/// A bar a part: its error in percent of its contacts, with the bias in words underneath the pointer.
private func bars(_ parts: [BacktestChart.Part]) -> HTML {
  let top = max(1e-9, parts.map(\.error).max() ?? 0)
  let width = 600 / max(1, parts.count)
  var shapes = HTML()
  for (index, part) in parts.enumerated() {
    let height = Int((110 * part.error / top).rounded())
    let bias = part.contacts > 0 ? part.forecast / part.contacts - 1 : 0
    let short =
      part.name.count > 5
      ? part.name.prefix(1).uppercased() + part.name.dropFirst().prefix(2) : String(part.name.prefix(2))
    shapes += """
      <g><title>\(part.name): error \(Words.page.decimal(part.error, places: 1)) %, bias \
      \(Words.page.decimal(100 * bias, places: 1)) %, \(Words.page.decimal(part.contacts, places: 0)) contacts</title>\
      <rect class="bar" x="\(index * width + 2)" y="\(130 - height)" width="\(max(1, width - 4))" height="\(height)"/>\
      <text class="lab" x="\(index * width + width / 2)" y="146" text-anchor="middle">\(short)</text>\
      <text class="lab" x="\(index * width + width / 2)" y="\(126 - height)" text-anchor="middle">\
      \(Words.page.decimal(part.error, places: 0))</text></g>
      """
  }
  return "<svg class=\"wide\" viewBox=\"0 0 600 150\" role=\"img\"><title>Error in percent</title>\(shapes)</svg>"
}
