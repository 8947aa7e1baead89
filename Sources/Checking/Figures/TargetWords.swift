internal import Workforce

/// The promise of a queue in words, worked out from what is asked of it.
enum TargetWords {
  static func of(_ settings: QueueSettings) -> String {
    if settings.channel == .email {
      guard let response = settings.responseTime else { return "worked within opening hours" }
      return "done within \(time(response))"
    }
    let target = settings.target
    let isShared = settings.channel == .chat && settings.concurrency > 1
    let hasRoom = settings.channel == .chat && settings.waitingRoom != nil
    var parts: [String] = []
    if let level = target.serviceLevel {
      let kind =
        switch target.definition {
        case .ofOffered: ""
        case .ofAnswered: " of those answered"
        case .withoutShortAbandons: " without short abandons"
        case .offeredWait: " of offered waits"
        }
      var period = ""
      if target.holdsOver == .day {
        // Half of all contacts, or the target where it is less, is the lowest floor.
        let floor = min(level, max(0.5, level - (target.dayFloor ?? 0.1)))
        period = " over the day, at least \(number(floor * 100)) % in every interval"
      }
      parts.append("\(number(level * 100)) % within \(number(target.withinSeconds)) s\(kind)\(period)")
    }
    if let wait = target.meanWait { parts.append("mean wait at most \(number(wait)) s") }
    if let share = target.maximumAbandonment {
      parts.append("at most \(number(share * 100)) % \(hasRoom ? "lost" : "abandoned")")
    }
    if hasRoom, let share = target.largestTurnedAway { parts.append("at most \(number(share * 100)) % turned away") }
    if let cap = target.maximumOccupancy {
      parts.append(
        isShared
          ? "at most \(number(cap * 100)) % of the places for conversations taken"
          : "occupancy at most \(number(cap * 100)) %")
    }
    return parts.isEmpty ? "no target" : parts.joined(separator: ", ")
  }

  private static func time(_ response: ResponseTime) -> String {
    let isOpen = response.clock != .elapsed
    let hours = response.seconds / 3600
    let isRound = abs(hours * 100 - (hours * 100).rounded()) < 1e-9
    if response.seconds >= 3600, isRound { return "\(number(hours)) \(isOpen ? "opening hours" : "hours")" }
    let unit = response.seconds == 60 ? "minute" : "minutes"
    return "\(number(response.seconds / 60)) \(unit)\(isOpen ? " of opening hours" : "")"
  }

  /// With two decimals at most, and none that say nothing.
  private static func number(_ value: Double) -> String {
    guard let hundredths = Int(exactly: (value * 100).rounded()), abs(value) < 1e12 else { return "\(value)" }
    let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    var digits = rest < 10 ? "0\(rest)" : "\(rest)"
    while digits.hasSuffix("0") { digits.removeLast() }
    return (hundredths < 0 ? "-" : "") + "\(whole)" + (digits.isEmpty ? "" : ".\(digits)")
  }
}
