internal import Calendars
internal import Optimization
internal import Workforce

/// A reference formulation in `models/`.
public enum StaffingModel: String, Hashable, Sendable, CaseIterable {
  /// One site, one queue, no caps.
  case shiftStaffing = "shift-staffing"
  /// Any number of sites, groups and queues, caps included.
  case followTheSun = "follow-the-sun"
}

extension StaffingProblem {
  /// The simplest model that can state the problem.
  public var model: StaffingModel {
    demand.count == 1 && groups.count == 1 && startCaps.isEmpty && groups[0].paidLimit == nil
      ? .shiftStaffing : .followTheSun
  }

  /// The data file of the problem for one of the models in `models/`.
  ///
  /// What a queue with steps requires is its full heads there, from which more are superfluous; the ladder and the heads of
  /// each of its prices follow. Problems without steps have neither.
  ///
  /// Names are written as quoted MathProg symbols: quotes doubled, control characters replaced, long names cut, equal
  /// names numbered. Nothing in a name can end its symbol.
  /// - Parameter comment: lines for the head of the file.
  /// - Precondition: `model` is `followTheSun`, or the problem is one that `shiftStaffing` can state.
  public func mathProgData(for model: StaffingModel, comment: String = "") -> String {
    precondition(model == .followTheSun || self.model == .shiftStaffing, "one site, one queue, no caps")
    var text = comment.split(separator: "\n", omittingEmptySubsequences: false).map { "# \($0)\n" }.joined()
    if comment.isEmpty { text = "" }
    text += "data;\n\n"
    text += "param slots := \(slots);\n"
    text += "param slot_hours := \(MathProgText.number(Double(slotLength.rawValue) / 60));\n"
    text += "param cyclic := \(cyclic ? 1 : 0);\n"
    text += "param hard_cover := \(prices == nil ? 1 : 0);\n"
    let cover = prices ?? CoveragePrices(underFirst: 0, underNext: 0, overFirst: 0, overNext: 0, band: 0)
    text += "param band := \(MathProgText.number(cover.band));\n"
    text += "param under_first := \(MathProgText.number(cover.underFirst));\n"
    text += "param under_next := \(MathProgText.number(cover.underNext));\n"
    text += "param over_first := \(MathProgText.number(cover.overFirst));\n"
    text += "param over_next := \(MathProgText.number(cover.overNext));\n\n"
    if model == .followTheSun { text += peopleData() }
    switch model {
    case .shiftStaffing: text += "param required :=\n\(numbers(demand[0].full));\n\n"
    case .followTheSun:
      let names = MathProgText.symbols(demand.map(\.queue.rawValue))
      text += "param required :=\n"
      for queue in demand.indices { text += "[\(names[queue]), *]\n\(numbers(demand[queue].full))" }
      text += ";\n\n"
    }
    return text + stepData(model) + shiftData(model) + "end;\n"
  }

  /// The ladder, and the heads at which each of its prices ends; nothing where no queue has steps.
  private func stepData(_ model: StaffingModel) -> String {
    guard let ladder = prices?.ladder, demand.contains(where: { $0.steps != nil }) else { return "" }
    let names = MathProgText.symbols(demand.map(\.queue.rawValue))
    let stepped = demand.indices.filter { demand[$0].steps != nil }
    var text = "param ladder_prices := \(ladder.count);\n"
    text += "param ladder :=\n"
    for (level, price) in ladder.enumerated() { text += "  \(level + 1) \(MathProgText.number(price))\n" }
    text += ";\n"
    if model == .followTheSun { text += "set STEPPED := \(stepped.map { names[$0] }.joined(separator: " "));\n" }
    text += "param step_heads :=\n"
    for queue in stepped {
      for (level, heads) in (demand[queue].steps?.heads ?? []).enumerated() {
        text += "[\(model == .followTheSun ? "\(names[queue]), " : "")\(level + 1), *]\n\(numbers(heads))"
      }
    }
    return text + ";\n\n"
  }

  private func peopleData() -> String {
    let queues = MathProgText.symbols(demand.map(\.queue.rawValue))
    let names = MathProgText.symbols(groups.map(\.name))
    var text = "set QUEUES := \(queues.joined(separator: " "));\n"
    text += "set GROUPS := \(names.joined(separator: " "));\n"
    text += "param site :=\n"
    for (name, group) in zip(names, groups) { text += "  \(name) \(MathProgText.symbol(group.site.rawValue))\n" }
    text += ";\n"
    for (name, group) in zip(names, groups) {
      text += "set SERVES[\(name)] := \(group.queues.map { queues[$0] }.joined(separator: " "));\n"
    }
    text += "param paid_limit :=\n"
    for (name, group) in zip(names, groups) {
      if let limit = group.paidLimit { text += "  \(name) \(limit.rawValue)\n" }
    }
    text += ";\n"
    let caps = MathProgText.symbols(startCaps.map(\.name))
    text += "set CAPS := \(caps.joined(separator: " "));\n"
    text += "param start_limit :=\n"
    for (name, cap) in zip(caps, startCaps) { text += "  \(name) \(cap.limit)\n" }
    return text + ";\n\n"
  }

  private func shiftData(_ model: StaffingModel) -> String {
    let names = MathProgText.symbols(groups.map(\.name))
    let caps = MathProgText.symbols(startCaps.map(\.name))
    var text = "# shift: \(model == .followTheSun ? "group, " : "")start, length, cost\n"
    text += "set SHIFTS := \(MathProgText.lines(shifts.indices.map { String($0 + 1) }));\n"
    switch model {
    case .shiftStaffing:
      text += "param: start length cost :=\n"
      for (index, shift) in shifts.enumerated() {
        text += "  \(index + 1) \(shift.startSlot) \(shift.slots) \(MathProgText.number(shift.cost))\n"
      }
    case .followTheSun:
      text += "param: group start length cost paid :=\n"
      for (index, shift) in shifts.enumerated() {
        text +=
          "  \(index + 1) \(names[shift.group]) \(shift.startSlot) \(shift.slots) \(MathProgText.number(shift.cost)) "
        text += "\(shift.paid.rawValue)\n"
      }
      text += ";\nparam cap :=\n"
      for (index, shift) in shifts.enumerated() {
        if let cap = shift.startCap { text += "  \(index + 1) \(caps[cap])\n" }
      }
    }
    text += ";\nparam: BREAKS: earliest latest break_length :=\n"
    for (index, shift) in shifts.enumerated() {
      for (number, window) in shift.breakWindows.enumerated() {
        text += "  \(index + 1) \(number + 1) \(window.earliestOffset) \(window.latestOffset) \(window.length)\n"
      }
    }
    return text + ";\n\n"
  }

  /// Slot and number, twelve to a line, zeros left out.
  private func numbers(_ heads: [Int]) -> String {
    let pairs = heads.enumerated().filter { $0.element > 0 }.map { "\($0.offset) \($0.element)" }
    return stride(from: 0, to: pairs.count, by: 12).map { start in
      "  " + pairs[start..<min(start + 12, pairs.count)].joined(separator: "  ") + "\n"
    }.joined()
  }
}
