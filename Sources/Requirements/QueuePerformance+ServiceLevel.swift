public import Workforce

extension QueuePerformance {
  /// The share that `definition` calls the service level, 0…1.
  ///
  /// - SeeAlso: docs/staffing.md, *Models*, for what each part of a target means.
  public func serviceLevel(_ definition: ServiceLevelDefinition) -> Double {
    switch definition {
    case .ofOffered: return serviceLevel
    case .ofAnswered:
      let answered = 1 - abandonment - turnedAway
      return answered > 0 ? min(1, serviceLevel / answered) : 0
    case .withoutShortAbandons:
      let counted = 1 - shortAbandonment
      return counted > 0 ? min(1, serviceLevel / counted) : 0
    case .offeredWait: return offeredWaitWithin
    }
  }
}
