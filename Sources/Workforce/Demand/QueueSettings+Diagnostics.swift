internal import Calendars
public import Tables
internal import Words

extension QueueSettings {
  /// Everything about the settings that no model can work with; empty when they are sound.
  ///
  /// - Parameter position: where the settings were read, for the messages.
  /// - SeeAlso: the ranges are those of the models that the settings choose; times in seconds, shares 0…1.
  public func diagnostics(at position: SourcePosition? = nil) -> [Diagnostic] {
    (target.diagnostics(
      of: "queue '\(id)'", handleTime: handleTime, patience: patience, shrinkage: shrinkage,
      isLive: channel != .email, hasRoom: channel == .chat && waitingRoom != nil) + chatDiagnostics + emailDiagnostics
      + shrinkageDiagnostics + presenceDiagnostics).map {
        var diagnostic = $0
        diagnostic.position = position
        return diagnostic
      }
  }
}

extension QueueSettings {
  private func problem(_ what: String, _ value: String, expected: String) -> Diagnostic {
    Diagnostic(
      "staffing.out-of-range", "queue '\(id)': the \(what) is \(value); expected \(expected)",
      cure: "Change the \(what)."
    )
  }

  private var chatDiagnostics: [Diagnostic] {
    guard channel == .chat else { return [] }
    var found: [Diagnostic] = []
    guard (1...QueueLimits.largestConcurrency).contains(concurrency) else {
      return [
        problem(
          "number of conversations at once", "\(concurrency)", expected: "1 to \(QueueLimits.largestConcurrency)")
      ]
    }
    if let times = concurrentHandleTimes {
      if times.count != concurrency {
        found.append(
          problem(
            "list of handle times by concurrency", "\(times.count) long",
            expected: "\(concurrency) entries, one for each number of conversations at once"))
      } else if !QueueLimits.isThroughputRising(times) {
        found.append(
          problem(
            "list of handle times by concurrency", Words.plain.list(times.map { Words.plain.short($0) }),
            expected: "seconds above 0 that grow slower than the number of conversations, "
              + "or a lower concurrency would serve more"))
      }
    }
    if let room = waitingRoom, !(0...QueueLimits.largestWaitingRoom).contains(room) {
      found.append(
        problem("waiting room", "\(room)", expected: "0 to \(QueueLimits.largestWaitingRoom) waiting chats"))
    }
    return found
  }

  private var presenceDiagnostics: [Diagnostic] {
    guard let heads = minimumHeads, !QueueLimits.minimumHeads.contains(heads) else { return [] }
    return [problem("least number of heads", "\(heads)", expected: "0 to \(QueueLimits.minimumHeads.upperBound)")]
  }

  private var emailDiagnostics: [Diagnostic] {
    guard channel == .email else { return [] }
    var found: [Diagnostic] = []
    if let response = responseTime, !(response.seconds >= 1 && response.seconds <= 3.2e7) {
      found.append(
        problem("response time", "\(response.seconds) s", expected: "seconds, at least 1 and at most a year"))
    }
    if let backlog = openingBacklog, !(backlog >= 0 && backlog <= 1e12) {
      found.append(problem("opening backlog", "\(backlog)", expected: "0 contacts or more"))
    }
    return found
  }

  private var shrinkageDiagnostics: [Diagnostic] {
    guard let shrinkagePlan else { return [] }
    var found: [Diagnostic] = []
    for part in shrinkagePlan.components where !(0...1).contains(part.share) {
      found.append(
        problem("shrinkage '\(part.name)'", "\(part.share)", expected: "a share from 0 to 1, for example 0.05"))
    }
    guard found.isEmpty else { return found }
    let limit = ShrinkagePlan.largestShare
    for weekday in Weekday.allCases {
      for minute in 0..<1440 {
        let sum = shrinkagePlan.components.reduce(0) {
          let happens = ($1.weekdays?.contains(weekday) ?? true) && ($1.minutes?.contains(minute) ?? true)
          return happens && !$1.isKnownToRota ? $0 + $1.share : $0
        }
        guard sum > limit + 1e-12 else { continue }
        return [
          problem(
            "shrinkage on \(weekday) at \(ClockTime(minutes: minute))", Words.plain.share(sum),
            expected: "at most \(Words.plain.share(limit))")
        ]
      }
    }
    return []
  }
}

extension ServiceTarget {
  /// What is wrong with a target and the numbers that go with it, in words that begin with `subject`.
  package func diagnostics(
    of subject: String, handleTime: Double, patience: Double?, shrinkage: Double, isLive: Bool, hasRoom: Bool = false
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    func require(_ isValid: Bool, _ value: Double, _ what: String, _ expected: String) {
      guard !isValid else { return }
      found.append(
        Diagnostic(
          "staffing.out-of-range", "\(subject): the \(what) is \(value); expected \(expected)",
          cure: "Change the \(what)."))
    }
    func requireShare(_ value: Double?, _ what: String) {
      if let value { require((0...1).contains(value), value, what, "a share from 0 to 1, for example 0.8") }
    }
    requireShare(serviceLevel, "service level")
    requireShare(maximumAbandonment, "highest share abandoned")
    requireShare(maximumTurnedAway, "highest share turned away")
    requireShare(dayMargin, "margin over the day")
    requireShare(dayFloor, "floor under the day")
    require(
      withinSeconds >= 0 && withinSeconds <= 1e9, withinSeconds, "answer threshold", "seconds, 0 or more, at most 1e9")
    if let meanWait {
      require(meanWait >= 0 && meanWait <= 1e9, meanWait, "mean wait", "seconds, 0 or more, at most 1e9")
    }
    if let cap = maximumOccupancy {
      require(cap >= 0.01 && cap <= 1, cap, "highest occupancy", "a share from 0.01 to 1, for example 0.85")
    }
    require(handleTime >= 1e-6 && handleTime <= 1e7, handleTime, "handle time", "seconds, above 0 and at most 1e7")
    if let patience {
      require(
        patience >= 1e-6 && patience <= QueueLimits.longestPatience, patience, "patience",
        "seconds, above 0 and at most 1e7; none for unlimited patience")
    }
    require(shrinkage >= 0 && shrinkage <= 0.95, shrinkage, "shrinkage", "a share from 0 to 0.95, for example 0.3")
    let knowsAbandonment =
      maximumAbandonment != nil && (patience != nil || hasRoom) || maximumTurnedAway != nil && hasRoom
    if isLive, serviceLevel == nil, meanWait == nil, maximumOccupancy == nil, !knowsAbandonment {
      found.append(
        Diagnostic(
          "staffing.no-target", "\(subject): no target is given that its model knows",
          cure:
            "Give a service level, a mean wait or a highest occupancy, or a patience with a highest share abandoned."
        ))
    }
    return found
  }
}
