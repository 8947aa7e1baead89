public import Calendars
public import Plans
internal import Tables
internal import Workforce
internal import Words

/// A picture of history, forecast, band and events, in contacts an hour.
public struct ForecastChart: Hashable, Sendable {
  /// An hour. What is nil isn't drawn.
  public struct Hour: Hashable, Sendable {
    public var start: Instant
    public var actual: Double?
    public var forecast: Double?
    public var low: Double?
    public var high: Double?

    public init(start: Instant, actual: Double? = nil, forecast: Double? = nil, low: Double? = nil, high: Double? = nil)
    {
      self.start = start
      self.actual = actual
      self.forecast = forecast
      self.low = low
      self.high = high
    }
  }

  public var title: String
  public var zone: Zone
  /// By start.
  public var hours: [Hour]
  public var marks: [KeptForecast.Mark]

  public init(title: String, zone: Zone, hours: [Hour], marks: [KeptForecast.Mark] = []) {
    self.title = title
    self.zone = zone
    self.hours = hours
    self.marks = marks
  }

  public init(title: String, _ kept: KeptForecast) {
    var hours = kept.past.map { Hour(start: $0.start, actual: $0.contacts) }
    for row in kept.starts.indices {
      let start = kept.starts[row]
      let hour = start.adding(seconds: -(kept.zone.civil(at: start).minuteOfDay % 60 * 60))
      if hours.last?.start != hour || hours.last?.forecast == nil {
        hours.append(Hour(start: hour, forecast: 0, low: 0, high: 0))
      }
      let last = hours.count - 1
      hours[last].forecast = (hours[last].forecast ?? 0) + kept.contacts[row]
      hours[last].low = (hours[last].low ?? 0) + kept.p10[row]
      hours[last].high = (hours[last].high ?? 0) + kept.p90[row]
    }
    self.init(title: title, zone: kept.zone, hours: hours, marks: kept.marks)
  }
}

