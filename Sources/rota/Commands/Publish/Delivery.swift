internal import Planning

/// What became of a message, with the reason where it isn't known to have arrived.
enum Delivery: Hashable {
  case arrived
  /// It isn't there.
  case refused(String)
  /// It was sent, and nobody said what became of it.
  case unknown(String)

  /// Seconds between tries.
  static let pauses = [1, 2, 4]
  /// Seconds for an answer.
  static let patience = 30

  var outcome: Sending.Outcome {
    switch self {
    case .arrived: .arrived
    case .refused: .refused
    case .unknown: .unknown
    }
  }

  /// What came of one try.
  struct Answer: Hashable {
    /// curl's exit status; below 0 where it was stopped.
    var exit: Int
    /// HTTP's status; 0 where none came.
    var status: Int
    /// Whether a secure connection stood, so that something may have been sent.
    var isSecured: Bool

    /// Nobody was reached, or the other side said that it failed. Never after silence: the message may be there.
    var mayTryAgain: Bool { exit == 0 ? [500, 502, 503].contains(status) : [5, 6, 7].contains(exit) }

    /// - SeeAlso: curl(1), "Exit codes".
    var delivery: Delivery {
      guard exit == 0 else {
        switch exit {
        case 5, 6, 7: return .refused("the other side can't be reached")
        case 28 where !isSecured: return .refused("the other side can't be reached in time")
        case 28: return .unknown("no answer in \(Delivery.patience) seconds")
        case ..<0: return .unknown("curl was stopped")
        case 1, 2, 3, 4, 26, 27: return .refused("curl can't send it (\(exit))")
        case _ where !isSecured: return .refused("no secure connection comes about (curl says \(exit))")
        default: return .unknown("the connection broke (curl says \(exit))")
        }
      }
      switch status {
      case 0: return .unknown("curl told of no answer")
      case 200..<300: return .arrived
      case 300..<400: return .refused("the other side sends it elsewhere (\(status)), which is refused")
      case 429: return .refused("the other side takes no more for a while (429)")
      case 504: return .unknown("the other side itself had no answer in time (504)")
      default: return .refused("the other side said \(status)")
      }
    }
  }
}
