internal import Workforce

/// What contacts meet that arrive at random beside a given load: shares of all contacts, times in seconds.
struct WaitFigures: Equatable {
  var answeredWithin = 0.0
  var abandoned = 0.0
  /// Gave up within the threshold; part of `abandoned`.
  var abandonedShortly = 0.0
  /// Would wait at most the threshold with patience without end.
  var offeredWithin = 0.0
  /// Found a full waiting room.
  var turnedAway = 0.0
  /// Of all contacts; infinite where the line grows for ever.
  var meanWait = 0.0
  /// Share of the agents' time that is spent on contacts.
  var occupancy = 0.0

  /// Adds figures of other contacts, all but the occupancy, which is none of a contact's.
  mutating func add(_ other: WaitFigures, weight: Double) {
    guard weight > 0 else { return }
    answeredWithin += weight * other.answeredWithin
    abandoned += weight * other.abandoned
    abandonedShortly += weight * other.abandonedShortly
    offeredWithin += weight * other.offeredWithin
    turnedAway += weight * other.turnedAway
    meanWait += weight * other.meanWait
  }

  /// A sum over contacts as what one of them meets.
  mutating func divide(by contacts: Double) {
    answeredWithin /= contacts
    abandoned /= contacts
    abandonedShortly /= contacts
    offeredWithin /= contacts
    turnedAway /= contacts
    meanWait /= contacts
  }

  /// The share that a target calls its service level.
  func level(_ target: ServiceTarget) -> Double {
    switch target.definition {
    case .ofOffered: return answeredWithin
    case .ofAnswered:
      let answered = 1 - abandoned - turnedAway
      return answered > 0 ? min(1, answeredWithin / answered) : 0
    case .withoutShortAbandons:
      let counted = 1 - abandonedShortly
      return counted > 0 ? min(1, answeredWithin / counted) : 0
    case .offeredWait: return offeredWithin
    }
  }

  /// Whether what contacts meet is as good as a target asks, its cap on occupancy left aside. Where the answer hangs on
  /// rounding, `slack` > 0 says yes and `slack` < 0 says no.
  ///
  /// - Parameter wait: their mean wait, where it isn't that of the figures.
  func isGood(_ target: ServiceTarget, slack: Double, wait: Double? = nil) -> Bool {
    if let share = target.serviceLevel, 1 - level(target) > max(1 - share, 1e-9) + 1e-12 + slack { return false }
    if let cap = target.maximumAbandonment, abandoned + turnedAway > max(cap, 1e-9) + 1e-12 + slack { return false }
    if let cap = target.largestTurnedAway, turnedAway > max(cap, 1e-9) + 1e-12 + slack { return false }
    guard let longest = target.meanWait else { return true }
    return (wait ?? meanWait) <= max(longest, 1e-6) * (1 + 1e-12 + slack)
  }
}
