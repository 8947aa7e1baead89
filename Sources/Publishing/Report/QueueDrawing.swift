internal import Calendars
internal import Plans
internal import Workforce
internal import Words

/// One queue over the whole plan: steps of scheduled and required people, what is missing between them, and the
/// contacts with their band below.
struct QueueDrawing {
  let context: ReportContext
  let number: Int
  private let coverage: QueueCoverage
  private let queue: PlanQueue
  /// Top of the people's scale, and of the contacts'.
  private let mostPeople: Int
  private let mostContacts: Double

  init(_ context: ReportContext, queue number: Int) {
    self.context = context
    self.number = number
    coverage = context.plan.coverage[number]
    queue = context.plan.queues[number]
    mostPeople = max(1, coverage.required.max() ?? 1, coverage.scheduled.max() ?? 1)
    mostContacts = max(1e-9, (coverage.contactsHigh.isEmpty ? coverage.contacts : coverage.contactsHigh).max() ?? 1e-9)
  }

  /// People fill the upper 100 units, contacts the 36 below 108.
  static let height = 144

  /// What every day shows a stretch of.
  var definition: HTML {
    let got = area(top: { self.personY(self.coverage.scheduled[$0]) }, bottom: { _ in 100 }) {
      self.coverage.scheduled[$0] > 0
    }
    let lack = area(
      top: { self.personY(self.coverage.required[$0]) }, bottom: { self.personY(self.coverage.scheduled[$0]) }
    ) { self.coverage.scheduled[$0] < self.coverage.required[$0] }
    let need = line(at: { self.personY(self.coverage.required[$0]) }) { self.coverage.open[$0] }
    let hasBand = !coverage.contactsLow.isEmpty && !coverage.contactsHigh.isEmpty
    let band: HTML =
      hasBand
      ? "<path class=\"band\" d=\"\(area(top: { self.contactY(self.coverage.contactsHigh[$0]) }, bottom: { self.contactY(self.coverage.contactsLow[$0]) }) { self.coverage.open[$0] })\"/>"
      : ""
    let mean = line(at: { self.contactY(self.coverage.contacts[$0]) }) { self.coverage.open[$0] }
    return """
      <g id="q\(number)"><path class="got" d="\(got)"/><path class="lack" d="\(lack)"/><path class="need" d="\(need)"/>\
      \(band)<path class="mean" d="\(mean)"/></g>
      """
  }

  /// The queue's row of one day.
  func row(_ day: ReportDay, box: String) -> HTML {
    let interval = context.grid.interval.rawValue
    let balance = context.balance(queue: number, in: day.start..<day.end)
    return """
      <div class="qrow" data-queue="\(number)"><div class="name"><b>\(queue.name)</b><span>\(queue.target)</span>\
      <i class="top">\(mostPeople) \(ReportText.people)</i>\
      <i class="low">\(Words.page.decimal(mostContacts, places: mostContacts < 10 ? 1 : 0)) \(ReportText.contactsUnit(interval))</i></div>\
      <svg viewBox="\(box) \(Self.height)" preserveAspectRatio="none" role="img">\
      <title>\(ReportText.queueOnDay(queue.name, day.date))</title>\
      <desc>\(ReportText.balance(missing: balance.missing, spare: balance.spare))</desc>\
      <use href="#q\(number)"/></svg></div>
      """
  }

  private func personY(_ people: Int) -> Int { 100 - 96 * people / mostPeople }
  private func contactY(_ contacts: Double) -> Int { 144 - Int((34 * contacts / mostContacts).rounded()) }

  /// A filled shape between two step lines, wherever `isShown`; equal neighbours are one step.
  private func area(top: (Int) -> Int, bottom: (Int) -> Int, where isShown: (Int) -> Bool) -> String {
    runs(where: isShown).reduce(into: "") { path, run in
      path += "M\(x(run.lowerBound)) \(bottom(run.lowerBound))V\(top(run.lowerBound))"
      path += steps(run, at: top)
      // Back along the lower edge.
      let last = run.upperBound - 1
      path += "V\(bottom(last))"
      for slot in stride(from: last, to: run.lowerBound, by: -1) where bottom(slot) != bottom(slot - 1) {
        path += "H\(x(slot))V\(bottom(slot - 1))"
      }
      path += "H\(x(run.lowerBound))z"
    }
  }

  private func line(at y: (Int) -> Int, where isShown: (Int) -> Bool) -> String {
    runs(where: isShown).reduce(into: "") { path, run in
      path += "M\(x(run.lowerBound)) \(y(run.lowerBound))" + steps(run, at: y)
    }
  }

  /// `H…V…` along a run, to its end.
  private func steps(_ run: Range<Int>, at y: (Int) -> Int) -> String {
    var path = ""
    for slot in run.dropFirst() where y(slot) != y(slot - 1) { path += "H\(x(slot))V\(y(slot))" }
    return path + "H\(x(run.upperBound))"
  }

  private func x(_ slot: Int) -> Int { slot * context.grid.interval.rawValue }

  private func runs(where isShown: (Int) -> Bool) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    for slot in 0...context.grid.count {
      let shown = slot < context.grid.count && isShown(slot)
      if shown, start == nil { start = slot }
      if !shown, let first = start {
        runs.append(first..<slot)
        start = nil
      }
    }
    return runs
  }
}
