internal import Calendars
internal import Plans
internal import Words
internal import Workforce

/// Unpopular duties: what each person brought along, got in the plan and has now, beside the mean by contract; nothing where
/// they aren't counted.
func fairnessSection(_ context: ReportContext) -> HTML {
  guard let terms = context.plan.request.fairness else { return HTML() }
  let balances = FairBalance.all(in: context.plan)
  let strips = terms.kinds.map { strip($0.kind, balances) }
  let heads = terms.kinds.map { kind -> HTML in
    "<th scope=\"col\" class=\"num\">\(ReportText.fairKind(kind.kind))</th>"
  }
  let rows = balances.map { balance -> HTML in
    let cells = terms.kinds.map { cell($0.kind, balance, balances) }
    return """
      <tr><th scope="row">\(context.index.name(of: balance.person))</th>\
      <td class="num">\(Words.page.hours(minutes: balance.after.contractMinutes))</td>\(cells)\
      <td class="num">\(Words.page.money(balance.cost, currency: context.plan.currency))</td></tr>

      """
  }
  return """
    <section id="fairness" class="part"><style>\(HTML(trusted: fairnessStyle))</style><h2>\(ReportText.fairnessHeading)</h2>
    <p class="lead">\(ReportText.fairnessLead)</p>
    \(strips)<div class="scroll"><table class="peopletable"><thead><tr><th scope="col">\(ReportText.columnName)</th>\
    <th scope="col" class="num">\(ReportText.fairnessHours)</th>\(heads)\
    <th scope="col" class="num">\(ReportText.fairnessPaid)</th></tr></thead>
    <tbody>\(rows)</tbody></table></div></section>

    """
}

/// Here, so that pages of plans that count nothing stay as they are.
private let fairnessStyle = """
  .fairstrip { margin: 0 0 10px; } .fairstrip figcaption { font-size: 13px; }
  .fairstrip svg { display: block; width: 100%; height: 36px; background: var(--soft); }
  .fairstrip path { fill: none; stroke: var(--minibar); stroke-width: 2; vector-effect: non-scaling-stroke; }
  .fairstrip .after { stroke: var(--ink); } .fairstrip .line { stroke: var(--shutline); stroke-width: 1; }
  """

/// Everybody as a stroke where they stand by contract: above the line before the plan, below it after.
private func strip(_ kind: FairKind, _ balances: [FairBalance]) -> HTML {
  let most = max(1, balances.flatMap { [$0.rate(kind, $0.before), $0.rate(kind, $0.after)] }.max() ?? 1)
  func strokes(_ counts: KeyPath<FairBalance, DutyCounts>, top: Int) -> String {
    let places = Set(balances.map { Int(($0.rate(kind, $0[keyPath: counts]) / most * 990).rounded()) + 5 })
    return places.sorted().map { "M\($0) \(top)v14" }.joined()
  }
  return """
    <figure class="fairstrip"><figcaption>\(ReportText.fairStrip(kind, most: Words.page.decimal(most, places: 1)))\
    </figcaption><svg viewBox="0 0 1000 36" preserveAspectRatio="none" role="img" aria-hidden="true">\
    <path class="before" d="\(strokes(\.before, top: 2))"/><path class="line" d="M0 18h1000"/>\
    <path class="after" d="\(strokes(\.after, top: 20))"/></svg></figure>

    """
}

/// `12 + 2`, with a bar of both by contract and a stroke at the mean.
private func cell(_ kind: FairKind, _ balance: FairBalance, _ all: [FairBalance]) -> HTML {
  let text: HTML =
    "\(Words.page.whole(balance.before[kind]))\(Words.page.space)+\(Words.page.space)\(Words.page.whole(balance.got[kind]))"
  let rates = all.map { $0.rate(kind, $0.after) }
  guard let most = rates.max(), most > 0 else { return "<td class=\"num\">\(text)</td>" }
  let mean = rates.reduce(0, +) / Double(rates.count)
  return """
    <td class="num">\(text)<span class="mini" style="--v:\(CSSNumber.percent(balance.rate(kind, balance.after) / most));\
    --m:\(CSSNumber.percent(mean / most))"></span></td>
    """
}

/// One person's unpopular duties before a plan and in it.
private struct FairBalance {
  var person: PersonID
  var before: DutyCounts
  var got: DutyCounts
  var cost: Double
  /// The most minutes that anybody has, so far and in the plan.
  var most: Int

  var after: DutyCounts { before + got }

  /// Duties that somebody of that contract has who has the most minutes.
  func rate(_ kind: FairKind, _ counts: DutyCounts) -> Double {
    // Both by the minutes of the end, so that they can be compared.
    guard after.contractMinutes > 0 else { return 0 }
    return Double(counts[kind]) * Double(most) / Double(after.contractMinutes)
  }

  /// Who has the most first, by all kinds together; then by id.
  static func all(in plan: PlanDocument) -> [FairBalance] {
    let carried = Dictionary(
      plan.request.people.map { ($0.id, $0.fairness?.carriedIn ?? DutyCounts()) },
      uniquingKeysWith: { first, _ in first })
    var all = plan.people.compactMap { summary in
      summary.fairness.map {
        FairBalance(
          person: summary.person, before: carried[summary.person] ?? DutyCounts(), got: $0.counts, cost: $0.cost,
          most: 1)
      }
    }
    let most = all.map(\.after.contractMinutes).max() ?? 1
    for index in all.indices { all[index].most = most }
    func sum(_ balance: FairBalance) -> Double {
      (plan.request.fairness?.kinds ?? []).reduce(0) { $0 + balance.rate($1.kind, balance.after) }
    }
    let sums = Dictionary(uniqueKeysWithValues: all.map { ($0.person, sum($0)) })
    all.sort { left, right in
      let (first, second) = (sums[left.person] ?? 0, sums[right.person] ?? 0)
      return first != second ? first > second : left.person < right.person
    }
    return all
  }
}
