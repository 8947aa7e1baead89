public import Tables

extension QueueSettings {
  /// Everything about the settings that no model can work with; empty when they are sound.
  ///
  /// - Parameter position: where the settings were read, for the messages.
  public func diagnostics(at position: SourcePosition? = nil) -> [Diagnostic] {
    target.diagnostics(
      of: "queue '\(id)'", handleTime: handleTime, patience: patience, shrinkage: shrinkage,
      isLive: channel != .email
    ).map {
      var diagnostic = $0
      diagnostic.position = position
      return diagnostic
    }
  }
}

extension ServiceTarget {
  /// What is wrong with a target and the numbers that go with it, in words that begin with `subject`.
  func diagnostics(
    of subject: String, handleTime: Double, patience: Double?, shrinkage: Double, isLive: Bool
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
    require(
      withinSeconds >= 0 && withinSeconds.isFinite, withinSeconds, "answer threshold", "seconds, 0 or more")
    if let meanWait { require(meanWait >= 0 && meanWait.isFinite, meanWait, "mean wait", "seconds, 0 or more") }
    if let cap = maximumOccupancy {
      require(cap >= 0.01 && cap <= 1, cap, "highest occupancy", "a share from 0.01 to 1, for example 0.85")
    }
    require(handleTime > 0 && handleTime <= 1e7, handleTime, "handle time", "seconds, above 0 and at most 1e7")
    if let patience {
      require(
        patience > 0 && patience <= ErlangA.longestPatience, patience, "patience",
        "seconds, above 0 and at most 1e7; none for unlimited patience")
    }
    require(shrinkage >= 0 && shrinkage <= 0.95, shrinkage, "shrinkage", "a share from 0 to 0.95, for example 0.3")
    let knowsAbandonment = maximumAbandonment != nil && patience != nil
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
