import Calendars
import Tables
import Workforce

/// Turns a request in civil terms into flat tables on the grid.
///
/// - Parameters:
///   - room: how many times as much as a tour can cost or earn fits into a price: more than 1 where duties are bound by
///     prices (`CompiledRoster.binding`), at the cost of a coarser scale where that is needed.
///   - spare: what fits in beside that, in currency units.
/// - Throws: a `Diagnostic` that names the person, shift, queue or price that cannot be planned, and the cure.
func compileRoster(
  _ request: RosterRequest, room: Double = 1, spare: Double = 0
) throws(Diagnostic) -> CompiledRoster {
  try checkShape(request)
  let grid = request.grid
  var sites: [SiteID: Site] = [:]
  for site in request.sites { sites[site.id] = site }

  var catalogue = KindCatalogue()
  var menuKeys: [MenuKey: Int] = [:]
  var menuDays: [[[ExpandedShift]]] = []
  var menuOfPerson: [Int] = []
  var rulesOfPerson: [DayRules] = []
  for person in request.people {
    guard let site = sites[person.site] else {
      throw Diagnostic(
        "roster.unknown-site", "'\(person.id)' works at site '\(person.site)', which does not exist",
        cure: "Add the site, or correct the person's site.")
    }
    for id in person.rules.templates where !request.templates.contains(where: { $0.id == id }) {
      throw Diagnostic(
        "roster.unknown-template", "'\(person.id)' may work shift '\(id)', which does not exist",
        cure: "Add the shift, or correct the person's shifts.")
    }
    let rules = DayRules(of: person, at: site, dates: request.dates, fairness: request.fairness)
    rulesOfPerson.append(rules)
    let key = MenuKey(
      site: person.site, zone: person.zone, templates: person.rules.templates.sorted(), hours: person.hours,
      told: rules.classes, starts: rules.starts, pattern: person.pattern)
    if let index = menuKeys[key] {
      menuOfPerson.append(index)
      continue
    }
    let templates = request.templates.filter {
      ($0.sites.isEmpty || $0.sites.contains(site.id)) && (key.templates.isEmpty || key.templates.contains($0.id))
    }
    menuKeys[key] = menuDays.count
    menuOfPerson.append(menuDays.count)
    menuDays.append(try key.expand(templates, at: site, request: request, with: &catalogue))
  }
  try menuDays.numberLetters()

  let slotsPerUnit = max(1, greatestCommonDivisor(menuDays.joined().joined().lazy.map(\.kind.paid)))
  let scale = try priceScale(for: request, menus: menuDays, rules: rulesOfPerson, room: room, spare: spare)
  var builder = MenuBuilder(scale: scale)
  for days in menuDays { _ = builder.add(days: days, slotsPerUnit: slotsPerUnit) }

  var people = PeopleCompiler(request: request, scale: scale, paidUnit: slotsPerUnit * grid.interval.rawValue)
  var groups = SkillGroups(queues: request.demand.map(\.queue))
  var compiled: [CompiledPerson] = []
  let (startLimits, limitOfSite) = startLimits(of: request)
  for (index, person) in request.people.enumerated() {
    let rows = builder.rows
    let menu = menuOfPerson[index]
    var entry = people.compile(
      person, rules: rulesOfPerson[index], group: groups.index(of: person.queues), menu: menu,
      days: builder.menus[menu].days
    ) { day in
      guard let least = rows[day.rows].map(\.length).min(), let most = rows[day.rows].map(\.length).max() else {
        return nil
      }
      return least...most
    }
    entry.startLimit = limitOfSite[person.site] ?? -1
    compiled.append(entry)
  }
  let coverage = coverageTable(request, groups: &groups, scale: scale)
  var roster = CompiledRoster(
    slotCount: grid.count, extent: grid.count, dayCount: request.days, scale: scale,
    paidUnit: slotsPerUnit * grid.interval.rawValue, coverage: coverage, builder: builder,
    windowClasses: catalogue.windowClasses, wishCosts: people.wishCosts, people: compiled, startLimits: startLimits)
  roster.teamTerms = TeamTerm.all(of: request, scale: scale)
  for (person, compiled) in zip(request.people, roster.people) {
    let pasts = roster.automata[compiled.automaton].largestCount
    guard pasts > RuleAutomaton.mostStates else { continue }
    throw Diagnostic(
      "rules.too-many",
      "the rules of '\(person.id)' together tell \(pasts) pasts apart; at most \(RuleAutomaton.mostStates) can be planned with",
      cure: "Leave out one of the rules that count over weeks or runs, or make its limit smaller.")
  }
  return roster
}

