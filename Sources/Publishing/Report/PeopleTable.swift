internal import Calendars
internal import Plans
internal import Workforce
internal import Words

/// Hours and hardships, a row a person, the one with the greatest burden first, with the team's mean beside each.
func peopleTable(_ context: ReportContext) -> HTML {
  let people = context.plan.people
  guard !people.isEmpty else {
    return """
      <section id="people" class="part"><h2>\(ReportText.peopleHeading)</h2>\
      <p class="lead">\(ReportText.noPeople)</p></section>

      """
  }
  let ordered = people.sorted { left, right in
    let (first, second) = (burden(left), burden(right))
    return first != second ? first > second : left.person < right.person
  }
  let columns = PersonColumn.all(people)
  let heads = columns.map { column -> HTML in
    "<th scope=\"col\" class=\"num\">\(column.title)<small>\(ReportText.mean(column.meanText))</small></th>"
  }
  let rows = ordered.map { summary -> HTML in
    let person = context.index.person(summary.person)
    let site = context.index.site(of: summary.person)
    return """
      <tr><th scope="row">\(context.index.name(of: summary.person))</th><td>\(site?.name ?? person?.site.rawValue ?? "")</td>\
      <td class="num">\(Words.page.hours(minutes: summary.contractMinutes))</td>\(columns.map { $0.cell(summary) })\
      <td class="num">\(ReportText.wishes(summary.preferencesMet, of: summary.preferencesAsked))</td></tr>

      """
  }
  return """
    <section id="people" class="part"><h2>\(ReportText.peopleHeading)</h2><p class="lead">\(ReportText.peopleLead)</p>
    <div class="scroll"><table class="peopletable"><thead><tr><th scope="col">\(ReportText.columnName)</th>\
    <th scope="col">\(ReportText.columnSite)</th><th scope="col" class="num">\(ReportText.columnContract)</th>\(heads)\
    <th scope="col" class="num">\(ReportText.columnWishes)</th></tr></thead>
    <tbody>\(rows)</tbody></table></div></section>

    """
}

/// What the table is sorted by; the page says so in words.
func burden(_ person: PersonSummary) -> Double {
  let refused = person.preferencesAsked - person.preferencesMet
  let away = abs(person.plannedMinutes + person.absentMinutes - person.contractMinutes)
  return Double(person.nights + person.weekendDays + refused) + Double(person.early + person.late) / 2
    + Double(away) / 480
}

/// A column of numbers with bars against the team's mean.
private struct PersonColumn {
  var title: String
  var value: (PersonSummary) -> Int
  var text: (PersonSummary) -> HTML
  var meanText: String
  private var mean: Double
  private var most: Double

  static func all(_ people: [PersonSummary]) -> [PersonColumn] {
    func counted(_ title: String, _ value: @escaping (PersonSummary) -> Int) -> PersonColumn {
      PersonColumn(title, of: people, value: value, text: { "\(value($0))" }) { Words.page.decimal($0, places: 1) }
    }
    let planned = PersonColumn(
      ReportText.columnPlanned, of: people, value: \.plannedMinutes,
      text: { person in
        let hours = Words.page.hours(minutes: person.plannedMinutes)
        guard person.absentMinutes > 0 else { return "\(hours)" }
        return "\(hours) <small>\(ReportText.absent(Words.page.hours(minutes: person.absentMinutes)))</small>"
      }
    ) { Words.page.hours(minutes: Int($0.rounded())) }
    return [
      planned, counted(ReportText.columnShifts, \.shifts), counted(ReportText.columnNights, \.nights),
      counted(ReportText.columnWeekends, \.weekendDays), counted(ReportText.columnEarly, \.early),
      counted(ReportText.columnLate, \.late),
    ]
  }

  private init(
    _ title: String, of people: [PersonSummary], value: @escaping (PersonSummary) -> Int,
    text: @escaping (PersonSummary) -> HTML, meanText: (Double) -> String
  ) {
    self.title = title
    self.value = value
    self.text = text
    mean = Double(people.reduce(0) { $0 + value($1) }) / Double(max(1, people.count))
    most = Double(people.map(value).max() ?? 0)
    self.meanText = meanText(mean)
  }

  func cell(_ person: PersonSummary) -> HTML {
    guard most > 0 else { return "<td class=\"num\">\(text(person))</td>" }
    let share = Double(value(person)) / most
    return """
      <td class="num">\(text(person))<span class="mini" style="--v:\(CSSNumber.percent(share));--m:\(
        CSSNumber.percent(mean / most))"></span></td>
      """
  }
}
