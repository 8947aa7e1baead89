public import Workforce
internal import Words

/// How a queue's contacts become positions.
enum StaffingModel {
  /// Answered live: a queueing model in each interval.
  case queueing(any QueueingModel)
  /// Deferrable without a response time: the day's work, levelled over the day's opening hours.
  case levelWork
  /// Deferrable with a response time: the level plan that meets every deadline.
  case deadlines(ResponseTime)

  init(for settings: QueueSettings) {
    switch settings.channel {
    case .chat where settings.concurrency > 1 || settings.waitingRoom != nil:
      self = .queueing(
        ConcurrentChat(
          concurrency: settings.concurrency, handleTimes: settings.concurrentHandleTimes, patience: settings.patience,
          waitingRoom: settings.waitingRoom))
    case .phone, .chat:
      if let patience = settings.patience {
        self = .queueing(ErlangA(patience: patience))
      } else {
        self = .queueing(ErlangC())
      }
    case .email:
      if let response = settings.responseTime { self = .deadlines(response) } else { self = .levelWork }
    }
  }

  /// In words, as plans show it: `Erlang C in each interval by itself, 80 % within 20 s, occupancy at most 85 %`.
  ///
  /// - Parameter spread: the relative deviation that the staff covers; nil outside the robust mode.
  func name(for settings: QueueSettings, spread: Double? = nil) -> String {
    switch self {
    case .queueing(let model):
      var first = model.name
      if let patience = settings.patience { first += " (patience \(Words.plain.short(patience)) s)" }
      switch settings.requirementMethod {
      case .modifiedOfferedLoad: first += " on the modified offered load (contacts in progress are carried over)"
      case .stationary: first += " in each interval by itself"
      }
      var parts = [first] + settings.target.words(hasRoom: settings.hasWaitingRoom, holdsSeveral: settings.holdsSeveral)
      if settings.channel == .chat {
        let count = settings.concurrency
        parts.append(count == 1 ? "one conversation an agent" : "up to \(count) conversations an agent")
        if let room = settings.waitingRoom { parts.append("at most \(room) waiting") }
      }
      if let spread {
        var exceptions = settings.target.maximumOccupancy == nil ? [] : ["occupancy"]
        if settings.target.meanWait != nil, !model.losesPatience { exceptions.append("mean wait") }
        parts.append(
          "averaged over a day-level spread of \(Words.plain.share(spread))"
            + (exceptions.isEmpty ? "" : " (\(Words.plain.and(exceptions)) at the forecast itself)"))
      }
      return Words.plain.list(parts)
    case .levelWork:
      return Words.plain.list(["level work over opening hours"] + settings.target.occupancyWords)
    case .deadlines(let response):
      return Words.plain.list(["level work within \(response.words)"] + settings.target.occupancyWords)
    }
  }
}

extension ServiceTarget {
  /// Each part that is asked, in words.
  var words: [String] { words(hasRoom: false, holdsSeveral: false) }

  /// Each part that is asked, in words: `80 % within 20 s`, `occupancy at most 85 %`.
  ///
  /// - Parameters:
  ///   - hasRoom: whether a waiting room of limited size can turn contacts away.
  ///   - holdsSeveral: whether an agent holds several conversations, so that occupancy counts their places.
  public func words(hasRoom: Bool, holdsSeveral: Bool) -> [String] {
    var parts: [String] = []
    if let serviceLevel {
      let share = "\(Words.plain.share(serviceLevel)) within \(Words.plain.seconds(withinSeconds))"
      var text = [share, definition.words].compactMap { $0 }.joined(separator: " ")
      if let floor = intervalFloor {
        text += " over the day, at least \(Words.plain.share(floor)) in every interval"
      }
      parts.append(text)
    }
    if let meanWait { parts.append("mean wait at most \(Words.plain.seconds(meanWait))") }
    if let maximumAbandonment {
      parts.append("at most \(Words.plain.share(maximumAbandonment)) \(hasRoom ? "lost" : "abandoned")")
    }
    if hasRoom, let largestTurnedAway { parts.append("at most \(Words.plain.share(largestTurnedAway)) turned away") }
    guard holdsSeveral, let maximumOccupancy else { return parts + occupancyWords }
    return parts + ["at most \(Words.plain.share(maximumOccupancy)) of the places for conversations taken"]
  }

  var occupancyWords: [String] { maximumOccupancy.map { ["occupancy at most \(Words.plain.share($0))"] } ?? [] }
}