/// The chart as a file of its own, light or dark as its reader has it; nothing is drawn across closed hours.
public func forecastSVG(_ charts: [ForecastChart]) -> String {
  let drawings = charts.enumerated().map { index, chart in
    ForecastDrawing(chart).group(at: index * ForecastDrawing.height)
  }
  let height = max(1, charts.count) * ForecastDrawing.height
  let svg: HTML = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(ForecastDrawing.width) \(height)" role="img" \
    width="\(ForecastDrawing.width)" height="\(height)">
    <title>\(Words.plain.list(charts.map(\.title)))</title>
    <style>\(HTML(trusted: ForecastDrawing.style))</style>
    \(drawings)</svg>

    """
  return svg.markup
}

/// One chart in SVG.
struct ForecastDrawing {
  static let width = 1200
  static let height = 299
  private static let left = 64
  private static let right = 1184
  private static let top = 83
  private static let bottom = 251
  /// Rows of names above the plot, and about how wide a letter of them is.
  private static let nameRows = 4
  private static let letter = 7

  static let style = """

    .fc { --ink: #18222d; --mute: #55626f; --grid: #e4e9ee; --line: #1b5fa8; --band: #cfdcea; --mark: #fdeedd; --edge: #e3b27c; font: 12px sans-serif; }
    @media (prefers-color-scheme: dark) { .fc { --ink: #e8edf2; --mute: #a0adba; --grid: #2a3540; --line: #7db4ec; --band: #2a4360; --mark: #3a2a1a; --edge: #8a6234; } }
    .fc text { fill: var(--mute); } .fc .name { fill: var(--ink); font-weight: 650; font-size: 15px; }
    .fc .grid { stroke: var(--grid); } .fc .band { fill: var(--band); } .fc .mark { fill: var(--mark); fill-opacity: 0.7; } .fc .edge { fill: none; stroke: var(--edge); }
    .fc .was { fill: none; stroke: var(--ink); stroke-width: 1; } .fc .will { fill: none; stroke: var(--line); stroke-width: 1.6; }

    """

  let chart: ForecastChart
  private let first: Int
  private let span: Int
  private let axis: BrokenAxis
  private let peak: Double

  init(_ chart: ForecastChart) {
    self.chart = chart
    first = chart.hours.first?.start.rawValue ?? 0
    span = max(3600, (chart.hours.last?.start.rawValue ?? 0) + 3600 - first)
    axis = BrokenAxis(chart.hours.map(\.start.rawValue), left: Self.left, right: Self.right)
    peak = max(1e-9, chart.hours.map { max($0.actual ?? 0, $0.forecast ?? 0, $0.high ?? 0) }.max() ?? 0)
  }

  func group(at offset: Int) -> HTML {
    let was = line { $0.actual }
    let will = line { $0.forecast }
    return """
      <g class="fc" transform="translate(0 \(offset))"><text class="name" x="\(Self.left)" y="20">\(chart.title)</text>
      \(marks)\(grid)<path class="band" d="\(band)"/><path class="was" d="\(was)"/><path class="will" d="\(will)"/>
      <text x="\(Self.left)" y="\(Self.height - 12)">\(legend)</text></g>

      """
  }

  private var legend: String {
    var words: [String] = []
    if chart.hours.contains(where: { $0.actual != nil }) { words.append("dark line: contacts that came") }
    if chart.hours.contains(where: { $0.forecast != nil }) { words.append("blue line: forecast") }
    if chart.hours.contains(where: { $0.high != nil }) { words.append("band: from p10 to p90") }
    if !chart.marks.isEmpty { words.append("shaded: events and holidays") }
    return words.joined(separator: " · ") + " · contacts an hour, \(chart.zone.identifier)"
  }

  /// Names that would run into one another stand in rows of their own, and those at the right edge end there. What finds
  /// no row is named where the pointer rests on it.
  private var marks: HTML {
    var result = HTML()
    var taken = [Int](repeating: 0, count: Self.nameRows)
    let shown = chart.marks.filter { $0.end.rawValue > first && $0.start.rawValue < first + span }
    for mark in shown.sorted(by: { ($0.start, $0.end, $0.title) < ($1.start, $1.end, $1.title) }) {
      let from = x(max(first, mark.start.rawValue))
      let to = x(min(first + span, mark.end.rawValue))
      if !axis.shows(max(first, mark.start.rawValue)..<min(first + span, mark.end.rawValue)) { continue }
      // An edge where each begins, since two that touch would look like one.
      result += """
        <rect class="mark" x="\(from)" y="\(Self.top)" width="\(max(1, to - from))" height="\(Self.bottom - Self.top)">\
        <title>\(mark.title)</title></rect><path class="edge" d="M\(from) \(Self.top)V\(Self.bottom)"/>
        """
      let width = mark.title.count * Self.letter
      let start = min(from + 2, Self.right - width)
      guard let row = taken.indices.first(where: { taken[$0] <= start }) else { continue }
      taken[row] = start + width + Self.letter
      let isAtEdge = start < from + 2
      let anchor: HTML = isAtEdge ? " text-anchor=\"end\"" : ""
      // A name that can't stand over its own shading is led there.
      if row > 0 || isAtEdge {
        result += "<path class=\"edge\" d=\"M\(from) \(Self.top - 3 - 13 * row)V\(Self.top)\"/>"
      }
      result += """
        <text x="\(isAtEdge ? Self.right : start)" y="\(Self.top - 6 - 13 * row)"\(anchor)>\(mark.title)</text>
        """
    }
    return result
  }

  /// Mondays, or every day where the chart is short, and three lines of the scale.
  private var grid: HTML {
    var result = HTML()
    for share in [0.0, 0.5, 1.0] {
      let y = y(peak * share)
      result += """
        <path class="grid" d="M\(Self.left) \(y)H\(Self.right)"/><text x="\(Self.left - 6)" y="\(y + 4)" \
        text-anchor="end">\(Words.page.decimal(peak * share, places: peak < 10 ? 1 : 0))</text>
        """
    }
    let shown = axis.shown
    let isShort = shown < 15 * 86_400
    let step = max(1, shown / 86_400 / 84)
    var date = chart.zone.date(at: Instant(rawValue: first))
    while true {
      let start = chart.zone.instant(of: date).rawValue
      if start >= first + span { break }
      // A day that opens in the morning counts as shown from its midnight.
      if axis.shows(start..<start + 43_200),
        isShort || date.weekday == .monday && date.dayNumber / 7 % step == 0
      {
        result += """
          <path class="grid" d="M\(x(start)) \(Self.top)V\(Self.bottom)"/><text x="\(x(start) + 3)" \
          y="\(Self.bottom + 16)">\(shown < 70 * 86_400 && !isShort ? ReportText.shortDay(date) : ReportText.tinyDay(date))</text>
          """
      }
      date = date.adding(days: 1)
    }
    return result
  }

  private var band: String {
    runs { $0.low != nil && $0.high != nil }.reduce(into: "") { path, run in
      let upper = run.map { "\(middle($0)) \(y($0.high ?? 0))" }.joined(separator: "L")
      let lower = run.reversed().map { "\(middle($0)) \(y($0.low ?? 0))" }.joined(separator: "L")
      path += "M\(upper)L\(lower)z"
    }
  }

  private func line(_ value: (ForecastChart.Hour) -> Double?) -> String {
    runs { value($0) != nil }.reduce(into: "") { path, run in
      path += "M" + run.map { "\(middle($0)) \(y(value($0) ?? 0))" }.joined(separator: "L")
    }
  }

  private func runs(where isShown: (ForecastChart.Hour) -> Bool) -> [[ForecastChart.Hour]] {
    chart.hours.filter(isShown).reduce(into: []) { runs, hour in
      if let last = runs.last?.last, hour.start - last.start <= 3600 {
        runs[runs.count - 1].append(hour)
      } else {
        runs.append([hour])
      }
    }
  }

  private func x(_ second: Int) -> Int { axis.tenths(second) / 10 }
  /// Tenths, since an hour of five weeks is little more than a unit wide.
  private func middle(_ hour: ForecastChart.Hour) -> String {
    let tenths = axis.tenths(hour.start.rawValue + 1800)
    return "\(tenths / 10).\(tenths % 10)"
  }
  private func y(_ contacts: Double) -> Int {
    Self.bottom - Int((Double(Self.bottom - Self.top) * max(0, contacts) / peak).rounded())
  }
}
