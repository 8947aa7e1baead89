public import Calendars
internal import Plans
internal import Rostering
public import Tables
internal import Words
internal import Workforce

/// Why heads are missing on a queue at a time: what stands in the way of each who could be there.
public struct GapExplanation: Hashable, Codable, Sendable {
  public var queue: QueueID
  public var name: String
  public var zone: Zone
  /// The interval that was asked about, and the stretch around it in which heads are missing; local times with offset.
  public var atLocal: String
  public var fromLocal: String
  public var toLocal: String
  /// `Mon 2026-11-30 17:30`.
  public var words: String
  public var required: Int
  public var scheduled: Int
  /// Person-minutes missing in the stretch, and what that costs by the plan's prices, in currency units.
  public var missingMinutes: Int
  public var price: Double
  /// Everybody who can take the queue, those who could fill it cheapest first.
  public var people: [Helper]
  /// No rota whatever costs less than the plan by more than this (proven).
  public var mostSaving: Double

  /// Somebody who can take the queue.
  public struct Helper: Hashable, Codable, Sendable {
    public enum Standing: String, Hashable, Codable, Sendable {
      /// Counted on the queue at that time; on another one; on duty but on a break or counted on nothing; in a meeting,
      /// training or one-to-one; off.
      case there, elsewhere, pausing, attending, off
    }

    public var person: PersonID
    public var name: String
    public var standing: Standing
    /// With `elsewhere`: the queue, and its heads at that time.
    public var otherQueue: QueueID?
    public var otherRequired: Int?
    public var otherScheduled: Int?
    /// With `attending`: what.
    public var attends: String?
    /// The duty of that date.
    public var duty: NamedDuty?
    /// What keeps them away whatever else they do, each needed.
    public var forbiddenBy: [NamedFact] = []
    /// The cheapest way to have them on duty at that time, everybody else as they are.
    public var way: PricedChange?
    /// With `way`: whether a head less is missing on the queue then; else they are worth more on another.
    public var fills = false
    /// With `way`: how far the price of the queue's missing heads falls, and what it costs elsewhere.
    public var saves: Double = 0
    public var costsElsewhere: Double = 0
  }
}

extension PlanQuestions {
  /// - Parameter moment: `2026-11-24T10:00` or `tue 10:00` on the queue's own clock; a weekday means the plan's first.
  /// - Throws: `explain.queue`, `explain.time`, `explain.closed`, `explain.another-rota`.
  public func gap(on id: QueueID, at moment: String) throws(Diagnostic) -> GapExplanation {
    let (queue, coverage) = try queue(id)
    let slot = try slot(moment, in: queue, coverage)
    func missing(_ slot: Int) -> Int { max(0, coverage.required[slot] - coverage.scheduled[slot]) }
    var run = slot..<slot + 1
    if missing(slot) > 0 {
      while run.lowerBound > 0, missing(run.lowerBound - 1) > 0 { run = run.lowerBound - 1..<run.upperBound }
      while run.upperBound < coverage.required.count, missing(run.upperBound) > 0 {
        run = run.lowerBound..<run.upperBound + 1
      }
    }
    let grid = request.grid
    func local(_ slot: Int) -> String { queue.zone.localText(of: grid.instant(at: slot)) }
    var answer = GapExplanation(
      queue: id, name: queue.name, zone: queue.zone, atLocal: local(slot), fromLocal: local(run.lowerBound),
      toLocal: local(run.upperBound), words: Words.plain.moment(grid.instant(at: slot), in: queue.zone),
      required: coverage.required[slot], scheduled: coverage.scheduled[slot],
      missingMinutes: run.reduce(0) { $0 + missing($1) } * grid.interval.rawValue, price: 0, people: [],
      mostSaving: max(0, plan.result.objective - plan.result.bound))
    guard missing(slot) > 0, let place = request.demand.firstIndex(where: { $0.queue == id }) else { return answer }
    for person in request.people {
      let isSkilled = person.queues.contains(id)
      guard isSkilled || person.id == request.people.last?.id && answer.price == 0 else { continue }
      let (lone, present) = try alone(person)
      if answer.price == 0 {
        answer.price = run.reduce(0) {
          $0 + lone.priceOfMissing(queue: place, slot: $1, present: coverage.scheduled[$1])
        }
      }
      if isSkilled {
        answer.people.append(try helper(person, lone, present, queue: place, slot: slot))
      }
    }
    // Those who could, cheapest first; then those who can't; then those who are at work.
    func rank(_ helper: GapExplanation.Helper) -> (Int, Double) {
      if let way = helper.way { return (helper.fills ? 0 : 1, way.cost.total) }
      return (helper.standing == .there || helper.standing == .elsewhere ? 3 : 2, 0)
    }
    answer.people = answer.people.enumerated().sorted {
      let (left, right) = (rank($0.element), rank($1.element))
      return left == right ? $0.offset < $1.offset : left < right
    }.map(\.element)
    return answer
  }

