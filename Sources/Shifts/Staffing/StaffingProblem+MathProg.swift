internal import Calendars

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
    text += "param slot_hours := \(plain(Double(slotLength.rawValue) / 60));\n"
    text += "param cyclic := \(cyclic ? 1 : 0);\n"
    text += "param hard_cover := \(prices == nil ? 1 : 0);\n"
    let cover = prices ?? CoveragePrices(underFirst: 0, underNext: 0, overFirst: 0, overNext: 0, band: 0)
    text += "param band := \(plain(cover.band));\n"
    text += "param under_first := \(plain(cover.underFirst));\n"
    text += "param under_next := \(plain(cover.underNext));\n"
    text += "param over_first := \(plain(cover.overFirst));\n"
    text += "param over_next := \(plain(cover.overNext));\n\n"
    if model == .followTheSun { text += peopleData() }
    switch model {
    case .shiftStaffing: text += "param required :=\n\(needs(0));\n\n"
    case .followTheSun:
      let names = symbols(demand.map(\.queue.rawValue))
      text += "param required :=\n"
      for queue in demand.indices { text += "[\(names[queue]), *]\n\(needs(queue))" }
      text += ";\n\n"
    }
    return text + shiftData(model) + "end;\n"
  }

  private func peopleData() -> String {
    let queues = symbols(demand.map(\.queue.rawValue))
    let names = symbols(groups.map(\.name))
    var text = "set QUEUES := \(queues.joined(separator: " "));\n"
    text += "set GROUPS := \(names.joined(separator: " "));\n"
    text += "param site :=\n"
    for (name, group) in zip(names, groups) { text += "  \(name) \(symbol(group.site.rawValue))\n" }
    text += ";\n"
    for (name, group) in zip(names, groups) {
      text += "set SERVES[\(name)] := \(group.queues.map { queues[$0] }.joined(separator: " "));\n"
    }
    text += "param paid_limit :=\n"
    for (name, group) in zip(names, groups) {
      if let limit = group.paidLimit { text += "  \(name) \(limit.rawValue)\n" }
    }
    text += ";\n"
    let caps = symbols(startCaps.map(\.name))
    text += "set CAPS := \(caps.joined(separator: " "));\n"
    text += "param start_limit :=\n"
    for (name, cap) in zip(caps, startCaps) { text += "  \(name) \(cap.limit)\n" }
    return text + ";\n\n"
  }

  private func shiftData(_ model: StaffingModel) -> String {
    let names = symbols(groups.map(\.name))
    let caps = symbols(startCaps.map(\.name))
    var text = "# shift: \(model == .followTheSun ? "group, " : "")start, length, cost\n"
    text += "set SHIFTS := \(lines(shifts.indices.map { String($0 + 1) }));\n"
    switch model {
    case .shiftStaffing:
      text += "param: start length cost :=\n"
      for (index, shift) in shifts.enumerated() {
        text += "  \(index + 1) \(shift.startSlot) \(shift.slots) \(plain(shift.cost))\n"
      }
    case .followTheSun:
      text += "param: group start length cost paid :=\n"
      for (index, shift) in shifts.enumerated() {
        text += "  \(index + 1) \(names[shift.group]) \(shift.startSlot) \(shift.slots) \(plain(shift.cost)) "
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

  /// Slot and need, twelve to a line, slots without need left out.
  private func needs(_ queue: Int) -> String {
    let pairs = demand[queue].required.enumerated().filter { $0.element > 0 }.map { "\($0.offset) \($0.element)" }
    return stride(from: 0, to: pairs.count, by: 12).map { start in
      "  " + pairs[start..<min(start + 12, pairs.count)].joined(separator: "  ") + "\n"
    }.joined()
  }

  private func lines(_ words: [String]) -> String {
    stride(from: 0, to: words.count, by: 20).map { start in
      words[start..<min(start + 20, words.count)].joined(separator: " ")
    }.joined(separator: "\n  ")
  }

  private func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  /// Different symbols for names that may be equal.
  private func symbols(_ names: [String]) -> [String] {
    var used: Set<String> = []
    return names.map { name in
      var unique = symbol(name)
      var number = 2
      while !used.insert(unique).inserted {
        unique = symbol(name, suffix: " (\(number))")
        number += 1
      }
      return unique
    }
  }

  /// A quoted MathProg symbol: at most 100 bytes, no control characters.
  private func symbol(_ name: String, suffix: String = "") -> String {
    var text = ""
    for character in name {
      let isControl = character.unicodeScalars.contains { $0.value < 32 || (127...159).contains($0.value) }
      let next = isControl ? " " : String(character)
      if text.utf8.count + next.utf8.count + suffix.utf8.count > 90 { break }
      text += next
    }
    return "'\((text + suffix).replacing("'", with: "''"))'"
  }
}
