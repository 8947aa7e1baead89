internal import Calendars
internal import Optimization
public import Tables
public import Workforce

/// The data file of a request for `models/tours.mod`: the whole program of the named tours in a form that any integer
/// solver can be given. Meant for small teams: every duty of every person is a column, and every place of its breaks.
///
/// - Parameter comment: lines for the head of the file.
/// - Returns: the text, and the number of columns that the model will have, for a warning where they are too many.
/// - Throws: what keeps the request from being planned; see `makeRota`.
public func tourModelData(
  _ request: RosterRequest, comment: String
) throws(Diagnostic) -> (text: String, columns: Int) {
  let roster = try compileRoster(request)
  return roster.mathProgData(
    people: request.people.map(\.id.rawValue), queues: request.demand.map(\.queue.rawValue), comment: comment,
    budget: request.budget)
}

extension CompiledRoster {
  /// - Parameters:
  ///   - people, queues: names, in the order of the tables.
  ///   - budget: of pay and premiums, in currency units; nil = none.
  func mathProgData(
    people names: [String], queues: [String], comment: String, budget: Double? = nil
  ) -> (text: String, columns: Int) {
    let number = MathProgText.number
    let people = MathProgText.symbols(names)
    let queueNames = MathProgText.symbols(queues)
    let groups = coverage.groupQueues.indices.map { "g\($0 + 1)" }
    var text = comment.isEmpty ? "" : comment.split(separator: "\n").map { "# \($0)\n" }.joined()
    text += "data;\n\nparam slots := \(slotCount);\nparam days := \(dayCount);\n"
    text += "param cyclic := \(extent > slotCount ? 1 : 0);\n"
    text += priceData()
    if let budget { text += "param budget := \(number(budget));\n" }
    text += "set QUEUES := \(MathProgText.lines(queueNames));\nset GROUPS := \(MathProgText.lines(groups));\n"
    for (group, name) in groups.enumerated() {
      let served = queueNames.indices.filter { coverage.groupQueues[group] & (1 << UInt64($0)) != 0 }
      text += "set SERVES[\(name)] := \(served.map { queueNames[$0] }.joined(separator: " "));\n"
    }
    text += needData(queueNames) + "param carried :=\n"
    for slot in 0..<slotCount {
      for (group, name) in groups.enumerated() {
        let count = coverage.carried[slot * coverage.groupCount + group]
        if count > 0 { text += "  \(name) \(slot) \(count)\n" }
      }
    }
    text += ";\n\n" + kindData()
    text += "set PEOPLE := \(MathProgText.lines(people));\n"
    text += "param: group rest automaton :=\n"
    for (name, person) in zip(people, self.people) {
      text += "  \(name) \(groups[person.group]) \(person.rest) a\(person.automaton + 1)\n"
    }
    text += ";\nparam: most_paid least_paid short_price :=\n"
    for (name, person) in zip(people, self.people) {
      for (week, weekly) in person.weeks.enumerated() {
        text += "  \(name) \(week) \(weekly.maximum) \(number(weekly.least)) \(number(weekly.unitPrice))\n"
      }
    }
    text += stepData(people, "OVERTIME", "overtime_from overtime_price") { $0.overtimeFrom }
    text += stepData(people, "OFFERED", "most_off off_price") { $0.offered }
    if !startLimits.isEmpty { text += ";\n\n" + startData(people) }
    let (rests, begins) = restData(people)
    text += rests
    let (duties, columns) = dutyData(people, withMoney: budget != nil)
    let (arcs, walks) = arcData()
    return (text + ";\n\n" + arcs + duties + "end;\n", columns + walks + begins)
  }

  /// Weeks in which people may work overtime or be offered time off; nothing where nobody may.
  private func stepData(
    _ people: [String], _ set: String, _ columns: String, _ step: (WeeklyTime) -> WeeklyTime.Step?
  ) -> String {
    let number = MathProgText.number
    var lines = ""
    for (name, person) in zip(people, self.people) {
      for (week, weekly) in person.weeks.enumerated() {
        guard let step = step(weekly) else { continue }
        lines += "  \(name) \(week) \(number(step.units)) \(number(step.unitPrice))\n"
      }
    }
    return lines.isEmpty ? "" : ";\nparam: \(set): \(columns) :=\n\(lines)"
  }

  /// Prices of missing and superfluous people.
  private func priceData() -> String {
    let prices = coverage.levelPrices.map { MathProgText.number(scale.currency(Int64($0.magnitude))) }
    let steps = coverage.levelCount - 2
    var text = steps == 2 ? "" : "param steps := \(steps);\n"
    text += "param under := \((0..<steps).map { "\($0 + 1) \(prices[$0])" }.joined(separator: ", "));\n"
    return text + "param over_first := \(prices[steps]);\nparam over_next := \(prices[steps + 1]);\n\n"
  }

  /// Where people can be counted, and how many at which price; the ends of the steps where they aren't the usual ones.
  private func needData(_ names: [String]) -> String {
    let steps = coverage.levelCount - 2
    var text = "param: NEED: required width :=\n"
    var ends = [String](repeating: "", count: names.count)
    var isUsual = true
    for slot in 0..<slotCount {
      for queue in names.indices where coverage.openQueues[slot] & (1 << UInt64(queue)) != 0 {
        let cell = slot * coverage.queueCount + queue
        let thresholds = coverage.thresholds[cell * (steps + 1)..<(cell + 1) * (steps + 1)].prefix(steps)
        let (full, width) = (coverage.full(cell), coverage.widths(cell)[steps])
        text += "  \(names[queue]) \(slot) \(full) \(width)\n"
        ends[queue] += "  \(slot) \(thresholds.map { "\($0)" }.joined(separator: " "))\n"
        if thresholds.dropLast().contains(where: { $0 != full - width }) { isUsual = false }
      }
    }
    text += ";\n"
    if isUsual { return text }
    text += "param ends :=\n"
    for (name, rows) in zip(names, ends) where !rows.isEmpty {
      text += "  [\(name), *, *]: \((1...steps).map { "\($0)" }.joined(separator: " ")) :=\n" + rows
    }
    return text + ";\n"
  }