  private func helper(
    _ person: Person, _ lone: LoneRoster, _ present: LoneTour, queue: Int, slot: Int
  ) throws(Diagnostic) -> GapExplanation.Helper {
    let instant = request.grid.instant(at: slot)
    let duty = present.duties.first { $0.start <= instant && instant < $0.end }
    let span = rota.work.first { $0.person == person.id && $0.start <= instant && instant < $0.end }
    var helper = GapExplanation.Helper(person: person.id, name: person.name, standing: .off)
    let date = person.zone.date(at: instant)
    helper.duty = (duty ?? present.duties.first { $0.date == date }).map { NamedDuty($0, in: person.zone) }
    if let counted = span?.queue {
      helper.standing = counted == request.demand[queue].queue ? .there : .elsewhere
      guard helper.standing == .elsewhere else { return helper }
      helper.otherQueue = counted
      helper.otherRequired = plan.coverage.first { $0.queue == counted }?.required[slot]
      helper.otherScheduled = plan.coverage.first { $0.queue == counted }?.scheduled[slot]
      return helper
    }
    if duty != nil { helper.standing = .pausing }
    let activity = (rota.activities ?? []).first {
      $0.person == person.id && $0.start <= instant && instant < $0.end
    }
    if let activity { (helper.standing, helper.attends) = (.attending, activity.title) }
    guard let best = lone.best(.presence(slot: slot)) else {
      helper.forbiddenBy = try obstacles(
        to: [.presence(slot: slot)], for: person, unshifted: "no shift of site \(person.site) covers that time")
      return helper
    }
    let way = change(person, from: present, to: best)
    func price(_ tour: LoneTour) -> Double {
      tour.heads[queue].enumerated().reduce(0) {
        $0 + lone.priceOfMissing(queue: queue, slot: $1.offset, present: $1.element)
      }
    }
    helper.way = way
    helper.fills = best.heads[queue][slot] > present.heads[queue][slot]
    helper.saves = ((price(present) - price(best)) * 1000).rounded() / 1000
    helper.costsElsewhere = ((way.cost.total + helper.saves) * 1000).rounded() / 1000
    return helper
  }

  private func queue(_ id: QueueID) throws(Diagnostic) -> (PlanQueue, QueueCoverage) {
    for (queue, coverage) in zip(plan.queues, plan.coverage) where queue.id == id { return (queue, coverage) }
    let known = plan.queues.map(\.id.rawValue)
    throw Diagnostic(
      "explain.queue", "the plan has no queue '\(id)'",
      cure: (NearestName.of(id.rawValue, among: known).map { "Did you mean '\($0)'? " } ?? "")
        + "Known: \(Words.plain.list(known)).", kind: .usage)
  }

  private func slot(_ moment: String, in queue: PlanQueue, _ coverage: QueueCoverage) throws(Diagnostic) -> Int {
    guard let asked = AskedMoment(moment) else {
      throw Diagnostic(
        "explain.time", "'\(moment)' isn't a time that can be explained",
        cure: "Write a date and a time such as 2026-11-24T10:00, or a weekday and a time such as \"tue 10:00\".",
        kind: .usage)
    }
    let date = asked.date ?? request.firstDate.adding(days: asked.weekday?.index ?? 0)
    guard let instant = asked.instant(on: date, in: queue.zone) else {
      throw Diagnostic(
        "explain.time", "no clock of \(queue.zone) shows '\(moment)'",
        cure: "Leave the offset away, or write that of the date.", kind: .usage)
    }
    let slot = request.grid.index(of: instant)
    guard coverage.required.indices.contains(slot), request.dates.contains(date) else {
      throw Diagnostic(
        "explain.time",
        "\(date) \(asked.clock) lies outside the plan of \(request.dates.lowerBound) to "
          + "\(request.dates.upperBound.adding(days: -1))", cure: "Choose a time in it.", kind: .usage)
    }
    guard coverage.open[slot] else {
      throw Diagnostic(
        "explain.closed",
        "\(queue.name) is closed at \(Words.plain.moment(request.grid.instant(at: slot), in: queue.zone))",
        cure: "Choose a time in its opening hours.", kind: .usage)
    }
    return slot
  }
}
