public import Calendars
public import Workforce

extension QueueSettings {
  /// The most days before a plan that are looked at for what still waits when it begins.
  static let mostEarlierDays = 366

  /// How many days before a plan contacts may have arrived that still wait when it begins: those of the response time,
  /// and those since the last opening, in which nothing could be done; of e-mail without a response time, the latter. At
  /// most 366. Of phone and chat on the modified
  /// offered load, those whose contacts may still be in progress: a day, or ten handle times, where the queue was open
  /// less than ten handle times before.
  ///
  /// - Parameters:
  ///   - first: the plan's first date on the queue's clock.
  ///   - closedDates: local dates on which no opening begins.
  ///   - handleTime: of live contacts in seconds; nil = that of the settings.
  /// - Returns: 0 for live queues that were closed long enough, for e-mail with a response time and a stated backlog, and for a queue
  ///   that is never open.
  /// - SeeAlso: docs/staffing.md, *Deferrable work*.
  public func earlierDays(
    before first: CivilDate, closedDates: Set<CivilDate> = [], handleTime: Double? = nil
  ) -> Int {
    if channel != .email {
      return liveEarlierDays(before: first, closedDates: closedDates, handleTime: handleTime ?? self.handleTime)
    }
    guard responseTime == nil || openingBacklog == nil else { return 0 }
    let time = OpenTime(hours: hours, zone: zone, closedDates: closedDates)
    var open = 0.0
    for day in 1...Self.mostEarlierDays {
      let begin = zone.instant(of: first.adding(days: -day))
      let end = zone.instant(of: first.adding(days: 1 - day))
      for second in stride(from: 0, to: end - begin, by: 900) {
        open += Double(time.openSeconds(begin.adding(seconds: second), seconds: min(900, end - begin - second)))
      }
      guard let response = responseTime else {
        if open > 0 { return day }
        continue
      }
      switch response.clock {
      case .elapsed where open > 0:
        return min(Self.mostEarlierDays, day + Int((response.seconds / 86_400).rounded(.up)))
      case .openingHours where open >= response.seconds: return day
      default: continue
      }
    }
    return open > 0 ? Self.mostEarlierDays : 0
  }

  private func liveEarlierDays(before first: CivilDate, closedDates: Set<CivilDate>, handleTime: Double) -> Int {
    guard requirementMethod == .modifiedOfferedLoad, handleTime > 0 else { return 0 }
    let time = OpenTime(hours: hours, zone: zone, closedDates: closedDates)
    let reach = min(10 * handleTime, Double(Self.mostEarlierDays) * 86_400)
    let begin = zone.instant(of: first)
    let wasOpen = stride(from: 900, to: max(1800, Int(reach) + 900), by: 900).contains {
      time.openSeconds(begin.adding(seconds: -$0), seconds: 900) > 0
    }
    return wasOpen ? max(1, Int((reach / 86_400).rounded(.up))) : 0
  }
}