/// The limits of the sites that have more people than may start on a date, and which site has which.
private func startLimits(of request: RosterRequest) -> (StartLimits, ofSite: [SiteID: Int]) {
  var limits = StartLimits()
  var ofSite: [SiteID: Int] = [:]
  for site in request.sites {
    guard let most = site.maximumStartsPerDay, request.people.count(where: { $0.site == site.id }) > most else {
      continue
    }
    ofSite[site.id] = limits.most.count
    limits.most.append(most)
  }
  return (limits, ofSite)
}

extension CompiledRoster {
  /// Joins the parts, plans the rests and finds the classes of people who are alike.
  init(
    slotCount: Int, extent: Int, dayCount: Int, scale: PriceScale, paidUnit: Int, coverage: CoverageTable,
    builder: MenuBuilder, windowClasses: [WindowClass], wishCosts: [Int32], people: [CompiledPerson],
    startLimits: StartLimits = StartLimits()
  ) {
    let rowCosts = FrozenBuffer(builder.costs, spare: 16, filledWith: PriceScale.never)
    let letterCount = max(2, (builder.rows.map(\.letter.rawValue).max() ?? 0) + 1)
    struct RestKey: Hashable {
      var menu: Int
      var rest: Int
    }
    var plans: [RestPlan] = []
    var planIndex: [RestKey: Int] = [:]
    var people = people
    for index in people.indices {
      let key = RestKey(menu: people[index].menu, rest: people[index].rest)
      let plan = planIndex[key] ?? plans.count
      if plan == plans.count {
        planIndex[key] = plan
        plans.append(
          RestPlan(
            menu: builder.menus[key.menu], rows: builder.rows, cells: rowCosts, rest: MinimumRest(slots: key.rest),
            letterCount: letterCount))
      }
      people[index].restPlan = plan
    }
    let automata = shareAutomata(
      among: &people, menus: builder.menus, rows: builder.rows, letterCount: letterCount, scale: scale)
    let widest = builder.menus.flatMap(\.days).map(\.width).max() ?? 0
    self.init(
      slotCount: slotCount, extent: extent, dayCount: dayCount, scale: scale, paidUnit: paidUnit, coverage: coverage,
      kinds: builder.kinds, windowClasses: windowClasses, rows: builder.rows, menus: builder.menus, rowCosts: rowCosts,
      rowNightCosts: FrozenBuffer(builder.nightCosts, spare: 16, filledWith: 0),
      wishCosts: FrozenBuffer(
        wishCosts.isEmpty ? [Int32](repeating: 0, count: widest) : wishCosts, spare: widest + 16, filledWith: 0),
      restPlans: plans, automata: automata, people: people,
      classes: PersonClass.all(of: people), startLimits: startLimits,
      letterCount: letterCount)
  }
}

