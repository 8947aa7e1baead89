internal import Calendars
internal import Plans
internal import Searching
internal import Workforce
internal import Words

/// What is proven about the rota, what it cost to find, what it was made from, and how to make and check it again.
func proofSection(_ context: ReportContext) -> HTML {
  let plan = context.plan
  let result = plan.result
  func money(_ amount: Double) -> String { Words.page.money(amount, currency: plan.currency) }
  let seconds = result.seconds.map { Words.page.decimal($0, places: 1) }
  let effort = ReportText.effort(
    moves: Words.page.whole(result.moves), rounds: Words.page.whole(result.boundRounds), seconds: seconds)
  let isProven = result.gap != nil || result.status == .optimal || result.bound < 0
  let gap =
    result.gap.map { Words.page.atMost($0) }
    ?? (result.status == .optimal
      ? "0\(Words.page.space)%" : isProven ? ReportText.gapBelowZero : ReportText.gapUnknown)
  let costs = result.costs
  let rules = plan.clocks.map { ReportText.rules(plan.zoneRules, source: $0.source) } ?? plan.zoneRules
  let parts =
    ([
      (ReportText.pay, costs.pay), (ReportText.nightPremium, costs.nightPremium),
      (ReportText.understaffing, costs.understaffing), (ReportText.overstaffing, costs.overstaffing),
      (ReportText.shortfall, costs.contractShortfall), (ReportText.wishCost, costs.wishes),
    ] + (costs.rules ?? []).map { (ReportText.ruleCost($0.words(.page)), $0.cost) }
    + [
      (ReportText.fairnessCost, costs.fairness ?? 0), (ReportText.overtimeCost, costs.overtime ?? 0),
      (ReportText.timeOffCost, costs.timeOff ?? 0),
    ]).filter { $0.1 != 0 }.map {
      name, amount -> HTML in
      "<tr><th scope=\"row\">\(name)</th><td class=\"num\">\(money(amount))</td></tr>"
    }
  let models = plan.queues.map { queue -> HTML in
    let shrinkage = Words.page.percent(
      queue.shrinkage, places: (queue.shrinkage * 100).rounded() == queue.shrinkage * 100 ? 0 : 1)
    let reason = queue.modelReason.map { " \($0)" } ?? ""
    return "<li>\(ReportText.model(queue.name, queue.model, shrinkage: shrinkage) + reason)</li>"
  }
  let inputs = plan.inputs.map { input -> HTML in
    """
    <tr><th scope="row">\(input.path)</th><td class="num">\(Words.page.whole(input.bytes))</td>\
    <td><code title="\(input.sha256)">\(input.sha256.prefix(16))…</code></td></tr>
    """
  }
  let disturbance: HTML = result.disturbance.map { "\n<dt>\(ReportText.disturbance)</dt><dd>\(money($0))</dd>" } ?? ""
  return """
    <section id="proof" class="part"><h2>\(ReportText.proofHeading)</h2><p class="lead">\(ReportText.proofWords(result.status))</p>
    <div class="columns"><div><dl class="facts">
    <dt>\(ReportText.objective)</dt><dd>\(money(result.objective))</dd>\(disturbance)
    <dt>\(ReportText.bound)</dt><dd>\(isProven ? money(result.bound) : ReportText.gapUnknown)</dd>
    <dt>\(ReportText.gap)</dt><dd>\(gap)</dd>
    <dt>\(ReportText.effort)</dt><dd>\(effort)</dd>
    <dt>\(ReportText.seed)</dt><dd>\(String(plan.options.seed))</dd>
    <dt>\(ReportText.zoneRules)</dt><dd>\(rules)</dd>
    </dl></div>
    <div><table class="plain"><caption>\(ReportText.costParts)</caption><tbody>\(parts)</tbody>\
    <tfoot><tr><th scope="row">\(ReportText.total)</th><td class="num">\(money(costs.total))</td></tr></tfoot></table></div></div>
    <h3>\(ReportText.models)</h3><ul class="assumptions">\(models)</ul>
    <h3>\(ReportText.again)</h3><pre><code>\(plan.command)</code></pre>
    <h3>\(ReportText.check)</h3><pre><code>rota check plan.json</code></pre>
    <h3>\(ReportText.inputs)</h3><div class="scroll"><table class="plain inputs"><thead><tr><th scope="col">\(ReportText.file)</th>\
    <th scope="col" class="num">\(ReportText.bytes)</th><th scope="col">\(ReportText.hash)</th></tr></thead>
    <tbody>\(inputs)</tbody></table></div></section>

    """
}