  /// Lengths, paid units and breaks of the shift kinds.
  private func kindData() -> String {
    var text = "param: KINDS: length paid :=\n"
    for (index, kind) in kinds.enumerated() { text += "  \(index + 1) \(kind.length) \(kind.paid)\n" }
    text += ";\nparam: BREAKS: earliest latest break_length :=\n"
    for (index, kind) in kinds.enumerated() {
      for (place, window) in kind.breaks.enumerated() {
        text += "  \(index + 1) \(place + 1) \(window.earliest) \(window.latest) \(window.length)\n"
      }
    }
    return text + ";\n\n"
  }

  /// The automata of the rules over days, and how many columns everybody's walks through them take.
  private func arcData() -> (text: String, columns: Int) {
    var text = "set AUTOMATA := \(MathProgText.lines(automata.indices.map { "a\($0 + 1)" }));\n"
    if letterCount > 2 { text += "param letters := \(letterCount - 1);\n" }
    text += "# automaton, day, state, off or the duty's letter, next state\nset ARCS :=\n"
    var columns = [Int](repeating: 0, count: automata.count)
    var prices = ""
    for (index, automaton) in automata.enumerated() {
      for (day, table) in automaton.days.enumerated() {
        for state in 0..<table.count {
          for letter in (0..<letterCount).map(DayLetter.init(rawValue:)) {
            let next = automaton.next(state, letter, on: day)
            guard next != RuleAutomaton.none else { continue }
            text += "  a\(index + 1) \(day) \(state) \(letter.rawValue) \(next)\n"
            columns[index] += 1
            let price = automaton.price(state, letter, on: day)
            guard price != 0 else { continue }
            let units = MathProgText.number(scale.currency(Int64(price)))
            prices += "  a\(index + 1) \(day) \(state) \(letter.rawValue) \(next) \(units)\n"
          }
        }
      }
    }
    if !prices.isEmpty { text += ";\nparam arc_price :=\n" + prices }
    return (text + ";\n\n", people.reduce(0) { $0 + columns[$1.automaton] })
  }

  /// How many people of the limited sites may start on a day, and whose sites they are.
  private func startData(_ names: [String]) -> String {
    let sites = startLimits.most.indices.map { "s\($0 + 1)" }
    var text = "set SITES := \(MathProgText.lines(sites));\n"
    for (limit, site) in sites.enumerated() {
      let members = zip(names, people).filter { $0.1.startLimit == limit }.map(\.0)
      text += "set AT[\(site)] := \(MathProgText.lines(members));\n"
    }
    return text + "param most_starts :=\n" + zip(sites, startLimits.most).map { "  \($0) \($1)\n" }.joined()
  }

  /// How long each person's rest a week is, and where it may begin; nothing where nobody has one.
  private func restData(_ names: [String]) -> (text: String, columns: Int) {
    guard people.contains(where: { $0.weeklyRest != nil }) else { return ("", 0) }
    var ends = [[Int]](repeating: [], count: people.count)
    visitDuties { index, _, duty in
      if let end = span(of: duty)?.upperBound { ends[index].append(end) }
      return true
    }
    var lengths = ";\n\nparam weekly_rest :=\n"
    var begins: [String] = []
    for (index, name) in names.enumerated() {
      guard let rest = people[index].weeklyRest else { continue }
      lengths += "  \(name) \(rest.slots)\n"
      for week in rest.weeks.indices {
        begins += rest.begins(week: week, ends: ends[index]).map { "  \(name) \(week) \($0)\n" }
      }
    }
    return (
      lengths + ";\n# person, week, slot at which the rest may begin\nset RESTS :=\n" + begins.joined(), begins.count
    )
  }

  /// Every duty that a person can have: pay, premium and wishes.
  private func dutyData(_ names: [String], withMoney: Bool) -> (text: String, columns: Int) {
    let hasLetters = letterCount > 2
    let further = (hasLetters ? [withMoney ? ", letter" : " and letter"] : []) + (withMoney ? [" and money"] : [])
    var text = "# person, day, start slot, kind: cost\(further.joined())\n"
    text += "param: DUTIES: cost\(hasLetters ? " letter" : "")\(withMoney ? " money" : "") :=\n"
    var columns = 0
    visitDuties { index, day, duty in
      let row = rows[Int(duty.row)]
      let price = scale.currency(Int64(self.startPrice(of: duty, row: row, person: people[index], day: day)))
      text += "  \(names[index]) \(day) \(duty.start) \(row.kind + 1) \(MathProgText.number(price))"
      if hasLetters { text += " \(row.letter.rawValue)" }
      if withMoney {
        let cell = row.cost + Int(duty.start) - row.first
        text += " \(MathProgText.number(scale.currency(Int64(rowCosts[cell]))))"
      }
      text += "\n"
      columns += columnCount(of: duty)
      return true
    }
    return (text + ";\n\n", columns)
  }
}