/// What the tables take for granted.
private func checkShape(_ request: RosterRequest) throws(Diagnostic) {
  guard request.days > 0, request.days % 7 == 0, request.firstDate.weekday == .monday else {
    throw Diagnostic(
      "roster.horizon",
      "the horizon is \(request.days) days from \(request.firstDate); expected whole weeks from a Monday",
      cure: "Plan whole ISO weeks.")
  }
  for demand in request.demand {
    for numbers in [demand.required] + (demand.steps?.heads ?? []) where numbers.count != request.grid.count {
      throw Diagnostic(
        "roster.demand-length",
        "queue '\(demand.queue)' has demand for \(numbers.count) intervals; the grid has \(request.grid.count)",
        cure: "Give one number for each interval of the grid.")
    }
  }
  guard request.demand.count < 64 else {
    throw Diagnostic(
      "roster.too-many-queues", "\(request.demand.count) queues; at most 63 can be planned together",
      cure: "Merge queues that the same people take, or plan separate teams in separate projects.")
  }
  let prices = request.prices
  guard prices.underNext >= prices.underFirst, prices.underFirst >= 0, prices.overFirst >= 0,
    prices.overNext >= prices.overFirst, (0...1).contains(prices.band)
  else {
    throw Diagnostic(
      "prices.not-convex", "the coverage prices fall where they must rise, or are negative",
      cure: "Use 0 ≤ underFirst ≤ underNext, 0 ≤ overFirst ≤ overNext and a band from 0 to 1.")
  }
  try checkLadder(request)
}

/// That a ladder falls and every queue's steps stand on it.
private func checkLadder(_ request: RosterRequest) throws(Diagnostic) {
  let prices = request.prices
  if let ladder = prices.ladder {
    guard ladder.count <= CoveragePrices.mostSteps, zip(ladder, ladder.dropFirst() + [0]).allSatisfy({ $0 >= $1 }),
      ladder.contains(prices.underFirst), ladder.contains(prices.underNext)
    else {
      throw Diagnostic(
        "prices.not-convex", "the ladder of coverage prices rises, is too long or lacks a price",
        cure: "Give at most \(CoveragePrices.mostSteps) prices, never rising, underFirst and underNext among them.")
    }
  }
  for demand in request.demand {
    guard let steps = demand.steps else { continue }
    let falls = zip(steps.heads, steps.heads.dropFirst()).contains { zip($0, $1).contains { $0 > $1 } }
    guard steps.heads.count == prices.ladder?.count ?? 0, !falls else {
      throw Diagnostic(
        "prices.not-convex",
        "queue '\(demand.queue)' has heads for \(steps.heads.count) prices of the ladder, or fewer for a lower one",
        cure: "Give one list of heads a price of the ladder, never falling from price to price.")
    }
  }
}

/// The finest scale in which one tour's costs and earnings fit.
private func priceScale(
  for request: RosterRequest, menus: [[[ExpandedShift]]], rules: [DayRules], room: Double, spare: Double
) throws(Diagnostic) -> PriceScale {
  let perInterval = Double(request.grid.interval.rawValue) / 60
  let team = (request.teamRules ?? []).reduce(0) { $0 + $1.price * Double(TeamTerm.mostHeads($1)) }
  let coverage = ((request.prices.levels.map(\.magnitude).max() ?? 0) + team) * perInterval
  var dearest = 0.0
  for day in menus.lazy.joined() {
    for shift in day {
      dearest = max(dearest, shift.pay + shift.nightPremium + coverage * Double(shift.kind.length))
    }
  }
  var largest = 0.0
  var ruleCosts: [DayRules: Double] = [:]
  for (person, rules) in zip(request.people, rules) {
    let wishes = person.wishes.reduce(0.0) { sum, wish in
      sum + abs(wish.price) * (wish.kind == .dayOff ? 1 : wish.isOfEnd ? 48 : 24)
    }
    let terms = WeeklyTime.Terms(person.rules, at: request.sites.first { $0.id == person.site })
    let shortfall = terms.shortfallPrice * Double(terms.minimum) / 60
    let overtime = terms.overtimePremium * Double(terms.overtime) / 60
    let breaches = rules.priced.isEmpty ? 0 : ruleCosts[rules] ?? rules.mostCost(in: request.days)
    if breaches > 0 { ruleCosts[rules] = breaches }
    largest = max(
      largest, (dearest + wishes) * Double(request.days) + (shortfall + overtime) * Double(request.days / 7) + breaches)
  }
  guard let scale = PriceScale.fitting(largest: largest * room + spare) else {
    throw Diagnostic(
      "prices.too-large", "prices add up to \(largest) for one person; that is more than can be computed with",
      cure: "Use smaller prices for missing people, wishes, rules or contract shortfall.")
  }
  return scale
}
