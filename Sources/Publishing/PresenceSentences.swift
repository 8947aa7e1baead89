public import Calendars
public import Plans
public import Workforce
public import Words

/// What a queue's outlook on presence says, in sentences for terminal and page.
public struct PresenceSentences: Sendable {
  var outlook: PresenceOutlook
  var settings: QueueSettings
  var words: Words
  /// The zone that times are read in; others are named.
  var reader: Zone?

  public init(_ outlook: PresenceOutlook, of settings: QueueSettings, words: Words, reader: Zone? = nil) {
    self.outlook = outlook
    self.settings = settings
    self.words = words
    self.reader = reader
  }

  /// - Returns: nil where the plan says nothing of the queue's presence.
  public init?(_ queue: PlanQueue, words: Words, reader: Zone) {
    guard let outlook = queue.presence, let settings = queue.settings else { return nil }
    self.init(outlook, of: settings, words: words, reader: reader)
  }

  /// All that there is to say, what is needed first.
  public var all: [String] { [need, day, interval, alone].compactMap(\.self) }

  /// `Phone needs 233 h of heads (positions divided by attendance: 258 h): 87 % expected in time instead of 92 %; the
  /// difference was service above the promise.`
  public var need: String {
    let (required, divided) = (outlook.requiredMinutes, outlook.dividedMinutes)
    var text = "\(settings.name) needs \(words.tenthsOfHours(minutes: required)) of heads"
    // Without a level that is promised there is no time to be in.
    guard settings.target.serviceLevel != nil else {
      return text
        + (required == divided ? "." : " (positions divided by attendance: \(words.tenthsOfHours(minutes: divided))).")
    }
    guard required != divided else {
      return text + (outlook.requiredService.map { ": \(words.percent($0)) expected in time." } ?? ".")
    }
    text += " (positions divided by attendance: \(words.tenthsOfHours(minutes: divided)))"
    guard let service = outlook.requiredService, let other = outlook.dividedService else { return text + "." }
    text += ": \(words.percent(service)) expected in time instead of \(words.percent(other))"
    // Fewer heads meet the promise as well, so what they lose lies above it.
    if required < divided { return text + "; the difference was service above the promise." }
    if settings.target.holdsOver == .day, settings.target.dayMargin != nil {
      return text + "; the day's goal lies above the promise by its margin."
    }
    if let least = settings.minimumHeads {
      return text + "; at least \(least) heads are asked for wherever the queue is open."
    }
    return text + "; the division leaves out that people are missing by chance."
  }

  /// `Over the day at least 82.3 % expected in time, least on Sun 2026-12-06 (goal 82 %).`
  private var day: String? {
    guard let worst = outlook.worstDay, settings.target.serviceLevel != nil else { return nil }
    let level = words.percent((worst.service * 1000 + 1e-9).rounded(.down) / 1000, places: 1)
    guard let goal = settings.target.dayGoal else {
      return "Weakest day \(words.day(worst.date)): \(level)."
    }
    return "Over the day at least \(level) expected in time, least on \(words.day(worst.date)) "
      + "(goal \(words.share(goal, places: 1)))."
  }

  /// `Weakest interval Thu 2026-12-03 08:00: 71 % (floor 70 %).`
  private var interval: String? {
    guard let worst = outlook.worstInterval, settings.target.serviceLevel != nil else { return nil }
    let floor = settings.target.intervalFloor.map { " (floor \(words.share($0, places: 1)))" } ?? ""
    let zone = reader == nil || reader == settings.zone ? "" : " (\(settings.zone))"
    let moment = words.moment(worst.start, in: settings.zone)
    return "Weakest interval \(moment)\(zone): \(words.percent(worst.service))\(floor)."
  }

  /// `12 h rest on one person; 8 % of the time nobody is there.`
  private var alone: String? {
    guard outlook.aloneMinutes > 0 else { return nil }
    let text = "\(words.tenthsOfHours(minutes: outlook.aloneMinutes)) rest on one person"
    guard let share = outlook.nobodyThen, share > 0 else { return text + "." }
    return text + "; \(words.share(share, places: 1)) of that time nobody is there."
  }

  /// `about 14 contacts fewer in time`: nil for less than half of one.
  public static func missed(_ contacts: Double, words: Words) -> String? {
    guard contacts >= 0.5, contacts.isFinite else { return nil }
    let count = words.rounded(contacts)
    return "about \(count) \(count == "1" ? "contact" : "contacts") fewer in time"
  }
}

extension PlanDocument {
  /// Contacts that the heads required would answer in time and the rota is expected not to, over all queues that say so.
  public var missedContacts: Double { queues.reduce(0) { $0 + ($1.presence?.missedContacts ?? 0) } }
}
