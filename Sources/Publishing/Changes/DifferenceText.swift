internal import Calendars
public import Plans
internal import Workforce
internal import Words

/// What `rota diff` says of two plans: rows of figures, then the dates that people are told.
public struct DifferenceText: Sendable {
  let difference: PlanDifference
  let changes: ChangeWords
  private let currency: String
  private let words: Words

  /// - Parameter words: for a page, numbers that aren't parted from their units.
  public init(_ difference: PlanDifference, from before: PlanDocument, to after: PlanDocument) {
    self.init(difference, from: before, to: after, words: .plain)
  }

  init(_ difference: PlanDifference, from before: PlanDocument, to after: PlanDocument, words: Words) {
    self.difference = difference
    changes = ChangeWords(from: before, to: after, words: words)
    currency = after.currency
    self.words = words
  }

  /// For a terminal.
  public var text: String {
    var lines = [title]
    lines += rows.map { $0.name + String(repeating: " ", count: max(1, 16 - $0.name.count)) + $0.value }
    let told = changes.lines(difference.changes)
    if !told.isEmpty { lines += [""] + told }
    return lines.joined(separator: "\n") + "\n"
  }

  /// For a chat or a ticket.
  public var markdown: String {
    var lines = ["## \(MarkdownText.escaped(title))", "", "| | |", MarkdownText.rule(columns: 2)]
    lines += rows.map { MarkdownText.row([$0.name, $0.value]) }
    let told = changes.lines(difference.changes)
    if !told.isEmpty { lines += [""] + told.map { "- \(MarkdownText.escaped($0))" } }
    return lines.joined(separator: "\n") + "\n"
  }

  var title: String {
    let side = difference.after
    return "\(side.team), \(side.week)\(side.weeks > 1 ? ", \(side.weeks) weeks" : "")"
  }

  var rows: [(name: String, value: String)] {
    var rows = [("before", Self.words(for: difference.before)), ("after", Self.words(for: difference.after))]
    rows.append(("changed", changes.summary(difference.counts)))
    if !difference.peopleAdded.isEmpty {
      rows.append(("people new", words.list(difference.peopleAdded.map { changes.name(of: $0) })))
    }
    if !difference.peopleRemoved.isEmpty {
      rows.append(("people gone", words.list(difference.peopleRemoved.map { changes.name(of: $0) })))
    }
    func share(_ figure: PlanDifference.Figure) -> String { said(figure) { words.percent($0, places: 2) } }
    rows.append(("service level", share(difference.serviceLevel)))
    if difference.queues.count > 1 { rows += difference.queues.map { ("  \($0.queue)", share($0.serviceLevel)) } }
    rows.append(("uncovered", said(difference.uncoveredHours) { "\(words.decimal($0, places: 1)) h" }))
    rows.append(("cost", said(difference.cost) { "\(words.rounded($0)) \(currency)" }))
    rows.append(("objective", said(difference.objective) { words.rounded($0) }))
    if (difference.wishesAsked.before ?? 0) + (difference.wishesAsked.after ?? 0) > 0 {
      func wishes(_ met: Double?, _ asked: Double?) -> String {
        "\(words.rounded(met ?? 0)) of \(words.rounded(asked ?? 0))"
      }
      let after = wishes(difference.wishesMet.after, difference.wishesAsked.after)
      let before = wishes(difference.wishesMet.before, difference.wishesAsked.before)
      rows.append(("wishes met", after == before ? "\(after), as before" : "\(after), was \(before)"))
    }
    return rows
  }

  private func said(_ figure: PlanDifference.Figure, _ words: (Double) -> String) -> String {
    let (before, after) = (figure.before.map(words) ?? "–", figure.after.map(words) ?? "–")
    return before == after ? "\(after), as before" : "\(after), was \(before)"
  }

  private static func words(for side: PlanDifference.Side) -> String {
    switch side.state {
    case .published: "published, revision \(side.revision)"
    case .draft: side.revision == 0 ? "draft, never published" : "draft on revision \(side.revision)"
    }
  }
}

/// The same on one self-contained page.
public func differencePage(
  _ difference: PlanDifference, from before: PlanDocument, to after: PlanDocument
) -> String {
  let said = DifferenceText(difference, from: before, to: after, words: .page)
  let rows = said.rows.map { row in "<tr><th scope=\"row\">\(row.name)</th><td>\(row.value)</td></tr>" as HTML }
  let told = said.changes.told(difference.changes)
  let changes = told.map { change in
    """
    <tr><td>\(Words.page.day(change.date))</td><td>\(said.changes.name(of: change.person))</td>\
    <td>\(said.changes.what(change))</td><td>\(change.why ?? "")</td></tr>
    """ as HTML
  }
  let quiet = difference.counts.queues
  let isDraft = after.isDraft ? " <span class=\"draft\">\(Wording.draft)</span>" as HTML : nil
  let page: HTML = """
    \(pageHead(title: "\(said.title): changes", tool: after.tool))
    <div class="page">
    <header class="top"><p class="week">What changes</p><h1>\(said.title)\(isDraft)</h1></header>
    <main>
    <section class="part"><table>\(rows)</table></section>
    <section class="part"><h2>Dates that change for people</h2>
    <p class="lead">\(said.changes.summary(difference.counts))\(quiet > 0 ? ". Queues alone are not listed." : ".")</p>
    <table><thead><tr><th>Day</th><th>Who</th><th>What</th><th>Why</th></tr></thead><tbody>\(changes)</tbody></table></section>
    </main>
    <footer>\(ReportText.madeBy(after.tool))</footer>
    </div>
    </body>
    </html>

    """
  return page.markup
}
