internal import Calendars
internal import Planning
internal import Requirements
internal import Words

/// What `rota staff --explain` prints.
struct ExplanationText {
  var question: QueueExplanation

  var text: String {
    let answer = question.explanation
    let from = question.zone.civil(at: answer.start)
    let to = question.zone.civil(at: answer.start + question.interval)
    var lines = [
      "\(question.queueName), \(from.date.weekday.title) \(from.date), \(from.clock) to \(to.clock) \(question.zone) (\(question.week))"
    ]
    func row(_ name: String, _ value: String) {
      lines.append(name + String(repeating: " ", count: max(1, 16 - name.count)) + value)
    }
    guard answer.isOpen else {
      lines.append("The queue is closed; nobody is required.")
      return lines.joined(separator: "\n") + "\n"
    }
    let kind = question.isDeferrable ? "worked on" : "expected"
    row("contacts", "\(number(answer.contacts)) \(kind), mean handle time \(number(answer.handleTime)) s")
    row(
      "load",
      "\(number(answer.offeredLoad)) erlangs; contacts × handle time ÷ interval is \(number(answer.stationaryLoad))")
    row("model", answer.model)
    row("", answer.reason)
    row("target", question.target)
    if let deadlines = answer.deadlines {
      row(
        "backlog",
        "\(number(deadlines.waitingAtOpening)) contacts wait when the plan begins, \(number(deadlines.waitingBefore)) at "
          + "\(from.clock), \(number(deadlines.waitingAfter)) at \(to.clock), \(number(deadlines.waitingAtClosing)) when it ends"
      )
      row(
        "deadlines",
        "from the plan's beginning to \(to.clock) \(number(deadlines.due)) contacts are due, \(number(deadlines.available)) "
          + "can be done, \(number(deadlines.done)) are")
    }
    row("required", "\(answer.positions) in position, \(answer.heads) on the rota")
    row("", headsRule(answer))
    for part in answer.shrinkageParts { row("", words(part)) }
    if let planned = question.plannedHeads {
      row("", "rota plan asks for \(planned): it knows what absences.csv books by name")
    }
    if !answer.binding.isEmpty { row("decided by", Words.plain.and(answer.binding)) }
    if answer.levels.isEmpty {
      row("", answer.contacts > 0 ? "hardly any contact is expected" : "no contacts are expected")
    }
    for level in answer.levels {
      row("  \(level.agents) \(level.agents == 1 ? "agent" : "agents")", figures(level))
      row("", level.missed.isEmpty ? "meets the target" : "misses " + Words.plain.and(level.missed))
    }
    if let heads = answer.presence {
      lines += HeadsText(
        heads: heads, target: question.targetLevel, occupancyCap: question.occupancyCap,
        holdsSeveral: question.holdsSeveral, definition: question.definition
      ).explanation(positions: answer.positions, contacts: answer.contacts)
    }
    if let price = question.contactPrice {
      row("priced", "a contact in time is worth \(Words.plain.money(price, currency: question.currency)) on that day")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func headsRule(_ answer: StaffingExplanation) -> String {
    let share = ShareText.text(answer.shrinkage, against: 0)
    if let heads = answer.presence {
      return heads.missing > 0
        ? "each head is missing with a chance of \(share), so that the mean number in position is "
          + number(Double(answer.heads) * (1 - heads.missing))
        : "nobody is expected to be missing"
    }
    guard answer.deadlines != nil else { return "positions ÷ (1 − \(share) shrinkage), rounded up" }
    return
      "each is a level plan by itself: of people who are always there, and of people who lose \(share) to shrinkage; "
      + "rota plan asks for it, rota staff has the work done whenever it costs least before its deadlines"
  }

  /// `leave 9 % (paid, planned), of which 5.7 % adds heads`.
  private func words(_ part: StaffingExplanation.ShrinkagePart) -> String {
    let kind = "\(part.isPaid ? "paid" : "unpaid"), \(part.isPlanned ? "planned" : "unplanned")"
    let text = "\(part.name) \(ShareText.text(part.share, against: 0)) (\(kind))"
    if part.added >= part.share { return text }
    return part.added > 0
      ? "\(text), of which \(ShareText.text(part.added, against: 0)) adds heads"
      : "\(text), which adds no heads: the rota knows it"
  }

  private func figures(_ level: StaffingExplanation.Level) -> String {
    var parts: [String] = []
    if let share = level.serviceLevel {
      let definition = question.definition.map { " " + $0 } ?? ""
      parts.append("service level \(ShareText.text(share, against: question.targetLevel))\(definition)")
    }
    if let worked = level.workedByIdle {
      parts.append("\(number(worked)) contacts worked on by live people while they are free")
    }
    if let worked = level.worked {
      parts.append("\(number(worked)) contacts worked on\(level.workedByIdle == nil ? "" : " by its own")")
    }
    if let wait = level.meanWait {
      parts.append(wait.isFinite ? "mean wait \(number(wait)) s" : "the queue grows for ever")
    }
    if let share = level.abandonment, share > 0 { parts.append("abandoned \(ShareText.text(share, against: 0))") }
    if let share = level.turnedAway { parts.append("turned away \(ShareText.text(share, against: 0))") }
    let busy = ShareText.text(level.occupancy, against: question.occupancyCap)
    parts.append(question.holdsSeveral ? "\(busy) of the places for conversations taken" : "occupancy \(busy)")
    return Words.plain.list(parts)
  }

  /// With at most two decimals.
  private func number(_ value: Double) -> String {
    let hundredths = (value * 100).rounded() / 100
    return hundredths == hundredths.rounded() ? Words.plain.rounded(hundredths) : "\(hundredths)"
  }
}

/// What `staff --explain --json` prints.
struct StaffExplainAnswer: Codable {
  var schema = 1
  var week: ISOWeek
  var zone: Zone
  var intervalMinutes: Int
  var target: String
  var explanation: StaffingExplanation
  /// Currency units; absent of queues priced by heads.
  var contactPrice: Double?

  init(_ question: QueueExplanation) {
    week = question.week
    zone = question.zone
    intervalMinutes = question.interval.rawValue
    target = question.target
    explanation = question.explanation
    contactPrice = question.contactPrice
  }
}
